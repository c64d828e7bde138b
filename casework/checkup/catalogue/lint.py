"""``catalogue lint``: what is wrong with a catalogue, and what somebody should look at again.

Errors keep the catalogue from being used honestly: it cannot be read, or an item would cite what it
may not, or never be asked. Warnings are signs of a slip; a person decides. Nothing is mended here.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from casework import law
from casework.checkup.catalogue.draft import Draft, draft
from casework.checkup.catalogue.items import Item
from casework.checkup.catalogue.lint_law import FAULTS as LAW_FAULTS
from casework.checkup.catalogue.lint_law import WARNINGS as LAW_WARNINGS
from casework.checkup.catalogue.lint_reach import FAULTS as REACH_FAULTS
from casework.checkup.catalogue.lint_reach import WARNINGS as REACH_WARNINGS
from casework.checkup.catalogue.lint_words import WARNINGS as WORD_WARNINGS
from casework.checkup.catalogue.lint_words import unused
from casework.checkup.catalogue.reading import Fault
from casework.law import Instrument

#: Rule → what it is about, in words.
RULES: Mapping[str, str] = {
    "form": "写法不对",
    "no_law": "没有依据",
    "no_article": "没有条号",
    "unknown_law": "法源没有登记",
    "confidence": "核对程度标高了",
    "not_in_force": "依据不在施行",
    "double": "重复",
    "red_line": "红线写得不全",
    "never_applicable": "永远不会检查",
    "never_cited": "依据永远不会引用",
    "near_double": "文字相近",
    "no_duty": "只有责任条款",
    "article_form": "条号写法",
    "unfirm": "没有一条核过原文",
    "red_line_mild": "红线项的风险或期限偏轻",
    "question_form": "提问写法",
    "unused": "写了没有用到",
}


class Level(StrEnum):
    """How bad it is."""

    ERROR = "错误"
    WARNING = "提醒"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing lint says."""

    level: Level
    rule: str  #: a key of RULES
    item: str  #: id of the item; "" for the head of the file
    place: str  #: 第12行 LC-01-02 依据1
    message: str

    def __str__(self) -> str:
        where = f"{self.place}：" if self.place else ""
        return f"{self.level}［{RULES[self.rule]}］{where}{self.message}"

    def to_dict(self) -> dict[str, str]:
        """Return it as JSON-ready values."""
        return {
            "level": self.level.name.lower(), "rule": self.rule, "item": self.item,
            "place": self.place, "message": self.message,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """Everything lint says of one file, errors first, each in the order of the file."""

    source: str
    items: int  #: how many items could be read
    errors: tuple[Remark, ...]
    warnings: tuple[Remark, ...]

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """Return errors and warnings."""
        return (*self.errors, *self.warnings)


def examine(
    text: str,
    source: str,
    register: Mapping[str, Instrument] | None = None,
    *,
    on: date | None = None,
) -> Report:
    """Return what is wrong with the catalogue in *text*; *source* names the file.

    *register* holds what may be cited, by default that of ``casework.law``. *on* is the day on which
    an instrument must be in force, by default the file's own ``compiled_on``.
    """
    known = law.default().instruments if register is None else register
    read = draft(text, known)
    compiled = read.raw.get("compiled_on")
    day = on or (compiled if isinstance(compiled, date) else None)
    faults: list[Fault] = [
        one if isinstance(one, Fault) else Fault(one.place, one.message) for one in read.problems
    ]
    faults += [*_of_items(LAW_FAULTS, read, known, day), *_of_items(REACH_FAULTS, read, known, day)]
    checks = (*LAW_WARNINGS, *REACH_WARNINGS, *WORD_WARNINGS)
    warnings = [*_of_items(checks, read, known, day), *unused(read)]
    return Report(
        source,
        len(read.items),
        _remarks(Level.ERROR, faults),
        _remarks(Level.WARNING, warnings),
    )


def _of_items(
    checks: tuple[Callable[..., Iterator[Fault]], ...],
    read: Draft,
    register: Mapping[str, Instrument],
    day: date | None,
) -> Iterator[Fault]:
    """Ask each check about each whole item, with the items before it."""
    before: list[tuple[str, Item]] = []
    for place, item in read.items:
        for check in checks:
            yield from check(place, item, register=register, day=day, before=before)
        before.append((place, item))


def _remarks(level: Level, faults: list[Fault]) -> tuple[Remark, ...]:
    told = (Remark(level, one.rule, _item_of(one.place), one.place, one.message) for one in faults)
    return tuple(sorted(told, key=lambda one: _line_of(one.place)))


def _item_of(place: str) -> str:
    found = re.search(r"[A-Z]{2,4}-\d{2}-\d{2}", place)
    return found[0] if found else ""


def _line_of(place: str) -> int:
    found = re.match(r"第(\d+)[行项]", place)
    return int(found[1]) if found else 0
