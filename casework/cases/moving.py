"""What moving a case or a mover does in one go: journal, evidence, effects, clocks; the verbs share it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from casework.cases import clock, journal, members
from casework.cases.evidence import Paper, attach, noted
from casework.cases.filling import is_late
from casework.cases.models import Case, Entry, Pinned, Subject
from casework.cases.view import code_of, standing_of, table_of
from casework.cases.work import Work
from casework.store import ensure
from casework.workflow import Step, facts
from casework.workflow.step import BEFORE


@dataclass(frozen=True, slots=True)
class Move:
    """A step that is taken: what its journal row is made of."""

    verb: str  #: open, take or adopt
    step: Step
    day: date
    values: Mapping[str, Any]
    source: str  #: the state before
    late_reason: str = ""
    adopted: bool = False
    papers: Mapping[str, Sequence[Paper]] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)  #: what else its meta keeps
    #: what else the row tells, such as the text of a finding that is opened
    content: Mapping[str, journal.Recorded] = field(default_factory=dict)


def moved(work: Work, subject: Subject, move: Move) -> Entry:
    """Record that a case or mover was moved: row, evidence, effects, members, clocks. Return the row."""
    subject.version += 1
    papers = move.papers.items()
    listed = [row for slot, given in papers for row in attach(work, subject, slot, given)]
    effects = [work.procedure(subject).effects[name] for name in move.step.effects]
    meta = _meta(work, subject, move) | noted(listed)
    for effect in effects:
        meta |= effect.marks(work, subject) if effect.marks else {}
        meta |= effect.resolved(work, subject, move) if effect.resolved else {}
    entry = journal.append(
        work,
        ("case", subject.case.id),
        move.verb,
        step=move.step.name,
        about=subject.subject,
        occurred_on=move.day,
        facts={**recorded(move.step, move.values), **move.content, **_why_late(meta, move)},
        meta=meta,
    )
    for row in listed:
        row.entry_seq = row.entry_seq or entry.seq
    taken = standing_of(work, subject)[-1]
    for effect in effects:
        if effect.when_adopted or not move.adopted:
            effect.do(work, subject, taken)
    settle(work, subject)
    return entry


def settle(work: Work, subject: Subject) -> list[str]:
    """Derive anew what hangs on the standing steps: end, members, clocks. Return the clocks that moved."""
    if isinstance(subject, Case):
        table = table_of(work, subject)
        subject.finished = table.states[subject.state].final
        members.refresh(work, subject, table)
    return refresh_clocks(work, subject)


def recorded(step: Step, values: Mapping[str, Any]) -> dict[str, journal.Recorded]:
    """Return typed facts as the journal keeps them, each with its side and data class."""
    declared = {fact.name: fact for fact in step.facts}
    return {
        name: journal.Recorded(facts.to_json(value), declared[name].side, declared[name].data_class)
        for name, value in values.items()
    }


def _meta(work: Work, subject: Subject, move: Move) -> dict[str, Any]:
    return {
        "from": move.source,
        "to": subject.state,
        "version": subject.version,
        **_lateness(work, move.day, adopted=move.adopted),
        **move.extra,
    }


def refresh_clocks(work: Work, subject: Subject) -> list[str]:
    """Re-derive the clocks of a case or mover; journal and return what moved."""
    table, code = table_of(work, subject), code_of(work, subject)
    changes = clock.refresh(work, subject, table, standing_of(work, subject), code)
    if changes:
        stream, about = ("case", subject.case.id), subject.subject
        journal.append(work, stream, "clocks", about=about, meta={"moved": changes})
    return changes


def before(work: Work, subject: Subject, step: Step) -> str | None:
    """Return the state a step that goes back (恢复) leads to: the one before the step that led here."""
    if step.target != BEFORE:
        return None
    steps = standing_of(work, subject)
    return next(
        taken.source for taken in reversed(steps) if taken.target == subject.state != taken.source
    )


def last_day(work: Work, subject: Subject) -> date:
    """Return the day of the last standing step."""
    return standing_of(work, subject)[-1].occurred_on


def pin(work: Work, sort: str, name: str, digest: str, text: str) -> None:
    """Keep the text of a definition a case depends on."""
    ensure(work.session, Pinned, hash=digest, sort=sort, name=name, text=text)


def _lateness(work: Work, day: date, *, adopted: bool) -> dict[str, Any]:
    """Return the 补录 mark: a row recorded well after the day it speaks of says so."""
    if not adopted and not is_late(work, day):
        return {}
    return {"late": True} | ({"adopted": True} if adopted else {})


def _why_late(meta: Mapping[str, Any], move: Move) -> dict[str, journal.Recorded]:
    """Return why a late row comes late, as its fact."""
    if "late" not in meta:
        return {}
    return journal.because(move.late_reason.strip(), journal.LATE_REASON)
