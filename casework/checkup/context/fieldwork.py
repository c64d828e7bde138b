"""What the documents say of the field: papers asked for and received, samples, interviews, questionnaires."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from casework.cases.models import Case
from casework.cases.view import look
from casework.cases.work import Work, query
from casework.checkup.context.parts import chinese
from casework.checkup.fieldwork import grounds, queries
from casework.checkup.fieldwork.fields import MANAGER, WORKER
from casework.checkup.fieldwork.papers import ADDED, ITEMS, TABLE, Paper, paper_list
from casework.checkup.fieldwork.queries import Least, too_few_back
from casework.checkup.models import Answer, Interview, Sample, Survey
from casework.checkup.queries import items
from casework.checkup.sampling import SamplingScheme, sample_size
from casework.errors import NotFound

#: The mode in which the notice also names, by domain, what single items need.
_THOROUGH = "深度"


def materials(work: Work, case: Case, mode: str) -> list[dict[str, Any]]:
    """Return the block 资料 of the notice: the list by category, in 深度 mode also what the items need."""
    asked = [one for one in paper_list(work, case) if one.state != "不再要求"]
    listed = [
        {"类别": category, "材料": [{"名称": one.name, "要求": one.need} for one in found]}
        for category, found in _by_category(asked, (TABLE, ADDED)).items()
    ]
    needed = _by_category(asked, (ITEMS,)) if mode == _THOROUGH else {}
    rows = [
        {"名称": f"{domain}：{'、'.join(one.name for one in found)}", "要求": "有的提供"}
        for domain, found in needed.items()
    ]
    return [*listed, {"类别": "检查项另需", "材料": rows}] if rows else listed


@query
def receipt(work: Work, case: Case, seq: int) -> dict[str, Any]:
    """Return the dict of the 资料交接清单 of one step 登记收到的资料, known by the seq of its row.

    Raises:
        NotFound: no standing step of that seq received papers.
    """
    work.ask("看", case)
    handed = [
        (paper, came) for paper in paper_list(work, case) for came in paper.came if came.seq == seq
    ]
    if not handed:
        raise NotFound("资料交接清单", f"第 {seq} 行")
    _paper, first = handed[0]
    rows = [
        {
            "序号": number,
            "名称": paper.name,
            "类别": paper.category,
            "形式": came.copy or "未注明",
            "盖章": {True: "已盖章", False: "未盖章", None: "未注明"}[came.stamped],
            "页数": f"{came.pages}页" if came.pages is not None else "",
        }
        for number, (paper, came) in enumerate(handed, 1)
    ]
    return {
        "标题": "资料交接清单",
        "案号": case.number,
        "单位": case.unit.name,
        "企业": case.enterprise.name,
        "日期": chinese(first.on),
        "提交人": first.provided_by,
        "接收人": first.received_by,
        "份数": len(rows),
        "资料": rows,
        "尚缺": _still_missing(work, case, seq),
        "说明": "一式两份，双方各执一份。资料只用于本次体检，原件用后退还。",
    }


def _still_missing(work: Work, case: Case, seq: int) -> list[str]:
    """Return what was still missing that day, as the step says it."""
    step = next(one for one in look(work, case).steps if one.seq == seq)
    return list(step.facts.get("missing") or ())


def interviewed(held: Sequence[Interview]) -> str:
    """Return how many were asked, by side and form: 劳动者3人（劳动关系2人、不完全劳动关系1人），管理方1人."""
    forms = Counter(one.employment for one in held if one.side == WORKER)
    managers = sum(one.side == MANAGER for one in held)
    by_form = "、".join(f"{form}{number}人" for form, number in forms.items())
    workers = f"劳动者{forms.total()}人（{by_form}）" if forms else ""
    return "，".join(part for part in (workers, f"管理方{managers}人" if managers else "") if part)


def asked_in_writing(rows: Sequence[Survey]) -> str:
    """Return how many questionnaires went out and came back."""
    out, back, valid = (
        sum(getattr(row, name) for row in rows) for name in ("handed_out", "returned", "valid")
    )
    return f"发放{out}份，收回{back}份，有效{valid}份" if rows else ""


def sampling(work: Work, case: Case) -> list[dict[str, Any]]:
    """Return a row for each recorded draw, and for each n of N of an answer that belongs to none."""
    draws, scheme = queries.draws(work, case), queries.scheme_of(work, case)
    rows = [_draw(row) for row in draws]
    for item, answer in items(work, case):
        if answer is None or answer.sampled is None or _recorded(answer, draws):
            continue
        total = answer.sampled_of if answer.sampled_of is not None else answer.sampled
        drawn = f"随机，种子{answer.seed}" if answer.seed else "未登记"
        if answer.sampled == total:
            drawn = "全部查看"
        proposed = sample_size(total, scheme)
        if answer.sampled < proposed:
            drawn += f"；少于建议的抽查数{proposed}"
        rows.append({"对象": item.title, "总数": total, "抽取": answer.sampled, "方法": drawn})
    return rows


def not_enough(work: Work, case: Case) -> list[dict[str, str]]:
    """Return the items that are 未能充分核实 although they have a verdict, with the reason."""
    titles = {item.id: item.title for item, _answer in items(work, case)}
    return [
        {"编号": item_id, "事项": titles[item_id], "原因": "；".join(one.reasons)}
        for item_id, one in grounds.weak_items(work, case).items()
    ]


def interview_rows(work: Work, case: Case) -> list[dict[str, str]]:
    """Return the annex 访谈统计: interviews by form and site, questionnaires, and what each question gave."""
    held = queries.interviews(work, case)
    needed = queries.interviews_needed(work, case) if held else ()
    rows = [_least(one) for one in needed]
    managers = [one for one in held if one.side == MANAGER]
    if managers:
        duties = "、".join(dict.fromkeys(one.duty for one in managers if one.duty))
        rows.append({"对象": "管理方", "人数": f"{len(managers)}人", "说明": duties})
    present = sum(one.side == WORKER and not one.manager_absent for one in held)
    if present:
        rows.append(
            {"对象": "劳动者（管理者在场）", "人数": f"{present}人", "说明": "不计入以上人数"}
        )
    scheme = queries.scheme_of(work, case)
    for row in queries.surveys(work, case):
        rows += _survey(row, scheme)
    return rows


def site_words(work: Work, case: Case) -> str:
    """Return the stations of the company in words; "" if none is recorded."""
    rows = queries.sites(work, case)
    return f"{len(rows)}个：{'、'.join(row.name for row in rows)}" if rows else ""


def _by_category(rows: Iterable[Paper], origins: Sequence[str]) -> Mapping[str, list[Paper]]:
    found: dict[str, list[Paper]] = {}
    for one in rows:
        if one.origin in origins:
            found.setdefault(one.category, []).append(one)
    return found


def _recorded(answer: Answer, draws: Sequence[Sample]) -> bool:
    return any(
        answer.item_id in row.items and row.seed == answer.seed and row.size == answer.sampled
        for row in draws
    )


def _draw(row: Sample) -> dict[str, Any]:
    strata = f"分{len(row.population)}层" if len(row.population) > 1 else ""
    method = "全部查看" if row.size == row.total else f"{strata}随机，种子{row.seed}"
    if row.size < row.proposed:
        method += f"；少于建议的抽查数{row.proposed}"
    about = f"（{row.about}）" if row.about else ""
    return {
        "对象": f"{row.code} {row.what}{about}",
        "总数": row.total,
        "抽取": row.size,
        "方法": method,
    }


def _least(one: Least) -> dict[str, str]:
    told = f"少于建议的{one.least}人" if one.lacking else ""
    return {"对象": f"劳动者：{one.what}", "人数": f"{one.have}人", "说明": told}


def _survey(row: Survey, scheme: SamplingScheme) -> list[dict[str, str]]:
    back = f"应查{row.persons}人，发放{row.handed_out}份，收回{row.returned}份"
    told = "；".join(part for part in (back, too_few_back(row, scheme) and "份数少于建议") if part)
    rows = [{"对象": f"{row.code} {row.title}", "人数": f"有效{row.valid}份", "说明": told}]
    for question in row.questions:
        counts = question["counts"]
        shares = "、".join(f"{option}{number}份" for option, number in counts.items())
        rows.append(
            {
                "对象": f"{row.code} {question['text']}",
                "人数": f"{sum(counts.values())}份",
                "说明": shares,
            }
        )
    return rows
