"""The part of the report that tells the findings, and sums up what is to be done by when."""

from typing import Any

from casework.cases.models import Case
from casework.cases.work import Work
from casework.checkup import context_annex
from casework.checkup.models import Finding
from casework.checkup.queries import findings as found
from casework.checkup.queries import pinned_catalogue

_COLOURS = {"高": "红", "中": "黄", "低": "蓝"}
#: Natural days up to which a finding counts as 立即 and as 短期.
_AT_ONCE, _SHORT = 7, 30


def findings(work: Work, case: Case) -> list[dict[str, Any]]:
    """Return the block of each finding: red before yellow before blue."""
    codes: dict[str, list[str]] = {}
    for code, ids in context_annex.papers(work, case).values():
        for item_id in ids:
            codes.setdefault(item_id, []).append(code)
    return [_finding(row, codes.get(row.item_id or "", [])) for row in found(work, case)]


def rectification(work: Work, case: Case) -> dict[str, Any]:
    """Return the summary in three columns, and what can go to collective negotiation."""
    rows = found(work, case)
    topics = pinned_catalogue(work, case).topics
    columns: dict[str, list[dict[str, str]]] = {"立即": [], "短期": [], "长期": []}
    for row in rows:
        column = (
            "立即"
            if row.rectify_days <= _AT_ONCE
            else "短期"
            if row.rectify_days <= _SHORT
            else "长期"
        )
        columns[column].append(
            {"编号": row.code, "建议": row.remedy, "期限": _days(row.rectify_days)}
        )
    negotiable = [
        {"编号": row.code, "议题": topics.get(row.topic, row.topic)} for row in rows if row.topic
    ]
    return {**columns, "集体协商": negotiable}


def _finding(row: Finding, papers: list[str]) -> dict[str, Any]:
    return {
        "编号": row.code,
        "标题": row.title,
        "领域": row.domain,
        "等级": _COLOURS[row.risk] if not row.red_line else "红",
        "红线": row.red_line,
        "事实": row.facts,
        "证据": "、".join([*(f"证{number}" for number in row.evidence), *papers]),
        "涉及人数": f"{row.workers_affected}人" if row.workers_affected is not None else "",
        "劳动者类型": "、".join(row.worker_forms),
        "依据": [{"表述": sentence} for sentence in row.sentences],
        "后果": row.consequence,
        "建议": row.remedy,
        "期限": _days(row.rectify_days),
        "责任部门": row.department,
        "可转集体协商": row.topic is not None,
    }


def _days(days: int) -> str:
    return "立即" if days == 1 else f"自报告送达之日起{days}日内"
