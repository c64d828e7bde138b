"""One line of the clause ledger: who put which wording on the table, or took it back, or agreed to it.

Lines are only ever added. What stands is a pure function of all of them (:mod:`.fold`). Numbers come from
one: topics (题-01), clauses of a case (款-01), versions of a clause.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from casework.negotiation.side import Side
from casework.store import canonical


class Act(StrEnum):
    """What a line does."""

    PROPOSAL = "proposal"
    COUNTER = "counter"
    PACKAGE = "package"
    WITHDRAWN = "withdrawn"
    RESERVED = "reserved"
    CONFIRMED = "confirmed"
    REOPENED = "reopened"

    @property
    def label(self) -> str:
        """Return what people call it."""
        return _ACTS[self]


_ACTS = {
    Act.PROPOSAL: "提案",
    Act.COUNTER: "反提案",
    Act.PACKAGE: "打包方案",
    Act.WITHDRAWN: "撤回",
    Act.RESERVED: "搁置",
    Act.CONFIRMED: "确认",
    Act.REOPENED: "重新协商",
}
#: Acts that bring a wording of a clause, and with it a new version.
WORDINGS = frozenset({Act.PROPOSAL, Act.COUNTER, Act.PACKAGE})


class Measure(StrEnum):
    """What a figure counts."""

    MONEY = "money"
    PERCENT = "percent"
    HOURS = "hours"
    DAYS = "days"
    COUNT = "count"

    @property
    def label(self) -> str:
        """Return what people call it."""
        return _MEASURES[self]


_MEASURES = {
    Measure.MONEY: "金额",
    Measure.PERCENT: "百分比",
    Measure.HOURS: "小时",
    Measure.DAYS: "天数",
    Measure.COUNT: "数量",
}
_BY_WORD = {one.value: one for one in Measure}
_UNITS = {
    Measure.MONEY: "元",
    Measure.PERCENT: "%",
    Measure.HOURS: "小时",
    Measure.DAYS: "天",
    Measure.COUNT: "个",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a clause fixes: 派送费 1.2元/件. Its name is what it is compared by."""

    name: str
    amount: Decimal
    unit: str = ""  #: 元, %, 小时, 天, 次; empty: the usual one of its measure
    per: str = ""  #: for each of what: 件, 月, 人
    kind: Measure = Measure.MONEY

    def __post_init__(self) -> None:
        if not self.unit:
            object.__setattr__(self, "unit", _UNITS[self.kind])

    @property
    def value(self) -> str:
        """Return the number with its unit: 1.2元/件."""
        return shown(self.amount, self.unit, self.per)

    def __str__(self) -> str:
        return f"{self.name} {self.value}"

    @property
    def comparable(self) -> tuple[str, str, str]:
        """Return what must be the same for two figures of one name to be compared."""
        return (self.kind.value, self.unit, self.per)

    def to_json(self) -> dict[str, str]:
        """Return it as the ledger keeps and hashes it: 1.20 and 1.2 are one number."""
        return {
            "name": self.name,
            "amount": plain(self.amount),
            "unit": self.unit,
            "per": self.per,
            "kind": self.kind.value,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Figure":
        """Return the figure that :meth:`to_json` wrote."""
        kind = _BY_WORD.get(data["kind"]) or Measure(data["kind"])
        return cls(data["name"], Decimal(data["amount"]), data["unit"], data["per"], kind)


def plain(amount: Decimal) -> str:
    """Return a number in digits, without zeros that say nothing: 1.2, 3500."""
    text = format(amount, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def shown(amount: Decimal, unit: str, per: str) -> str:
    """Return a number with its unit as people write it: 1.2元/件."""
    return f"{plain(amount)}{unit}{f'/{per}' if per else ''}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the ledger. Withdrawing a whole package names the package and no clause."""

    seq: int
    act: Act
    side: Side
    author: str  #: who said it at the table; of a confirmation the chief
    said_on: date
    topic: int | None = None
    clause: int | None = None
    version: int | None = None  #: of a wording
    text: str = ""  #: the wording; of other acts the reason
    figures: tuple[Figure, ...] = ()
    meeting: int | None = None  #: None: outside any meeting
    package: str = ""  #: the label of the package that a wording belongs to, or that is withdrawn
    hash: str = ""  #: of a wording
    of: str = ""  #: the hash that is confirmed or withdrawn

    @property
    def is_wording(self) -> bool:
        """Return whether it brings a version of a clause."""
        return self.act in WORDINGS

    @property
    def code(self) -> str:
        """Return what it is about, as people call it: 款-03 第2版."""
        if self.clause is None:
            return f"打包方案“{self.package}”"
        return clause_code(self.clause) + (f" 第{self.version}版" if self.version else "")

    def figure(self, name: str) -> Figure | None:
        """Return its figure of that name, or None."""
        return next((one for one in self.figures if one.name == name), None)


def topic_code(number: int) -> str:
    """Return 题-01."""
    return f"题-{number:02d}"


def clause_code(number: int) -> str:
    """Return 款-01."""
    return f"款-{number:02d}"


def digest_of(clause: int, version: int, text: str, figures: Iterable[Figure]) -> str:
    """Return the SHA-256 of a wording: what both chiefs confirm. Order and zeros of figures don't matter."""
    content = {
        "clause": clause,
        "version": version,
        "text": text,
        "figures": sorted((one.to_json() for one in figures), key=_by_content),
    }
    return hashlib.sha256(canonical(content)).hexdigest()


def _by_content(figure: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(figure.values())
