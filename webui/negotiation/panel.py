"""What the page of a case shows when the case is a negotiation: its pages, and how far each is."""

from collections.abc import Sequence
from dataclasses import dataclass

from casework import Work, negotiation
from casework.cases.models import Case
from casework.negotiation.view import PROCEDURES
from webui.negotiation.frame import TABS, Tab


@dataclass(frozen=True, slots=True)
class Talks:
    """A negotiation in a few numbers, with the way to each of its pages."""

    pages: Sequence[tuple[Tab, str, str]]  #: tab, address, how much is there
    blocking: tuple[str, ...]  #: what is wrong with the representatives and must be put right
    credit: str
    statuses: Sequence[tuple[str, int]]  #: of the clauses


def talks(work: Work, case: Case) -> Talks | None:
    """Return the panel of a negotiation; None for a case of another kind."""
    if case.kind not in PROCEDURES:
        return None
    inside = work.allows("内部", case)
    counts = {
        one.name: len(negotiation.listed(work, case, one.register)) for one in TABS if one.register
    }
    board = negotiation.board(work, case)
    counts |= {"board": sum(line.clause is not None for line in board.lines)}
    counts |= {"employer": len(negotiation.employers(work, case))}
    pages = [
        (one, one.address(case.number), str(counts.get(one.name, "")))
        for one in TABS
        if inside or not one.inside
    ]
    found = negotiation.defects(work, case)
    return Talks(
        pages,
        tuple(one.reason.sentence for one in found if one.blocking),
        negotiation.credit(work, case),
        [(one.label, count) for one, count in board.counts.items() if count],
    )
