"""What a plan is asked with: one declaration for form, command and API."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from casework.law import Law
from casework.negotiation.planner.chains import chain
from casework.negotiation.planner.legs import Ways
from casework.workflow import Fact, Kind, facts

_DAYS = "days_"
#: Of these two each asks for the other.
_TOGETHER = {"goal": "goal_on", "goal_on": "goal"}


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants of a plan."""

    target: tuple[str, date] | None = None
    starts_on: date | None = None
    lengths: Mapping[str, int] = field(default_factory=dict)


def wish_facts(
    law: Law, procedure: str, jurisdiction: str, on: date, matters: tuple[str, ...] = ()
) -> tuple[Fact, ...]:
    """Return what can be asked: the wished step and day, the start, and days for each unverified period.

    Raises:
        InputError: no such procedure.
    """
    course = chain(procedure)
    ways = Ways(law, jurisdiction, frozenset(matters), {})
    own = tuple(
        Fact(f"{_DAYS}{link.name}", f"{link.label}（日）", Kind.INT, help="没有核到期限，自己填")
        for link in course.links
        if not ways.has_period(link, on)
    )
    return (
        Fact("goal", "希望哪一步", Kind.CHOICE, options=tuple(course.steps.values())),
        Fact("goal_on", "希望的日期", Kind.DATE, in_future=True),
        Fact("starts_on", "打算哪一天开始", Kind.DATE, in_future=True, help="还没有送达要约的填写"),
        *own,
    )


def wish(
    law: Law,
    procedure: str,
    jurisdiction: str,
    raw: Mapping[str, object],
    on: date,
    matters: tuple[str, ...] = (),
) -> Wish:
    """Return what was typed, as :func:`casework.negotiation.planner.schedule.plan` takes it.

    Raises:
        InputError: every problem; a wished step without its day, or a day without its step, is one.
    """
    declared = [
        replace(one, required=bool(raw.get(_TOGETHER.get(one.name, ""))))
        for one in wish_facts(law, procedure, jurisdiction, on, matters)
    ]
    values: dict[str, Any] = facts.parse(declared, raw, today=on)
    names = {label: name for name, label in chain(procedure).steps.items()}
    target = (names[values["goal"]], values["goal_on"]) if "goal" in values else None
    lengths = {
        name.removeprefix(_DAYS): days for name, days in values.items() if name.startswith(_DAYS)
    }
    return Wish(target, values.get("starts_on"), lengths)
