"""What became of a visit: recorded once for all companies, taken back, called off; a company taken off."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework import Work, checkup
from casework.checkup.models import Visit
from casework.checkup.visit.fields import REASON, RECORD
from webui.casebook import reading, writing
from webui.errors import Refusal, on_form
from webui.forms import FactForm, seen, version_for

page = Blueprint("visit_ending", __name__)


def _drop(work: Work, row: Visit, **given: Any) -> None:
    checkup.drop_from_visit(work, row, request.args.get("case", ""), **given)


#: What can be done with a reason: title, the verb, what is said afterwards.
_ENDS: dict[str, tuple[str, Callable[..., None], str]] = {
    "cancel": ("取消走访", checkup.cancel_visit, "已取消，编号保留。"),
    "reopen": ("撤销走访结果的登记", checkup.reopen_visit, "已撤销登记，各案回到到场以前。"),
    "drop": ("移出走访", _drop, "已移出；案件里的“安排到场”没有改动。"),
}


@page.get("/visits/<case:visit>/record")
def ask(visit: str) -> ResponseReturnValue:
    """Ask once what holds for every company; those nobody went to get a reason."""
    with reading() as work:
        row = checkup.get_visit(work, visit)
        known = {"visited_on": min(row.planned_on, work.today), "inspectors": row.team}
        form = FactForm.showing(RECORD, known, g.people)
    return _form(visit, form)


@page.post("/visits/<case:visit>/record")
def record(visit: str) -> ResponseReturnValue:
    """Record the visit in every case, all or nothing."""
    form = FactForm.typed(RECORD)

    def act() -> ResponseReturnValue:
        given: dict[str, Any] = {"absent": _missed(), "seen": seen(), **form.raw}
        with writing() as work:
            lines = checkup.record_visit(work, checkup.get_visit(work, visit), **given)
        for line in lines:
            flash(line, "done")
        return redirect(url_for("visits.show", visit=visit), 303)

    return on_form(act, lambda refusal: _form(visit, form, refusal))


@page.route("/visits/<case:visit>/<any(cancel, reopen, drop):end>", methods=["GET", "POST"])
def finish(visit: str, end: str) -> ResponseReturnValue:
    """Call a visit off, take its record back, or take a company off it: each with a reason."""
    if request.method == "GET":
        return _reasoned(visit, end, FactForm.showing((REASON,), {}))
    form = FactForm.typed((REASON,))

    def act() -> ResponseReturnValue:
        with writing() as work:
            row = checkup.get_visit(work, visit)
            _ENDS[end][1](work, row, seen=seen(), **form.raw)
        flash(_ENDS[end][2], "done")
        return redirect(url_for("visits.show", visit=visit), 303)

    return on_form(act, lambda refusal: _reasoned(visit, end, form, refusal))


def _missed() -> dict[str, str]:
    """Return why nobody was at a company, by number of its case; an empty field means somebody was."""
    prefix = "absent-"
    return {
        name.removeprefix(prefix): text
        for name, text in request.form.items()
        if name.startswith(prefix) and text.strip()
    }


def _form(visit: str, form: FactForm, refusal: Refusal | None = None) -> str:
    rest = form.mark(refusal.problems) if refusal else []
    with reading() as work:
        row = checkup.get_visit(work, visit)
        return render_template(
            "visits/record.html",
            row=row,
            form=form,
            rest=rest,
            refusal=refusal,
            missed=_missed(),
            stops=checkup.visit_stops(work, row),
            seen=version_for(row.version, refusal),
        )


def _reasoned(visit: str, end: str, form: FactForm, refusal: Refusal | None = None) -> str:
    rest = form.mark(refusal.problems) if refusal else []
    with reading() as work:
        row = checkup.get_visit(work, visit)
        return render_template(
            "visits/reason.html",
            row=row,
            title=_ENDS[end][0],
            company=request.args.get("case", ""),
            form=form,
            rest=rest,
            refusal=refusal,
            seen=version_for(row.version, refusal),
        )
