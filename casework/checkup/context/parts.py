"""Pieces several documents of a check-up share: the enterprise, the team, the legal basis, days in words."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from sqlalchemy import select

from casework.cases import enterprise as enterprises
from casework.cases.models import Case, EnterpriseVersion, Unit
from casework.cases.regions import place
from casework.cases.work import Work
from casework.checkup.catalogue import Basis, Item, Party, WorkerForm
from casework.checkup.queries import CheckupView
from casework.law import Instrument, InstrumentKind, civil_date, show_article

_EDITION = re.compile(r"(\d{4})-(\d{2})-(\d{2})(修正|修订|公布|发布|施行)?")
_YEAR = re.compile(r"(\d{4})年?文本")

#: Kinds of which the first day in force says which text is meant; a statute was amended since.
_DATED = frozenset(
    {
        InstrumentKind.ADMINISTRATIVE_REGULATION,
        InstrumentKind.LOCAL_REGULATION,
        InstrumentKind.DEPARTMENTAL_RULE,
        InstrumentKind.JUDICIAL_INTERPRETATION,
    }
)
#: Groups of the legal basis in a report, in the order they are printed.
GROUPS = ("法律法规规章", "司法解释", "规范性文件", "推荐标准")


@cache
def paper() -> dict[str, Any]:
    """Return the fixed texts of ``paper.toml``."""
    return tomllib.loads(
        (files("casework.checkup.context") / "paper.toml").read_text(encoding="utf-8")
    )


def chinese(day: date | None) -> str:
    """Return a day as official paper writes it: 2026年3月5日; "" for None."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def edition(instrument: Instrument) -> str:
    """Return which text of an instrument is meant, as a report says it: 2018年12月29日修正; "" if unknown."""
    read = _EDITION.search(instrument.version_read or "")
    if read:
        year, month, day, what = read.groups()
        return f"{year}年{int(month)}月{int(day)}日{what or '文本'}"
    year_only = _YEAR.search(instrument.version_read or "")
    if year_only:
        return f"{year_only[1]}年文本"
    if instrument.effective_from and instrument.kind in _DATED:
        return f"{chinese(instrument.effective_from)}起施行"
    return ""


def period(work: Work, unit: Unit, key: str, day: date) -> str | None:
    """Return within what time a rule asks for something, with its article: 15个工作日内（《…》第二十条）.

    None if no law says how long.
    """
    rule = work.law.rule(key, jurisdiction=unit.jurisdiction, on=day).rule
    if rule.value is None or rule.instrument is None:
        return None
    title = work.law.instruments[rule.instrument].cite
    mark = "" if rule.confidence.firm else f"，{paper()['authority'][1]['mark']}"
    where = f"（{title}{show_article(rule.article)}{mark}）" if rule.article else f"（{title}）"
    return f"{rule.show_value()}内{where}"


def group_of(instrument: Instrument) -> str:
    """Return the group of the report an instrument belongs to."""
    if instrument.kind.binding:
        return GROUPS[0]
    if instrument.kind is InstrumentKind.JUDICIAL_INTERPRETATION:
        return GROUPS[1]
    return GROUPS[3] if instrument.kind is InstrumentKind.RECOMMENDED_STANDARD else GROUPS[2]


def enterprise(work: Work, case: Case, day: date) -> dict[str, Any]:
    """Return the enterprise block, from its file as of *day*."""
    file = enterprises.as_of(work, case.enterprise, day)
    content, profile = file.content, file.content["profile"]
    employed = [(form, number) for form, number in content["workers"].items() if number]
    unknown = "未提供"
    source = profile.get("数据来源") or "企业提供的资料"
    until = "" if _undated(work, case, file.version) else f"，数据截至{chinese(file.data_as_of)}"
    dispatcher = content["role"] == Party.DISPATCHER
    return {
        "名称": content["name"],
        "信用代码": file.code,
        "角色": content["role"],
        "行业": "、".join(content["sectors"]) or "其他",
        "地区": place(content["region"]),
        "站点": profile.get("站点") or ("" if dispatcher else unknown),
        "合作方": profile.get("合作方") or unknown,
        "工会": profile.get("工会") or ("已建工会" if content["has_union"] else "未建工会"),
        "职代会": profile.get("职代会") or unknown,
        "用工": [
            {"形式": form_of(form, content["role"]), "人数": number} for form, number in employed
        ],
        "用工总数": f"{sum(number for _, number in employed)}人",
        "数据来源": f"{source}{until}",
    }


def form_of(form: str, role: str) -> str:
    """Return a form of employment as the report of an enterprise of that role names it."""
    sent_out = form == WorkerForm.DISPATCHED and role == Party.DISPATCHER
    return "派出的劳动者" if sent_out else form


def _undated(work: Work, case: Case, version: int) -> bool:
    """Return whether the data are only as of the day they were typed in: nobody said of which day."""
    row = work.session.scalars(
        select(EnterpriseVersion).where(
            EnterpriseVersion.enterprise_id == case.enterprise_id,
            EnterpriseVersion.version == version,
        )
    ).one()
    return row.data_as_of == civil_date(row.recorded_at)


def persons(case: Case, view: CheckupView) -> list[tuple[str, str]]:
    """Return (name, duty) of the team, the 主办 first; the reviewer is not of the team."""
    names = {member.person.login: member.person.name for member in case.members}
    words = {"主办": "公职律师（主办）", "协办": "工会劳动法律监督员"}
    return [
        (names[login], word) for duty, word in words.items() for login in view.members.get(duty, ())
    ]


def cited(items: Iterable[Item], sectors: Sequence[str]) -> dict[str, list[Basis]]:
    """Return the bases of *items* by instrument name, each article once, in the order met."""
    found: dict[str, list[Basis]] = {}
    for item in items:
        for basis in item.basis:
            if not basis.cited_for(sectors):
                continue
            listed = found.setdefault(basis.law, [])
            if all(one.article != basis.article for one in listed):
                listed.append(basis)
    return found


def by_group(
    found: Mapping[str, list[Basis]], register: Mapping[str, Instrument]
) -> list[tuple[str, list[tuple[Instrument, list[Basis]]]]]:
    """Return the cited instruments by group of the report, higher texts first; empty groups are left out."""
    grouped: dict[str, list[tuple[Instrument, list[Basis]]]] = {}
    ranks = list(InstrumentKind)
    for name in sorted(found, key=lambda name: ranks.index(register[name].kind)):
        instrument, bases = register[name], found[name]
        grouped.setdefault(group_of(instrument), []).append((instrument, bases))
    return [(group, grouped[group]) for group in GROUPS if group in grouped]
