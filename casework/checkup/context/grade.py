"""The part of the report that grades: the overall verdict and the table of domains."""

from decimal import Decimal
from typing import Any

from casework.cases.models import Case
from casework.cases.work import Work
from casework.checkup.context import earlier as context_earlier
from casework.checkup.context import findings as context_findings
from casework.checkup.queries import CheckupView, score
from casework.checkup.scoring import Grade, Score
from casework.checkup.scoring import report as scoring_report
from casework.checkup.scoring import text as scoring_text
from casework.checkup.scoring.tally import Tally
from casework.checkup.verdict import Verdict
from casework.documents.chart import bar

_MEANING = {Grade.RED: "重大", Grade.YELLOW: "较大", Grade.BLUE: "一般", Grade.GREEN: "良好"}
_WORDS = {Grade.RED: "红", Grade.YELLOW: "黄", Grade.BLUE: "蓝", Grade.GREEN: "绿"}


def overall(work: Work, case: Case, seen: CheckupView) -> dict[str, Any]:
    """Return the block 总体评价."""
    result = score(work, case)
    counts = result.total.counts
    submitted = seen.last("submit_review")
    facts = submitted.facts if submitted else {}
    applicable = sum(counts.values()) - counts[Verdict.NOT_APPLICABLE]
    return {
        "等级": _WORDS[result.grade] if result.grade else "",
        "等级说明": _MEANING[result.grade] if result.grade else "",
        "结论": facts.get("summary") or result.headline(),
        "得分": _points(result.total, result),
        "覆盖率": scoring_text.percent(result.coverage, result.scheme.coverage_min),
        "适用项数": applicable,
        "合规项数": counts[Verdict.COMPLIANT],
        "部分合规项数": counts[Verdict.PARTIAL],
        "不合规项数": counts[Verdict.NON_COMPLIANT],
        "未能核实项数": counts[Verdict.UNVERIFIED] + counts[None],
        "最低覆盖率": scoring_text.percent(result.scheme.coverage_min, result.scheme.coverage_min),
        "计分说明": list(scoring_report.lines(result)),
        "红线": context_findings.red_lines(work, case),
        "上次对比": context_earlier.compared(work, case),
        "亮点": list(facts.get("highlights") or []),
    }


def domains(work: Work, case: Case) -> list[dict[str, Any]]:
    """Return a row for each domain, with a bar of twenty cells."""
    result = score(work, case)
    return [_domain(tally, result) for tally in result.domains]


def _domain(tally: Tally, result: Score) -> dict[str, Any]:
    score = tally.score
    full, empty = ("", "") if score is None else bar(Decimal(score.numerator) / score.denominator)
    counts = tally.counts
    return {
        "名称": tally.name,
        "适用项数": len(tally.lines) - counts[Verdict.NOT_APPLICABLE],
        "不合规项数": counts[Verdict.NON_COMPLIANT] + counts[Verdict.PARTIAL],
        "得分": _points(tally, result) or "未计分",
        "条形": full,
        "余条": empty,
    }


def _points(tally: Tally, result: Score) -> str:
    return "" if tally.score is None else scoring_text.points(tally.score, result.scheme)
