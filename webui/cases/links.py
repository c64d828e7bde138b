"""Cases linked with this one: made and taken back, each with a reason that both cases keep."""

from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework import Work, cases
from casework.cases.linking import REASON, SORT, WHY_NOT
from casework.cases.models import Case
from casework.errors import InputError, NotFound
from casework.workflow import Fact, Kind
from webui.casebook import reading, writing
from webui.errors import Refusal, on_form
from webui.forms import FactForm

page = Blueprint("links", __name__)
OTHER = Fact("other", "另一案件的编号", Kind.TEXT, required=True, help="照案件页上的编号填")
LINK = (SORT, OTHER, REASON)
UNLINK = (replace(SORT, help="要解除的那一种"), OTHER, WHY_NOT)


@page.get("/cases/<case:number>/links")
def ask(number: str) -> ResponseReturnValue:
    """List the linked cases and ask for another one."""
    return _form(number, FactForm.showing(LINK, {}))


@page.post("/cases/<case:number>/links")
def link(number: str) -> ResponseReturnValue:
    """Link the case with another one."""
    form = FactForm.typed(LINK)

    def act() -> ResponseReturnValue:
        given = form.raw
        with writing() as work:
            other = _other(work, given.pop("other"))
            cases.link(work, cases.get(work, number), other, **given)
        flash("已关联，两个案件都有记录。", "done")
        return redirect(url_for("links.ask", number=number), 303)

    return on_form(act, lambda refusal: _form(number, form, refusal))


@page.get("/cases/<case:number>/links/remove")
def ask_unlink(number: str) -> ResponseReturnValue:
    """Ask why a link is taken back."""
    values = {name: request.args.get(name, "") for name in ("kind", "other")}
    return _form(number, FactForm.showing(UNLINK, values), removing=True)


@page.post("/cases/<case:number>/links/remove")
def unlink(number: str) -> ResponseReturnValue:
    """Take a link back."""
    form = FactForm.typed(UNLINK)

    def act() -> ResponseReturnValue:
        given = form.raw
        with writing() as work:
            other = _other(work, given.pop("other"))
            cases.unlink(work, cases.get(work, number), other, **given)
        flash("已解除关联，原来的关联在经过里仍可查。", "done")
        return redirect(url_for("links.ask", number=number), 303)

    return on_form(act, lambda refusal: _form(number, form, refusal, removing=True))


def _other(work: Work, number: str) -> Case:
    if not number.strip():
        raise InputError.one("other", f"{OTHER.label}：必须填写")
    try:
        return cases.get(work, number)
    except NotFound as error:
        raise InputError.one("other", str(error)) from error


def _form(
    number: str, form: FactForm, refusal: Refusal | None = None, *, removing: bool = False
) -> str:
    rest = form.mark(refusal.problems) if refusal else []
    with reading() as work:
        case = cases.get(work, number)
        return render_template(
            "cases/links.html",
            case=case,
            links=cases.links(work, case),
            editable=work.allows("编", case),
            form=form,
            rest=rest,
            refusal=refusal,
            removing=removing,
        )
