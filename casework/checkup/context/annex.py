"""The annexes of the report: every item, the evidence list, the gist of the law; and the sampling."""

from dataclasses import replace
from typing import Any

from casework.cases import evidence as evidences
from casework.cases.models import Case
from casework.cases.view import look
from casework.cases.work import Work
from casework.checkup.catalogue import Basis
from casework.checkup.context import fieldwork as context_fieldwork
from casework.checkup.context.parts import by_group, chinese, paper
from casework.checkup.fieldwork import grounds
from casework.checkup.queries import (
    checkup_of,
    cited_sectors,
    findings,
    items,
    pinned_catalogue,
)
from casework.checkup.verdict import Verdict
from casework.checkup.wording.citing import cited_in, shown_article

#: So many items that could not be verified are listed in part three; more only in annex 1.
_LISTED_MOST = 10


def annexes(work: Work, case: Case) -> dict[str, Any]:
    """Return the block 附件."""
    return {
        "检查项": _items(work, case),
        "证据": _evidence(work, case),
        "法规": _law(work, case),
        "访谈": context_fieldwork.interview_rows(work, case),
        "访谈说明": _interviews(work, case),
    }


def _interviews(work: Work, case: Case) -> str:
    """Return how many were asked, if anybody was: who they are stands in the record of the visit."""
    onsite = look(work, case).last("end_onsite")
    facts = onsite.facts if onsite else {}
    asked, returned = facts.get("interviewed") or 0, facts.get("questionnaires") or 0
    if not asked:
        return f"本次体检未作访谈，收回问卷{returned}份。" if returned else ""
    papers = f"，收回问卷{returned}份" if returned else ""
    return f"访谈{asked}人{papers}；分类人数见现场调查记录。"


def not_applicable(work: Work, case: Case) -> int:
    """Return how many items were found not to apply."""
    return sum(
        answer is not None and answer.verdict == Verdict.NOT_APPLICABLE
        for _item, answer in items(work, case)
    )


def unverified(work: Work, case: Case) -> dict[str, Any]:
    """Return what could not be verified."""
    found = [
        {"编号": item.id, "事项": item.title, "原因": answer.facts}
        for item, answer in items(work, case)
        if answer is not None and answer.verdict == Verdict.UNVERIFIED
    ]
    shown = found if len(found) <= _LISTED_MOST else []
    return {"未能核实": shown, "未能核实数": len(found)}


def _items(work: Work, case: Case) -> list[dict[str, str]]:
    codes = {row.item_id: row.code for row in findings(work, case)}
    weak = grounds.weak_items(work, case)
    rows = []
    for item, answer in items(work, case):
        note = f"见{codes[item.id]}" if item.id in codes else ""
        if answer is not None and answer.verdict in {Verdict.UNVERIFIED, Verdict.NOT_APPLICABLE}:
            note = answer.facts
        if item.id in weak:
            note = "；".join(part for part in (note, grounds.NOT_ENOUGH) if part)
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
    for row in findings(work, case):
        for name in row.papers:
            seen.setdefault(name, (f"材{len(seen) + 1}", []))[1].append(row.code)
    return seen


def _evidence(work: Work, case: Case) -> list[dict[str, str]]:
    used: dict[int, list[str]] = {}
    for item, answer in items(work, case):
        for number in answer.evidence if answer else ():
            used.setdefault(number, []).append(item.id)
    for row in findings(work, case):
        for number in () if row.item_id else row.evidence:
            used.setdefault(number, []).append(row.code)
    stored = [
        {
            "编号": f"证{row.number}",
            "名称": row.name,
            "来源": row.source or _source(row.slot),
            "日期": chinese(row.received_on),
            "对应": "、".join(used.get(row.number, ())),
        }
        for row in evidences.listed(work, case)
    ]
    looked_at = [
        {"编号": code, "名称": name, "来源": _LOOKED_AT, "日期": "", "对应": "、".join(ids)}
        for name, (code, ids) in papers(work, case).items()
    ]
    return stored + looked_at


_LOOKED_AT = "检查时查阅，检查表登记，未上传"


def _source(slot: str) -> str:
    """Return where a stored paper comes from when nobody said: by the slot it was handed in at."""
    sources = paper()["sources"]
    return str(sources.get(slot, sources["其他"]))


def _law(work: Work, case: Case) -> list[dict[str, Any]]:
    """Return the gist of what the sentences of the findings still cite, by group."""
    found = _still_cited(work, case)
    return [
        {
            "类别": group,
            "条目": [
                {
                    "文件": instrument.cite,
                    "条文": shown_article(basis.article).removesuffix("（条号待核）") or "要点",
                    "要旨": basis.gist,
                    "核验": "已核" if basis.firm else "条号待核",
                }
                for instrument, bases in listed
                for basis in bases
            ],
        }
        for group, listed in by_group(found, work.law.instruments)
    ]


def _still_cited(work: Work, case: Case) -> dict[str, list[Basis]]:
    """Return the bases the findings cite, by instrument; an article cited twice has both gists."""
    catalogue, sectors = pinned_catalogue(work, case), cited_sectors(checkup_of(work, case))
    found: dict[str, dict[str, Basis]] = {}
    for row in findings(work, case):
        for basis in catalogue.items[row.item_id].basis if row.item_id else ():
            if not basis.cited_for(sectors):
                continue
            if not cited_in(basis, row.sentences, work.law.instruments):
                continue
            articles = found.setdefault(basis.law, {})
            known = articles.setdefault(basis.article, basis)
            if basis.gist not in known.gist:
                articles[basis.article] = replace(known, gist=f"{known.gist}；{basis.gist}")
    return {name: list(articles.values()) for name, articles in found.items()}
