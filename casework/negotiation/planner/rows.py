"""A plan as values: one row a step, with the days known of it and how each came about."""

from dataclasses import dataclass, field
from datetime import date

from casework.negotiation.planner.legs import Leg


@dataclass(frozen=True, slots=True)
class Row:
    """One step of the plan."""

    step: str
    label: str
    known_on: date | None = None  #: it happened
    passed: bool = False  #: a later step happened, so this is no longer planned
    deadline_on: date | None = None  #: the last day by law, counted from what happened
    earliest_on: date | None = None
    at_limit_on: date | None = None
    latest_on: date | None = None
    last_on: date | None = None
    arriving: Leg | None = None  #: how ``at_limit_on`` came about
    leaving: Leg | None = None  #: how ``latest_on`` came about
    hints: tuple[str, ...] = ()

    @property
    def day(self) -> date | None:
        """The day to be told first: what happened, else the latest, else the earliest."""
        if self.passed or self.known_on is not None:
            return self.known_on
        ends = [one for one in (self.deadline_on, self.latest_on) if one is not None]
        return min(ends, default=self.earliest_on)

    @property
    def rule(self) -> str:
        """The sentence about the period that leads to this step; empty for the first."""
        return self.arriving.sentence if self.arriving else ""

    @property
    def marks(self) -> tuple[str, ...]:
        """The marks of the periods its days rest on."""
        legs = (one for one in (self.arriving, self.leaving) if one is not None)
        return tuple(dict.fromkeys(mark for leg in legs for mark in leg.marks))

    @property
    def trace(self) -> tuple[str, ...]:
        """How its days were reckoned, sentence by sentence."""
        said: list[str] = []
        for leg, what in ((self.leaving, "最迟"), (self.arriving, "期限用满")):
            if leg is not None:
                said += (f"【{what}】{leg.link.label}", *leg.trace)
        return tuple(said)


@dataclass(frozen=True, slots=True)
class Plan:
    """The rows of a procedure in order, and what does not fit."""

    procedure: str
    label: str
    rows: tuple[Row, ...]
    target: str | None = None
    target_on: date | None = None
    warnings: tuple[str, ...] = field(default=())

    def row(self, step: str) -> Row:
        """Return the row of a step.

        Raises:
            KeyError: no such step.
        """
        return {row.step: row for row in self.rows}[step]
