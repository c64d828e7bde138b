"""What the form of a finding asks, declared like the facts of a step; labels are casework's."""

from collections.abc import Mapping
from typing import Any

from casework import Work
from casework.cases.models import Case
from casework.checkup.finding import EDITABLE
from casework.checkup.models import Finding
from casework.checkup.queries import pinned_catalogue
from casework.workflow import Fact, Kind

#: What an emptied field means.
BLANK: Mapping[str, Any] = {
    "facts": "",
    "sentences": [],
    "consequence": "",
    "remedy": "",
    "red_line": False,
    "workers_affected": None,
    "department": "",
    "topic": None,
}
#: How the form of a free finding begins.
FREE: Mapping[str, Any] = {"risk": "中", "rectify_days": 30}
_SHAPES: Mapping[str, dict[str, Any]] = {
    "title": {"kind": Kind.TEXT, "required": True},
    "facts": {
        "kind": Kind.LONGTEXT,
        "help": "只写看到的事实；没有看到的写“未见”，没有给的写“未提供”",
    },
    "sentences": {"kind": Kind.LONGTEXT, "many": True, "help": "一格一句，照报告里的样子"},
    "consequence": {"kind": Kind.LONGTEXT},
    "remedy": {"kind": Kind.LONGTEXT},
    "rectify_days": {"kind": Kind.INT, "required": True, "help": "自报告送达之日起，1 至 365 天"},
    "risk": {"kind": Kind.CHOICE, "required": True, "options": ("高", "中", "低")},
    "red_line": {"kind": Kind.FLAG},
    "workers_affected": {"kind": Kind.INT},
    "department": {"kind": Kind.TEXT},
    "topic": {"kind": Kind.CHOICE, "help": "适合转入集体协商的，选议题"},
}


def declared(work: Work, case: Case) -> tuple[Fact, ...]:
    """Return the fields of a finding of this case: its catalogue knows the topics."""
    topics = tuple(pinned_catalogue(work, case).topics.values())
    return tuple(
        Fact(name, label, **{**_SHAPES[name], **({"options": topics} if name == "topic" else {})})
        for name, label in EDITABLE.items()
    )


def shown(work: Work, case: Case, row: Finding) -> dict[str, Any]:
    """Return the values of a finding as its form shows them: a topic by name."""
    values = {name: getattr(row, name) for name in EDITABLE}
    return {**values, "topic": pinned_catalogue(work, case).topics.get(row.topic or "", "")}


def readable(work: Work, case: Case, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed as casework takes it: a topic by code."""
    codes = {name: code for code, name in pinned_catalogue(work, case).topics.items()}
    values = dict(given)
    if "topic" in values:
        values["topic"] = codes[values["topic"]]
    return values
