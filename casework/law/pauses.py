"""Stopping the clock: while it stands no day is counted.

From the day of the stop on no day is counted; from the day the clock runs again days are counted
again, so a clock stopped and running again on one day loses nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from casework.errors import InputError
from casework.law.calendar import Calendar
from casework.law.days import show_day
from casework.law.rules import Unit

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stands: from the day it is stopped, up to the day it runs again."""

    from_on: date  #: the first day not counted
    until_on: date | None  #: the first day counted again; None: it still stands
    reason: str


def merged(pauses: Iterable[Pause]) -> tuple[Pause, ...]:
    """Return the pauses in order, those that overlap or touch as one.

    Raises:
        InputError: a pause that ends before it begins.
    """
    whole: list[Pause] = []
    for pause in sorted(pauses, key=lambda one: one.from_on):
        if pause.until_on is not None and pause.until_on < pause.from_on:
            raise InputError.one(
                "中止",
                f"恢复之日（{show_day(pause.until_on)}）早于中止之日（{show_day(pause.from_on)}）；"
                "请核对两个日期。",
            )
        last = whole[-1] if whole else None
        if last is None or (last.until_on is not None and last.until_on < pause.from_on):
            whole.append(pause)
        elif last.until_on is not None:
            until = max(last.until_on, pause.until_on) if pause.until_on else None
            whole[-1] = Pause(last.from_on, until, f"{last.reason}；{pause.reason}")
    return tuple(whole)


def later(day: date, stops: date, runs: date, start: date, unit: Unit, calendar: Calendar) -> date:
    """Return the last day *day*, later by what was stopped from *stops* to before *runs*."""
    first = max(stops, start + _DAY)
    if runs <= first:
        return day
    if unit is Unit.WORKING_DAY:
        lost = calendar.working_days_between(first - _DAY, runs - _DAY)
        return calendar.add_working_days(day, lost)
    return day + (runs - first)
