"""Grade, score and coverage of check-ups: as the issued report says, else as the answers give them now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from casework.cases.models import Case
from casework.cases.work import Work
from casework.checkup.queries import score
from casework.checkup.scoring import Score
from casework.checkup.scoring import text as scoring_text
from casework.checkup.verdict import Verdict
from casework.documents.models import DocumentRecord


@dataclass(frozen=True, slots=True)
class Figures:
    """Grade, score and coverage of a check-up in the words of its report."""

    grade: str  #: 红, 黄, 蓝, 绿; "" where none is given
    score: str  #: "" where nothing is scored
    coverage: str
    non_compliant: int
    printed: bool  #: taken from the issued report; else reckoned from the answers as they are


def figures(work: Work, case: Case) -> Figures:
    """Return the figures of one check-up; the caller asked about access."""
    return figures_of(work, [case])[case.id]


def figures_of(work: Work, cases: Iterable[Case]) -> dict[int, Figures]:
    """Return the figures by case id, what is printed read for all at once; the caller asked about access."""
    listed = list(cases)
    records = work.session.execute(
        select(DocumentRecord.case_id, DocumentRecord.context)
        .where(
            DocumentRecord.case_id.in_([case.id for case in listed]),
            DocumentRecord.subject == "",
            DocumentRecord.title == "体检报告",
            DocumentRecord.state == "issued",
        )
        .order_by(DocumentRecord.id)
    ).all()
    told = {case_id: _printed(context["评价"]) for case_id, context in records}
    return {case.id: told.get(case.id) or _reckoned(work, case) for case in listed}


def _printed(told: Mapping[str, Any]) -> Figures:
    counted = int(told["不合规项数"])
    return Figures(told["等级"], told["得分"], told["覆盖率"], counted, printed=True)


def _reckoned(work: Work, case: Case) -> Figures:
    result = score(work, case)
    return Figures(
        grade=result.grade.label[0] if result.grade else "",
        score=points(result),
        coverage=scoring_text.percent(result.coverage, result.scheme.coverage_min),
        non_compliant=result.total.counts[Verdict.NON_COMPLIANT],
        printed=False,
    )


def points(result: Score) -> str:
    """Return a score as the report writes it; "" where nothing is scored."""
    return "" if result.value is None else scoring_text.points(result.value, result.scheme)
