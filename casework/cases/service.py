"""The verbs every kind of case has: open, take a step, adopt from old papers, hand over.

`correct` and `reverse` are in :mod:`casework.cases.mending`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from casework.cases import clock, journal, members, movers, numbering, texts
from casework.cases.asking import reasons_against, wrong_state
from casework.cases.evidence import Paper, by_slot
from casework.cases.filling import check_seen, filled, find_step
from casework.cases.kinds import Kind
from casework.cases.models import Case, Enterprise, Entry, Person, Subject, Unit
from casework.cases.movers import fired
from casework.cases.moving import Move, last_day, moved, pin
from casework.cases.moving import refresh_clocks as refreshed
from casework.cases.view import standing_of, table_of
from casework.cases.work import Work, verb
from casework.errors import AccessDenied, InputError, StepRefused
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
    step = kind.table.opening
    work.ask(step.act, unit)
    work.ask("看", enterprise)
    day, values = filled(work, step, given, occurred_on, partial=adopted, late_reason=late_reason)
    number_row = (
        numbering.imported_number(work, unit, kind.name, kind.word, number)
        if number is not None
        else numbering.next_number(work, unit, kind.name, kind.word, day.year)
    )
    case = _new(work, kind, enterprise, unit, number_row.text, day)
    number_row.case_id = case.id
    extra = {"number": case.number, "enterprise": enterprise.code, "table": case.table_hash}
    moved(work, case, Move("open", step, day, values, "", late_reason, adopted, extra=extra))
    return case


def _new(
    work: Work, kind: Kind, enterprise: Enterprise, unit: Unit, number: str, day: date
) -> Case:
    pin(work, "table", kind.table.title, kind.table.hash, kind.table.text)
    case = Case(
        kind=kind.name,
        number=number,
        title=f"{enterprise.name}{kind.label}",
        unit_id=unit.id,
        enterprise_id=enterprise.id,
        state="",
        table_hash=kind.table.hash,
        opened_on=day,
        version=0,
    )
    kind.engine.fire(case, kind.table.opening.name)
    work.session.add(case)
    work.session.flush()
    return case


@verb
def take(
    work: Work,
    subject: Subject,
    step_name: str,
    *,
    occurred_on: date | str | None = None,
    evidence: Mapping[str, Sequence[Paper]] | Iterable[Paper] = (),
    late_reason: str = "",
    seen: int | None = None,
    **given: Any,
) -> Entry:
    """Take a step of a case or mover and return its journal row. Facts are keywords by their names in the table.

    Raises:
        NotFound, AccessDenied: the actor may not know of the case, or may not do this.
        Conflict: somebody took a step after version *seen*.
        StepRefused: wrong state, or every guard that says no.
        InputError: every problem with the facts and the evidence.
    """
    lock(work, subject)
    work.ask("看", subject)
    step = find_step(table_of(work, subject), step_name)
    work.ask(step.act, subject)
    check_seen(work, subject, seen)
    _refuse_wrong_state(work, subject, step)
    papers, last = by_slot(step.evidence, evidence), last_day(work, subject)
    day, values = filled(
        work,
        step,
        given,
        occurred_on,
        papers=papers,
        after=last,
        late_reason=late_reason,
        unit=subject.unit,
    )
    view = work.procedure(subject).view(work, subject)
    reasons = reasons_against(work, subject, step, view, values, day)
    if reasons:
        raise StepRefused(step.label, table_of(work, subject).label(subject.state), reasons)
    return fired(work, subject, Move("take", step, day, values, "", late_reason, papers=papers))


@verb
def adopt(
    work: Work,
    subject: Subject,
    papers: Sequence[tuple[str, date, Mapping[str, Any]]],
    *,
    reason: str,
) -> list[str]:
    """Enter the past of a case or mover from its papers, step by step; return remarks, which never refuse.

    Facts may be incomplete and guards are only listed; the order of steps must be one the table
    allows. Each row is marked 补录 with the one *reason* of the batch. No document is made: the
    paper that went out is the document.

    Raises:
        StepRefused: a step the table does not allow after the ones before it.
        InputError: facts that cannot be read, no reason.
    """
    lock(work, subject)
    work.ask("看", subject)
    reason = texts.reason("reason", "补录原因", reason)
    remarks: list[str] = []
    for name, occurred_on, given in papers:
        step = find_step(table_of(work, subject), name)
        work.ask(step.act, subject)
        _refuse_wrong_state(work, subject, step)
        day, values = filled(work, step, given, occurred_on, partial=True)
        view = work.procedure(subject).view(work, subject)
        reasons = reasons_against(work, subject, step, view, values, day)
        remarks += [f"“{step.label}”：{against.sentence}" for against in reasons]
        fired(work, subject, Move("adopt", step, day, values, "", reason, adopted=True))
    return remarks + clock.lacking(table_of(work, subject), standing_of(work, subject))


@verb
def handover(work: Work, case: Case, to: Person, *, reason: str, seen: int | None = None) -> None:
    """Make *to* the 主办 of the case in place of the present one.

    Raises:
        InputError: no reason, the person already is the 主办, or has no role to work on it.
        Conflict: somebody took a step after version *seen*.
    """
    lock(work, case)
    leads = members.stored(case).get(members.LEAD, ())
    work.ask("编" if work.actor.login in leads else "管理", case)
    check_seen(work, case, seen)
    reason = texts.reason("reason", "移交原因", reason)
    if to.login in leads:
        raise InputError.one("to", f"{to.name}已经是本案主办。")
    if not work.could(to, "编", case.unit):
        raise InputError.one("to", f"{to.name}在“{case.unit.name}”没有能办理案件的角色，不能接手。")
    case.version += 1
    meta = {"from": list(leads), "to": to.login, "version": case.version}
    journal.append(work, ("case", case.id), "handover", facts=journal.because(reason), meta=meta)
    members.refresh(work, case, table_of(work, case))


@verb
def refresh_clocks(work: Work) -> list[str]:
    """Derive the clocks of all cases within reach anew, after law or calendar changed; return what moved.

    Each due date that moved is a row in the journal of its case.

    Raises:
        AccessDenied: the actor manages nothing.
    """
    if not any("管理" in grant.role.acts for grant in work.grants):
        raise AccessDenied(work.denial("管理"))
    reach = work.visible("管理", Case)
    lines = []
    for case in work.session.scalars(select(Case).where(reach).order_by(Case.id)).all():
        lock(work, case)
        subjects: tuple[Subject, ...] = (case, *movers.of(work, case))
        for subject in subjects:
            lines += [f"{case.number} {change}" for change in refreshed(work, subject)]
    return lines


def lock(work: Work, subject: Subject) -> None:
    """Take the case's stream; the first time read the row again: what was loaded before may be old."""
    case = subject.case
    if ("case", case.id) not in work.locked:
        journal.lock(work, "case", case.id)
        work.session.refresh(case)


def _refuse_wrong_state(work: Work, subject: Subject, step: Step) -> None:
    against = wrong_state(work, subject, step)
    if against is not None:
        label = table_of(work, subject).label(subject.state)
        raise StepRefused(step.label, label, [against])
