"""Reads of the diary: one entry, the entries of a person and a period, and what they add up to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from casework.cases.models import Case, Person
from casework.cases.work import Work, query
from casework.errors import NotFound
from casework.negotiation.models import DiaryEntry


@dataclass(frozen=True, slots=True)
class DiaryLine:
    """An entry as the list shows it; of its cases those the actor may see."""

    number: str
    person: str
    login: str
    done_on: date
    activity: str
    place: str
    hours: Decimal
    visited: tuple[str, ...]
    trained: int | None
    case_numbers: tuple[str, ...]
    done: str
    obstacles: str
    advice: str
    withdrawn_because: str
    version: int


@dataclass(slots=True)
class DiarySum:
    """What the entries of one person add up to."""

    person: str
    login: str
    entries: int = 0
    hours: Decimal = Decimal(0)
    by_activity: dict[str, Decimal] = field(default_factory=dict)  #: hours
    visited: set[str] = field(default_factory=set)  #: each unit once
    trained: int = 0  #: persons; who came twice counts twice
    case_numbers: set[str] = field(default_factory=set)


@query
def get_diary_entry(work: Work, number: str) -> DiaryEntry:
    """Return the entry with that number.

    Raises:
        NotFound: there is none the actor may know of.
    """
    found = select(DiaryEntry).where(DiaryEntry.number == number.strip())
    row = work.session.scalars(found).one_or_none()
    work.asked += 1
    if row is None or not work.allows("看", row):
        raise NotFound("工作日志", number)
    return row


@query
def diary_entries(
    work: Work,
    *,
    person: Person | None = None,
    from_on: date | None = None,
    until_on: date | None = None,
    case: Case | None = None,
    withdrawn: bool = False,
) -> Sequence[DiaryLine]:
    """Return the entries within reach by day. *from_on*, *until_on*: both included; *case*: those about it."""
    conditions = [work.visible("看", DiaryEntry)]
    conditions += [DiaryEntry.person_id == person.id] if person else []
    conditions += [DiaryEntry.done_on >= from_on] if from_on else []
    conditions += [DiaryEntry.done_on <= until_on] if until_on else []
    conditions += [] if withdrawn else [DiaryEntry.withdrawn_because == ""]
    rows = work.session.scalars(
        select(DiaryEntry)
        .where(*conditions)
        .order_by(DiaryEntry.done_on, DiaryEntry.id)
        .options(joinedload(DiaryEntry.person))
    ).all()
    if case is not None:  # the cases are a list in one column: looked for here, on either database
        work.ask("看", case)
        rows = [row for row in rows if case.number in row.case_numbers]
    seen = _visible(work, rows)
    return [_line(row, seen) for row in rows]


def sums(lines: Iterable[DiaryLine]) -> Sequence[DiarySum]:
    """Return what *lines* add up to, person by person in the order they first stand there."""
    found: dict[str, DiarySum] = {}
    for line in lines:
        one = found.setdefault(line.login, DiarySum(line.person, line.login))
        one.entries += 1
        one.hours += line.hours
        one.by_activity[line.activity] = one.by_activity.get(line.activity, Decimal(0)) + line.hours
        one.visited.update(line.visited)
        one.trained += line.trained or 0
        one.case_numbers.update(line.case_numbers)
    return list(found.values())


def _visible(work: Work, rows: Iterable[DiaryEntry]) -> frozenset[str]:
    named = {number for row in rows for number in row.case_numbers}
    seen = select(Case.number).where(Case.number.in_(named), work.visible("看", Case))
    return frozenset(work.session.scalars(seen)) if named else frozenset()


def _line(row: DiaryEntry, seen: frozenset[str]) -> DiaryLine:
    return DiaryLine(
        number=row.number,
        person=row.person.name,
        login=row.person.login,
        done_on=row.done_on,
        activity=row.activity,
        place=row.place,
        hours=row.hours,
        visited=tuple(row.visited),
        trained=row.trained,
        case_numbers=tuple(one for one in row.case_numbers if one in seen),
        done=row.done,
        obstacles=row.obstacles,
        advice=row.advice,
        withdrawn_because=row.withdrawn_because,
        version=row.version,
    )
