"""Mistakes: correct a fact of a standing step, take back the last step, hand a case over. All with a reason."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from casework import Work, cases
from casework.cases.filling import OCCURRED_ON
from casework.cases.history import Standing
from casework.cases.models import Case
from casework.cases.view import standing_of, table_of
from casework.errors import InputError, NotFound
from casework.workflow import Fact, Kind
from casework.workflow.facts import parse
from webui.casebook import reading, writing
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
def ask_correct(number: str, seq: int) -> ResponseReturnValue:
    """Show a standing step as it was filled in."""
    with reading() as work:
        case = cases.get(work, number)
        taken = _standing(work, case, seq)
        facts = _correctable(work, case, taken)
        form = FactForm.showing(facts, _values(taken), g.people)
    return _form(number, "更正", form, seq)


@page.post("/cases/<case:number>/correct/<int:seq>")
def correct(number: str, seq: int) -> ResponseReturnValue:
    """Correct the step; tell which due dates moved and which later steps no longer hold."""
    with reading() as work:
        case = cases.get(work, number)
        form = FactForm.typed(_correctable(work, case, _standing(work, case, seq)))

    def act() -> ResponseReturnValue:
        typed = form.raw
        own = {
            "reason": typed.pop(WHY.name),
            "occurred_on": typed.pop("occurred_on"),
            "seen": seen(),
        }
        with writing() as work:
            done = cases.correct(work, cases.get(work, number), seq, facts_by_name=typed, **own)
        _tell(done)
        return redirect(url_for("cases.show", number=number), 303)

    return on_form(act, lambda refusal: _form(number, "更正", form, seq, refusal))


@page.get("/cases/<case:number>/reverse")
def ask_reverse(number: str) -> ResponseReturnValue:
    """Show which step would be taken back."""
    return _form(number, "撤回", FactForm.showing(REVERSE, {}))


@page.post("/cases/<case:number>/reverse")
def reverse(number: str) -> ResponseReturnValue:
    """Take back the last standing step."""
    form = FactForm.typed(REVERSE)

    def act() -> ResponseReturnValue:
        with writing() as work:
            case = cases.get(work, number)
            gone = cases.reverse(work, case, seen=seen(), **form.raw)
            label = table_of(work, case).steps[gone.step].label
        flash(f"已撤回“{label}”，案件回到办理以前的状态。", "done")
        return redirect(url_for("cases.show", number=number), 303)

    return on_form(act, lambda refusal: _form(number, "撤回", form, None, refusal))


@page.get("/cases/<case:number>/handover")
def ask_handover(number: str) -> ResponseReturnValue:
    """Ask whom the case is handed to."""
    return _form(number, "移交", FactForm.showing(HANDOVER, {}))


@page.post("/cases/<case:number>/handover")
def handover(number: str) -> ResponseReturnValue:
    """Hand the case over to another 主办."""
    form = FactForm.typed(HANDOVER)

    def act() -> ResponseReturnValue:
        with writing() as work:
            given = parse(HANDOVER, form.raw, today=work.today)
            to = _person(work, str(given["to"]))
            cases.handover(work, cases.get(work, number), to, reason=str(given["reason"]))
            name = to.name
        flash(f"已移交，现由{name}主办。", "done")
        return redirect(url_for("cases.show", number=number), 303)

    return on_form(act, lambda refusal: _form(number, "移交", form, None, refusal))


def _person(work: Work, text: str) -> Any:
    try:
        return cases.organisation.person(work, text)
    except NotFound as error:
        raise InputError.one("to", str(error)) from error


def _standing(work: Work, case: Case, seq: int) -> Standing:
    for step in standing_of(work, case):
        if step.seq == seq:
            return step
    raise NotFound("可以更正的步骤", f"第 {seq} 行")


def _values(taken: Standing) -> dict[str, object]:
    return {"occurred_on": taken.occurred_on, **taken.facts}


def _correctable(work: Work, case: Case, taken: Standing) -> tuple[Fact, ...]:
    return (OCCURRED_ON, *table_of(work, case).steps[taken.step].facts, WHY)


def _tell(done: cases.Correction) -> None:
    flash("已更正，原来的内容保留在经过里。", "done")
    for line in done.moved:
        flash(f"期限随之变动：{line}", "note")
    for line in done.no_longer_hold:
        flash(f"后面的步骤不再符合条件，请处理：{line}", "warn")


def _form(
    number: str, title: str, form: FactForm, seq: int | None = None, refusal: Refusal | None = None
) -> str:
    places: Mapping[str, str] = (
        {"reason": WHY.name} if seq is not None and "reason" not in form.raw else {}
    )
    rest = form.mark(refusal.problems, places) if refusal else []
    with reading() as work:
        case = cases.get(work, number)
        table, steps = table_of(work, case), standing_of(work, case)
        taken = next((step for step in steps if step.seq == seq), None)
        subject = taken or steps[-1]
        return render_template(
            "cases/mend.html",
            case=case,
            title=title,
            form=form,
            rest=rest,
            refusal=refusal,
            subject=subject,
            step=table.steps[subject.step],
            seen=version_for(case.version, refusal),
            differences=form.against(_values(taken))
            if taken and refusal and refusal.changed
            else (),
            colleagues=cases.organisation.colleagues(work, case.unit),
        )
