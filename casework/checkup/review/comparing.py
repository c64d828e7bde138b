"""Two submissions field by field: what the second says otherwise, added and dropped."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casework.checkup.review.submission import ANSWER, FINDING, GRADE
from casework.checkup.verdict import Verdict

_REPORT = {"summary": "检查情况小结", "highlights": "企业做得好的地方"}
_ADDED, _GONE = "（原来没有）", "（已没有）"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that two submissions say otherwise; values as a person reads them."""

    place: str  #: id of an item, code of a finding, "" for the report as a whole
    title: str  #: of the item or finding
    field: str
    before: str
    after: str


def differences(
    before: Mapping[str, Any], after: Mapping[str, Any], titles: Mapping[str, str]
) -> list[Difference]:
    """Return what *after* says otherwise: the report as a whole, then findings, then answers.

    Both are contents of submissions with what the step said under ``report``. *titles* by place.
    """
    parts = [("report", _REPORT), ("grade", GRADE)]
    whole = [
        one
        for part, labels in parts
        for one in _fields("", "整份报告", labels, before.get(part, {}), after.get(part, {}))
    ]
    return [
        *whole,
        *_rows(before["findings"], after["findings"], FINDING, titles),
        *_rows(before["answers"], after["answers"], ANSWER, titles),
    ]


def _rows(
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    labels: Mapping[str, str],
    titles: Mapping[str, str],
) -> Iterator[Difference]:
    for place in sorted(before.keys() | after.keys()):
        old, new = before.get(place), after.get(place)
        title = str((new or old or {}).get("title") or titles.get(place, ""))
        first = next(iter(labels))
        if old is None:
            yield Difference(place, title, labels[first], _ADDED, shown(first, (new or {})[first]))
        elif new is None:
            yield Difference(place, title, labels[first], shown(first, old[first]), _GONE)
        else:
            yield from _fields(place, title, labels, old, new)


def _fields(
    place: str,
    title: str,
    labels: Mapping[str, str],
    old: Mapping[str, Any],
    new: Mapping[str, Any],
) -> Iterator[Difference]:
    for name, label in labels.items():
        if old.get(name) != new.get(name):
            yield Difference(
                place, title, label, shown(name, old.get(name)), shown(name, new.get(name))
            )


def shown(name: str, value: Any) -> str:
    """Return a value of a content as a person reads it."""
    if value in (None, "", []):
        return "（空）"
    if name == "verdict":
        return Verdict(value).label
    if name == "evidence":
        return "、".join(f"证{number}" for number in value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "\n".join(map(str, value))
    return str(value)
