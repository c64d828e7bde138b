"""The verbs every kind of case has: open, take a step, adopt from old papers, hand over.

`correct` and `reverse` are in :mod:`casework.cases.mending`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from casework.cases import clock, history, journal, numbering
from casework.cases.asking import reasons_against, wrong_state
from casework.cases.evidence import Paper, by_slot
from casework.cases.filling import check_seen, filled, find_step
from casework.cases.models import Case, Enterprise, Entry, Person, Unit
from casework.cases.moving import before, last_day, moved, pin, set_members
from casework.cases.view import engine_of, table_of
from casework.cases.work import Work, verb
from casework.errors import InputError, StepRefused
from casework.workflow import Step


@verb
def open_case(
    work: Work,
    kind_name: str,
    enterprise: Enterprise,
    unit: Unit,
    *,
    occurred_on: date | str | None = None,
    number: str | None = None,
    late_reason: str = "",
    adopted: bool = False,
    **given: Any,
) -> Case:
    """Open a case of a kind by the opening step of its table and return it.

    *number* takes over an old number; without it the next one of the series is given.

    Raises:
        InputError: every problem with the facts or the number.
    """
    kind = work.kinds[kind_name]
    work.ask(kind.table.opening.act, unit)
    work.ask("看", enterprise)
    step = kind.table.opening
    day, values = filled(work, step, given, occurred_on, partial=adopted)
    row = (
        numbering.imported_number(work, unit, kind.name, kind.word, number)
        if number is not None
        else numbering.next_number(work, unit, kind.name, kind.word, day.year)
    )
    pin(work, "table", kind.table.title, kind.table.hash, kind.table.text)
    case = Case(
        kind=kind.name,
        number=row.text,
        title=f"{enterprise.name}{kind.label}",
        unit_id=unit.id,
        enterprise_id=enterprise.id,
        state="",
        table_hash=kind.table.hash,
        opened_on=day,
        version=0,
    )
    kind.engine.fire(case, step.name)
    work.session.add(case)
    work.session.flush()
    row.case_id = case.id
    meta = {"number": row.text, "enterprise": enterprise.code, "table": kind.table.hash}
    moved(
        work, case, step, day, values, verb="open", source="", late_reason=late_reason, extra=meta
    )
    return case


@verb
def take(
    work: Work,
    case: Case,
    step_name: str,
    *,
    occurred_on: date | str | None = None,
    evidence: Mapping[str, Sequence[Paper]] | Iterable[Paper] = (),
    late_reason: str = "",
    seen: int | None = None,
    target: str | None = None,
    **given: Any,
) -> Entry:
    """Take a step and return its journal row. Facts are keyword arguments by their names in the table.

    Raises:
        NotFound, AccessDenied: the actor may not know of the case, or may not do this.
        Conflict: somebody took a step after version *seen*.
        StepRefused: wrong state, or every guard that says no.
        InputError: every problem with the facts and the evidence.
    """
    lock(work, case)
    step = find_step(table_of(work, case), step_name)
    work.ask(step.act, case)
    check_seen(work, case, seen)
    _refuse_wrong_state(work, case, step)
    papers = by_slot(step.evidence, evidence)
    day, values = filled(work, step, given, occurred_on, papers=papers, after=last_day(work, case))
    reasons = reasons_against(work, case, step, work.kind(case).view(work, case), values, day)
    if reasons:
        raise StepRefused(step.label, table_of(work, case).label(case.state), reasons)
    source = case.state
    engine_of(work, case).fire(case, step.name, target or before(work, case, step))
    return moved(
        work,
        case,
        step,
        day,
        values,
        verb="take",
        source=source,
        late_reason=late_reason,
        papers=papers,
    )


@verb
def adopt(
    work: Work, case: Case, papers: Sequence[tuple[str, date, Mapping[str, Any]]], *, reason: str
) -> list[str]:
    """Enter the past of a case from its papers, step by step; return remarks, which never refuse.

    Facts may be incomplete and guards are only listed; the order of steps must be one the table
    allows. Each row is marked 补录 with the one *reason* of the batch.

    Raises:
        StepRefused: a step the table does not allow after the ones before it.
        InputError: facts that cannot be read, no reason.
    """
    if not reason.strip():
        raise InputError.one("reason", "补录必须写明原因，例如“2025年纸质案卷转入”。")
    lock(work, case)
    remarks: list[str] = []
    for name, occurred_on, given in papers:
        step = find_step(table_of(work, case), name)
        work.ask(step.act, case)
        _refuse_wrong_state(work, case, step)
        day, values = filled(work, step, given, occurred_on, partial=True)
        view = work.kind(case).view(work, case)
        reasons = reasons_against(work, case, step, view, values, day)
        remarks += [f"“{step.label}”：{against.sentence}" for against in reasons]
        source = case.state
        engine_of(work, case).fire(case, step.name, before(work, case, step))
        moved(work, case, step, day, values, verb="adopt", source=source, late_reason=reason)
    steps = history.standing(table_of(work, case), history.entries(work, case))
    return remarks + clock.lacking(table_of(work, case), steps)


@verb
def handover(work: Work, case: Case, to: Person, *, reason: str) -> None:
    """Make *to* the 主办 of the case in place of the present one.

    Raises:
        InputError: no reason, or the person already is the 主办.
    """
    work.ask("管理" if not _leads(case, work.actor.id) else "编", case)
    if not reason.strip():
        raise InputError.one("reason", "移交必须写明原因。")
    if _leads(case, to.id):
        raise InputError.one("to", f"{to.name}已经是本案主办。")
    lock(work, case)
    before_ = [member.person.login for member in case.members if member.duty == "主办"]
    set_members(work, case, {"主办": [to.login]})
    case.version += 1
    meta = {"from": before_, "to": to.login, "reason": reason.strip(), "version": case.version}
    journal.append(work, ("case", case.id), "handover", meta=meta)


def lock(work: Work, case: Case) -> None:
    """Take the case's stream and read the row again: what was loaded before the lock may be old."""
    journal.lock(work, "case", case.id)
    work.session.refresh(case)


def _refuse_wrong_state(work: Work, case: Case, step: Step) -> None:
    if case.state not in step.sources:
        label = table_of(work, case).label(case.state)
        raise StepRefused(step.label, label, [wrong_state(work, case, step)])


def _leads(case: Case, person_id: int) -> bool:
    return any(one.duty == "主办" and one.person_id == person_id for one in case.members)
