"""Typed facts on their way to storage and back, and as a person reads them.

A journal row holds JSON: a day as ``2026-03-02``, money and numbers as text, so no digit is lost.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from casework.workflow.step import Fact, Kind


def to_json(value: object) -> object:
    """Return a typed value as JSON can hold it."""
    if isinstance(value, list | tuple):
        return [to_json(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if value is None or isinstance(value, str | bool | int):
        return value
    raise TypeError(f"not a fact: {value!r}")


def from_json(fact: Fact, value: object) -> object:
    """Return the typed value that :func:`to_json` made JSON of; None stays None."""
    if isinstance(value, list):
        return [from_json(fact, item) for item in value]
    if value is None or not isinstance(value, str):
        return value
    return _FROM_TEXT.get(fact.kind, str)(value)


_FROM_TEXT: Mapping[Kind, Callable[[str], object]] = {
    Kind.DATE: date.fromisoformat,
    Kind.MONEY: Decimal,
    Kind.NUMBER: Decimal,
}


def show(fact: Fact, value: object) -> str:
    """Return a typed value as pages and papers print it: 2026年3月2日, 是, 12,000.00元."""
    if isinstance(value, list | tuple):
        return "、".join(show(fact, item) for item in value)
    if fact.kind is Kind.MONEY and isinstance(value, Decimal):
        return f"{value:,.2f}元"
    return show_plain(value)


def show_plain(value: object) -> str:
    """Return a value whose fact is not at hand as a person reads it."""
    if isinstance(value, list | tuple):
        return "、".join(show_plain(item) for item in value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    return format(value, "f") if isinstance(value, Decimal) else str(value)
