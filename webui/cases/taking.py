"""One form for every step of every table, made from the facts and evidence the step declares."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from casework import Work, cases
from casework.cases.filling import OCCURRED_ON
from casework.cases.models import Case
from casework.cases.view import table_of
from casework.errors import NotFound
from casework.workflow import Fact, Kind, Step
from webui.casebook import reading, writing
from webui.errors import Refusal, on_form
from webui.forms import FactForm, Papers, seen, version_for

page = Blueprint("taking", __name__)
LATE = Fact(
    name="late_reason",
    label="补录原因",
    kind=Kind.TEXT,
    help="办理日期已过去几个工作日的，写明为什么现在才登记",
)


def asked(step: Step) -> tuple[Fact, ...]:
    """Return what the form of a step asks: its day, its facts, and why it comes late."""
    return (OCCURRED_ON, *step.facts, LATE)


@page.get("/cases/<case:number>/steps/<name>")
def ask(number: str, name: str) -> ResponseReturnValue:
    """Show the form of a step, or every reason why it is not open."""
    with reading() as work:
        step = _step(work, cases.get(work, number), name)
        form = FactForm.showing(asked(step), {"occurred_on": work.today})
    return _form(number, step, form, Papers.of_step(step))


@page.post("/cases/<case:number>/steps/<name>")
def take(number: str, name: str) -> ResponseReturnValue:
    """Take the step."""
    with reading() as work:
        step = _step(work, cases.get(work, number), name)
    form, papers = FactForm.typed(asked(step)), Papers.of_step(step)

    def act() -> ResponseReturnValue:
        _receive(number, papers)
        with writing() as work:
            case = cases.get(work, number)
            cases.take(work, case, name, evidence=papers.held, seen=seen(), **form.raw)
        flash(f"已办理“{step.label}”。", "done")
        return redirect(url_for("cases.show", number=number), 303)

    return on_form(act, lambda refusal: _form(number, step, form, papers, refusal))


def _step(work: Work, case: Case, name: str) -> Step:
    table = table_of(work, case)
    step = table.step(name)
    if step is table.opening:
        raise NotFound("可以办理的步骤", step.label)
    return step


def _receive(number: str, papers: Papers) -> None:
    """Take the files in before anything is read: a refused form keeps them."""
    with reading() as work:
        cases.get(work, number)
        papers.receive(work)
    papers.check()


def _form(
    number: str, step: Step, form: FactForm, papers: Papers, refusal: Refusal | None = None
) -> str:
    rest = form.mark(papers.mark(refusal.problems)) if refusal else []
    with reading() as work:
        case = cases.get(work, number)
        view = next(one for one in cases.steps(work, case) if one.name == step.name)
        shown: dict[str, Any] = {
            "case": case,
            "table": table_of(work, case),
            "step": step,
            "view": view,
            "seen": version_for(case.version, refusal),
            "colleagues": cases.organisation.colleagues(work, case.unit),
        }
        return render_template(
            "cases/step.html", form=form, papers=papers, refusal=refusal, rest=rest, **shown
        )
