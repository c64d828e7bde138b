"""All open cases of somebody who leaves: shown with what runs in them, and handed over in one go."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework import cases
from casework.cases.members import LEAD
from webui.casebook import reading, writing
from webui.cases.mending import HANDOVER
from webui.errors import Refusal, on_form
from webui.forms import FactForm

page = Blueprint("handing", __name__)


@page.get("/colleagues/<login>/handover")
def ask(login: str) -> ResponseReturnValue:
    """Show the open cases of a person, and ask who takes them over."""
    return _form(login, FactForm.showing(HANDOVER, {}), None)


@page.post("/colleagues/<login>/handover")
def hand(login: str) -> ResponseReturnValue:
    """Hand over the cases that are ticked, all or none."""
    form, ticked = FactForm.typed(HANDOVER), request.form.getlist("cases")

    def act() -> ResponseReturnValue:
        with writing() as work:
            done = cases.handover_all(work, login, numbers=ticked, **form.raw)
        flash(f"已移交 {len(done)} 件：{'、'.join(done)}", "done")
        return redirect(url_for("handing.ask", login=login), 303)

    return on_form(act, lambda refusal: _form(login, form, ticked, refusal))


def _form(
    login: str, form: FactForm, ticked: Sequence[str] | None, refusal: Refusal | None = None
) -> str:
    rest = form.mark(refusal.problems) if refusal else []
    with reading() as work:
        found = cases.carried_by(work, login)
        return render_template(
            "cases/handover_all.html",
            login=login,
            leading=[one for one in found if one.duty == LEAD],
            helping=[one for one in found if one.duty != LEAD],
            ticked=ticked,
            today=work.today,
            form=form,
            rest=rest,
            refusal=refusal,
        )
