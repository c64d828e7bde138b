"""The documents of a check-up as plain dicts: one contract for Word, JSON, xlsx and screen.

Keys are those of the manifests in ``doc_templates/checkup``; only strings, whole numbers, flags and
lists of them go out, finished for print.
"""

from datetime import date
from typing import Any

from casework.cases import queries as case_queries
from casework.cases.models import Case
from casework.cases.work import Work
from casework.checkup.context import annex as context_annex
from casework.checkup.context import fieldwork as context_fieldwork
from casework.checkup.context import findings as context_findings
from casework.checkup.context import grade as context_grade
from casework.checkup.context.parts import (
    by_group,
    chinese,
    cited,
    edition,
    enterprise,
    paper,
    period,
    persons,
)
from casework.checkup.fieldwork.queries import interviews, surveys
from casework.checkup.queries import CheckupView, checkup_of, cited_sectors, tailored, view
from casework.checkup.selfcheck.context import self_checked

#: What the block says of stations when the file of the enterprise names none.
_NO_SITES = ("", "未提供")


def report(work: Work, case: Case) -> dict[str, Any]:
    """Return the dict of the 体检报告."""
    seen = view(work, case)
    day = _report_day(work, seen)
    return {
        "报告编号": case.number,
        "稿次": _draft_word(seen),
        "密级": "内部",
        "体检模式": seen.steps[0].facts.get("mode", ""),
        "日期": chinese(day),
        "单位": {"名称": case.unit.name},
        "企业": _company(work, case, day),
        "授权依据": _authority(work),
        "依据": _basis(work, case),
        "方式": _method(work, case, seen),
        "评价": context_grade.overall(work, case, seen),
        "领域": context_grade.domains(work, case),
        "问题": context_findings.findings(work, case),
        "整改": context_findings.rectification(work, case),
        "反馈": _feedback(work, case, day),
        "企业意见": _comments(seen),
        "补充声明": [],
        "附件": context_annex.annexes(work, case),
    }


def notice(work: Work, case: Case) -> dict[str, Any]:
    """Return the dict of the 体检告知书 with its list of papers."""
    seen = view(work, case)
    visit = seen.last("plan_visit") or seen.last("notify")
    planned = visit.facts.get("planned_visit_on") if visit else None
    clocks = {clock.name: clock for clock, _due in case_queries.clocks(work, case)}
    cards = {"公职律师（主办）": "工会劳动法律监督证、公职律师证"}
    return {
        "案号": case.number,
        "日期": chinese(work.today),
        "单位": {
            "名称": case.unit.name,
            "联系人": _lead(case),
            "电话": case.unit.phone,
            "地址": case.unit.address,
        },
        "企业": {"名称": case.enterprise.name},
        "体检模式": seen.steps[0].facts.get("mode", ""),
        "范围": list(dict.fromkeys(item.domain for item in tailored(work, case))),
        "到场日期": chinese(planned),
        "到场地点": visit.facts.get("place", "") if visit else "",
        "自查期限": _within(work, case, "checkup.self_check", clocks.get("self_check")),
        "提交期限": _within(work, case, "checkup.materials", clocks.get("materials")),
        "提交方式": "纸质材料和电子材料一并提供。",
        "人员": [
            {"姓名": name, "身份": duty, "证件": cards.get(duty, "工会劳动法律监督证")}
            for name, duty in persons(case, seen)
        ],
        "资料": context_fieldwork.materials(work, case, seen.steps[0].facts.get("mode", "")),
    }


def _report_day(work: Work, seen: CheckupView) -> date:
    issued = seen.last("issue")
    return issued.occurred_on if issued else work.today


def _company(work: Work, case: Case, day: date) -> dict[str, Any]:
    """Return the enterprise block; stations recorded in the field stand in where its file names none."""
    block = enterprise(work, case, day)
    places = context_fieldwork.site_words(work, case)
    return {**block, "站点": places} if places and block["站点"] in _NO_SITES else block


def _draft_word(seen: CheckupView) -> str:
    """Return what marks a draft: 征求意见稿 while the enterprise reads it, "" once it is signed."""
    if seen.last("issue") is not None:
        return ""
    return "征求意见稿" if seen.state == "consulting" else "草稿"


def _authority(work: Work) -> list[str]:
    lines = []
    for one in paper()["authority"]:
        mark = f"（{one['mark']}）" if "mark" in one else ""
        lines.append(
            f"{work.law.instruments[one['law']].cite}{one['article']}{mark}：{one['gist']}。"
        )
    return lines


def _basis(work: Work, case: Case) -> list[dict[str, Any]]:
    checked = checkup_of(work, case)
    found = cited(tailored(work, case), cited_sectors(checked))
    return [
        {
            "类别": group,
            "文件": [
                {
                    "名称": instrument.cite,
                    "版本": edition(instrument),
                }
                for instrument, _bases in listed
            ],
        }
        for group, listed in by_group(found, work.law.instruments)
    ]


def _method(work: Work, case: Case, seen: CheckupView) -> dict[str, Any]:
    visit, onsite = seen.last("start_inspection"), seen.last("end_onsite")
    begun = chinese(seen.steps[0].occurred_on)
    there = f"，现场检查{chinese(visit.facts['visited_on'])}" if visit else ""
    left = onsite.facts.get("onsite_ended_on") if onsite else None
    until = f"至{chinese(left)}" if left and visit and left != visit.facts["visited_on"] else ""
    mode = seen.steps[0].facts.get("mode", "")
    talks, papers = interviews(work, case), surveys(work, case)
    interviewed = onsite.facts.get("interviewed") if onsite else None
    returned = onsite.facts.get("questionnaires") if onsite else None
    return {
        "时间": f"{begun}立项{there}{until}",
        "人员": "、".join(
            f"{name}（{duty.strip('（）')}）" for name, duty in _short(persons(case, seen))
        ),
        "方法": paper()["methods"].get(mode, ""),
        "检查项数": len(tailored(work, case)),
        "不适用项数": context_annex.not_applicable(work, case),
        "访谈": context_fieldwork.interviewed(talks)
        or (f"{interviewed}人" if interviewed is not None else ""),
        "问卷": context_fieldwork.asked_in_writing(papers)
        or (f"收回{returned}份" if returned is not None else ""),
        "自查": self_checked(work, case),
        "抽样": context_fieldwork.sampling(work, case),
        "未能充分核实": context_fieldwork.not_enough(work, case),
        **context_annex.unverified(work, case),
    }


def _short(team: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(name, "主办公职律师" if "主办" in duty else duty) for name, duty in team]


def _feedback(work: Work, case: Case, day: date) -> dict[str, Any]:
    found = work.law.rule("checkup.rectify.general", jurisdiction=case.unit.jurisdiction, on=day)
    fixed = paper()["feedback"]
    reply = _opinion_reply(work, case, day)
    return {
        "期限": f"自报告送达之日起{found.rule.show_value()}内书面反馈整改情况；须立即整改的事项完成后先行反馈。",
        "方式": fixed["manner"],
        "联系人": _lead(case),
        "电话": case.unit.phone,
        "地址": case.unit.address,
        "逾期后果": [text.replace("{期限}", reply) for text in fixed["overdue"]],
    }


def _opinion_reply(work: Work, case: Case, day: date) -> str:
    """Return within what time an opinion is to be answered, with its article, from the rules."""
    lawful = period(work, case.unit, "supervision.opinion_reply", day)
    return f"自收到之日起{lawful}" if lawful else "在意见书写明的期限内"


def _lead(case: Case) -> str:
    return next((one.person.name for one in case.members if one.duty == "主办"), "")


def _comments(seen: CheckupView) -> list[dict[str, Any]]:
    rows = []
    for step in seen.steps:
        if step.step == "record_comment":
            adopted = step.facts.get("adoption") or ""
            told = "：".join(part for part in (adopted, step.facts.get("explanation")) if part)
            rows.append({"意见": step.facts["comment"], "采纳": told or "已记录"})
    return rows


def _within(work: Work, case: Case, rule: str, clock: Any) -> str:
    if clock is not None and clock.due_on is not None:
        return f"{chinese(clock.due_on)}前（含当日）"
    found = work.law.rule(rule, jurisdiction=case.unit.jurisdiction, on=work.today)
    return f"收到本告知书之日起{found.rule.show_value()}内"
