"""A provision as the rooms of a negotiation quote it: its value, its article, its marks; and exact shares.

No number of a rule stands in this room's code. Whoever needs one asks for the provision here, by key,
place and day, and says its :attr:`Provision.basis` beside it.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor

from casework.errors import DefinitionError, NotFound, Problem
from casework.law import Citation, Confidence, Direction, Found, Law, Rule, in_words

_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Provision:
    """A rule that was found for a place and a day, with its citation."""

    found: Found
    citation: Citation

    @property
    def rule(self) -> Rule:
        """The version that applies."""
        return self.found.rule

    @property
    def marks(self) -> tuple[str, ...]:
        """The Chinese marks to be shown once beside the value; none for a firm one."""
        own = () if self.rule.confidence.firm else (self.rule.confidence.label,)
        return (*own, self.found.mark) if self.found.mark else own

    @property
    def basis(self) -> str:
        """Instrument, article and marks: 《集体合同规定》第十九条，按国家规章暂计."""
        if self.rule.confidence is Confidence.PRACTICE:
            return self.citation.marked
        return "，".join([str(self.citation), *self.marks])

    @property
    def whole(self) -> int | None:
        """The value if it is one whole number; None where the law gives none or it is not known."""
        value = self.rule.value
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    @property
    def share(self) -> "Share":
        """The value as a share of a whole.

        Raises:
            DefinitionError: the rule is no share; only an overlay can say so.
        """
        value = self.rule.value
        if isinstance(value, Fraction) or (isinstance(value, int) and value in {0, 1}):
            return Share(Fraction(value), self.rule.inclusive is not False, self.rule.direction)
        why = f"{self.rule.label}（{self.rule.key}）应当是一个分数，例如 1/2；请改正覆盖文件。"
        raise DefinitionError(self.rule.source, [Problem(self.rule.label, why)])


@dataclass(frozen=True, slots=True)
class Share:
    """A bound as an exact share of a whole: 三分之二以上, 过半数, 不超过三分之一."""

    of_all: Fraction
    inclusive: bool  #: whether exactly the share is enough, or still allowed
    direction: Direction | None

    @property
    def words(self) -> str:
        """The share as statutes write it: 半数, 三分之二."""
        return share_words(self.of_all)

    @property
    def bound(self) -> str:
        """The share with its bound: 半数以上, 过半数, 超过三分之二, 不超过三分之一."""
        if self.direction is Direction.MAX:
            return f"不超过{self.words}" if self.inclusive else f"少于{self.words}"
        if self.inclusive:
            return f"{self.words}以上"
        return "过半数" if self.of_all == _HALF else f"超过{self.words}"

    def exactly(self, part: int, whole: int) -> bool:
        """Return whether *part* is exactly this share of *whole*."""
        return part == whole * self.of_all

    def holds(self, part: int, whole: int) -> bool:
        """Return whether *part* of *whole* keeps the bound; never rounded."""
        if self.exactly(part, whole):
            return self.inclusive
        return (part < whole * self.of_all) is (self.direction is Direction.MAX)

    def edge(self, whole: int) -> int:
        """Return the least number that keeps the bound, of an upper bound the greatest."""
        exact = whole * self.of_all
        if self.direction is Direction.MAX:
            return floor(exact) if self.inclusive else ceil(exact) - 1
        return ceil(exact) if self.inclusive else floor(exact) + 1


def share_words(share: Fraction) -> str:
    """Return a share in words: 1/2 gives 半数, 2/3 三分之二, 1 全部."""
    if share == _HALF:
        return "半数"
    if share == 1:
        return "全部"
    return f"{in_words(share.denominator)}分之{in_words(share.numerator)}"


def provision(law: Law, key: str, *, jurisdiction: str, on: date) -> Provision:
    """Return the provision with that key for an event of that day.

    Raises:
        NotFound: no such rule, or none in force that day.
        InputError: the jurisdiction cannot be read.
    """
    found = law.rule(key, jurisdiction=jurisdiction, on=on)
    return Provision(found, law.citation(found.rule))


def provision_if_any(law: Law, key: str, *, jurisdiction: str, on: date) -> Provision | None:
    """Return the provision, or None where neither the place nor the nation has such a rule that day.

    Raises:
        InputError: the jurisdiction cannot be read.
    """
    try:
        return provision(law, key, jurisdiction=jurisdiction, on=on)
    except NotFound:
        return None
