"""What moving a case does in one go: journal, evidence, effects, clocks; shared by the verbs that move it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from casework.cases import clock, history, journal
from casework.cases.evidence import Paper, attach
from casework.cases.models import Case, CaseMember, Entry, Pinned
from casework.cases.organisation import person
from casework.cases.view import table_of
from casework.cases.work import Work
from casework.store import ensure
from casework.workflow import Step, facts
from casework.workflow.step import BEFORE


def moved(
    work: Work,
    case: Case,
    step: Step,
    day: date,
    values: Mapping[str, Any],
    *,
    verb: str,
    source: str,
    late_reason: str = "",
    papers: Mapping[str, Sequence[Paper]] | None = None,
    extra: Mapping[str, Any] | None = None,
) -> Entry:
    """Record that *case* was moved by *step*: row, evidence, effects, clocks. Return the row."""
    table = table_of(work, case)
    case.version += 1
    case.finished = table.states[case.state].final
    listed = [
        row for slot, given in (papers or {}).items() for row in attach(work, case, slot, given)
    ]
    declared = {fact.name: fact for fact in step.facts}
    meta: dict[str, Any] = {
        "from": source,
        "to": case.state,
        "version": case.version,
        **({"evidence": [row.number for row in listed]} if listed else {}),
        **_lateness(work, day, late_reason, adopted=verb == "adopt"),
        **(extra or {}),
    }
    effects = [work.kind(case).effects[name] for name in step.effects]
    for effect in effects:
        meta |= effect.marks(work, case) if effect.marks else {}
    entry = journal.append(
        work,
        ("case", case.id),
        verb,
        step=step.name,
        occurred_on=day,
        facts={
            name: journal.Recorded(
                facts.to_json(value), declared[name].side, declared[name].data_class
            )
            for name, value in values.items()
        },
        meta=meta,
    )
    for row in listed:
        row.entry_seq = row.entry_seq or entry.seq
    steps = history.standing(table, history.entries(work, case))
    for effect in effects:
        effect.do(work, case, steps[-1])
    refresh_clocks(work, case)
    return entry


def refresh_clocks(work: Work, case: Case) -> list[str]:
    """Re-derive the clocks of a case; journal and return what moved."""
    table = table_of(work, case)
    changes = clock.refresh(work, case, table, history.standing(table, history.entries(work, case)))
    if changes:
        journal.append(work, ("case", case.id), "clocks", meta={"moved": changes})
    return changes


def before(work: Work, case: Case, step: Step) -> str | None:
    """Return the state a step that goes back (恢复) leads to: the one before the step that led here."""
    if step.target != BEFORE:
        return None
    steps = history.standing(table_of(work, case), history.entries(work, case))
    return next(
        taken.source for taken in reversed(steps) if taken.target == case.state != taken.source
    )


def last_day(work: Work, case: Case) -> date:
    """Return the day of the last standing step."""
    return history.standing(table_of(work, case), history.entries(work, case))[-1].occurred_on


def pin(work: Work, sort: str, name: str, digest: str, text: str) -> None:
    """Keep the text of a definition a case depends on."""
    ensure(work.session, Pinned, hash=digest, sort=sort, name=name, text=text)


def set_members(work: Work, case: Case, duties: Mapping[str, Sequence[str]]) -> None:
    """Replace the members of the duties given, by login or name; other duties stay."""
    for member in list(case.members):
        if member.duty in duties:
            work.session.delete(member)
    work.session.flush()
    for duty, logins in duties.items():
        for login in dict.fromkeys(person(work, text).login for text in logins):
            member = CaseMember(case_id=case.id, person_id=person(work, login).id, duty=duty)
            work.session.add(member)
    work.session.flush()
    work.session.refresh(case, ["members"])


def _lateness(work: Work, day: date, reason: str, *, adopted: bool) -> dict[str, Any]:
    """Return the 补录 mark: a row recorded well after the day it speaks of says so, with the reason."""
    passed = work.law.calendar.working_days_between(day, work.today)
    if not adopted and passed <= work.policy.late_after:
        return {}
    mark = {"late": True, "late_reason": reason.strip() or "未说明原因"}
    return mark | ({"adopted": True} if adopted else {})
