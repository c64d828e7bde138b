"""Facts of a step: the one parser behind form, command, sheet and API.

Raw values are strings as typed, or typed values as a program passes them. :func:`parse` returns
``date``, ``int``, ``Decimal``, ``bool``, ``str``, or a list of them for a fact that takes many; an
empty field is absent from the result. All problems are raised at once. Nothing here reads a clock.
The way to storage and paper (:func:`to_json`, :func:`from_json`, :func:`show`) is in :mod:`.stored`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from casework.errors import InputError, Problem
from casework.workflow.kinds import MOST_VALUES, Refusal, read_value
from casework.workflow.step import Fact, Kind, Step
from casework.workflow.stored import from_json, show, show_plain, to_json

__all__ = ["from_json", "parse", "show", "to_json"]

_SEPARATORS = re.compile(r"[、；;，,\n]")


def parse(
    step: Step | Sequence[Fact], raw: Mapping[str, object], *, today: date, partial: bool = False
) -> dict[str, object]:
    """Return the typed facts in *raw* by name, in the order they are declared.

    *today* is the last day a date may name unless its fact allows the future. *partial* asks for
    nothing: old papers (补录) have gaps.

    Raises:
        InputError: every problem, its place being the name of the fact.
    """
    declared = step.facts if isinstance(step, Step) else step
    problems = _unknown(declared, raw)
    values: dict[str, object] = {}
    failed: set[str] = set()
    for fact in declared:
        given = raw.get(fact.name)
        if _is_empty(given):
            continue
        try:
            values[fact.name] = _read(fact, given, today)
        except Refusal as refusal:
            failed.add(fact.name)
            problems.append(_problem(fact, str(refusal)))
    problems += _out_of_order(declared, values)
    if not partial:
        problems += _missing(declared, values, failed)
    if problems:
        raise InputError(problems)
    return values


def _unknown(declared: Iterable[Fact], raw: Mapping[str, object]) -> list[Problem]:
    known = {fact.name: fact.label for fact in declared}
    asked = "、".join(f"{name}（{label}）" for name, label in known.items()) or "无"
    return [
        Problem(name, f"没有“{name}”这一项；这里要填的是：{asked}")
        for name in raw
        if name not in known
    ]


def _missing(
    declared: Iterable[Fact], values: Mapping[str, object], failed: set[str]
) -> list[Problem]:
    absent = [fact for fact in declared if fact.name not in values and fact.name not in failed]
    return [_problem(fact, _demand(fact, values)) for fact in absent if fact.is_required(values)]


def _demand(fact: Fact, values: Mapping[str, object]) -> str:
    ask = {Kind.CHOICE: f"必须选择：{'、'.join(fact.options)}", Kind.FLAG: "必须填“是”或“否”"}.get(
        fact.kind, "必须填写"
    )
    because = "、".join(
        show_plain(values[name]) for name in fact.required_when or () if name in values
    )
    return ask if fact.required or not because else f"{ask}（因为已选“{because}”）"


def _out_of_order(declared: Iterable[Fact], values: Mapping[str, object]) -> list[Problem]:
    labels = {fact.name: fact.label for fact in declared}
    problems = []
    for fact in declared:
        day, earliest = values.get(fact.name), values.get(fact.not_before)
        if isinstance(day, date) and isinstance(earliest, date) and day < earliest:
            problems.append(
                _problem(fact, f"{day} 不能早于{labels[fact.not_before]}（{earliest}）")
            )
    return problems


def _problem(fact: Fact, sentence: str) -> Problem:
    return Problem(fact.name, f"{fact.label}：{sentence}")


def _is_empty(value: object) -> bool:
    if isinstance(value, str):
        return not value.strip(" \t\r\n\u3000")
    if isinstance(value, list | tuple):
        return all(_is_empty(item) for item in value)
    return value is None


def _read(fact: Fact, given: object, today: date) -> object:
    if not fact.many:
        if isinstance(given, list | tuple):
            if len(given) != 1:
                raise Refusal(f"只能填一个，现在有 {len(given)} 个")
            given = given[0]
        return read_value(fact, given, today)
    items = _SEPARATORS.split(given) if isinstance(given, str) else given
    if not isinstance(items, list | tuple):
        items = [items]
    values = [read_value(fact, item, today) for item in items if not _is_empty(item)]
    if len(values) > MOST_VALUES:
        raise Refusal(f"有 {len(values)} 项，最多 {MOST_VALUES} 项")
    twice = next((value for value in values if values.count(value) > 1), None)
    if twice is not None:
        raise Refusal(f"“{show_plain(twice)}”写了两次")
    return values
