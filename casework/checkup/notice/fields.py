"""What a notice says that a person may write, declared as facts and read by the one parser."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from casework.errors import InputError, Problem
from casework.workflow import Fact, Kind, facts

HINT, OPINION, PROPOSAL, OBSTRUCTION = "提示函", "意见书", "建议书", "拒绝监督建议书"
INSTRUMENTS = (HINT, OPINION, PROPOSAL, OBSTRUCTION)
#: Those that go to the authority.
TO_AUTHORITY = (PROPOSAL, OBSTRUCTION)
#: The document of each.
TITLES = {
    HINT: "工会劳动法律监督提示函",
    OPINION: "工会劳动法律监督意见书",
    PROPOSAL: "工会劳动法律监督建议书",
    OBSTRUCTION: "工会劳动法律监督建议书",
}
#: The series of document numbers of each, and the word in them; an obstruction goes out as a proposal.
SERIES = {HINT: "hint", OPINION: "opinion", PROPOSAL: "proposal", OBSTRUCTION: "proposal"}
WORDS = {"hint": "法监提", "opinion": "法监意", "proposal": "法监建"}

#: What is asked to begin one, before the facts of the opening step.
CHOSEN = (
    Fact(
        "instrument",
        "文书",
        Kind.CHOICE,
        required=True,
        options=INSTRUMENTS,
        help="拒绝监督建议书：用人单位拒绝、阻挠监督时送劳动行政部门。",
    ),
    Fact(
        "findings",
        "针对的问题",
        Kind.TEXT,
        many=True,
        help="问题编号，例如 WT-01；拒绝监督的可以不写。",
    ),
)
DECLARED = (
    Fact("findings", "针对的问题", Kind.TEXT, many=True, help="问题编号，例如 WT-01。"),
    Fact("addressee", "被发单位", Kind.TEXT, help="建议书写劳动行政等部门的名称。"),
    Fact("facts", "事实", Kind.LONGTEXT, help="一段一行；只写查明的事实。"),
    Fact("basis", "依据", Kind.LONGTEXT, help="一条一行。"),
    Fact("earlier", "此前的监督情况", Kind.LONGTEXT, help="建议书写明：发过什么文书，结果如何。"),
    Fact("demands", "要求", Kind.LONGTEXT, help="一段一行。"),
    Fact("reply_days", "答复期限（工作日）", Kind.INT, help="法规定有期限的不必填，按法规印。"),
    Fact("reply_manner", "答复方式", Kind.TEXT, help="写成一句话。"),
    Fact("contact", "联系人", Kind.TEXT),
)
LABELS = {fact.name: fact.label for fact in DECLARED}
_NEVER_EMPTY = ("addressee",)
_LONGEST = {"addressee": 200, "reply_manner": 200, "contact": 60}
_MOST_DAYS = 60


def asked_of(instrument: str) -> tuple[Fact, ...]:
    """Return the fields of a notice of that kind."""
    without = {"earlier"} if instrument not in TO_AUTHORITY else {"reply_days"}
    return tuple(fact for fact in DECLARED if fact.name not in without)


def read_fields(instrument: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields given, typed; ``findings`` stay codes.

    Raises:
        InputError: every problem.
    """
    asked = asked_of(instrument)
    known = {fact.name: fact.label for fact in asked}
    problems = [
        Problem(name, f"{instrument}没有“{name}”这一栏。可用的有：{'、'.join(known)}。")
        for name in given
        if name not in known
    ]
    values: dict[str, Any] = {}
    for fact in asked:
        if fact.name not in given:
            continue
        try:
            values[fact.name] = _read(fact, given[fact.name])
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return values


def _read(fact: Fact, raw: Any) -> Any:
    value: Any = facts.parse([fact], {fact.name: raw}, today=date.max).get(fact.name)
    if value is None:
        if fact.name in _NEVER_EMPTY:
            raise InputError.one(fact.name, f"{fact.label}：必须填写")
        return {Kind.INT: None}.get(fact.kind, [] if fact.many else "")
    longest = _LONGEST.get(fact.name)
    if longest and len(value) > longest:
        raise InputError.one(
            fact.name, f"{fact.label}：最多 {longest} 个字，现在是 {len(value)} 个"
        )
    if fact.name == "reply_days" and not 1 <= value <= _MOST_DAYS:
        why = f"答复期限应为 1 至 {_MOST_DAYS} 个工作日，现在是 {value} 个"
        raise InputError.one(fact.name, why)
    return value
