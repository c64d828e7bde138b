"""Going through a chain: onward from what happened, backward from a wished day."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeAlias

from casework.negotiation.planner.chains import Chain
from casework.negotiation.planner.legs import Leg, Ways

#: Step → its day, and the leg that decides it; no leg where the day is given.
Days: TypeAlias = dict[str, tuple[date, Leg | None]]


def before(course: Chain, done: Iterable[str]) -> set[str]:
    """Return every step that leads to one that happened."""
    passed: set[str] = set()
    waiting = list(done)
    while waiting:
        for link in course.into(waiting.pop()):
            if link.before not in passed:
                passed.add(link.before)
                waiting.append(link.before)
    return passed


def onward(
    course: Chain,
    ways: Ways,
    begin: Mapping[str, date],
    wish: tuple[str, date] | None,
    *,
    full: bool,
) -> Days:
    """Return the day of each step reckoned onward, and the leg that decides it.

    After the wished step the wish is taken to come true, where it can.
    """
    reached: Days = {}
    taken = dict(begin)
    for step in course.steps:
        legs = [
            ways.forward(link, taken[link.before], full=full)
            for link in course.into(step)
            if link.before in taken
        ]
        found = _choose(legs, lambda leg: leg.after_on, max)
        if found is not None:
            reached[step] = (found.after_on, found)
        elif step in begin:
            reached[step] = (begin[step], None)
        days = [begin[step]] if step in begin else [reached[step][0]] if step in reached else []
        if wish is not None and step == wish[0]:
            days.append(wish[1])
        if days:
            taken[step] = max(days)
    return reached


def backward(course: Chain, ways: Ways, target: tuple[str, date] | None, *, full: bool) -> Days:
    """Return the last day of each step for the target, and the leg that decides it."""
    if target is None:
        return {}
    reached: Days = {target[0]: (target[1], None)}
    for step in reversed(list(course.steps)):
        legs = [
            ways.backward(link, reached[link.after][0], full=full)
            for link in course.out_of(step)
            if link.after in reached
        ]
        found = _choose(legs, lambda leg: leg.before_on, min)
        if found is not None and step != target[0]:
            reached[step] = (found.before_on, found)
    return reached


def _choose(legs: list[Leg], day: Callable[[Leg], date], which: Callable[..., Leg]) -> Leg | None:
    return which(legs, key=day) if legs else None
