"""Planning a visit: day, team and companies at once; changed until it took place."""

from collections.abc import Sequence

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework import Work, cases, checkup
from casework.cases.queries import WorkItem
from casework.checkup.visit.clashes import AGAIN, PLANNED_IN
from casework.checkup.visit.fields import PLAN
from casework.workflow import Fact
from webui.casebook import reading, writing
from webui.cases import units
from webui.errors import Refusal, on_form
from webui.forms import FactForm, seen, version_for

page = Blueprint("visit_planning", __name__)
UNIT = "走访单位"
#: So many cases can be chosen from; more are found by their number on their own pages.
_MOST = 200


@page.get("/visits/new")
def ask() -> ResponseReturnValue:
    """Ask when who goes where."""
    with reading() as work:
        first = next((one.name for one in units.offered(work, "编")), "")
        form = FactForm.showing(_declared(work), {"unit": first}, g.people)
    return _form(form, request.args.getlist("case"))


@page.post("/visits/new")
def plan() -> ResponseReturnValue:
    """Plan a visit."""
    with reading() as work:
        form = FactForm.typed(_declared(work))
    chosen = request.form.getlist("cases")

    def act() -> ResponseReturnValue:
        given = form.raw
        with writing() as work:
            unit = units.chosen(work, UNIT, given.pop("unit"))
            number = checkup.plan_visit(work, unit, chosen, **given).number
        flash(f"已安排走访，编号 {number}；各案已登记计划到场日。", "done")
        return redirect(url_for("visits.show", visit=number), 303)

    return on_form(act, lambda refusal: _form(form, chosen, refusal))


@page.get("/visits/<case:visit>/change")
def ask_change(visit: str) -> ResponseReturnValue:
    """Show what was planned."""
    with reading() as work:
        row = checkup.get_visit(work, visit)
        values = {fact.name: getattr(row, fact.name) for fact in PLAN}
        form = FactForm.showing(PLAN, values, g.people)
    return _changing(visit, form)


@page.post("/visits/<case:visit>/change")
def change(visit: str) -> ResponseReturnValue:
    """Change what was planned."""
    form = FactForm.typed(PLAN)

    def act() -> ResponseReturnValue:
        with writing() as work:
            row = checkup.get_visit(work, visit)
            done = checkup.change_visit(work, row, seen=seen(), **form.raw)
        flash(f"已修改：{'、'.join(done)}。" if done else "没有改动。", "done")
        return redirect(url_for("visits.show", visit=visit), 303)

    return on_form(act, lambda refusal: _changing(visit, form, refusal))


@page.post("/visits/<case:visit>/cases")
def add(visit: str) -> ResponseReturnValue:
    """Add companies to a visit, all or none."""
    with writing() as work:
        row = checkup.get_visit(work, visit)
        for number in request.form.getlist("cases") or [""]:
            checkup.add_to_visit(work, row, number)
    flash("已列入走访。", "done")
    return redirect(url_for("visits.show", visit=visit), 303)


def fitting(work: Work, without: Sequence[str] = ()) -> list[WorkItem]:
    """Return the cases that may be put on a visit, those due first on top."""
    found = cases.worklist(work, kind="checkup", limit=_MOST)
    ours = (*PLANNED_IN, *AGAIN)
    return [one for one in found if one.state in ours and one.number not in without]


def _declared(work: Work) -> tuple[Fact, ...]:
    return (units.asked(work, UNIT, "编"), *PLAN)


def _form(form: FactForm, chosen: Sequence[str], refusal: Refusal | None = None) -> str:
    rest = form.mark(refusal.problems) if refusal else []
    with reading() as work:
        return render_template(
            "visits/plan.html",
            form=form,
            rest=rest,
            refusal=refusal,
            offered=fitting(work),
            chosen=chosen,
            denied="" if units.offered(work, "编") else work.denial("编"),
        )


def _changing(visit: str, form: FactForm, refusal: Refusal | None = None) -> str:
    rest = form.mark(refusal.problems) if refusal else []
    with reading() as work:
        row = checkup.get_visit(work, visit)
        values = {fact.name: getattr(row, fact.name) for fact in PLAN}
        on_it = [stop.number for stop in checkup.visit_stops(work, row)]
        return render_template(
            "visits/change.html",
            row=row,
            form=form,
            rest=rest,
            refusal=refusal,
            seen=version_for(row.version, refusal),
            differences=form.against(values) if refusal and refusal.changed else (),
            offered=fitting(work, on_it),
        )
