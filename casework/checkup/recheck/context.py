"""The dict of the 复检报告: plans, results, figures, and the score then and now."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from casework.cases import enterprise as enterprises
from casework.cases.history import Standing
from casework.cases.models import Case, Person
from casework.cases.organisation import rechecked_by_other
from casework.cases.view import look
from casework.cases.work import Work
from casework.checkup.context import findings as told
from casework.checkup.context.parts import chinese
from casework.checkup.models import Recheck
from casework.checkup.recheck.context_score import scores
from casework.checkup.recheck.interval import next_checkup
from casework.checkup.recheck.queries import Line, comparison, lines
from casework.checkup.recheck.results import FIGURES, Result
from casework.checkup.recheck.rounds import current_round

_SETTLED = (Result.DONE, Result.WAIVED)
#: What the report calls the numbers, in its order.
_FIGURES = {
    "contracts_signed": "补签劳动合同、协议",
    "workers_paid": "补发报酬人数",
    "pay_recovered": "补发报酬金额",
    "insurance_paid": "补缴社会保险金额",
    "rules_revised": "修改规章制度",
    "agreements": "签订集体协商协议",
    "workers_benefited": "受益人数",
}


def report(work: Work, case: Case) -> dict[str, Any]:
    """Return the dict of the 复检报告 of the present round, or of the last one."""
    steps = look(work, case).steps
    begun = [one for one in steps if one.step == "start_recheck"]
    signed = next((one for one in reversed(steps) if one.step == "issue_recheck"), None)
    issued = signed if signed and begun and signed.seq > begun[-1].seq else None
    turn = current_round(work, case) if case.state == "rechecking" else max(len(begun), 1)
    day = issued.occurred_on if issued else work.today
    rows = lines(work, case)
    names = dict(work.session.execute(select(Person.login, Person.name)).all())
    made = comparison(work, case)
    following = next_checkup(work, case, made.now, day)
    next_on = issued.facts.get("next_on") if issued else None
    return {
        "报告编号": f"{case.number}复检第{turn}次",
        "稿次": "" if issued else "草稿",
        "轮次": f"第{turn}轮",
        "日期": chinese(day),
        "单位": {"名称": case.unit.name},
        "企业": _enterprise(work, case, day),
        "初检": _first(case, steps),
        "方式": {
            **_method(work, case, begun[-1] if begun else None, names),
            "有抽样": any(line.plan is not None and line.plan.drawn for line in rows),
        },
        "汇总": _summary(rows),
        "问题": [
            _finding(line, block, turn, names)
            for line, block in zip(rows, told.findings(work, case), strict=True)
        ],
        "成效": list(_figures(rows)),
        "得分": scores(made),
        "未了结": list(_open(rows, next_on)),
        "部分销号": [_partly(one) for one in steps if one.step == "close_partly"],
        "结论": str(issued.facts["conclusion"]) if issued else "",
        "下次体检": following.sentence() if following else "",
    }


def _enterprise(work: Work, case: Case, day: date) -> dict[str, str]:
    file = enterprises.as_of(work, case.enterprise, day)
    return {"名称": file.content["name"], "信用代码": file.code}


def _first(case: Case, steps: Sequence[Standing]) -> dict[str, str]:
    issued = next((one for one in reversed(steps) if one.step == "issue"), None)
    return {"编号": case.number, "日期": chinese(issued.occurred_on if issued else None)}


def _method(
    work: Work, case: Case, begun: Standing | None, names: Mapping[str, str]
) -> dict[str, str]:
    facts = begun.facts if begun else {}
    persons = facts.get("inspectors") or ([begun.actor] if begun else [])
    wants = rechecked_by_other(work, case.unit)
    other = f"按{wants.name}的规定，复检由初检时作出结论的人以外的人办理。" if wants else ""
    return {
        "时间": chinese(facts.get("recheck_on")),
        "方式": str(facts.get("method") or ""),
        "人员": "、".join(names.get(one, one) for one in persons),
        "换人": other,
    }


def _summary(rows: Sequence[Line]) -> dict[str, int]:
    counts = Counter(line.outcome.result if line.outcome else None for line in rows)
    return {
        "问题数": len(rows),
        **{str(result): counts[result] for result in Result},
        "未复检": counts[None],
    }


def _finding(
    line: Line, block: Mapping[str, Any], turn: int, names: Mapping[str, str]
) -> dict[str, Any]:
    found, plan = line.outcome, line.plan
    return {
        "编号": block["编号"],
        "标题": block["标题"],
        "红线": block["红线"],
        "等级": block["等级"],
        "期限": block["期限"],
        "事实": block["事实"],
        "要求": block["建议"],
        "方式": _how(line, names),
        "抽查": _sampled(plan) if plan else "",
        "核对": list(plan.look_at) if plan else [],
        "所见": found.text if found else "没有复检结果。",
        "证据": "、".join(f"证{one}" for one in (found.evidence if found else ())) or "未附材料",
        "结果": str(found.result) if found else "未复检",
        "说明": _remark(line, turn),
    }


def _how(line: Line, names: Mapping[str, str]) -> str:
    found = line.outcome
    if found is None:
        return f"{line.plan.method}（未进行）" if line.plan else "未进行"
    persons = "、".join(names.get(one, one) for one in found.checked_by) or found.decided_by
    return "，".join(part for part in (found.method, chinese(found.day), persons) if part)


def _sampled(plan: Recheck) -> str:
    if plan.population is None:
        return ""
    if plan.sample == plan.population:
        return f"{plan.population}份全部查看"
    again_ = f"（第{plan.draws}次抽取）" if plan.draws > 1 else ""
    drawn = f"，随机，种子{plan.seed}{again_}" if plan.drawn else "，未随机抽取"
    return f"{plan.population}份中抽查{plan.sample}份{drawn}"


def _remark(line: Line, turn: int) -> str:
    found, parts = line.outcome, []
    if found is not None and found.round and found.round != turn:
        parts.append(f"第{found.round}轮的结果。")
    if found is not None and not found.round and found.result is not Result.WAIVED:
        parts.append("复检以前的结果。")
    if line.finding.red_line:
        lifted = found is not None and found.result is Result.DONE
        parts.append("红线解除。" if lifted else "红线没有解除。")
    return "".join(parts)


def _figures(rows: Sequence[Line]) -> Iterator[dict[str, str]]:
    found = [line.outcome.figures for line in rows if line.outcome]
    for name, label in _FIGURES.items():
        total = sum((Decimal(one.get(name, 0)) for one in found), Decimal())
        if total:
            number = f"{total:,.2f}" if FIGURES[name] == "元" else f"{total}"
            yield {"项目": label, "数量": f"{number}{FIGURES[name]}"}


def _open(rows: Sequence[Line], next_on: date | None) -> Iterator[dict[str, str]]:
    for line in rows:
        if line.outcome is None or line.outcome.result not in _SETTLED:
            yield {
                "编号": line.finding.code,
                "标题": line.finding.title,
                "现状": str(line.outcome.result) if line.outcome else "未复检",
                "日期": chinese(next_on) or "另行通知",
            }


def _partly(step: Standing) -> str:
    closed, left = step.meta.get("settled", ()), step.meta.get("open", ())
    return (
        f"{chinese(step.occurred_on)}部分销号：{'、'.join(closed) or '无'}已了结；"
        f"{'、'.join(left) or '无'}尚未了结，继续整改。"
    )
