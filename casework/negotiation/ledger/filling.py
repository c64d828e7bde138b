"""What was filled in for a line of the ledger, as the values of its line."""

from collections.abc import Mapping, Sequence
from typing import Any

from casework.cases import records
from casework.cases.models import Case
from casework.cases.work import Work
from casework.errors import InputError, Problem
from casework.negotiation.ledger import figures
from casework.negotiation.ledger.numbering import number_in
from casework.negotiation.models import Meeting
from casework.negotiation.side import Side
from casework.workflow import Fact, facts

_CODES = {"topic": ("题", "议题"), "clause": ("款", "条款"), "meeting": ("会", "会次")}
_LONGEST_LABEL = 40
_LONGEST_NAME = 60


def filled(
    work: Work, case: Case, declared: Sequence[Fact], given: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the values of a line: numbers for codes, the day of the meeting where none is named.

    *declared* are the facts of the form; without any only codes are read.

    Raises:
        InputError: every problem.
    """
    numbers, problems = _numbers(given)
    if not declared:
        return numbers
    raw = {name: value for name, value in given.items() if name != "figures"}
    raw |= {name: str(numbers[name]) for name in _CODES if numbers.get(name) is not None}
    values: Mapping[str, object] = {}
    try:
        values = facts.parse(declared, raw, today=work.today)
    except InputError as error:
        failed = {one.place for one in problems}
        problems += [one for one in error.problems if one.place not in failed]
    if problems:
        raise InputError(problems)
    known: dict[str, Any] = {fact.name: values.get(fact.name, "") for fact in declared}
    known |= {name: numbers.get(name) for name in _CODES if name in known}
    if "figures" in known:
        known["figures"] = figures.read(given.get("figures") or ())
    known["side"] = Side(str(known["side"]))
    known["author"] = str(known["author"]) or work.actor.name
    known["said_on"] = known["said_on"] or _day(work, case, known["meeting"])
    _refuse_long(known)
    return known


def _numbers(given: Mapping[str, Any]) -> tuple[dict[str, int | None], list[Problem]]:
    found: dict[str, int | None] = {}
    problems = []
    for name, (prefix, label) in _CODES.items():
        code = given.get(name)
        if code is None or code == "":
            found[name] = None
            continue
        found[name] = number_in(prefix, code)
        if found[name] is None:
            why = f"{label}：“{code}”不是编号，请写成 {prefix}-03，或者只写 3。"
            problems.append(Problem(name, why))
    return found, problems


def _day(work: Work, case: Case, meeting: int | None) -> Any:
    """Return the day of the meeting, or today."""
    rows = records.kept(work, case, Meeting)
    return next((row.held_on for row in rows if row.number == meeting), work.today)


def _refuse_long(values: Mapping[str, Any]) -> None:
    longest = {"package": _LONGEST_LABEL, "author": _LONGEST_NAME}
    labels = {"package": "打包方案", "author": "发言人"}
    problems = [
        Problem(name, f"{labels[name]}：最多 {most} 个字，现在是 {len(values[name])} 个。")
        for name, most in longest.items()
        if len(values.get(name, "")) > most
    ]
    if problems:
        raise InputError(problems)
