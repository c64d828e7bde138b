"""Weights and credits summed: the arithmetic under a score, exact and without opinions."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from casework.checkup.catalogue.items import Item
from casework.checkup.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Line:
    """One item in the sum."""

    item: Item
    verdict: Verdict | None  #: None: not answered
    weight: Fraction
    credit: Fraction | None  #: share of the weight earned; None: not judged
    spread: bool = False  #: whether 涉及面修正 raised the credit


@dataclass(frozen=True, slots=True)
class Tally:
    """Lines summed: of one domain, or of all."""

    name: str
    lines: tuple[Line, ...]

    @property
    def counts(self) -> Counter[Verdict | None]:
        """How many items got which verdict; under ``None`` those without an answer."""
        return Counter(line.verdict for line in self.lines)

    def weight(self, *verdicts: Verdict | None) -> Fraction:
        """Return the weight of the items with one of these verdicts."""
        return sum((line.weight for line in self.lines if line.verdict in verdicts), Fraction(0))

    @property
    def judged(self) -> Fraction:
        """The weight of the items that carry points."""
        return sum((line.weight for line in self.lines if line.credit is not None), Fraction(0))

    @property
    def applicable(self) -> Fraction:
        """The weight of all items but the 不适用."""
        return sum((line.weight for line in self.lines), Fraction(0)) - self.weight(
            Verdict.NOT_APPLICABLE
        )

    @property
    def earned(self) -> Fraction:
        """The weighted credits."""
        return sum((line.weight * (line.credit or 0) for line in self.lines), Fraction(0))

    @property
    def score(self) -> Fraction | None:
        """0 to 100, unrounded; ``None`` while nothing is judged."""
        return 100 * self.earned / self.judged if self.judged else None

    @property
    def coverage(self) -> Fraction | None:
        """0 to 1; ``None`` when nothing applies."""
        return self.judged / self.applicable if self.applicable else None
