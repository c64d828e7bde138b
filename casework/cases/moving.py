"""What moving a case does in one go: journal, evidence, effects, clocks; shared by the verbs that move it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from casework.cases import clock, history, journal, members
from casework.cases.evidence import Paper, attach, noted
from casework.cases.models import Case, Entry, Pinned
from casework.cases.view import table_of
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
    extra: Mapping[str, Any] = field(default_factory=dict)


def moved(work: Work, case: Case, move: Move) -> Entry:
    """Record that *case* was moved: row, evidence, effects, members, clocks. Return the row."""
    table = table_of(work, case)
    case.version += 1
    case.finished = table.states[case.state].final
    listed = [row for slot, given in move.papers.items() for row in attach(work, case, slot, given)]
    effects = [work.kind(case).effects[name] for name in move.step.effects]
    meta = _meta(work, case, move) | noted(listed)
    for effect in effects:
        meta |= effect.marks(work, case) if effect.marks else {}
    entry = journal.append(
        work,
        ("case", case.id),
        move.verb,
        step=move.step.name,
        occurred_on=move.day,
        facts=recorded(move.step, move.values),
        meta=meta,
    )
    for row in listed:
        row.entry_seq = row.entry_seq or entry.seq
    steps = history.standing(table, history.moves(work, case))
    for effect in effects:
        if effect.when_adopted or not move.adopted:
            effect.do(work, case, steps[-1])
    members.refresh(work, case, table)
    refresh_clocks(work, case)
    return entry


def recorded(step: Step, values: Mapping[str, Any]) -> dict[str, journal.Recorded]:
    """Return typed facts as the journal keeps them, each with its side and data class."""
    declared = {fact.name: fact for fact in step.facts}
    return {
        name: journal.Recorded(facts.to_json(value), declared[name].side, declared[name].data_class)
        for name, value in values.items()
    }


def _meta(work: Work, case: Case, move: Move) -> dict[str, Any]:
    return {
        "from": move.source,
        "to": case.state,
        "version": case.version,
        **_lateness(work, move.day, move.late_reason, adopted=move.adopted),
        **move.extra,
    }


def refresh_clocks(work: Work, case: Case) -> list[str]:
    """Re-derive the clocks of a case; journal and return what moved."""
    table = table_of(work, case)
    changes = clock.refresh(work, case, table, history.standing(table, history.moves(work, case)))
    if changes:
        journal.append(work, ("case", case.id), "clocks", meta={"moved": changes})
    return changes


def before(work: Work, case: Case, step: Step) -> str | None:
    """Return the state a step that goes back (恢复) leads to: the one before the step that led here."""
    if step.target != BEFORE:
        return None
    steps = history.standing(table_of(work, case), history.moves(work, case))
    return next(
        taken.source for taken in reversed(steps) if taken.target == case.state != taken.source
    )


def last_day(work: Work, case: Case) -> date:
    """Return the day of the last standing step."""
    return history.standing(table_of(work, case), history.moves(work, case))[-1].occurred_on


def pin(work: Work, sort: str, name: str, digest: str, text: str) -> None:
    """Keep the text of a definition a case depends on."""
    ensure(work.session, Pinned, hash=digest, sort=sort, name=name, text=text)


def _lateness(work: Work, day: date, reason: str, *, adopted: bool) -> dict[str, Any]:
    """Return the 补录 mark: a row recorded well after the day it speaks of says so, with the reason."""
    passed = work.law.calendar.working_days_between(day, work.today)
    if not adopted and passed <= work.policy.late_after:
        return {}
    mark = {"late": True, "late_reason": reason.strip() or "未说明原因"}
    return mark | ({"adopted": True} if adopted else {})
