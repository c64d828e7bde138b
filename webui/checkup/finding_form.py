"""What the form of a finding asks: what casework declares, with a word of help; topics by name."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from casework import Work
from casework.cases.models import Case
from casework.checkup.finding.fields import DECLARED
from casework.checkup.models import Finding
from casework.checkup.queries import checkup_of, pinned_catalogue
from casework.workflow import Fact, Kind

#: How the form of a free finding begins.
FREE: Mapping[str, Any] = {"risk": "中", "rectify_days": 30}
_HELP = {
    "facts": "只写看到的事实；没有看到的写“未见”，没有给的写“未提供”",
    "sentences": "一格一句，照报告里的样子",
    "rectify_days": "自报告送达之日起，1 至 365 天",
    "topic": "适合转入集体协商的，选议题",
    "worker_forms": "不选就是本企业的全部",
    "papers": "看过、没有存入系统的",
    "bases_checked": "列有几条依据的，逐条看过、都能由查明的事实支持",
}
_MARKED = frozenset({"title", "rectify_days", "risk"})  #: casework refuses them empty
#: What the answer says of a finding that belongs to an item.
_OF_THE_ANSWER = frozenset({"red_line", "papers"})


def declared(work: Work, case: Case, row: Finding | None = None) -> tuple[Fact, ...]:
    """Return the fields of the finding *row*, or of a new one outside the catalogue."""
    choices = {
        "topic": tuple(pinned_catalogue(work, case).topics.values()),
        "worker_forms": tuple(checkup_of(work, case).workers),
    }
    kinds = {"topic": Kind.CHOICE, "sentences": Kind.LONGTEXT}
    ours = row is not None and row.item_id is not None
    return tuple(
        replace(
            fact,
            kind=kinds.get(fact.name, fact.kind),
            help=_HELP.get(fact.name, fact.help),
            options=choices.get(fact.name, fact.options),
            required=fact.name in _MARKED,
        )
        for fact in DECLARED
        if not (ours and fact.name in _OF_THE_ANSWER)
    )


def shown(work: Work, case: Case, row: Finding) -> dict[str, Any]:
    """Return the values of a finding as its form shows them: a topic by name."""
    values = {fact.name: getattr(row, fact.name) for fact in DECLARED}
    return {**values, "topic": pinned_catalogue(work, case).topics.get(row.topic or "", "")}


def readable(work: Work, case: Case, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed as casework reads it: a topic by code."""
    codes = {name: code for code, name in pinned_catalogue(work, case).topics.items()}
    return {**raw, "topic": codes.get(raw["topic"], raw["topic"])}
