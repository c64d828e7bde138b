"""What a finding holds that a person may write, declared as facts and read by the one parser."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from casework.checkup.answering import strangers
from casework.checkup.catalogue.items import WorkerForm
from casework.errors import InputError, Problem
from casework.workflow import Fact, Kind, facts

RISKS = ("高", "中", "低")

DECLARED = (
    Fact("title", "标题", Kind.TEXT),
    Fact("facts", "事实描述", Kind.LONGTEXT),
    Fact("sentences", "依据", Kind.TEXT, many=True),
    Fact("consequence", "可能后果", Kind.LONGTEXT),
    Fact("remedy", "整改建议", Kind.LONGTEXT),
    Fact("rectify_days", "整改期限（天）", Kind.INT),
    Fact("risk", "风险", Kind.CHOICE, options=RISKS),
    Fact("red_line", "红线", Kind.FLAG),
    Fact("workers_affected", "涉及人数", Kind.INT),
    Fact("worker_forms", "劳动者类型", Kind.CHOICE, many=True, options=tuple(WorkerForm)),
    Fact("papers", "证据名称", Kind.TEXT, many=True),
    Fact("department", "责任部门", Kind.TEXT),
    Fact("topic", "协商议题", Kind.TEXT),
    Fact("bases_checked", "依据已逐条核对", Kind.FLAG),
)
#: What a person may edit, with its label.
EDITABLE = {fact.name: fact.label for fact in DECLARED}
#: What is kept of a field that was emptied; the others may not be empty, or are None.
_EMPTY: Mapping[str, Any] = {
    "facts": "",
    "sentences": [],
    "consequence": "",
    "remedy": "",
    "red_line": False,
    "worker_forms": [],
    "papers": [],
    "bases_checked": False,
    "department": "",
}
#: What a free finding has when nobody says otherwise, and what it cannot do without.
FREE_DEFAULTS: Mapping[str, Any] = {"risk": "中", "consequence": ""}
FREE_NEEDS = ("title", "facts", "sentences", "remedy")
_NEVER_EMPTY = ("title", "rectify_days", "risk")
_LONGEST = {"title": 200, "department": 100, "topic": 40}
_MOST_DAYS = 365
_MOST_WORKERS = 100_000_000


def read_fields(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields given, typed; one text as legal basis is one sentence a line.

    Raises:
        InputError: every problem.
    """
    problems = [
        Problem(name, f"问题没有“{name}”这一栏。可用的有：{'、'.join(EDITABLE)}。")
        for name in given
        if name not in EDITABLE
    ]
    values: dict[str, Any] = {}
    for fact in DECLARED:
        if fact.name not in given:
            continue
        try:
            values |= _read(fact, given[fact.name])
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return values


def checked_free(given: Mapping[str, Any], present: Iterable[str]) -> dict[str, Any]:
    """Return the columns of a finding outside the catalogue, typed, what is not given as usual.

    *present* are the forms of employment in the enterprise.

    Raises:
        InputError: every problem; its place is the column's name.
    """
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    for name, raw in {**FREE_DEFAULTS, **given}.items():
        try:
            values |= read_fields({name: raw})
        except InputError as error:
            problems += error.problems
    blamed = {problem.place for problem in problems}
    problems += [
        Problem(name, f"目录外发现必须写明{EDITABLE[name]}。")
        for name in FREE_NEEDS
        if not values.get(name) and name not in blamed
    ]
    problems += strangers("worker_forms", values.get("worker_forms", ()), present)
    if problems:
        raise InputError(problems)
    return values


def _read(fact: Fact, raw: Any) -> dict[str, Any]:
    if fact.name == "sentences" and isinstance(raw, str):
        raw = raw.splitlines()  # a comma or 、 in a sentence separates no sentences
    read = facts.parse([fact], {fact.name: raw}, today=date.max)
    value: Any = read.get(fact.name, _EMPTY.get(fact.name))
    if value is None and fact.name in _NEVER_EMPTY:
        raise InputError.one(fact.name, f"{fact.label}：必须填写")
    longest = _LONGEST.get(fact.name)
    if longest and len(value or "") > longest:
        raise InputError.one(
            fact.name, f"{fact.label}：最多 {longest} 个字，现在是 {len(value)} 个"
        )
    if fact.name == "rectify_days" and not 1 <= value <= _MOST_DAYS:
        raise InputError.one(fact.name, f"整改期限应为 1 至 {_MOST_DAYS} 天，现在是 {value} 天")
    if fact.name == "workers_affected" and (value or 0) > _MOST_WORKERS:
        raise InputError.one(fact.name, "涉及人数：过大，请核对")
    return {fact.name: value}
