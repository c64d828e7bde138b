"""What the journal says a case went through: the steps that stand, with the facts as corrected.

State and clocks are pure functions of this; nothing else decides them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from casework.cases import journal
from casework.cases.models import Case, Entry, Stream, Subject
from casework.cases.work import Work
from casework.workflow import Table, facts

#: What stands in the place of a fact that was erased on purpose.
ERASED = "（已清除）"
#: Verbs whose rows move a case.
MOVING = ("open", "take", "adopt")
_DECIDING = (*MOVING, "correct", "reverse", "handover")


@dataclass(frozen=True, slots=True)
class Standing:
    """A step that was taken and not reversed."""

    seq: int  #: its row in the case's stream
    step: str
    occurred_on: date
    actor: str  #: login
    actor_name: str
    recorded_at: datetime
    facts: Mapping[str, Any]  #: typed, as last corrected
    source: str  #: state before; "" for the opening step
    target: str  #: state after
    meta: Mapping[str, Any]
    late_reason: str = ""  #: why it was entered late, if it was and that was not erased


def entries(work: Work, case: Case) -> Sequence[Entry]:
    """Return all rows of the case's stream in order, those of its movers too, facts loaded."""
    return work.session.scalars(_rows(case)).all()


def moves(work: Work, subject: Subject) -> Sequence[Entry]:
    """Return the rows that decide where a case or mover is, and who works on it: steps, corrections, handovers.

    Answers and findings, most of a long journal, are not read; those of this Work may be among them,
    and decide nothing. Read once a Work: what is written is added.
    """
    key = ("moves", subject.case.id, subject.subject)
    known = work.remembered.get(key)
    if known is None:
        deciding = Entry.subject == subject.subject, Entry.verb.in_(_DECIDING)
        known = work.session.scalars(_rows(subject.case).where(*deciding)).all()
        work.remembered[key] = known
    return known


def standing(table: Table, rows: Iterable[Entry]) -> list[Standing]:
    """Return the standing steps of one subject in order, from the rows that :func:`moves` gives."""
    stack: list[Standing] = []
    for row in rows:
        if row.verb in MOVING and row.step is not None:
            stack.append(_standing(table, row))
        elif row.verb == "reverse":
            stack.pop()
        elif row.verb == "correct":
            stack = [_corrected(table, step, row) for step in stack]
    return stack


def state_of(steps: Sequence[Standing]) -> str:
    """Return the state those steps lead to."""
    return steps[-1].target


def reason_of(row: Entry) -> str:
    """Return why the row was written, or that the reason was erased."""
    return str(raw_facts(row).get(journal.REASON, ERASED))


def raw_facts(row: Entry) -> dict[str, Any]:
    """Return the facts of a row as JSON values, by name."""
    return {fact.name: fact.value["value"] for fact in row.facts}


def _rows(case: Case) -> Select[Entry]:
    return (
        select(Entry)
        .join(Stream, Stream.id == Entry.stream_id)
        .where(Stream.subject_kind == "case", Stream.subject_id == case.id)
        .order_by(Entry.seq)
        .options(selectinload(Entry.facts), joinedload(Entry.actor))
    )


def _standing(table: Table, row: Entry) -> Standing:
    assert row.step is not None  # noqa: S101 - the caller asked
    raw = raw_facts(row)
    return Standing(
        seq=row.seq,
        step=row.step,
        occurred_on=row.occurred_on,
        actor=row.actor.login,
        actor_name=row.actor_name,
        recorded_at=row.recorded_at,
        facts=_typed(table, row.step, raw),
        source=row.meta["from"],
        target=row.meta["to"],
        meta=row.meta,
        late_reason=raw.get(journal.LATE_REASON, ""),
    )


def _corrected(table: Table, step: Standing, row: Entry) -> Standing:
    if row.meta["of"] != step.seq:
        return step
    raw = raw_facts(row)
    moved = raw.pop("occurred_on", None)
    return replace(
        step,
        occurred_on=date.fromisoformat(moved) if moved else step.occurred_on,
        facts={**step.facts, **_typed(table, step.step, raw)},
    )


def _typed(table: Table, step: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    declared = {fact.name: fact for fact in table.steps[step].facts}
    return {
        name: facts.from_json(declared[name], value)
        for name, value in raw.items()
        if name in declared
    }
