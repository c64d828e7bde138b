"""What an upgrade of the catalogue does to one case: to each item that applied or will, and its answer.

A pure function of both catalogues, what the case was cut to, and its answers: the preview and the
step itself ask it, so that what is shown beforehand is what happens.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from casework.checkup.catalogue import Catalogue, Item
from casework.checkup.catalogue.difference import (
    CatalogueDifference,
    FieldChange,
    ItemDifference,
    Sort,
    compare,
)
from casework.checkup.catalogue.tailor import tailor
from casework.errors import InputError, Problem

#: What may be chosen for answers to items whose scoring is touched.
KEEP, AGAIN = "沿用原结论", "需重新回答"


class Fate(StrEnum):
    """What becomes of the answer to an item."""

    KEPT = "沿用"
    AGAIN = "需重新回答"
    UNDECIDED = "请选择"  #: in a preview: scoring is touched, and nobody chose yet
    SET_ASIDE = "撤下"  #: the item no longer applies; answer and finding stay in the journal
    NONE = "还没有结论"


class Given(Protocol):
    """As much of an answer as decides whether it can stand."""

    @property
    def red_line_confirmed(self) -> bool:
        """Whether a person confirmed the red line."""

    @property
    def worker_forms(self) -> Sequence[str]:
        """The forms of employment of those affected."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What the catalogue of a case is cut to."""

    party: str
    sectors: Sequence[str]
    workers: Mapping[str, int]
    items: Sequence[str]  #: what applies by the old catalogue


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person decided about answers; *anew* and *keep* are exceptions, by item id."""

    touched: str = ""  #: KEEP, AGAIN, or nothing yet
    anew: frozenset[str] = frozenset()
    keep: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ItemPlan:
    """One item of the case before and after."""

    id: str
    title: str
    word: str  #: 未变, 有改动, 新增, 取消, 开始适用, 不再适用
    fields: tuple[FieldChange, ...]
    fate: Fate
    why: str = ""  #: why an answer cannot be kept
    applies: bool = True  #: by the new catalogue
    fresh: bool = False  #: it did not apply before

    @property
    def scoring(self) -> bool:
        """Return whether the change touches scoring."""
        return self.fresh or not self.applies or any(one.scoring for one in self.fields)


@dataclass(frozen=True, slots=True)
class Plan:
    """What an upgrade does to one case; items in the order of the new catalogue, others at the end."""

    difference: CatalogueDifference
    items: tuple[ItemPlan, ...]
    cut: tuple[str, ...]  #: what applies by the new catalogue

    def of(self, *fates: Fate) -> tuple[ItemPlan, ...]:
        """Return the items with one of those fates."""
        return tuple(one for one in self.items if one.fate in fates)

    @property
    def affected(self) -> tuple[str, ...]:
        """Return the ids of items whose text or place in the case changes."""
        return tuple(
            one.id
            for one in self.items
            if one.fields or one.fresh or not one.applies or one.fate is Fate.AGAIN
        )


def planned(
    old: Catalogue, new: Catalogue, cut: Cut, given: Mapping[str, Given], choice: Choice
) -> Plan:
    """Return what the upgrade from *old* to *new* does; *given* are the answers by item id."""
    applying = tailor(new, cut.party, cut.sectors, cut.workers).items
    found = compare(old, new)
    told = {one.id: one for one in found.items}
    ids = [item.id for item in applying]
    staying = (_staying(told[item.id], item, cut, given, choice) for item in applying)
    leaving = (_leaving(told[name], given) for name in cut.items if name not in ids)
    return Plan(found, (*staying, *leaving), tuple(ids))


def refuse_impossible(plan: Plan, choice: Choice) -> None:
    """Pass if the choice is made, and its exceptions name answers it can be made for.

    Raises:
        InputError: every problem, its place being the fact of the step.
    """
    problems = list(_problems(plan, choice))
    if problems:
        raise InputError(problems)


def _problems(plan: Plan, choice: Choice) -> Iterator[Problem]:
    open_ = [one.id for one in plan.of(Fate.UNDECIDED)]
    if open_:
        said = f"有 {len(open_)} 项已作答、计分有改动：{'、'.join(open_)}"
        yield Problem("touched", f"{said}；请选择“{KEEP}”或“{AGAIN}”。")
    answered = {one.id: one for one in plan.of(Fate.KEPT, Fate.AGAIN, Fate.UNDECIDED)}
    for name in sorted(choice.anew | choice.keep):
        place = "anew" if name in choice.anew else "keep"
        if name not in answered:
            known = "、".join(answered) or "无"
            yield Problem(place, f"{name} 没有可以沿用的结论；可写的编号：{known}。")
        elif name in choice.anew & choice.keep:
            yield Problem(place, f"{name} 同时写在“重新回答”和“沿用”里，请只留一处。")
        elif name in choice.keep and answered[name].why:
            yield Problem(place, f"{name} 不能沿用：{answered[name].why}")


def _staying(
    told: ItemDifference,
    item: Item,
    cut: Cut,
    given: Mapping[str, Given],
    choice: Choice,
) -> ItemPlan:
    fresh = item.id not in cut.items
    word = str(told.sort) if not fresh or told.sort is Sort.NEW else "开始适用"
    answer = given.get(item.id)
    if answer is None:
        return ItemPlan(item.id, item.title, word, told.fields, Fate.NONE, fresh=fresh)
    why = _cannot_stand(item, answer, cut.workers)
    if fresh and told.sort is not Sort.UNCHANGED:
        why = why or "先前的结论是按别的文字作出的。"
    scoring = told.sort is Sort.CHANGED and told.scoring
    fate = Fate.AGAIN if why else _chosen(item.id, choice, scoring=scoring)
    return ItemPlan(item.id, item.title, word, told.fields, fate, why, fresh=fresh)


def _chosen(item_id: str, choice: Choice, *, scoring: bool) -> Fate:
    if item_id in choice.anew:
        return Fate.AGAIN
    if not scoring or item_id in choice.keep or choice.touched == KEEP:
        return Fate.KEPT
    return Fate.AGAIN if choice.touched == AGAIN else Fate.UNDECIDED


def _leaving(told: ItemDifference, given: Mapping[str, Given]) -> ItemPlan:
    gone = told.sort is Sort.GONE
    fate = Fate.SET_ASIDE if told.id in given else Fate.NONE
    word = str(Sort.GONE) if gone else "不再适用"
    return ItemPlan(told.id, told.title, word, told.fields, fate, applies=False)


def _cannot_stand(item: Item, answer: Given, present: Mapping[str, int]) -> str:
    """Return why the answer could not be given to the item as it reads now, or nothing."""
    if answer.red_line_confirmed and not item.red_line:
        return "原结论确认了红线，新目录里这一项不是红线项。"
    strangers = [form for form in answer.worker_forms if form not in item.forms(present)]
    if strangers:
        return f"原结论涉及{'、'.join(strangers)}，新目录里这一项不涉及。"
    return ""
