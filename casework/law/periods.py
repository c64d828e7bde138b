"""Periods: on which day does a period end?

Everything here is a pure function of its arguments; nothing reads a clock. Days are civil days.

- The day of the event is not counted (《民法典》第二百零一条); days are calendar days unless the rule
  says working days (第二百条); months and years end on the corresponding day (第二百零二条).
- A last day on a rest day moves to the next day that is none (第二百零三条): if the rule's ``rolls`` says
  so, or if it does not know and the period runs forward, which is the general rule; the trace names
  the day before the move. A day counted backwards stays where it is: moved, the notice would be too short.
- A range ends on its high bound; ``earliest_on`` is its low one. A window ends on the day it is counted
  back from, and begins on ``earliest_on``.
- While a clock is stopped no day is counted. An extension begins when the original period ends.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from casework.errors import InputError
from casework.law.calendar import Calendar
from casework.law.days import add_months
from casework.law.pauses import Pause, later
from casework.law.rules import Direction, Rolls, Rule, Unit


class Moves(Enum):
    """On which days a last day may not lie (CAL-03, CAL-03b)."""

    REST_DAYS = 1  #: statutory holidays, the days off around them, week-ends
    HOLIDAYS = 2  #: the same without ordinary week-ends
    NOTHING = 3


@dataclass(frozen=True, slots=True)
class Extension:
    """More time, from the end of the original period on."""

    value: int
    unit: Unit | str  #: day, working_day, month, year
    reason: str
    basis: str = ""  #: the article or agreement that allows it


class Stage(NamedTuple):
    """One stretch of counting: the period itself, or its extension."""

    starts_on: date  #: not counted
    value: int
    unit: Unit
    counted_on: date  #: the last day, had no day been stopped
    stopped_on: date  #: the last day with the stopped days not counted
    due_on: date  #: the last day after it moved off rest days
    standing: Pause | None  #: the pause that still stands, so that no day is the last


class Ends(NamedTuple):
    """The days a period comes to; None where there is none."""

    due_on: date | None
    original_on: date | None  #: the last day without pauses and extension
    earliest_on: date | None = None
    unsettled: tuple[int, ...] = ()  #: years whose missing holiday arrangement may change it
    stages: tuple[Stage, ...] = ()  #: none for a period counted backwards


@dataclass(frozen=True, slots=True)
class Course:
    """What a period runs through: the calendar, what moves it, what stops and extends it."""

    calendar: Calendar
    moves: Moves = Moves.REST_DAYS
    pauses: tuple[Pause, ...] = ()  #: as :func:`merged` gives them
    extension: Extension | None = None


def count(starts_on: date, value: int, unit: Unit, calendar: Calendar) -> date:
    """Return the day *value* units after *starts_on*, which is not counted; before it if negative."""
    if unit is Unit.DAY:
        return starts_on + timedelta(days=value)
    if unit is Unit.WORKING_DAY:
        return calendar.add_working_days(starts_on, value)
    return add_months(starts_on, value * 12 if unit is Unit.YEAR else value)


def bounds(rule: Rule) -> tuple[int | None, int | None]:
    """Return the low bound, if it is a range, and the value that the period is counted by."""
    if isinstance(rule.value, tuple):
        low, high = rule.value
        return int(low), int(high)
    return None, rule.value if isinstance(rule.value, int) else None


def counts_back(rule: Rule) -> bool:
    """Return whether it is counted back from its start: a day before, or a window up to it."""
    if rule.direction is Direction.WITHIN:
        return not isinstance(rule.value, tuple)
    return rule.direction is Direction.BEFORE


def may_move(rule: Rule) -> bool:
    """Return whether a last day on a rest day moves; unknown means the general rule."""
    return rule.rolls is not Rolls.NO or rule.unit is Unit.WORKING_DAY


def ends(rule: Rule, starts_on: date, course: Course) -> Ends:
    """Return the days that the period comes to when it starts on that day.

    Raises:
        InputError: the rule is no period; a day lies outside the calendar; the extension is too long.
    """
    if not rule.is_period:
        raise InputError.one("规则", f"{rule.label}（{rule.subject}）不是期限，不能推算日期。")
    low, value = bounds(rule)
    if value is None or rule.unit is None or not rule.unit.is_time:
        return Ends(None, None)
    course.calendar.require(starts_on)
    if counts_back(rule):
        return _backwards(rule, starts_on, value, rule.unit, course.calendar)
    earliest = None if low is None else count(starts_on, low, rule.unit, course.calendar)
    return _forwards(rule, starts_on, value, rule.unit, course, earliest)


def _backwards(rule: Rule, start: date, value: int, unit: Unit, calendar: Calendar) -> Ends:
    far = count(start, -value, unit, calendar)
    unsettled = calendar.unsettled(far, start) if unit is Unit.WORKING_DAY else ()
    if rule.direction is Direction.WITHIN:
        return Ends(start, start, far, unsettled)
    return Ends(far, far, None, unsettled)


def _forwards(
    rule: Rule, start: date, value: int, unit: Unit, course: Course, earliest: date | None
) -> Ends:
    calendar, pauses, extension = course.calendar, course.pauses, course.extension
    moves = course.moves if may_move(rule) else Moves.NOTHING
    stage = _stage(start, value, unit, calendar, moves, pauses)
    stages: tuple[Stage, ...] = (stage,)
    original = _moved(stage.counted_on, calendar, moves) if pauses else stage.due_on
    if extension is not None and stage.standing is None:
        longer = _allowed(extension, stage.due_on, rule, calendar)
        stage = _stage(stage.due_on, extension.value, longer, calendar, moves, pauses)
        stages = (*stages, stage)
    unsettled: tuple[int, ...] = ()
    if unit is Unit.WORKING_DAY or stage.unit is Unit.WORKING_DAY:
        unsettled = calendar.unsettled(start, stage.due_on)
    elif moves is not Moves.NOTHING:
        unsettled = calendar.unsettled(stages[0].counted_on, stage.due_on)
    due = stage.due_on if stage.standing is None else None
    return Ends(due, original, earliest, unsettled, stages)


def _stage(
    start: date, value: int, unit: Unit, calendar: Calendar, moves: Moves, pauses: tuple[Pause, ...]
) -> Stage:
    counted = stopped = count(start, value, unit, calendar)
    if not pauses:
        due = _moved(counted, calendar, moves)
        return Stage(start, value, unit, counted, counted, due, None)
    standing = None
    for pause in pauses:
        if pause.from_on > stopped:
            break
        if pause.until_on is None:
            standing = pause
            break
        stopped = later(stopped, pause.from_on, pause.until_on, start, unit, calendar)
    due = _moved(stopped, calendar, moves)
    for pause in pauses:
        if stopped < pause.from_on <= due and standing is None:  # the day it moved to is stopped
            standing = pause if pause.until_on is None else None
            due = _moved(max(due, pause.until_on or due), calendar, moves)
    return Stage(start, value, unit, counted, stopped, due, standing)


def _moved(day: date, calendar: Calendar, moves: Moves) -> date:
    if moves is Moves.REST_DAYS:
        return calendar.next_working_day(day)
    return calendar.next_after_holiday(day) if moves is Moves.HOLIDAYS else day


def due_dates(rule: Rule, starts: Sequence[date], course: Course) -> list[date | None]:
    """Return only the due date of each start, quickly; pauses and extension of *course* are not used.

    Raises:
        InputError: as :func:`ends`.
    """
    value, calendar = bounds(rule)[1], course.calendar
    moves = course.moves if may_move(rule) else Moves.NOTHING
    if value is not None and rule.is_period and not counts_back(rule):
        if rule.unit is Unit.WORKING_DAY:
            return [*calendar.working_after(starts, value)]
        if rule.unit is Unit.DAY and moves is Moves.REST_DAYS:
            return [*calendar.rolled_after(starts, value)]
    plain = Course(calendar, course.moves)
    return [ends(rule, day, plain).due_on for day in starts]


def _allowed(extension: Extension, due: date, rule: Rule, calendar: Calendar) -> Unit:
    """Return the unit of an extension that can be, or refuse it."""
    known = {unit.value: unit for unit in Unit if unit.is_time}
    unit = known.get(str(extension.unit))
    if unit is None or extension.value < 1:
        raise InputError.one("延长", "延长的时间须是至少1的整数，单位为日、工作日、月或年。")
    limit = rule.extension
    if limit is None:
        return unit
    longest = count(due, limit.value, limit.unit, calendar)
    if count(due, extension.value, unit, calendar) > longest:
        raise InputError.one(
            "延长",
            f"延长{extension.value}{unit.label}超过了允许的时间；"
            f"{rule.label}最多延长{limit.value}{limit.unit.label}。",
        )
    return unit
