"""Opening a check-up of an enterprise: the form of the table's opening step."""

from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework import Work, checkup
from casework.cases import enterprise as enterprises
from casework.checkup.catalogue.upgrade import shelf_of
from casework.workflow import Fact, Kind
from webui.casebook import reading, writing
from webui.cases import units
from webui.cases.taking import asked
from webui.errors import Refusal, on_form
from webui.forms import FactForm

page = Blueprint("opening", __name__)
UNIT = "立案单位"


@page.get("/enterprises/<code>/checkups/new")
def ask(code: str) -> ResponseReturnValue:
    """Show the form of 立项 for an enterprise."""
    with reading() as work:
        company = enterprises.get(work, code)
        values = {"occurred_on": work.today, "unit": company.unit.name}
        if request.args.get("follows"):
            values |= {"source": "复查", "follows": request.args["follows"]}
        form = FactForm.showing(_declared(work), values)
    return _form(code, form)


@page.post("/enterprises/<code>/checkups/new")
def open_one(code: str) -> ResponseReturnValue:
    """Open a check-up and go to its page."""
    with reading() as work:
        form = FactForm.typed(_declared(work))

    def act() -> ResponseReturnValue:
        given = form.raw
        with writing() as work:
            unit = units.chosen(work, UNIT, given.pop("unit"))
            number = checkup.open(work, enterprises.get(work, code), unit, **given).number
        flash(f"已立项，编号 {number}。", "done")
        return redirect(url_for("cases.show", number=number), 303)

    return on_form(act, lambda refusal: _form(code, form, refusal))


def _declared(work: Work) -> tuple[Fact, ...]:
    step = work.kinds["checkup"].table.opening
    names = shelf_of(work).references
    own = (_offering(fact, names) for fact in asked(step) if _asks(fact, names))
    return (units.asked(work, UNIT, step.act), *own)


def _asks(fact: Fact, names: tuple[str, ...]) -> bool:
    """Say whether a fact is asked: the catalogue only if there is something to choose."""
    return fact.name != "catalogue" or len(names) > 1


def _offering(fact: Fact, names: tuple[str, ...]) -> Fact:
    if fact.name != "catalogue":
        return fact
    return replace(fact, kind=Kind.CHOICE, options=names, help="不选就用当前的目录。")


def _form(code: str, form: FactForm, refusal: Refusal | None = None) -> str:
    rest = form.mark(refusal.problems) if refusal else []
    with reading() as work:
        company = enterprises.get(work, code)
        step = work.kinds["checkup"].table.opening
        denied = "" if units.offered(work, step.act) else work.denial(step.act)
        return render_template(
            "checkup/open.html",
            company=company,
            step=step,
            form=form,
            rest=rest,
            refusal=refusal,
            denied=denied,
        )
