"""The history of each figure, round by round: who named it when, and how far they moved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from casework.negotiation.ledger.clause import Clause
from casework.negotiation.ledger.entry import Figure
from casework.negotiation.ledger.fold import Ledger
from casework.negotiation.side import Side


@dataclass(frozen=True, slots=True)
class Move:
    """A figure in one version of its clause. None: the version no longer names it."""

    meeting: int | None  #: None: outside any meeting
    version: int
    side: Side
    said_on: date
    figure: Figure | None
    change: (
        Decimal | None
    )  #: since that side named it last; None the first time, or if units differ
    withdrawn: bool
    agreed: bool

    @property
    def round(self) -> str:
        """Return where it was said: 第2次会议, or 会外."""
        return f"第{self.meeting}次会议" if self.meeting is not None else "会外"

    @property
    def shown(self) -> str:
        """Return the figure as people write it, or that it is gone."""
        return self.figure.value if self.figure else "不再提出"


@dataclass(frozen=True, slots=True)
class FigureHistory:
    """All moves of a figure of a clause, in order."""

    topic: int
    clause: int
    name: str
    moves: tuple[Move, ...]

    def of(self, side: Side) -> tuple[Move, ...]:
        """Return the moves of one side."""
        return tuple(move for move in self.moves if move.side is side)


def trace(ledger: Ledger, clause: int | None = None) -> tuple[FigureHistory, ...]:
    """Return the history of each figure of one clause, or of all by topic and clause."""
    chosen = ledger.in_order() if clause is None else tuple(_one(ledger.clauses, clause))
    return tuple(history for one in chosen for history in _histories(one))


def _one(clauses: Mapping[int, Clause], number: int) -> Iterator[Clause]:
    if number in clauses:
        yield clauses[number]


def _histories(clause: Clause) -> Iterator[FigureHistory]:
    names = dict.fromkeys(one.name for version in clause.versions for one in version.figures)
    for name in names:
        yield FigureHistory(clause.topic, clause.number, name, tuple(_moves(clause, name)))


def _moves(clause: Clause, name: str) -> Iterator[Move]:
    last: dict[Side, Figure | None] = {}
    for version in clause.versions:
        figure, before = version.figure(name), last.get(version.side)
        if figure is None and before is None:
            continue
        alike = figure and before and figure.comparable == before.comparable
        yield Move(
            meeting=version.meeting,
            version=version.version or 0,
            side=version.side,
            said_on=version.said_on,
            figure=figure,
            change=figure.amount - before.amount if figure and before and alike else None,
            withdrawn=version.version in clause.withdrawn,
            agreed=clause.agreed is not None and clause.agreed.seq == version.seq,
        )
        last[version.side] = figure
