"""What moves by itself inside a case: opened, found again, and taken along when the case takes a step."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import func, select

from casework.cases import journal
from casework.cases.history import Standing
from casework.cases.kinds import Along
from casework.cases.models import Case, Entry, Mover, Subject
from casework.cases.moving import Move, before, moved, pin, recorded, settle
from casework.cases.view import code_of, engine_of, named, standing_of, table_of
from casework.cases.work import Work
from casework.errors import InputError, NotFound
from casework.workflow import facts


def open_mover(
    work: Work,
    mover: Mover,
    *,
    occurred_on: date | None = None,
    late_reason: str = "",
    content: Mapping[str, journal.Recorded] | None = None,
    extra: Mapping[str, Any] | None = None,
    **given: Any,
) -> Entry:
    """Open a new mover, its ``case_id`` and columns set, by the opening step of its table; return the row.

    It gets the next number of its sort in the case. *content* and *extra* are what the journal row
    tells, and keeps in its meta, besides the facts of the step. The caller asks about access.

    Raises:
        InputError: every problem with the facts.
    """
    case = work.session.get_one(Case, mover.case_id)
    kind = work.kind(case).movers[mover.sort]
    opening = kind.table.opening
    values = facts.parse(opening, given, today=work.today)
    pin(work, "table", kind.table.title, kind.table.hash, kind.table.text)
    mover.number = next_number(work, case, type(mover))
    mover.table_hash, mover.version, mover.state = kind.table.hash, 0, ""
    kind.engine.fire(mover, opening.name)
    work.session.add(mover)
    work.session.flush()
    day, told = occurred_on or work.today, content or {}
    move = Move("open", opening, day, values, "", late_reason, extra=extra or {}, content=told)
    return moved(work, mover, move)


def next_number(work: Work, case: Case, model: type[Mover]) -> int:
    """Return the number the next mover of that sort gets in the case; none is used again."""
    last = work.session.scalar(select(func.max(model.number)).where(model.case_id == case.id))
    return (last or 0) + 1


def by_code(work: Work, case: Case, code: str) -> Mover:
    """Return the mover people call *code* (WT-07), whatever its sort.

    Raises:
        NotFound: there is none.
    """
    wanted = code.strip().upper()
    for mover in of(work, case):
        if code_of(work, mover).upper() == wanted:
            return mover
    raise NotFound("事项", code)


def of(work: Work, case: Case, sort: str | None = None) -> Sequence[Mover]:
    """Return the movers of a case by sort and number; only of one *sort* if it is named."""
    kinds = work.kind(case).movers
    found: list[Mover] = []
    for name in kinds if sort is None else (sort,):
        model = kinds[name].model
        rows = select(model).where(model.case_id == case.id).order_by(model.number)
        found += work.session.scalars(rows)
    return found


def find(work: Work, case: Case, sort: str, number: int) -> Mover:
    """Return one mover of a case by sort and number.

    Raises:
        NotFound: the case has none such.
    """
    kind = work.kind(case).movers.get(sort)
    found = None
    if kind is not None:
        model = kind.model
        own = select(model).where(model.case_id == case.id, model.number == number)
        found = work.session.scalars(own).one_or_none()
    if found is None:
        raise NotFound(kind.label if kind else "事项", number)
    return found


def fired(work: Work, subject: Subject, move: Move) -> Entry:
    """Move a case or mover by a step that was found to be open, and its movers along; return the row."""
    source = subject.state
    engine_of(work, subject).fire(subject, move.step.name, before(work, subject, move.step))
    entry = moved(work, subject, replace(move, source=source))
    for along in _alongs(work, subject, move.step.effects):
        taken = standing_of(work, subject)[-1]
        for mover in along.which(work, subject.case):
            _taken_along(work, mover, along, taken, adopted=move.adopted)
    return entry


def carry(work: Work, mover: Mover, step_name: str, **values: Any) -> None:
    """Take a step that follows from something else its case has just done; typed facts, today.

    The caller asked about access and knows that the state allows it.
    """
    step = table_of(work, mover).steps[step_name]
    fired(work, mover, Move("take", step, work.today, values, ""))


def taken_back(work: Work, case: Subject, taken: Standing) -> None:
    """Take back what movers did along with a step of their case that is reversed.

    Raises:
        InputError: one of them moved on since: that has to be reversed first.
    """
    if not _alongs(work, case, table_of(work, case).steps[taken.step].effects):
        return
    for mover in of(work, case.case):
        last = standing_of(work, mover)[-1]
        if last.meta.get("along") == taken.seq:
            back(work, mover, last, f"随“{table_of(work, case).steps[taken.step].label}”撤回")
        elif any(one.meta.get("along") == taken.seq for one in standing_of(work, mover)):
            label = table_of(work, mover).steps[last.step].label
            why = f"{named(work, mover)}后来又办理了“{label}”，请先撤回那一步。"
            raise InputError.one("step", why)


def corrected(work: Work, case: Subject, taken: Standing, reason: str) -> list[str]:
    """Let the facts of movers follow those of their case's step *taken*; return the clocks that moved."""
    moved_clocks: list[str] = []
    for along in _alongs(work, case, table_of(work, case).steps[taken.step].effects):
        for mover in of(work, case.case):
            for one in standing_of(work, mover):
                if one.meta.get("along") == taken.seq and one.step == along.step:
                    moved_clocks += _follow(work, mover, one, along.facts(mover, taken), reason)
    return moved_clocks


def back(work: Work, subject: Subject, last: Standing, reason: str) -> None:
    """Take back the last standing step: state and all that hangs on it as before; nothing is erased."""
    step = table_of(work, subject).steps[last.step]
    for name in reversed(step.effects):
        work.procedure(subject).effects[name].undo(work, subject, last)
    subject.state = last.source
    subject.version += 1
    meta = {
        "of": last.seq,
        "step": step.name,
        "to": last.source,
        "version": subject.version,
    }
    stream, facts = ("case", subject.case.id), journal.because(reason)
    journal.append(work, stream, "reverse", about=subject.subject, facts=facts, meta=meta)
    settle(work, subject)


def _alongs(work: Work, subject: Subject, effects: Sequence[str]) -> list[Along]:
    known = work.procedure(subject).effects
    return [along for name in effects if (along := known[name].along) is not None]


def _taken_along(work: Work, mover: Mover, along: Along, taken: Standing, *, adopted: bool) -> None:
    step = table_of(work, mover).steps[along.step]
    if mover.state not in step.sources:
        return
    values = along.facts(mover, taken)
    reason = taken.late_reason
    move = Move(
        "adopt" if adopted else "take", step, taken.occurred_on, values, "", reason, adopted,
        extra={"along": taken.seq},
    )  # fmt: skip
    fired(work, mover, move)


def _follow(
    work: Work, mover: Mover, one: Standing, values: Mapping[str, Any], reason: str
) -> list[str]:
    step = table_of(work, mover).steps[one.step]
    changed = {name: value for name, value in values.items() if value != one.facts.get(name)}
    if not changed:
        return []
    mover.version += 1
    meta = {"of": one.seq, "step": step.name, "version": mover.version}
    journal.append(
        work,
        ("case", mover.case_id),
        "correct",
        about=mover.subject,
        facts={**recorded(step, changed), **journal.because(reason)},
        meta=meta,
    )
    return settle(work, mover)
