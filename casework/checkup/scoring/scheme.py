"""The numbers of the grading method: weights, credits, floors; and the four grades.

The method is an internal one (law-checkup 6.2): every number is a rule with a label PRAC-CHK-…,
which an overlay file may replace. The defaults here are those rules; a test keeps them equal.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from casework.checkup.catalogue.items import Item, Risk
from casework.checkup.verdict import Verdict
from casework.errors import DefinitionError, Problem
from casework.law import Law

#: Topics of life and safety, for which a small spread excuses nothing.
_SAFETY_TOPICS = frozenset({"safety", "osh"})


class Grade(StrEnum):
    """The grade of an enterprise, best first."""

    GREEN = "green"
    BLUE = "blue"
    YELLOW = "yellow"
    RED = "red"

    @property
    def label(self) -> str:
        """绿（良好）、蓝（一般）、黄（较大）、红（重大）."""
        return _LABELS[self]

    @property
    def rank(self) -> int:
        """0 for green to 3 for red."""
        return list(Grade).index(self)


_LABELS = {
    Grade.GREEN: "绿（良好）",
    Grade.BLUE: "蓝（一般）",
    Grade.YELLOW: "黄（较大）",
    Grade.RED: "红（重大）",
}


def _fractions(*values: object) -> tuple[Fraction, ...]:
    return tuple(Fraction(str(value)) for value in values)


@dataclass(frozen=True, slots=True)
class ScoringScheme:
    """The numbers one grading uses. Three values in a row are for 高、中、低 or 绿、蓝、黄."""

    weights: tuple[Fraction, ...] = _fractions(5, 3, 1)  #: PRAC-CHK-25
    credit: tuple[Fraction, ...] = _fractions(1, "1/2", 0)  #: PRAC-CHK-26, 合规、部分合规、不合规
    coverage_min: Fraction = Fraction(4, 5)  #: PRAC-CHK-27, the bound itself suffices
    floors: tuple[Fraction, ...] = _fractions(90, 75, 60)  #: PRAC-CHK-28, the floor itself suffices
    high_risk_max: tuple[int, ...] = (0, 2, 5)  #: PRAC-CHK-29
    adjust_max: int = 1  #: PRAC-CHK-32, in grades
    spread: bool = False  #: whether 涉及面修正 is applied (optional in 6.2)
    spread_shares: tuple[Fraction, ...] = _fractions("1/20", "1/5")  #: PRAC-CHK-33
    spread_credits: tuple[Fraction, ...] = _fractions("2/5", "1/5")  #: PRAC-CHK-34
    #: PRAC-CHK-17: what is to be put right so soon is about life, safety or returning property
    urgent_days: int = 7

    @classmethod
    def from_law(cls, law: Law, on: date, *, spread: bool = False) -> "ScoringScheme":
        """Return the scheme of the rules in force *on* that day, overlays included.

        Raises:
            DefinitionError: an overlay gives numbers that are not a scheme.
        """

        def values(key: str) -> tuple[Fraction, ...]:
            value: Any = law.rule(f"checkup.{key}", on=on).rule.value
            return _fractions(*value) if isinstance(value, (list, tuple)) else _fractions(value)

        scheme = cls(
            weights=values("score.weights"),
            credit=values("score.credit"),
            coverage_min=values("score.coverage_min")[0],
            floors=values("score.grade_floor"),
            high_risk_max=tuple(int(value) for value in values("score.high_risk_max")),
            adjust_max=int(values("score.adjust_max")[0]),
            spread=spread,
            spread_shares=values("score.residual_share"),
            spread_credits=values("score.residual_credit"),
            urgent_days=int(values("rectify.safety")[0]),
        )
        problems = list(scheme.problems())
        if problems:
            raise DefinitionError("计分规则（checkup.score.*）", problems)
        return scheme

    def problems(self) -> list[Problem]:
        """Return what keeps these numbers from being a scheme; empty for a sound one."""
        sound = {
            "checkup.score.weights": len(self.weights) == len(Risk) and min(self.weights) > 0,
            "checkup.score.credit": len(self.credit) == len(self._credited())
            and all(0 <= credit <= 1 for credit in self.credit),
            "checkup.score.coverage_min": 0 <= self.coverage_min <= 1,
            "checkup.score.grade_floor": _falling(self.floors),
            "checkup.score.high_risk_max": _falling(
                tuple(Fraction(-most) for most in self.high_risk_max)
            ),
            "checkup.score.residual_credit": len(self.spread_shares) == len(self.spread_credits),
        }
        advice = "数值个数、大小或顺序不对：请对照随附规则的同名条目改正覆盖文件。"
        return [Problem(key, advice) for key, good in sound.items() if not good]

    @staticmethod
    def _credited() -> tuple[Verdict, ...]:
        return (Verdict.COMPLIANT, Verdict.PARTIAL, Verdict.NON_COMPLIANT)

    @property
    def credits(self) -> Mapping[Verdict, Fraction]:
        """The share of its weight that each judged verdict earns."""
        return MappingProxyType(dict(zip(self._credited(), self.credit, strict=True)))

    def weight(self, risk: Risk) -> Fraction:
        """Return the weight of an item of that risk."""
        return self.weights[list(Risk).index(risk)]

    def grade_of_score(self, score: Fraction) -> Grade:
        """Return the grade an unrounded score allows."""
        floors = zip(Grade, self.floors, strict=False)
        return next((grade for grade, floor in floors if score >= floor), Grade.RED)

    def grade_of_high_risk(self, count: int) -> Grade:
        """Return the grade that so many high-risk items not complied with allow."""
        bounds = zip(Grade, self.high_risk_max, strict=False)
        return next((grade for grade, most in bounds if count <= most), Grade.RED)

    def spread_credit(self, item: Item, affected: int | None, headcount: int | None) -> Fraction:
        """Return what an item not complied with still earns because few are affected.

        Nothing without the numbers, and nothing for life, safety, child labour or arrears: items
        with a red line, of a safety topic, or to be put right as soon as those.
        """
        serious = (
            item.red_line or item.topic in _SAFETY_TOPICS or item.rectify_days <= self.urgent_days
        )
        if not self.spread or serious or affected is None or not headcount:
            return Fraction(0)
        share = Fraction(affected, headcount)
        steps = zip(self.spread_shares, self.spread_credits, strict=True)
        return next((credit for most, credit in steps if share <= most), Fraction(0))


def _falling(values: Sequence[Fraction]) -> bool:
    """Tell whether there is one bound for each grade but the worst, each stricter than the next."""
    one_each = len(values) == len(Grade) - 1
    return one_each and all(first > second for first, second in pairwise(values))
