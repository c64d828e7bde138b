"""What the quality of a report is scored by: criteria as data, one internal practice of ours."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from casework.errors import DefinitionError, InputError, Problem
from casework.notation import read_toml
from casework.workflow import Fact, Kind, facts
from casework.workflow.reserved import reserved

_WHOLE = 100
COMMENT = Fact("comment", "评语", Kind.LONGTEXT, help="好在哪里，差在哪里。")


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that is scored, and the most points it can get."""

    name: str
    label: str
    points: int
    help: str


@dataclass(frozen=True, slots=True)
class Quality:
    """The criteria of the score; their points sum to 100."""

    title: str
    mark: str  #: whose practice it is; shown beside every score
    note: str
    criteria: tuple[Criterion, ...]

    @property
    def asked(self) -> tuple[Fact, ...]:
        """Return the fields of the form: one a criterion, and a comment."""
        scored = (
            Fact(
                one.name, one.label, Kind.INT, required=True, help=f"满分 {one.points}。{one.help}"
            )
            for one in self.criteria
        )
        return (*scored, COMMENT)

    def read(self, given: Mapping[str, Any]) -> tuple[list[dict[str, Any]], str]:
        """Return the points as they are stored, and the comment.

        Raises:
            InputError: every criterion without points or with more than it can have.
        """
        problems: list[Problem] = []
        values: dict[str, Any] = {}
        known = {fact.name for fact in self.asked}
        strange = {name: value for name, value in given.items() if name not in known}
        for fact in self.asked:
            try:
                values |= facts.parse([fact], {fact.name: given.get(fact.name)}, today=date.max)
            except InputError as error:
                problems += error.problems
        for one in self.criteria:
            if values.get(one.name, 0) > one.points:
                why = f"{one.label}：最多 {one.points} 分，现在是 {values[one.name]} 分"
                problems.append(Problem(one.name, why))
        named = "、".join(f"{one.name}（{one.label}）" for one in self.criteria)
        problems += [Problem(name, f"没有“{name}”这一项；评分项是：{named}") for name in strange]
        if problems:
            raise InputError(problems)
        points = [
            {"name": one.name, "label": one.label, "most": one.points, "given": values[one.name]}
            for one in self.criteria
        ]
        return points, str(values.get(COMMENT.name, ""))


def read(text: str, source: str) -> Quality:
    """Return the criteria in *text*.

    Raises:
        DefinitionError: with every problem found.
    """
    data = read_toml(text, source)
    entries = data.get("criterion", [])
    problems = [
        Problem(key, f"“{key}”必须写明。") for key in ("title", "mark") if not data.get(key)
    ]
    for place, entry in enumerate(entries, start=1):
        problems += _faults(f"第 {place} 个 [[criterion]]", entry)
    if not problems:
        problems += _together(entries)
    if problems:
        raise DefinitionError(source, problems)
    criteria = (
        Criterion(one["name"], one["label"], one["points"], one.get("help", "")) for one in entries
    )
    return Quality(data["title"], data["mark"], data.get("note", ""), tuple(criteria))


@cache
def shipped() -> Quality:
    """Return the criteria that ship with the library."""
    text = (files("casework.checkup.review") / "quality.toml").read_text(encoding="utf-8")
    return read(text, "quality.toml")


def _faults(place: str, entry: Mapping[str, Any]) -> list[Problem]:
    name, label, points = entry.get("name"), entry.get("label"), entry.get("points")
    problems = []
    taken = reserved(opening=True) | {COMMENT.name}
    if not isinstance(name, str) or not name.isidentifier() or name in taken:
        problems.append(Problem(place, "name 应为英文名称，不与表单已有的名称相同。"))
    if not isinstance(label, str) or not label:
        problems.append(Problem(place, "label 应为中文名称。"))
    if not isinstance(points, int) or isinstance(points, bool) or points < 1:
        problems.append(Problem(place, "points 应为不小于 1 的整数。"))
    return problems


def _together(entries: list[dict[str, Any]]) -> list[Problem]:
    problems, names = [], [one["name"] for one in entries]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        problems.append(Problem("criterion", f"名称重复：{'、'.join(twice)}。"))
    total = sum(one["points"] for one in entries)
    if total != _WHOLE:
        problems.append(Problem("criterion", f"各项之和应为 {_WHOLE}，现在是 {total}。"))
    return problems
