"""Mistakes: correct a fact of a standing step, take back the last step, hand a case over. All with a reason."""

from collections.abc import Mapping

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from casework import Work, cases
from casework.cases.filling import OCCURRED_ON
from casework.cases.history import Standing
from casework.cases.models import Case, Person, Subject
from casework.cases.view import code_of, standing_of, table_of
from casework.errors import InputError, NotFound
from casework.workflow import Fact, Kind
from casework.workflow.facts import parse
from webui.casebook import reading, writing
from webui.cases.subjects import home, subject_of
from webui.errors import Refusal, on_form
from webui.forms import FactForm, seen, version_for

page = Blueprint("mending", __name__)
#: Not "reason": a step may have a fact of that name.
WHY = Fact(
    name="correction_reason",
    label="更正原因",
    kind=Kind.TEXT,
    required=True,
    help="原来的内容保留可查",
)
REVERSE = (
    Fact(
        name="reason",
        label="撤回原因",
        kind=Kind.TEXT,
        required=True,
        help="这一步保留在案卷里，标为已撤回",
    ),
)
HANDOVER = (
    Fact(name="to", label="新的主办人", kind=Kind.COLLEAGUE, required=True),
    Fact(name="reason", label="移交原因", kind=Kind.TEXT, required=True),
)


@page.get("/cases/<case:number>/correct/<int:seq>")
@page.get("/cases/<case:number>/<sort>/<int:at>/correct/<int:seq>")
def ask_correct(number: str, seq: int, sort: str = "", at: int = 0) -> ResponseReturnValue:
    """Show a standing step as it was filled in."""
    with reading() as work:
        subject = subject_of(work, number, sort, at)
        taken = _standing(work, subject, seq)
        facts = _correctable(work, subject, taken)
        form = FactForm.showing(facts, _values(taken), g.people)
    return _form((number, sort, at), "更正", form, seq)


@page.post("/cases/<case:number>/correct/<int:seq>")
@page.post("/cases/<case:number>/<sort>/<int:at>/correct/<int:seq>")
def correct(number: str, seq: int, sort: str = "", at: int = 0) -> ResponseReturnValue:
    """Correct the step; tell which due dates moved and which later steps no longer hold."""
    where = (number, sort, at)
    with reading() as work:
        subject = subject_of(work, *where)
        form = FactForm.typed(_correctable(work, subject, _standing(work, subject, seq)))

    def act() -> ResponseReturnValue:
        typed = form.raw
        own = {"reason": typed.pop(WHY.name), "occurred_on": typed.pop("occurred_on")}
        with writing() as work:
            own |= {"facts_by_name": typed, "seen": seen()}
            _tell(cases.correct(work, subject_of(work, *where), seq, **own))
        return redirect(home(*where), 303)

    return on_form(act, lambda refusal: _form(where, "更正", form, seq, refusal))


@page.get("/cases/<case:number>/reverse")
@page.get("/cases/<case:number>/<sort>/<int:at>/reverse")
def ask_reverse(number: str, sort: str = "", at: int = 0) -> ResponseReturnValue:
    """Show which step would be taken back."""
    return _form((number, sort, at), "撤回", FactForm.showing(REVERSE, {}))


@page.post("/cases/<case:number>/reverse")
@page.post("/cases/<case:number>/<sort>/<int:at>/reverse")
def reverse(number: str, sort: str = "", at: int = 0) -> ResponseReturnValue:
    """Take back the last standing step."""
    form, where = FactForm.typed(REVERSE), (number, sort, at)

    def act() -> ResponseReturnValue:
        with writing() as work:
            subject = subject_of(work, *where)
            gone = cases.reverse(work, subject, seen=seen(), **form.raw)
            label = table_of(work, subject).steps[gone.step].label
            what = code_of(work, subject) or "案件"
        flash(f"已撤回“{label}”，{what}回到办理以前的状态。", "done")
        return redirect(home(*where), 303)

    return on_form(act, lambda refusal: _form(where, "撤回", form, None, refusal))


@page.get("/cases/<case:number>/handover")
def ask_handover(number: str) -> ResponseReturnValue:
    """Ask whom the case is handed to."""
    return _form((number, "", 0), "移交", FactForm.showing(HANDOVER, {}))


@page.post("/cases/<case:number>/handover")
def handover(number: str) -> ResponseReturnValue:
    """Hand the case over to another 主办."""
    form = FactForm.typed(HANDOVER)

    def act() -> ResponseReturnValue:
        with writing() as work:
            given = parse(HANDOVER, form.raw, today=work.today)
            case = cases.get(work, number)
            to = _colleague(work, case, str(given["to"]))
            cases.handover(work, case, to, reason=str(given["reason"]))
            name = to.name
        flash(f"已移交，现由{name}主办。", "done")
        return redirect(url_for("cases.show", number=number), 303)

    return on_form(act, lambda refusal: _form((number, "", 0), "移交", form, None, refusal))


def _colleague(work: Work, case: Case, text: str) -> Person:
    try:
        return cases.organisation.colleague(work, case.unit, text)
    except NotFound as error:
        raise InputError.one("to", str(error)) from error


def _standing(work: Work, subject: Subject, seq: int) -> Standing:
    for step in standing_of(work, subject):
        if step.seq == seq:
            return step
    raise NotFound("可以更正的步骤", f"第 {seq} 行")


def _values(taken: Standing) -> dict[str, object]:
    return {"occurred_on": taken.occurred_on, **taken.facts}


def _correctable(work: Work, subject: Subject, taken: Standing) -> tuple[Fact, ...]:
    return (OCCURRED_ON, *table_of(work, subject).steps[taken.step].facts, WHY)


def _tell(done: cases.Correction) -> None:
    flash("已更正，原来的内容保留在经过里。", "done")
    for line in done.moved:
        flash(f"期限随之变动：{line}", "note")
    for line in done.no_longer_hold:
        flash(f"后面的步骤不再符合条件，请处理：{line}", "warn")


def _form(
    where: tuple[str, str, int],
    title: str,
    form: FactForm,
    seq: int | None = None,
    refusal: Refusal | None = None,
) -> str:
    places: Mapping[str, str] = (
        {"reason": WHY.name} if seq is not None and "reason" not in form.raw else {}
    )
    rest = form.mark(refusal.problems, places) if refusal else []
    with reading() as work:
        subject = subject_of(work, *where)
        table, steps = table_of(work, subject), standing_of(work, subject)
        taken = next((step for step in steps if step.seq == seq), None)
        told = taken or steps[-1]
        return render_template(
            "cases/mend.html",
            case=subject.case,
            called=code_of(work, subject),
            back=home(*where),
            title=title,
            form=form,
            rest=rest,
            refusal=refusal,
            subject=told,
            step=table.steps[told.step],
            seen=version_for(subject.version, refusal),
            differences=form.against(_values(taken))
            if taken and refusal and refusal.changed
            else (),
            colleagues=cases.organisation.colleagues(work, subject.unit),
        )
