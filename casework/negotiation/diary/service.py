"""The verbs of the diary: written, changed, withdrawn, each by the instructor whose work it is."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from casework.cases import journal, numbering, texts
from casework.cases.models import Entry, Unit
from casework.cases.work import Work, verb
from casework.errors import AccessDenied, Conflict, InputError
from casework.negotiation.diary.fields import FACTS, MOST_HOURS, read
from casework.negotiation.models import DiaryEntry
from casework.workflow import facts

#: Verbs of the rows in the unit's stream.
WRITTEN, CHANGED, WITHDRAWN = "diary.written", "diary.changed", "diary.withdrawn"
ALL = (WRITTEN, CHANGED, WITHDRAWN)
#: Series of its numbers, and the word in them: 云工指导〔2026〕3号.
SERIES, WORD = "diary", "指导"


@verb
def write_diary_entry(work: Work, unit: Unit, **given: Any) -> DiaryEntry:
    """Write down what the actor did for *unit* and return the entry.

    *given*: done_on, activity, place, hours, visited, trained, case_numbers, done, obstacles, advice.

    Raises:
        InputError: every problem; more than 24 hours on one day.
    """
    work.ask("编", unit)
    journal.lock(work, "unit", unit.id)
    values = read(work, given)
    _refuse_long_day(work, values, None)
    year = values["done_on"].year
    number = numbering.next_number(work, unit, SERIES, WORD, year).text
    own = {"unit_id": unit.id, "person_id": work.actor.id, "number": number}
    row = DiaryEntry(**own, **values, withdrawn_because="", version=1)
    work.session.add(row)
    work.session.flush()
    _tell(work, row, WRITTEN, values)
    return row


@verb
def change_diary_entry(
    work: Work, entry: DiaryEntry, *, seen: int | None = None, **given: Any
) -> DiaryEntry:
    """Change one's own entry and return it: what is not given stays, what it was is in the journal.

    Raises:
        AccessDenied: somebody else's. Conflict: changed after version *seen*.
        InputError: every problem; it was withdrawn.
    """
    _begin(work, entry, seen)
    known = {fact.name: getattr(entry, fact.name) for fact in FACTS}
    values = read(work, {**known, **given})
    _refuse_long_day(work, values, entry)
    changed = {name: value for name, value in values.items() if known[name] != value}
    if changed:
        for name, value in changed.items():
            setattr(entry, name, value)
        entry.version += 1
        _tell(work, entry, CHANGED, changed)
    return entry


@verb
def withdraw_diary_entry(
    work: Work, entry: DiaryEntry, *, reason: str, seen: int | None = None
) -> DiaryEntry:
    """Let one's own entry no longer count, with the reason, and return it; its number is kept.

    Raises:
        AccessDenied: somebody else's. Conflict: changed after version *seen*.
        InputError: no reason, withdrawn already.
    """
    _begin(work, entry, seen)
    entry.withdrawn_because = texts.reason("reason", "撤下理由", reason)
    entry.version += 1
    _tell(work, entry, WITHDRAWN, {}, reason=entry.withdrawn_because)
    return entry


def _begin(work: Work, entry: DiaryEntry, seen: int | None) -> None:
    journal.lock(work, "unit", entry.unit_id)
    work.session.refresh(entry)
    work.ask("编", entry)
    if entry.person_id != work.actor.id:
        raise AccessDenied(f"{entry.number} 是{entry.person.name}的工作日志，只能由本人修改。")
    if seen is not None and seen != entry.version:
        raise Conflict(f"工作日志 {entry.number}", [f"{entry.person.name}修改过"])
    if entry.withdrawn_because:
        why = f"工作日志 {entry.number} 已经撤下，不能再改：{entry.withdrawn_because}"
        raise InputError.one("", why)


def _refuse_long_day(work: Work, values: Mapping[str, Any], entry: DiaryEntry | None) -> None:
    """Refuse hours that make the day of a person longer than a day is, in whatever unit."""
    mine = [
        DiaryEntry.person_id == work.actor.id,
        DiaryEntry.done_on == values["done_on"],
        DiaryEntry.withdrawn_because == "",
    ]
    mine += [DiaryEntry.id != entry.id] if entry is not None else []
    before = work.session.scalar(select(func.sum(DiaryEntry.hours)).where(*mine)) or Decimal(0)
    if before + values["hours"] > MOST_HOURS:
        why = f"小时数：{values['done_on']} 已经登记 {before.normalize():f} 小时，一天合计不能超过 24 小时。"
        raise InputError.one("hours", why)


def _tell(
    work: Work, row: DiaryEntry, verb: str, values: Mapping[str, Any], *, reason: str = ""
) -> Entry:
    recorded = {name: journal.Recorded(facts.to_json(value)) for name, value in values.items()}
    recorded |= journal.because(reason)
    meta = {"diary": row.number, "diary_version": row.version}
    return journal.append(work, ("unit", row.unit_id), verb, facts=recorded, meta=meta)
