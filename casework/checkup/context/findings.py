"""The part of the report that tells the findings, and sums up what is to be done by when."""

from decimal import Decimal
from typing import Any

from casework.cases import evidence as evidences
from casework.cases.models import Case
from casework.cases.work import Work
from casework.checkup.context import annex as context_annex
from casework.checkup.context.parts import form_of
from casework.checkup.finding.days import natural_days
from casework.checkup.models import Answer, Finding
from casework.checkup.queries import answers, checkup_of, pinned_catalogue
from casework.checkup.queries import findings as found
from casework.checkup.verdict import Verdict

_COLOURS = {"高": "红", "中": "黄", "低": "蓝"}


def findings(work: Work, case: Case) -> list[dict[str, Any]]:
    """Return the block of each finding: red before yellow before blue."""
    codes: dict[str, list[str]] = {}
    for code, ids in context_annex.papers(work, case).values():
        for told in ids:
            codes.setdefault(told, []).append(code)
    given, role = answers(work, case), checkup_of(work, case).party
    fallback = _no_evidence(work, case)
    return [
        {
            **_finding(row, given.get(row.item_id or ""), role),
            "证据": "、".join(
                [
                    *(f"证{number}" for number in row.evidence),
                    *codes.get(row.item_id or row.code, []),
                ]
            )
            or fallback,
        }
        for row in found(work, case)
    ]


def red_lines(work: Work, case: Case) -> list[dict[str, str]]:
    """Return the confirmed red lines: the facts that make one, as the catalogue says it."""
    catalogue = pinned_catalogue(work, case)
    return [
        {
            "编号": row.code,
            "事项": catalogue.items[row.item_id].red_line_when if row.item_id else row.title,
        }
        for row in found(work, case)
        if row.red_line
    ]


def rectification(work: Work, case: Case) -> dict[str, Any]:
    """Return the summary in three columns, and what can go to collective negotiation."""
    rows = found(work, case)
    topics = pinned_catalogue(work, case).topics
    at_once = natural_days(work, case, "safety", work.today)
    short = natural_days(work, case, "general", work.today)
    columns: dict[str, list[dict[str, str]]] = {"立即": [], "短期": [], "长期": []}
    for row in rows:
        column = (
            "立即"
            if row.rectify_days <= at_once
            else "短期"
            if row.rectify_days <= short
            else "长期"
        )
        columns[column].append(
            {"编号": row.code, "建议": row.remedy, "期限": _days(row.rectify_days)}
        )
    negotiable = [
        {"编号": row.code, "议题": topics.get(row.topic, row.topic)} for row in rows if row.topic
    ]
    return {**columns, "集体协商": negotiable}


def _finding(row: Finding, answer: Answer | None, role: str) -> dict[str, Any]:
    affected = row.workers_affected
    return {
        "编号": row.code,
        "标题": _title(row, answer),
        "领域": row.domain,
        "等级": _COLOURS[row.risk] if not row.red_line else "红",
        "红线": row.red_line,
        "事实": row.facts,
        "涉及人数": f"{affected}人" if affected is not None else "未统计",
        "涉及金额": _yuan(answer.amount) if answer and answer.amount else "",
        "劳动者类型": "、".join(form_of(form, role) for form in row.worker_forms) or "未区分",
        "依据": [{"表述": sentence} for sentence in row.sentences],
        "后果": _stopped(row.consequence),
        "建议": _stopped(row.remedy),
        "期限": _days(row.rectify_days),
        "责任部门": row.department or "由企业确定",
        "可转集体协商": row.topic is not None,
    }


def _title(row: Finding, answer: Answer | None) -> str:
    """Return the title; an item asks positively, so its own title alone would say the opposite."""
    if answer is None or "title" in row.edited:
        return row.title
    return f"检查项：{row.title}（{Verdict(answer.verdict).label}）"


def _no_evidence(work: Work, case: Case) -> str:
    """Return what stands where a finding names no evidence: the record of the visit, if there is one."""
    records = [
        f"证{row.number}" for row in evidences.listed(work, case) if row.slot == "site_record"
    ]
    return f"未单独登记，见现场调查记录（{'、'.join(records)}）" if records else "未登记"


def _yuan(amount: Decimal) -> str:
    return f"{amount:,.2f}元"


def _stopped(text: str) -> str:
    return f"{text}。" if text and text[-1] not in "。！？" else text


def _days(days: int) -> str:
    return "立即" if days == 1 else f"{days}日内"
