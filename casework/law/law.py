"""The law as a whole: the one object that other rooms ask."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path

from casework.errors import InputError, NotFound
from casework.law.calendar import FIRST, LAST, Calendar
from casework.law.citation import Citation, Confidence
from casework.law.days import civil_date
from casework.law.due import Due
from casework.law.instruments import Register
from casework.law.load import load
from casework.law.lookup import Found, RuleBook
from casework.law.pauses import Pause, merged
from casework.law.periods import Course, Extension, Moves, due_dates
from casework.law.reckoning import cite, reckon
from casework.law.rules import Rule

#: Where the product is at home: 江苏.
HOME = "CN-32"

_WEEKEND_ROLL, _HOLIDAY_ROLL = "calendar.roll.weekend", "calendar.roll.public_holiday"


class Law:
    """Instruments, calendar and rules; immutable, compared and hashed by identity."""

    def __init__(self, instruments: Register, calendar: Calendar, rules: RuleBook) -> None:
        self.instruments = instruments
        self.calendar = calendar
        self._book = rules
        self._plain = Course(calendar, Moves.REST_DAYS)
        self._always_rest_days = self._moves(FIRST, LAST) is Moves.REST_DAYS

    @classmethod
    def load(cls, overlays: Sequence[Path | str] = ()) -> "Law":
        """Return the law that ships with the library, with the user's *overlays* over it.

        Raises:
            DefinitionError: an overlay is missing or wrong; every problem with its place.
        """
        if isinstance(overlays, str):
            raise TypeError("overlays is a list of files: [path]")
        return cls(*load([Path(path) for path in overlays]))

    @property
    def rules(self) -> Sequence[Rule]:
        """Every version of every rule, in the order read."""
        return self._book.rules

    def rule(self, key_or_label: str, *, jurisdiction: str = HOME, on: date) -> Found:
        """Return the rule that applies to an event of that day; see :mod:`casework.law.lookup`.

        Raises:
            NotFound: no such key or label (near ones are named), or no version in force that day.
            InputError: the jurisdiction cannot be read, or *on* is a datetime without a zone.
        """
        return self._book.find(key_or_label, jurisdiction, civil_date(on))

    def citation(self, rule: Rule) -> Citation:
        """Return what *rule* rests on, as it is printed."""
        return cite(rule, self.instruments)

    def due(
        self,
        key_or_label: str,
        starts_on: date | datetime,
        *,
        jurisdiction: str = HOME,
        pauses: Sequence[Pause] = (),
        extension: Extension | None = None,
        alternative: str | None = None,
        length: int | None = None,
    ) -> Due:
        """Return by when something is due that *starts_on* started; the day itself is not counted.

        *alternative* is a second rule that runs from the same day; the earlier due date is returned
        and its trace names the other (for wages 7 days run beside the general 10). *length* is a number
        of units somebody set in the single matter; only where no article fixes it, never against one.

        Raises:
            NotFound: no such rule, or no version in force on the day.
            InputError: the rule is no period, or a date, a pause or an extension is not possible; a
                *length* where an article has its own.
        """
        start = civil_date(starts_on)
        found = self._book.find(key_or_label, jurisdiction, start)
        if length is not None:
            found = _set(found, length)
        course = self._course(start, pauses, extension)
        first = reckon(found, start, course, self.instruments)
        if alternative is None:
            return Due.of(first)
        other = self._book.find(alternative, jurisdiction, start)
        second = reckon(other, start, course, self.instruments)
        days = first.ends.due_on, second.ends.due_on
        if days[1] is not None and (days[0] is None or days[1] < days[0]):
            first, second = second, first
        return Due.of(first, second)

    def due_dates(
        self, key_or_label: str, starts: Iterable[date | datetime], *, jurisdiction: str = HOME
    ) -> list[date | None]:
        """Return only the due date for each start, in their order: a million in about a second.

        The version in force on each day is used, as :meth:`due` does.

        Raises:
            NotFound, InputError: as :meth:`due`.
        """
        days = [civil_date(start) for start in starts]
        if not days:
            return []
        found = self._book.always(key_or_label, jurisdiction, min(days), max(days))
        moves = self._moves(min(days), max(days))
        if found is None or moves is None:
            return [self.due(key_or_label, day, jurisdiction=jurisdiction).due_on for day in days]
        return due_dates(found.rule, days, Course(self.calendar, moves))

    def _course(self, start: date, pauses: Sequence[Pause], extension: Extension | None) -> Course:
        moves = None if self._always_rest_days else self._moves(start, start)
        moves = moves or Moves.REST_DAYS
        if moves is Moves.REST_DAYS and not pauses and extension is None:
            return self._plain
        return Course(self.calendar, moves, merged(_civil(one) for one in pauses), extension)

    def _moves(self, first: date, last: date) -> Moves | None:
        """Return which days move a last day (CAL-03, CAL-03b: an overlay may switch them off).

        None: that changes between the two days.
        """
        try:
            holidays = self._book.always(_HOLIDAY_ROLL, "CN", first, last)
            weekends = self._book.always(_WEEKEND_ROLL, "CN", first, last)
        except NotFound:
            return Moves.REST_DAYS
        if holidays is None or weekends is None:
            return None
        if holidays.rule.value is False:
            return Moves.NOTHING
        return Moves.HOLIDAYS if weekends.rule.value is False else Moves.REST_DAYS


def _set(found: Found, length: int) -> Found:
    """Return the rule with the length that was set for the single matter."""
    rule = found.rule
    if rule.confidence not in {Confidence.PRACTICE, Confidence.NONE}:
        raise InputError.one("期限", f"{rule.label}（{rule.subject}）由条文规定，不能另定长短。")
    if length < 1:
        raise InputError.one("期限", f"写了{length}，应为正整数。")
    subject = f"{rule.subject}，本件另定{length}{rule.unit.label if rule.unit else ''}"
    return replace(found, rule=replace(rule, value=length, subject=subject))


def _civil(pause: Pause) -> Pause:
    until = None if pause.until_on is None else civil_date(pause.until_on)
    return Pause(civil_date(pause.from_on), until, pause.reason)


@cache
def default() -> Law:
    """Return the law that ships with the library, without overlays; loaded once."""
    return Law.load()
