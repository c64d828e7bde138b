"""A million due dates, and how much the prefix sums save against a walk day by day."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from time import perf_counter

from casework import law

_MILLION = 1_000_000
_SAMPLE = 20_000  # the slow ways are measured on fewer and scaled
_DAY = timedelta(days=1)


def run() -> dict[str, object]:
    """Return seconds for a million due dates, ratios to a walk, and microseconds of a whole answer."""
    known = law.default()
    starts = [date(2024, 1, 1) + timedelta(days=i % 1_000) for i in range(_MILLION)]
    sample = starts[:_SAMPLE]
    calendar_days = _seconds(lambda: known.due_dates("offer.reply", starts))
    working_days = _seconds(lambda: known.due_dates("supervision.opinion_reply", starts))
    walk_days = _seconds(lambda: _walk(known.calendar, sample, 20, working=False))
    walk_working = _seconds(lambda: _walk(known.calendar, sample, 15, working=True))
    whole = _seconds(lambda: [known.due("offer.reply", day) for day in sample])
    told = _seconds(lambda: [known.due("offer.reply", day).trace for day in sample])
    scale = _MILLION / _SAMPLE
    return {
        "1,000,000 due dates, 20 days, seconds": calendar_days,
        "  times faster than a walk": walk_days * scale / calendar_days,
        "1,000,000 due dates, 15 working days, seconds": working_days,
        "  times faster than a walk ": walk_working * scale / working_days,
        "one due date with status and marks, µs": whole / _SAMPLE * 1e6,
        "the same with its trace, µs": told / _SAMPLE * 1e6,
        "the law loaded, seconds": _seconds(law.Law.load),
    }


def _walk(
    calendar: law.Calendar, starts: Sequence[date], days: int, *, working: bool
) -> list[date]:
    """Count one day after the other, as one would by hand."""
    reached = []
    for start in starts:
        day, left = start, days
        while left:
            day += _DAY
            left -= not working or calendar.is_working_day(day)
        while calendar.is_rest_day(day):
            day += _DAY
        reached.append(day)
    return reached


def _seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began
