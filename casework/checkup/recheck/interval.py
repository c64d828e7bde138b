"""When the enterprise should be checked again, as the grade proposes (PRAC-CHK-21 to 24)."""

from dataclasses import dataclass
from datetime import date

from casework.cases.models import Case
from casework.cases.work import Work
from casework.checkup.scoring import Grade, Score


@dataclass(frozen=True, slots=True)
class NextCheckup:
    """A proposal, not a duty: by when, by which grade and rule."""

    grade: Grade
    due_on: date
    rule: str  #: its label
    mark: str  #: how far it is to be trusted: 内部做法（建议）

    def sentence(self) -> str:
        """Return it as a report says it."""
        mark = self.mark.replace("（", "、").removesuffix("）")
        day = f"{self.due_on.year}年{self.due_on.month}月{self.due_on.day}日"
        return f"等级为{self.grade.label}，建议于{day}前再次体检（规则 {self.rule}，{mark}）。"


def next_checkup(work: Work, case: Case, score: Score, rated_on: date) -> NextCheckup | None:
    """Return when to check again after a grade given on *rated_on*; None without a grade.

    The interval runs from the day of the rating: the report's, or that of the last 复检报告.
    """
    if score.grade is None:
        return None
    due = work.law.due(
        f"checkup.recheck_interval.{score.grade.value}",
        rated_on,
        jurisdiction=case.unit.jurisdiction,
    )
    if due.due_on is None:
        return None
    return NextCheckup(
        score.grade, due.due_on, due.rule.label, due.marks[0] if due.marks else "已核"
    )
