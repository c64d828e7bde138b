"""A due date, as everybody above this room sees it."""

from dataclasses import dataclass, field
from datetime import date

from casework.law import trace
from casework.law.citation import Citation
from casework.law.reckoning import Reckoning, cite
from casework.law.rules import Rule


@dataclass(frozen=True, slots=True)
class Due:
    """The day by which something must be done, or why there is none."""

    due_on: date | None  #: the last day in time
    original_due_on: date | None  #: the same without pauses and extension
    status: str  #: firm, provisional, national or unverified: the most serious that applies
    marks: tuple[str, ...]  #: every Chinese mark that applies, the most serious first
    rule: Rule
    starts_on: date
    earliest_on: date | None  #: of a window or a range: its first day
    reckoning: Reckoning = field(compare=False, repr=False)
    beside: Reckoning | None = field(default=None, compare=False, repr=False)

    @classmethod
    def of(cls, one: Reckoning, beside: Reckoning | None = None) -> "Due":
        """Return the due date of a reckoning; *beside* is the later of two that run side by side."""
        days = one.ends
        return cls(
            days.due_on,
            days.original_on,
            one.status,
            one.marks,
            one.found.rule,
            one.starts_on,
            days.earliest_on,
            one,
            beside,
        )

    @property
    def nominal_on(self) -> date | None:
        """The last day as counted, before it moved off rest days; None without a date."""
        stages = self.reckoning.ends.stages
        return stages[-1].stopped_on if stages and self.due_on else self.due_on

    @property
    def citation(self) -> Citation:
        """What the period rests on."""
        return cite(self.rule, self.reckoning.register)

    @property
    def trace(self) -> tuple[str, ...]:
        """One Chinese sentence for each step of the reckoning, the conclusion last."""
        return trace.steps(self.reckoning, self.beside)

    def explain(self) -> str:
        """Return the 《期限计算说明》 as plain text."""
        return trace.page(self.reckoning, self.beside)
