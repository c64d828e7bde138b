"""What follows the report in the example: served, put right finding by finding, checked again, closed.

And the other way: a red line met on site, for which the union drafts a 意见书 at once.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from casework import Work, checkup
from casework.checkup import recheck
from examples.story import paper

#: What the company did about findings, by item: said by it, then checked by the union.
_DONE: Mapping[str, Mapping[str, Any]] = {
    "合同": {"contracts_signed": 12, "workers_benefited": 12},
    "报酬": {"workers_paid": 7, "pay_recovered": "18460.00", "workers_benefited": 7},
    "保险": {"insurance_paid": "32100.50", "workers_benefited": 9},
    "规章": {"rules_revised": 2},
}
#: Item → letter and number of the codes under which the company lists its contracts, its attendance sheets.
_LISTED: Mapping[str, tuple[str, int]] = {"LC-03-01": ("HT", 88), "LC-05-01": ("KQ", 52)}
#: Item → what is looked at where the papers suffice.
_BY_PAPERS: Mapping[str, list[str]] = {"LC-14-04": ["工会经费补缴凭证", "全部职工工资总额汇总表"]}
_FOUND: Mapping[str, str] = {
    "现场": "现场核对凭证和台账",
    "书面": "核对企业交来的凭证",
}


def served(work: Work, number: str, day: date) -> None:
    """Serve the report on *day*: every finding is raised, its own period runs."""
    checkup.take(
        work,
        checkup.get(work, number),
        "deliver",
        occurred_on=day,
        received_on=day,
        manner="直接送达",
        received_by="人力资源部经理",
        evidence=[paper("体检报告送达回证.pdf")],
    )


def promised(work: Work, number: str, day: date) -> None:
    """Take the company's plan on *day*: all findings are to be put right within four weeks."""
    checkup.take(
        work,
        checkup.get(work, number),
        "start_rectification",
        occurred_on=day,
        plan="按报告逐项整改，每周向河东区快递行业工会联合会通报进度。",
        responsible="分管副总经理",
        promised_on=day + timedelta(days=28),
        evidence=[paper("整改方案.pdf")],
    )


def proved(work: Work, number: str, day: date) -> None:
    """Take in the proof for every finding on *day*."""
    for row in checkup.findings(work, checkup.get(work, number)):
        checkup.take(
            work,
            row,
            "submit_proof",
            occurred_on=day,
            received_on=day,
            done=f"已整改：{row.title}。",
            evidence=[paper(f"{row.code} 整改凭证.pdf")],
        )


def planned(work: Work, number: str, _day: date) -> None:
    """Plan the re-check: contracts and attendance by a sample of codes the company listed, dues by papers."""
    case = checkup.get(work, number)
    for row in checkup.findings(work, case):
        item = row.item_id or ""
        if item in _LISTED:
            letter, many = _LISTED[item]
            codes = [f"{letter}{place:03d}" for place in range(1, many + 1)]
            recheck.plan(work, case, row.code, codes=codes)
            recheck.draw(work, case, row.code, seed=f"复检-{row.code}")
        elif item in _BY_PAPERS:
            recheck.plan(work, case, row.code, method="书面", look_at=_BY_PAPERS[item])


def checked(work: Work, number: str, day: date) -> None:
    """Check on *day* what was put right; the figures are those the union found."""
    case = checkup.get(work, number)
    checkup.take(
        work,
        case,
        "start_recheck",
        occurred_on=day,
        recheck_on=day,
        method="现场",
        inspectors=["lawyer.wang", "inspector.li"],
        credentials_shown=True,
    )
    plans = recheck.plans(work, case)
    for row in checkup.findings(work, case):
        figures = next((found for word, found in _DONE.items() if word in row.domain), {})
        plan = plans.get(row.number)
        method = plan.method if plan else "现场"
        drawn = f"抽中的{len(plan.drawn)}份逐份核对，" if plan and plan.drawn else ""
        recheck.record(
            work,
            case,
            row.code,
            "已整改",
            occurred_on=day,
            checked_on=day,
            method=method,
            checked_by=["lawyer.wang", "inspector.li"],
            credentials_shown=True,
            result=f"{drawn}{_FOUND[method]}，已经整改。",
            **figures,
        )


def reported(work: Work, number: str, day: date) -> None:
    """Sign the 复检报告 on *day*, as the leader."""
    checkup.take(
        work,
        checkup.get(work, number),
        "issue_recheck",
        occurred_on=day,
        signer="leader.chen",
        conclusion="报告所列问题经现场复检，全部整改到位。",
    )


def closed(work: Work, number: str, day: date) -> None:
    """Close the case on *day*: nothing is open."""
    conclusion = "报告所列问题全部核实销号。"
    checkup.take(work, checkup.get(work, number), "close", occurred_on=day, conclusion=conclusion)


def red_line(work: Work, number: str) -> None:
    """Answer that wages are owed to many, which is a red line, and draft a 意见书 at once."""
    case = checkup.get(work, number)
    checkup.answer(
        work,
        case,
        "LC-06-01",
        "不合规",
        facts="未见2026年9月、10月工资发放凭证，站点名册14名劳动关系人员反映未收到两个月工资。",
        papers=["站点名册", "工资表"],
        workers=14,
        red_line=True,
    )
    (row,) = [one for one in checkup.findings(work, case) if one.red_line]
    reason = "两个月工资未付，涉及十人以上，先行督促。"
    checkup.open_notice(work, case, "意见书", [row.code], source="现场红线", reason=reason)
