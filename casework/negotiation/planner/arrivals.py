"""Which steps of a chain have happened in a case: read from its standing steps, corrections included."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from casework.cases.history import Standing
from casework.negotiation.planner.chains import Chain

_OCCURRED = "occurred_on"


def arrived(course: Chain, steps: Iterable[Standing]) -> dict[str, date]:
    """Return the day of each step of the chain that happened and still counts.

    A vote after which the talks were taken up again counts no more, nor does the reply to an offer
    that was made anew.
    """
    happened: dict[str, date] = {}
    for taken in steps:
        returned = course.back.get(taken.step)
        if returned is not None:
            for step in _after(course, returned):
                happened.pop(step, None)
        for step, sources in course.done_by.items():
            for name, fact in sources:
                day = taken.occurred_on if fact == _OCCURRED else taken.facts.get(fact)
                if name == taken.step and isinstance(day, date):
                    happened[step] = day
    return happened


def matters(course: Chain, opening: Mapping[str, object]) -> tuple[str, ...]:
    """Return which rules run beside the general ones, by what was said when the case was opened."""
    return tuple(
        matter
        for matter, facts in course.matters.items()
        if any(opening.get(fact) in values for fact, values in facts.items())
    )


def _after(course: Chain, step: str) -> set[str]:
    later: set[str] = set()
    waiting: Sequence[str] = [step]
    while waiting:
        following = [link.after for one in waiting for link in course.out_of(one)]
        waiting = [one for one in following if one not in later]
        later.update(waiting)
    return later
