"""Reading one entry of a TOML file into typed fields, gathering every problem with its place."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from casework.errors import Problem

_Choice = TypeVar("_Choice", bound=StrEnum)


class Entry:
    """One table of a file. Each field is taken once; what nobody took is a problem in the end."""

    def __init__(self, raw: object, place: str, problems: list[Problem]) -> None:
        self.place, self.problems = place, problems
        self._raw: dict[str, object] = dict(raw) if isinstance(raw, Mapping) else {}
        if not isinstance(raw, Mapping):
            problems.append(Problem(place, "应当是一个表（[[…]] 或 {…}）。"))

    def wrong(self, name: str, message: str) -> None:
        """Note a problem with the field *name*."""
        self.problems.append(Problem(f"{self.place}.{name}" if name else self.place, message))

    def take(self, name: str, *, required: bool = False) -> object:
        """Return the raw value, None if absent."""
        value = self._raw.pop(name, None)
        if value is None and required:
            self.wrong(name, "缺少这一项，请补上。")
        return value

    def text(self, name: str, *, required: bool = False) -> str | None:
        """Return a text that is not blank."""
        value = self.take(name, required=required)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            self.wrong(name, "应当是非空的文字，写在引号里。")
            return None
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts, empty if absent."""
        value = self.take(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.wrong(name, '应当是文字的列表，例如 ["甲", "乙"]。')
            return ()
        return tuple(value)

    def flag(self, name: str) -> bool | None:
        """Return true or false, None if absent."""
        value = self.take(name)
        if value is None or isinstance(value, bool):
            return value
        self.wrong(name, "应当是 true 或 false，不加引号。")
        return None

    def number(self, name: str, low: int, high: int) -> int | None:
        """Return a required whole number between *low* and *high*, both allowed."""
        value = self.take(name, required=True)
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        if value is not None:
            self.wrong(name, f"应当是{low}至{high}之间的整数。")
        return None

    def day(self, name: str, *, required: bool = False) -> date | None:
        """Return a TOML date."""
        value = self.take(name, required=required)
        return None if value is None else self._as_day(name, value)

    def days(self, name: str) -> tuple[date, ...]:
        """Return a list of TOML dates, empty if absent."""
        value = self.take(name)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.wrong(name, "应当是日期的列表，例如 [2027-01-01]。")
            return ()
        return tuple(day for one in value if (day := self._as_day(name, one)) is not None)

    def _as_day(self, name: str, value: object) -> date | None:
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        self.wrong(name, "应当是日期，不加引号，例如 2026-03-02。")
        return None

    def choice(self, name: str, of: type[_Choice], *, required: bool = False) -> _Choice | None:
        """Return one of the values of an enumeration."""
        value = self.take(name, required=required)
        if value is None:
            return None
        try:
            return of(str(value))
        except ValueError:
            self.wrong(name, f"没有“{value}”这个值；可以是：{'、'.join(one.value for one in of)}。")
            return None

    def finish(self) -> None:
        """Note every field that nobody knows."""
        for name in self._raw:
            self.wrong(name, "没有这一项；请核对拼写，或者删去。")
        self._raw.clear()
