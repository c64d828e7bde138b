"""A number of the statistics, what was counted for it, and how; and all of them together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

Number: TypeAlias = int | Decimal

#: What stands where a number cannot be known: never 0.
NOT_COUNTED = "不计"


@dataclass(frozen=True, slots=True)
class Part:
    """One row of a number that is broken down."""

    label: str
    value: Number
    counted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number. ``value`` is None where it cannot be known; ``how`` then says why.

    A rate has no value of its own but ``of``: how many of how many.
    """

    key: str
    label: str
    unit: str  #: 家, 人, 个, 份, 元, %
    value: Number | None
    how: str  #: what was counted, in a sentence
    counted: tuple[str, ...] = ()  #: numbers of cases, 案号 WT-03, 案号 函-01
    of: tuple[int, int] | None = None  #: numerator and denominator of a rate
    parts: tuple[Part, ...] = ()

    @property
    def shown(self) -> str:
        """The number as it is printed: 12 家, 85.7%（6/7）, 10,000.00 元, or 不计."""
        if self.of is not None:
            part, whole = self.of
            return f"{_percent(part, whole)}（{part}/{whole}）" if whole else NOT_COUNTED
        if self.value is None:
            return NOT_COUNTED
        return f"{self.value:,} {self.unit}"


def _percent(part: int, whole: int) -> str:
    """Return a share with one decimal, rounded half up."""
    tenths = (part * 2_000 // whole + 1) // 2
    return f"{tenths // 10}.{tenths % 10}%"


@dataclass(frozen=True, slots=True)
class Statistics:
    """All numbers of a period, the last day included."""

    from_on: date
    until_on: date
    unit: str  #: the unit, or 看得到的全部单位; then the role and the sector it is kept to
    figures: tuple[Figure, ...]

    def __getitem__(self, key: str) -> Figure:
        return next(one for one in self.figures if one.key == key)

    def to_dict(self) -> Mapping[str, Any]:
        """Return everything as JSON-ready values but days and amounts, which print as text."""
        told = asdict(self)
        for figure, row in zip(self.figures, told["figures"], strict=True):
            row["shown"] = figure.shown
        return told


def counted(
    key: str,
    label: str,
    unit: str,
    rows: Sequence[str],
    how: str,
    parts: Iterable[Part] = (),
) -> Figure:
    """Return a number that is how many *rows* there are."""
    return Figure(key, label, unit, len(rows), how, tuple(rows), parts=tuple(parts))


def split(rows: Iterable[tuple[str, str]]) -> list[Part]:
    """Return the parts of (label, what was counted) pairs, a thing once in each part, the largest first."""
    told: dict[str, list[str]] = {}
    for label, row in rows:
        listed = told.setdefault(label, [])
        if row not in listed:
            listed.append(row)
    parts = [Part(label, len(listed), tuple(listed)) for label, listed in told.items()]
    return sorted(parts, key=lambda one: -one.value)


def rate(key: str, label: str, part: Sequence[str], whole: Sequence[str], how: str) -> Figure:
    """Return the rate of *part* in *whole*; what is counted is the part."""
    return Figure(key, label, "%", None, how, tuple(part), (len(part), len(whole)))
