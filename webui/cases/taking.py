"""One form for every step of every table, made from the facts and evidence the step declares."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue

from casework import Work, cases
from casework.cases.filling import OCCURRED_ON
from casework.cases.models import Mover, Subject
from casework.cases.view import named, table_of
from casework.errors import NotFound
from casework.workflow import Fact, Kind, Step
from webui.casebook import reading, writing
from webui.cases.subjects import home, subject_of
from webui.errors import Refusal, on_form
from webui.forms import FactForm, Papers, seen, version_for

page = Blueprint("taking", __name__)
LATE = Fact(
    name="late_reason",
    label="补录原因",
    kind=Kind.TEXT,
    help="办理日期已过去几个工作日的必填：为什么现在才登记",
)


def asked(step: Step) -> tuple[Fact, ...]:
    """Return what the form of a step asks: its day, its facts, and why it comes late."""
    return (OCCURRED_ON, *step.facts, LATE)


@page.get("/cases/<case:number>/steps/<name>")
@page.get("/cases/<case:number>/<sort>/<int:at>/steps/<name>")
def ask(number: str, name: str, sort: str = "", at: int = 0) -> ResponseReturnValue:
    """Show the form of a step of a case or of what moves inside it, or every reason why it is not open."""
    with reading() as work:
        subject = subject_of(work, number, sort, at)
        step = _step(work, subject, name)
        known = {
            "occurred_on": work.today,
            **_own(step, subject),
            **cases.known(work, subject, name),
        }
        form = FactForm.showing(asked(step), known)
    return _form((number, sort, at), step, form, Papers.of_step(step))


@page.post("/cases/<case:number>/steps/<name>")
@page.post("/cases/<case:number>/<sort>/<int:at>/steps/<name>")
def take(number: str, name: str, sort: str = "", at: int = 0) -> ResponseReturnValue:
    """Take the step."""
    where = (number, sort, at)
    with reading() as work:
        step = _step(work, subject_of(work, *where), name)
    form, papers = FactForm.typed(asked(step)), Papers.of_step(step)

    def act() -> ResponseReturnValue:
        _receive(where, papers)
        with writing() as work:
            subject = subject_of(work, *where)
            cases.take(work, subject, name, evidence=papers.held, seen=seen(), **form.raw)
        flash(f"已办理“{step.label}”。", "done")
        return redirect(home(*where), 303)

    return on_form(act, lambda refusal: _form(where, step, form, papers, refusal))


def _step(work: Work, subject: Subject, name: str) -> Step:
    table = table_of(work, subject)
    step = table.step(name)
    if step is table.opening:
        raise NotFound("可以办理的步骤", step.label)
    return step


def _own(step: Step, subject: Subject) -> dict[str, object]:
    """Return what a mover already says of the facts a step asks again, such as the days to answer in."""
    if not isinstance(subject, Mover):
        return {}
    return {
        fact.name: getattr(subject, fact.name)
        for fact in step.facts
        if fact.kind is Kind.INT and getattr(subject, fact.name, None) is not None
    }


def _receive(where: tuple[str, str, int], papers: Papers) -> None:
    """Take the files in before anything is read: a refused form keeps them."""
    with reading() as work:
        subject_of(work, *where)
        papers.receive(work)
    papers.check()


def _form(
    where: tuple[str, str, int],
    step: Step,
    form: FactForm,
    papers: Papers,
    refusal: Refusal | None = None,
) -> str:
    rest = form.mark(papers.mark(refusal.problems)) if refusal else []
    with reading() as work:
        subject = subject_of(work, *where)
        view = next(one for one in cases.steps(work, subject) if one.name == step.name)
        shown: dict[str, Any] = {
            "case": subject.case,
            "subject": subject,
            "called": named(work, subject) if isinstance(subject, Mover) else "",
            "back": home(*where),
            "table": table_of(work, subject),
            "step": step,
            "view": view,
            "seen": version_for(subject.version, refusal),
            "colleagues": cases.organisation.colleagues(work, subject.unit),
        }
        return render_template(
            "cases/step.html", form=form, papers=papers, refusal=refusal, rest=rest, **shown
        )
