"""One link of a chain on real days: when is the next step reached, and by when must the one before be done?

A period of the law is reckoned by :mod:`casework.law`, holidays included; a period nobody has verified,
or that no law gives, counts for 0 days until somebody fills in days of their own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from casework.errors import InputError, NotFound
from casework.law import Confidence, Due, Law, Unit, show_day
from casework.negotiation.planner.chains import Link, LinkKind
from casework.negotiation.provisions import provision_if_any

_DAY = timedelta(days=1)
_FARTHEST = 5 * 366  #: days; no period of a chain is longer
_UNKNOWN = "没有核到期限"
_NONE = "法律没有规定期限"
_PROMPTLY = "法律只要求“及时”，没有规定天数"


@dataclass(frozen=True, slots=True)
class Leg:
    """A link on real days."""

    link: Link
    before_on: date  #: the day of the earlier step
    after_on: date  #: the day of the later step
    sentence: str  #: how long, and what that rests on
    basis: str = ""  #: instrument and article; empty where no law says it
    marks: tuple[str, ...] = ()
    trace: tuple[str, ...] = field(
        default=(), compare=False
    )  #: the reckoning, sentence by sentence
    rule: str = ""  #: label of the rule that reckoned it; empty where days are assumed


@dataclass(frozen=True, slots=True)
class _Reach:
    """Where a period leads from one day."""

    on: date
    due: Due | None = None  #: the period of the law that was used


class Ways:
    """The links of one place and matter, on real days."""

    def __init__(
        self, law: Law, jurisdiction: str, matters: frozenset[str], lengths: Mapping[str, int]
    ) -> None:
        self._law, self._place, self._matters, self._lengths = law, jurisdiction, matters, lengths

    def forward(self, link: Link, before_on: date, *, full: bool) -> Leg:
        """Return the leg to the first day of the later step.

        *full*: those who have until a day take until that day; else they act the same day. What must
        be waited for is waited for in both.

        Raises:
            InputError: days of one's own where an article has its own; a day beyond the calendar.
        """
        if link.kind is not LinkKind.LEAD:
            reach = self._reach(link, before_on, full=full)
            return self._leg(link, before_on, reach.on, reach, full=full)
        day = _first(before_on, lambda one: self._lead(link, one).on >= before_on, _DAY)
        return self._leg(link, before_on, day, self._lead(link, day), full=full)

    def backward(self, link: Link, after_on: date, *, full: bool) -> Leg:
        """Return the leg from the last day of the earlier step.

        Raises:
            InputError: as :meth:`forward`.
        """
        if link.kind is LinkKind.LEAD:
            reach = self._lead(link, after_on)
            return self._leg(link, reach.on, after_on, reach, full=full)
        day = _first(after_on, lambda one: self._reach(link, one, full=full).on <= after_on, -_DAY)
        return self._leg(link, day, after_on, self._reach(link, day, full=full), full=full)

    def has_period(self, link: Link, start: date) -> bool:
        """Return whether the law, as far as it is verified, says how long the link is."""
        return bool(self._dues(link, start))

    def _reach(self, link: Link, start: date, *, full: bool) -> _Reach:
        """Return where a limit, a wait or an interval leads."""
        known = self._dues(link, start)
        if not known:
            return _Reach(start + timedelta(days=self._own(link)))
        self._refuse_own(link, known[0])
        if link.kind is LinkKind.WAIT:
            due = max(known, key=_ends)
            return _Reach(_ends(due) + (_DAY if link.next_day else timedelta()), due)
        due = min(known, key=_ends)
        return _Reach(_ends(due) if full or link.kind is LinkKind.INTERVAL else start, due)

    def _lead(self, link: Link, after_on: date) -> _Reach:
        """Return the last day on which the earlier step keeps its distance."""
        known = self._dues(link, after_on)
        if not known:
            return _Reach(after_on - timedelta(days=self._own(link)))
        self._refuse_own(link, known[0])
        due = min(known, key=_ends)
        return _Reach(_ends(due), due)

    def _dues(self, link: Link, start: date) -> list[Due]:
        """Return the periods of the law that have an end; none where nobody knows it."""
        dues = []
        for key in link.keys(self._matters):
            try:
                due = self._law.due(key, start, jurisdiction=self._place)
            except NotFound:
                continue
            if due.due_on is not None:
                dues.append(due)
        return dues

    def _own(self, link: Link) -> int:
        return self._lengths.get(link.name, 0)

    def _refuse_own(self, link: Link, due: Due) -> None:
        if link.name in self._lengths:
            raise InputError.one(
                link.name,
                f"{link.label}由条文规定（{due.citation}，{due.rule.show_value()}），不能另填天数。",
            )

    def _leg(
        self, link: Link, before_on: date, after_on: date, reach: _Reach, *, full: bool
    ) -> Leg:
        if reach.due is not None:
            return _by_law(link, before_on, after_on, reach.due, full=full)
        return self._assumed(link, before_on, after_on)

    def _assumed(self, link: Link, before_on: date, after_on: date) -> Leg:
        """Return a leg whose length no verified rule gives: 0 days, or those somebody filled in."""
        found = (
            provision_if_any(self._law, key, jurisdiction=self._place, on=before_on)
            for key in link.keys(self._matters)
        )
        rules = [one for one in found if one is not None]
        why, basis = _NONE, ""
        marks: tuple[str, ...] = ()
        if rules:
            rule = rules[0].rule
            unknown = rule.confidence is Confidence.NONE
            why = _UNKNOWN if unknown else _PROMPTLY if rule.unit is Unit.PROMPTLY else _NONE
            marks, basis = rules[0].marks, str(rules[0].citation)
        own = self._lengths.get(link.name)
        how = "按 0 日暂排，可自己填" if own is None else f"按自己填的 {own} 日暂排"
        said = f"{link.label}：{why}，{how}。"
        return Leg(link, before_on, after_on, said, basis, marks, (said,))


def _by_law(link: Link, before_on: date, after_on: date, due: Due, *, full: bool) -> Leg:
    length = due.rule.show_value()
    marks = f"，{'、'.join(due.marks)}" if due.marks else ""
    said = f"{link.label}：{length}（{due.citation}{marks}）"
    trace = due.trace
    if link.kind is LinkKind.LIMIT and not full:
        said += "，这里按当日办理计"
        trace = ()
    elif link.next_day:
        trace = (*trace, f"期限届满的次日，即{show_day(after_on)}，算作到达。")
    return Leg(
        link, before_on, after_on, said + "。", str(due.citation), due.marks, trace, due.rule.label
    )


def _ends(due: Due) -> date:
    return due.due_on or due.starts_on


def _first(start: date, holds: Callable[[date], bool], step: timedelta) -> date:
    """Return the first day from *start* on, in steps of one day, for which it holds.

    Raises:
        InputError: none within five years, or beyond the calendar.
    """
    day = start
    for _ in range(_FARTHEST):
        if holds(day):
            return day
        day += step
    raise InputError.one(
        "日期", f"从{show_day(start)}推算五年仍排不出日期；请核对覆盖文件里的期限。"
    )
