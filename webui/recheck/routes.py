"""Re-check: every finding with plan, sample and result; the plan of one; the list drawn, to print."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework import Work, cases, checkup
from casework.checkup import recheck
from casework.checkup.recheck.context_score import scores
from casework.checkup.recheck.fields import DECLARED
from casework.checkup.recheck.queries import Line
from casework.checkup.recheck.rounds import current_round
from casework.errors import NotFound
from webui.casebook import reading, writing
from webui.errors import Refusal, on_form
from webui.forms import FactForm, seen, version_for
from webui.recheck.shown import RESULTS, as_form

page = Blueprint("recheck", __name__)


@page.get("/cases/<case:number>/recheck")
def show(number: str) -> ResponseReturnValue:
    """Show every finding with its plan and result, and the score then and now."""
    with reading() as work:
        case = checkup.get(work, number)
        rows = recheck.lines(work, case)
        results = {line.finding.number: _results(work, line) for line in rows}
        parts = {"turn": current_round(work, case), "again": recheck.again(work, case)}
        made = recheck.comparison(work, case)
        return render_template(
            "recheck/show.html",
            case=case,
            rows=rows,
            results=results,
            score=scores(made),
            may_plan=case.state in recheck.PLANNING,
            **parts,
        )


@page.get("/cases/<case:number>/recheck/<code>/plan")
def ask_plan(number: str, code: str) -> ResponseReturnValue:
    """Show the plan of a finding, or what is proposed."""
    with reading() as work:
        line = _line(work, number, code)
    return _form(number, code, FactForm.showing(DECLARED, as_form(line)))


@page.post("/cases/<case:number>/recheck/<code>/plan")
def plan(number: str, code: str) -> ResponseReturnValue:
    """Plan the re-check of a finding."""
    form = FactForm.typed(DECLARED)

    def act() -> ResponseReturnValue:
        with writing() as work:
            recheck.plan(work, checkup.get(work, number), code, seen=seen(), **form.raw)
        flash(f"{code} 的复检已安排。", "done")
        return redirect(url_for("recheck.show", number=number, _anchor=code), 303)

    return on_form(act, lambda refusal: _form(number, code, form, refusal))


@page.post("/cases/<case:number>/recheck/<code>/draw")
def draw(number: str, code: str) -> ResponseReturnValue:
    """Draw the sample of a finding."""
    reason = request.form.get("reason", "")

    def act() -> ResponseReturnValue:
        with writing() as work:
            recheck.draw(work, checkup.get(work, number), code, reason=reason, seen=seen())
        return redirect(url_for("recheck.drawn", number=number, code=code), 303)

    return on_form(act, lambda refusal: _list(number, code, refusal))


@page.get("/cases/<case:number>/recheck/<code>/list")
def drawn(number: str, code: str) -> ResponseReturnValue:
    """Show the list drawn for a finding, to be printed and taken along."""
    return _list(number, code)


def _results(work: Work, line: Line) -> list[cases.StepView]:
    """Return the steps by which a result is entered, for a finding that moves."""
    found = cases.steps(work, line.finding)
    return [one for one in found if one.name in RESULTS and one.here]


def _line(work: Work, number: str, code: str) -> Line:
    rows = recheck.lines(work, checkup.get(work, number))
    found = next((line for line in rows if line.finding.code == code.upper()), None)
    if found is None:
        raise NotFound("问题", code)
    return found


def _form(number: str, code: str, form: FactForm, refusal: Refusal | None = None) -> str:
    rest = form.mark(refusal.problems if refusal else ())
    with reading() as work:
        line = _line(work, number, code)
        version = line.plan.version if line.plan else 0
        changed = refusal is not None and refusal.changed
        return render_template(
            "recheck/plan.html",
            case=checkup.get(work, number),
            line=line,
            form=form,
            rest=rest,
            refusal=refusal,
            seen=version_for(version, refusal),
            differences=form.against(as_form(line)) if changed else (),
        )


def _list(number: str, code: str, refusal: Refusal | None = None) -> str:
    with reading() as work:
        line = _line(work, number, code)
        problems = [one.message for one in refusal.problems] if refusal else []
        return render_template(
            "recheck/list.html",
            case=checkup.get(work, number),
            line=line,
            refusal=refusal,
            rest=problems,
        )
