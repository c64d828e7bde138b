"""What the page of a case shows, gathered from the queries that answer it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from casework import Work, cases
from casework.cases.clock import Clock
from casework.cases.models import Case, CaseMember, Evidence, Subject
from casework.cases.queries import TimelineRow
from casework.cases.view import standing_of, table_of
from casework.law import Due
from casework.negotiation.models import CaucusNote, CostBasis
from casework.workflow import Table
from casework.workflow.diagram import svg

#: Rows the timeline folds when several follow each other: there may be a hundred.
_FOLDED = frozenset(
    {"检查结论", "问题", "条款台账", "会议记录", "会次", "到会", "诉求", "议题", "协商代表"}
)
_SHOWN = 3
#: What rows of the union side's own counsel are called.
_INSIDE = frozenset({CaucusNote.label, CostBasis.label})
_DUTIES = ("主办", "协办", "复核")
#: Boxes of the state picture in a row, on a desk and on a telephone.
_WIDE, _NARROW = 6, 3


@dataclass(frozen=True, slots=True)
class ClockShown:
    """A period with who has to act in time and how it was reckoned."""

    clock: Clock
    due: Due
    party: str


@dataclass(frozen=True, slots=True)
class StepsShown:
    """The steps of a case or of a mover as their section shows them."""

    table: Table
    ready: tuple[cases.StepView, ...]  #: may be taken now
    blocked: tuple[cases.StepView, ...]  #: the state allows them, something else does not
    elsewhere: tuple[cases.StepView, ...]  #: other states only

    @classmethod
    def of(cls, table: Table, steps: Sequence[cases.StepView]) -> "StepsShown":
        """Return the steps sorted by whether it is their turn."""
        return cls(
            table,
            ready=tuple(step for step in steps if step.allowed),
            blocked=tuple(step for step in steps if step.here and not step.allowed),
            elsewhere=tuple(step for step in steps if not step.here),
        )


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows of the timeline that stand together; folded when there are many of one sort."""

    rows: tuple[TimelineRow, ...]
    folded: bool

    @property
    def labels(self) -> str:
        """Return what sorts of rows these are, in words."""
        return "、".join(sorted({row.label for row in self.rows}))


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything the page of a case shows besides what its kind adds."""

    case: Case
    table: Table
    today: date
    ready: tuple[cases.StepView, ...]  #: may be taken now
    blocked: tuple[
        cases.StepView, ...
    ]  #: the state allows them, something else stands against them
    elsewhere: tuple[cases.StepView, ...]  #: other states only
    clocks: tuple[ClockShown, ...]
    timeline: tuple[Stretch, ...]
    evidence: Sequence[Evidence]
    links: Sequence[cases.Linked]
    wide: str  #: the state picture
    narrow: str

    @property
    def members(self) -> list[CaseMember]:
        """Return who works on it, the one who leads first."""
        return sorted(self.case.members, key=lambda one: (_DUTIES.index(one.duty), one.id))

    @property
    def state(self) -> str:
        """Return the state in words."""
        return self.table.label(self.case.state)


def gather(work: Work, number: str) -> CasePage:
    """Return the page of the case with that number.

    Raises:
        NotFound: there is none the actor may know of.
    """
    case = cases.get(work, number)
    table = table_of(work, case)
    steps = cases.steps(work, case)
    visited = {step.target for step in standing_of(work, case)}
    return CasePage(
        case=case,
        table=table,
        today=work.today,
        ready=tuple(step for step in steps if step.allowed),
        blocked=tuple(step for step in steps if step.here and not step.allowed),
        elsewhere=tuple(step for step in steps if not step.here),
        clocks=clocks_shown(work, case),
        timeline=tuple(_stretches([_outside(row) for row in cases.timeline(work, case)])),
        evidence=cases.evidence.listed(work, case),
        links=cases.links(work, case),
        wide=svg(table, case.state, visited, columns=_WIDE),
        narrow=svg(table, case.state, visited, columns=_NARROW),
    )


def clocks_shown(work: Work, subject: Subject) -> tuple[ClockShown, ...]:
    """Return the periods of a case (those of what moves inside it too) or of a mover, running ones first."""
    tables = [table_of(work, subject)]
    if isinstance(subject, Case):
        tables += [one.table for one in work.kind(subject).movers.values()]
    parties = {
        clock.name: clock.party
        for table in tables
        for step in table.steps.values()
        for clock in step.clocks
    }
    found = [
        ClockShown(clock, due, parties.get(clock.name, ""))
        for clock, due in cases.clocks(work, subject)
    ]
    running = (one for one in found if one.clock.stopped_on is None)
    closed = (one for one in found if one.clock.stopped_on is not None)
    return (*sorted(running, key=lambda one: one.clock.due_on or date.max), *closed)


def _outside(row: TimelineRow) -> TimelineRow:
    """Return a row without what only the union side may read: the page of a case is shown around."""
    told = ("内容只在“内部”页。",)
    return replace(row, lines=told) if row.label in _INSIDE else row


def _stretches(rows: Sequence[TimelineRow]) -> list[Stretch]:
    gathered: list[list[TimelineRow]] = []
    for row in rows:
        last = gathered[-1] if gathered else []
        if last and row.label in _FOLDED and last[-1].label in _FOLDED:
            last.append(row)
        else:
            gathered.append([row])
    return [Stretch(tuple(group), len(group) > _SHOWN) for group in gathered]
