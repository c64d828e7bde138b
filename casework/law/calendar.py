"""The calendar: rest days, make-up working days, and counting working days at once.

Days lie between 1996 and 2099, the years of the five-day week. A year whose holiday arrangement is
not in the data is computed from week-ends and the statutory holidays of fixed date; it is then not
``announced``, and whoever shows a date of it has to say so.

Law: 《全国年节及纪念日放假办法》; the arrangement of each year is a notice of the State Council's office.
"""

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from casework.errors import InputError
from casework.law.citation import Confidence
from casework.law.days import show_day

FIRST, LAST = date(1996, 1, 1), date(2099, 12, 31)
_BASE = FIRST.toordinal()
_SIZE = LAST.toordinal() - _BASE + 1
_SATURDAY = 5
#: A notice sometimes arranges the last days of the year before it as well: 2018-12-29 was worked.
_SHARED_MONTH, _SHARED_DAY = 12, 28


@dataclass(frozen=True, slots=True)
class Holiday:
    """One holiday of a year's arrangement: off from ``from_on`` to ``until_on``, both included."""

    name: str
    from_on: date
    until_on: date
    statutory: tuple[date, ...]  #: 法定节假日 proper; the other days off are moved week-ends
    working: tuple[date, ...] = ()  #: make-up days: week-ends that are worked


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """The arrangement of one year, with the number of its notice."""

    year: int
    holidays: tuple[Holiday, ...]
    notice: str | None = None
    notice_confidence: Confidence = Confidence.UNVERIFIED
    days_confidence: Confidence = Confidence.VERIFIED
    source: str = "内置日历"


@dataclass(frozen=True, slots=True)
class FixedHoliday:
    """A statutory holiday on the same date each year, while the rule that grants it is in force."""

    name: str
    month: int
    day: int
    from_on: date | None = None
    until_on: date | None = None


class Calendar:
    """Rest days and working days; immutable."""

    def __init__(self, years: Mapping[int, HolidayYear], fixed: Iterable[FixedHoliday]) -> None:
        self.years: Mapping[int, HolidayYear] = dict(sorted(years.items()))
        self._announced = frozenset(
            year for year, known in self.years.items() if known.days_confidence.firm
        )
        self._names: dict[int, str] = {}  # ordinal of a holiday → its name
        self._made_up: dict[int, str] = {}  # ordinal of a make-up working day → whose
        self._note_fixed(tuple(fixed))
        self._note_years()
        week = bytes((FIRST + timedelta(days=i)).weekday() < _SATURDAY for i in range(7))
        works = bytearray((week * (_SIZE // 7 + 1))[:_SIZE])
        inside = range(_BASE, _BASE + _SIZE)
        for day in filter(inside.__contains__, self._names):
            works[day - _BASE] = 0
        for day in filter(inside.__contains__, self._made_up):
            works[day - _BASE] = 1
        self._works = bytes(works)
        self._count = array("i", accumulate(works))  # working days up to and including the day
        self._working = array("i", (_BASE + i for i, works_on in enumerate(works) if works_on))

    def _note_fixed(self, fixed: tuple[FixedHoliday, ...]) -> None:
        for year in range(FIRST.year, LAST.year + 1):
            if year in self.years:
                continue
            for one in fixed:
                day = date(year, one.month, one.day)
                if (one.from_on or day) <= day <= (one.until_on or day):
                    self._names[day.toordinal()] = one.name

    def _note_years(self) -> None:
        for year in self.years.values():
            for holiday in year.holidays:
                for day in range(holiday.from_on.toordinal(), holiday.until_on.toordinal() + 1):
                    self._names[day] = holiday.name
                for worked in holiday.working:
                    self._made_up[worked.toordinal()] = holiday.name

    def announced(self, year: int) -> bool:
        """Return whether the data hold the holiday arrangement of *year*, and its days are verified."""
        return year in self._announced

    def unsettled(self, first: date, last: date) -> tuple[int, ...]:
        """Return the years whose missing arrangement may change a day from *first* to *last*."""
        until = last.year
        if last.month == _SHARED_MONTH and last.day >= _SHARED_DAY:
            until += 1
        if first.year == until:
            return () if until in self._announced else (until,)
        return tuple(year for year in range(first.year, until + 1) if year not in self._announced)

    def is_rest_day(self, day: date) -> bool:
        """Return whether *day* is a holiday, or a week-end that is not worked."""
        return not self._works[self._index(day)]

    def is_working_day(self, day: date) -> bool:
        """Return whether *day* is worked, make-up days included."""
        return bool(self._works[self._index(day)])

    def holiday_name(self, day: date) -> str | None:
        """Return the holiday that *day* is off for, or None: also for an ordinary week-end."""
        return self._names.get(day.toordinal())

    def made_up_for(self, day: date) -> str | None:
        """Return the holiday that *day*, a worked week-end, makes up for, or None."""
        return self._made_up.get(day.toordinal())

    def next_working_day(self, day: date) -> date:
        """Return *day* itself if it is worked, otherwise the first working day after it."""
        index = self._index(day)
        return day if self._works[index] else self._at(self._count[index])

    def previous_working_day(self, day: date) -> date:
        """Return *day* itself if it is worked, otherwise the last working day before it."""
        return self._at(self._count[self._index(day)] - 1)

    def add_working_days(self, day: date, number: int) -> date:
        """Return the *number*-th working day after *day*, before it if negative.

        *day* itself is never counted (《民法典》第二百零一条), whether it is worked or not; 0 gives *day*.
        """
        if number == 0:
            return day
        index = self._index(day)
        if number > 0:
            return self._at(self._count[index] - 1 + number)
        return self._at(self._count[index] - self._works[index] + number)

    def working_days_between(self, after: date, until: date) -> int:
        """Return how many working days lie after *after* and up to *until*; negative when reversed.

        The inverse of :meth:`add_working_days`: counted back, *until* counts and *after* does not.
        """
        a, b = self._index(after), self._index(until)
        if a <= b:
            return self._count[b] - self._count[a]
        return self._count[b] - self._works[b] - self._count[a] + self._works[a]

    def next_after_holiday(self, day: date) -> date:
        """Return *day*, or the first day after the holiday it lies in; week-ends do not count."""
        while day.toordinal() in self._names:
            day += timedelta(days=1)
        return day

    def rolled_after(self, starts: Iterable[date], days: int) -> list[date]:
        """Return :meth:`next_working_day` of each start plus *days*: for a million at once."""
        working = self._working
        counted = zip(self._count, self._works, strict=True)
        rolled = array("i", (working[count - works] for count, works in counted))
        places = _within([start.toordinal() + days - _BASE for start in starts], len(rolled))
        from_ordinal = date.fromordinal
        return [from_ordinal(rolled[place]) for place in places]

    def working_after(self, starts: Iterable[date], number: int) -> list[date]:
        """Return :meth:`add_working_days` of each start, *number* at least 1: for a million at once."""
        count, working, from_ordinal = self._count, self._working, date.fromordinal
        places = _within([start.toordinal() - _BASE for start in starts], _SIZE)
        nth = _within([count[place] - 1 + number for place in places], len(working))
        return [from_ordinal(working[place]) for place in nth]

    def require(self, day: date) -> None:
        """Refuse a day that the calendar does not reach.

        Raises:
            InputError: the day lies before 1996 or after 2099.
        """
        if not FIRST <= day <= LAST:
            raise InputError.one(
                "日期",
                f"{show_day(day)}超出日历的范围；"
                f"只能计算{show_day(FIRST)}至{show_day(LAST)}之间的日子。",
            )

    def _index(self, day: date) -> int:
        index = day.toordinal() - _BASE
        if not 0 <= index < _SIZE:
            self.require(day)
        return index

    def _at(self, place: int) -> date:
        if 0 <= place < len(self._working):
            return date.fromordinal(self._working[place])
        raise _beyond()


def _within(places: list[int], size: int) -> list[int]:
    if places and (min(places) < 0 or max(places) >= size):
        raise _beyond()
    return places


def _beyond() -> InputError:
    return InputError.one("期限", f"推算的日子超出日历的范围（{FIRST.year}年至{LAST.year}年）。")
