"""The annexes of the report: every item, the evidence list, the gist of the law; and the sampling."""

from typing import Any

from casework.cases import evidence as evidences
from casework.cases.models import Case
from casework.cases.work import Work
from casework.checkup.context_parts import by_group, chinese, cited
from casework.checkup.queries import checkup_of, findings, items, pinned_catalogue
from casework.checkup.verdict import Verdict
from casework.law import show_article


def annexes(work: Work, case: Case) -> dict[str, Any]:
    """Return the block 附件."""
    return {
        "检查项": _items(work, case),
        "证据": _evidence(work, case),
        "法规": _law(work, case),
        "访谈": [],
    }


def sampling(work: Work, case: Case) -> dict[str, Any]:
    """Return what was sampled and what could not be verified."""
    sampled, unverified = [], []
    for item, answer in items(work, case):
        if answer is None:
            continue
        if answer.sampled is not None:
            drawn = f"随机，种子{answer.seed}" if answer.seed else ""
            total = answer.sampled_of if answer.sampled_of is not None else answer.sampled
            sampled.append(
                {"对象": item.title, "总数": total, "抽取": answer.sampled, "方法": drawn}
            )
        if answer.verdict == Verdict.UNVERIFIED:
            unverified.append({"编号": item.id, "事项": item.title, "原因": answer.facts})
    return {"抽样": sampled, "未能核实": unverified}


def _items(work: Work, case: Case) -> list[dict[str, str]]:
    codes = {row.item_id: row.code for row in findings(work, case)}
    rows = []
    for item, answer in items(work, case):
        note = f"见问题{codes[item.id]}" if item.id in codes else ""
        if answer is not None and answer.verdict in {Verdict.UNVERIFIED, Verdict.NOT_APPLICABLE}:
            note = answer.facts
        label = Verdict(answer.verdict).label if answer else "未作结论"
        rows.append(
            {"编号": item.id, "领域": item.domain, "内容": item.title, "结论": label, "说明": note}
        )
    return rows


def papers(work: Work, case: Case) -> dict[str, tuple[str, list[str]]]:
    """Return the papers seen on site and not stored: name → its code (材1, 材2 …) and the items it is for."""
    seen: dict[str, tuple[str, list[str]]] = {}
    for item, answer in items(work, case):
        for name in answer.papers if answer else ():
            seen.setdefault(name, (f"材{len(seen) + 1}", []))[1].append(item.id)
    return seen


def _evidence(work: Work, case: Case) -> list[dict[str, str]]:
    used: dict[int, list[str]] = {}
    for item, answer in items(work, case):
        for number in answer.evidence if answer else ():
            used.setdefault(number, []).append(item.id)
    stored = [
        {
            "编号": f"证{row.number}",
            "名称": row.name,
            "来源": row.source,
            "日期": chinese(row.received_on),
            "对应": "、".join(used.get(row.number, ())),
        }
        for row in evidences.listed(work, case)
    ]
    looked_at = [
        {"编号": code, "名称": name, "来源": "现场查看，未留存", "日期": "", "对应": "、".join(ids)}
        for name, (code, ids) in papers(work, case).items()
    ]
    return stored + looked_at


def _law(work: Work, case: Case) -> list[dict[str, Any]]:
    """Return the gist of what the findings cite, by group."""
    catalogue = pinned_catalogue(work, case)
    told = [catalogue.items[row.item_id] for row in findings(work, case) if row.item_id]
    found = cited(told, checkup_of(work, case).sectors)
    return [
        {
            "类别": group,
            "条目": [
                {
                    "文件": instrument.title,
                    "条文": show_article(basis.article),
                    "要旨": basis.gist,
                    "核验": "已核" if basis.firm else "条号待核",
                }
                for instrument, bases in listed
                for basis in bases
            ],
        }
        for group, listed in by_group(found, work.law.instruments)
    ]
