"""The part of the 复检报告 that sets the two scores side by side."""

from typing import Any

from casework.checkup.recheck.comparing import Comparison
from casework.checkup.scoring import Score, Tally
from casework.checkup.scoring import report as scoring_report
from casework.checkup.scoring import text as scoring_text

_METHOD = "得分为工会内部评价口径，初检与复检用同一口径；复检只改动核实过的问题，其余按初检计，初检得分不改动。"


def scores(made: Comparison) -> dict[str, Any]:
    """Return the block 得分: both scores in a table, each explained, and what each finding became."""
    then, now = made.then, made.now
    return {
        "对比": [
            {"项目": name, "初检": first, "复检": second}
            for (name, first), (_, second) in zip(summary(then), summary(now), strict=True)
        ],
        "口径": _METHOD,
        "变化": [
            {"编号": one.code, "标题": one.title, "初检": one.before, "复检": one.after, "说明": one.why}
            for one in made.changes
        ],
        "初检说明": list(scoring_report.lines(then)),
        "复检说明": list(scoring_report.lines(now)),
        "领域": [
            {"名称": first.name, "初检": _points(first, then), "复检": _points(second, now)}
            for first, second in zip(then.domains, now.domains, strict=True)
            if first.score != second.score
        ],
    }  # fmt: skip


def summary(one: Score) -> list[tuple[str, str]]:
    """Return a score in five lines: name and value as printed."""
    return [
        ("等级", one.grade.label if one.grade else "初步结论，不评等级"),
        ("得分", _points(one.total, one)),
        ("覆盖率", scoring_text.percent(one.coverage, one.scheme.coverage_min)),
        ("高风险不合规", f"{len(one.high_risk)}项"),
        ("红线", f"{len(one.red_lines)}项"),
    ]


def _points(tally: Tally, one: Score) -> str:
    return "未计分" if tally.score is None else scoring_text.points(tally.score, one.scheme)
