"""Rules: one entry is one version of one rule, as the data write it.

A rule is found by ``(key, jurisdiction, day)`` or by its label; see :mod:`casework.law.lookup`. A rule
without a value is either unknown (confidence ``none``; the reason is its note) or the law gives no
number (any other confidence: 及时, no upper limit, left to the parties).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from casework.law.citation import Confidence

OURS = "内置规则"  #: the source of what ships with the library

Value = bool | int | Fraction | tuple[int | Fraction, ...] | None
JsonValue = bool | int | str | list[int | str] | None


class Unit(StrEnum):
    """What a value counts."""

    DAY = "day"
    WORKING_DAY = "working_day"
    MONTH = "month"
    YEAR = "year"
    PROMPTLY = "promptly"
    RATIO = "ratio"
    COUNT = "count"
    PERSON = "person"
    COPY = "copy"
    FLAG = "flag"

    @property
    def label(self) -> str:
        """The Chinese measure word behind a number; empty for what has none."""
        return _UNITS[self]

    @property
    def is_time(self) -> bool:
        """Whether it measures a period that ends on a day."""
        return self in _TIME


_UNITS = {
    Unit.DAY: "日",
    Unit.WORKING_DAY: "个工作日",
    Unit.MONTH: "个月",
    Unit.YEAR: "年",
    Unit.PROMPTLY: "及时",
    Unit.RATIO: "",
    Unit.COUNT: "",
    Unit.PERSON: "人",
    Unit.COPY: "份",
    Unit.FLAG: "",
}
_TIME = frozenset({Unit.DAY, Unit.WORKING_DAY, Unit.MONTH, Unit.YEAR})


class Direction(StrEnum):
    """How a value bounds: in time from what starts it, or as a quantity."""

    AFTER = "after"  #: at the latest so long after
    BEFORE = "before"  #: at the latest so long before
    WITHIN = "within"  #: in the window that ends at the start, or between low and high after it
    MIN = "min"
    MAX = "max"
    EQUAL = "equal"


class Rolls(StrEnum):
    """Whether a last day on a rest day moves (《民法典》第二百零三条)."""

    YES = "true"
    NO = "false"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ExtensionRule:
    """How long the law lets the period be extended, and on what condition."""

    value: int
    unit: Unit
    condition: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One dated version of one rule."""

    label: str  #: the reference's id: CN-OFFER-02
    key: str  #: offer.reply
    jurisdiction: str  #: CN, CN-32, CN-32-05
    subject: str
    confidence: Confidence
    procedure: str  #: all, full, simple, platform, supervision, checkup
    value: Value = None  #: a tuple is (low, high), or one entry a level where the note says so
    unit: Unit | None = None
    direction: Direction | None = None
    starts: str | None = None  #: the event whose date starts it
    starts_fact: str | None = None  #: its machine name; None where the event is not settled
    rolls: Rolls | None = None  #: None for what is no period
    inclusive: bool | None = None  #: whether the bound itself counts
    of: str | None = None  #: what a ratio is taken of
    extension: ExtensionRule | None = None
    worker_forms: tuple[str, ...] = ()
    instrument: str | None = None  #: a name, or a known_as, of the register; None for practice
    article: str | None = None
    from_on: date | None = None  #: first day in force; None: not known, taken as always
    until_on: date | None = None  #: last day in force
    issued_on: date | None = None
    note: str | None = None
    reference: str | None = None
    source: str = OURS  #: the file it was read from

    @property
    def known(self) -> bool:
        """Whether the law is known, be it that it gives no number."""
        return self.confidence is not Confidence.NONE

    @property
    def is_period(self) -> bool:
        """Whether it can end on a day: a length of time, known or not, that something starts."""
        if self.direction in _QUANTITIES or self.direction is None:
            return False
        if self.unit is None:
            return True
        return self.unit.is_time or self.unit is Unit.PROMPTLY

    def in_force(self, on: date) -> bool:
        """Return whether this version applies to an event of that day."""
        return (self.from_on or on) <= on <= (self.until_on or on)

    def show_value(self) -> str:
        """Return the value as read aloud: 20日, 1至3年, 三分之二 as 2/3, 是."""
        if self.unit is Unit.PROMPTLY:
            return "及时"
        if self.value is None:
            return "没有数值"
        if isinstance(self.value, bool):
            return "是" if self.value else "否"
        measure = self.unit.label if self.unit else ""
        if not isinstance(self.value, tuple):
            return f"{self.value}{measure}"
        between = "至" if self.direction in _RANGES else "、"
        return between.join(str(one) for one in self.value) + measure


_QUANTITIES = frozenset({Direction.MIN, Direction.EQUAL})
_RANGES = frozenset({Direction.WITHIN, Direction.AFTER})


def value_to_json(value: Value) -> JsonValue:
    """Return *value* as the data file writes it: a fraction is a string, a tuple a list."""
    if isinstance(value, tuple):
        return [_number_to_json(one) for one in value]
    return value if value is None or isinstance(value, bool) else _number_to_json(value)


def _number_to_json(number: int | Fraction) -> int | str:
    return number if isinstance(number, int) else f"{number.numerator}/{number.denominator}"
