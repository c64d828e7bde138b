"""The company's answers beside the lawyer's: what is the same, and which way it differs.

Neither changes the other. The lawyer's answer counts; the company's is kept as it was given.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from casework.checkup.catalogue import Item
from casework.checkup.models import Answer, SelfAnswer
from casework.checkup.scoring import Score
from casework.checkup.scoring.text import percent, points
from casework.checkup.selfcheck.verdict import SelfVerdict
from casework.checkup.verdict import Verdict


class Difference(StrEnum):
    """How the two answers to one item stand to each other."""

    LENIENT = "lenient"
    STRICT = "strict"
    ONE_SIDED = "one_sided"
    SAME = "same"
    UNANSWERED = "unanswered"

    @property
    def label(self) -> str:
        """企业偏宽、企业偏严、只有一方、一致、未作答."""
        return _LABELS[self]

    @property
    def differs(self) -> bool:
        """Whether both judged, and not alike."""
        return self in {Difference.LENIENT, Difference.STRICT}


_LABELS = {
    Difference.LENIENT: "企业偏宽",
    Difference.STRICT: "企业偏严",
    Difference.ONE_SIDED: "只有一方",
    Difference.SAME: "一致",
    Difference.UNANSWERED: "未作答",
}
#: The more a verdict finds the company has to answer for, the later: a duty that does not apply, first.
_BURDEN = (Verdict.NOT_APPLICABLE, Verdict.COMPLIANT, Verdict.PARTIAL, Verdict.NON_COMPLIANT)


def difference(company: SelfVerdict | None, lawyer: Verdict | None) -> Difference:
    """Return how the company's answer stands to the lawyer's; ``None``: not answered.

    不清楚 and 未能核实 judge nothing: two of them are alike, one beside a judgement leaves that alone.
    """
    if company is None and lawyer is None:
        return Difference.UNANSWERED
    if company is None or lawyer is None:
        return Difference.ONE_SIDED
    own = company.verdict
    if own is lawyer:
        return Difference.SAME
    if Verdict.UNVERIFIED in {own, lawyer}:
        return Difference.ONE_SIDED
    lenient = _BURDEN.index(own) < _BURDEN.index(lawyer)
    return Difference.LENIENT if lenient else Difference.STRICT


@dataclass(frozen=True, slots=True)
class Compared:
    """One item, what the company said of it and what the lawyer found."""

    item: Item
    company: SelfAnswer | None
    lawyer: Answer | None

    @property
    def said(self) -> SelfVerdict | None:
        """What the company said."""
        return SelfVerdict(self.company.verdict) if self.company else None

    @property
    def found(self) -> Verdict | None:
        """What the lawyer found."""
        return Verdict(self.lawyer.verdict) if self.lawyer else None

    @property
    def difference(self) -> Difference:
        """How the two stand to each other."""
        return difference(self.said, self.found)

    @property
    def said_label(self) -> str:
        """The company's answer in its words, 未答 for none."""
        return self.said.label if self.said else "未答"

    @property
    def found_label(self) -> str:
        """The lawyer's answer, 未答 for none."""
        return self.found.label if self.found else "未答"

    @property
    def listed(self) -> bool:
        """Whether somebody should look at it: the two are not alike."""
        return self.difference not in {Difference.SAME, Difference.UNANSWERED}


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """A company's own check beside what was found."""

    received_on: date | None  #: of the last sheet; None: none came
    rows: tuple[Compared, ...]  #: every tailored item, in the catalogue's order
    own: Score  #: of the company's answers, for comparison only
    checked: Score  #: of the lawyer's, which counts
    outside: tuple[str, ...] = ()  #: items the company answered and that no longer apply

    @property
    def answered(self) -> int:
        """How many items the company answered."""
        return sum(row.company is not None for row in self.rows)

    @property
    def counts(self) -> Mapping[Difference, int]:
        """How many items stand in which relation."""
        return {kind: sum(row.difference is kind for row in self.rows) for kind in Difference}

    def ordered(self) -> tuple[Compared, ...]:
        """Return the rows, those that differ first: 偏宽, 偏严, 只有一方, then the rest."""
        kinds = list(Difference)
        return tuple(sorted(self.rows, key=lambda row: kinds.index(row.difference)))

    def scores(self) -> Iterator[str]:
        """Yield 自评分 and 核定分 in a sentence each; the company's own has no grade."""
        yield f"企业自评分：{_shown(self.own)}。企业自评、仅供对照，不评等级。"
        yield f"核定分：{_shown(self.checked)}。以核定分为准。"

    def to_dict(self) -> dict[str, object]:
        """Return the comparison as JSON-ready values."""
        return {
            "received_on": self.received_on and self.received_on.isoformat(),
            "answered": self.answered,
            "counts": {kind.value: count for kind, count in self.counts.items()},
            "own_score": _points(self.own),
            "checked_score": _points(self.checked),
            "note": "企业自评、仅供对照；以核定分为准。",
            "outside": list(self.outside),
            "rows": [_row_dict(row) for row in self.rows],
        }


def _points(score: Score) -> str | None:
    return None if score.value is None else points(score.value, score.scheme)


def _shown(score: Score) -> str:
    if score.value is None:
        return "还没有可计分的结论"
    coverage = percent(score.coverage, score.scheme.coverage_min)
    return f"{points(score.value, score.scheme)}分（覆盖率{coverage}）"


def _row_dict(row: Compared) -> dict[str, object]:
    return {
        "item": row.item.id,
        "title": row.item.title,
        "company": row.said and row.said.value,
        "company_facts": row.company.facts if row.company else "",
        "lawyer": row.found and row.found.value,
        "lawyer_facts": row.lawyer.facts if row.lawyer else "",
        "difference": row.difference.value,
    }
