"""Reads about the representatives of a case: what protects them, what nobody has verified, whose turn to chair."""

from collections.abc import Mapping, Sequence

from casework.cases import records
from casework.cases.models import Case
from casework.cases.work import Work, query
from casework.errors import Reason
from casework.negotiation.models import Meeting
from casework.negotiation.representative.chairs import Chaired, ChairProposal, next_chair
from casework.negotiation.representative.protection import Note, protections
from casework.negotiation.representative.roster import delegates, present
from casework.negotiation.representative.rules import unknowns
from casework.negotiation.side import Side
from casework.negotiation.view import PROCEDURES


@query
def protected(work: Work, case: Case) -> Mapping[str, Sequence[Note]]:
    """Return what protects each representative who has not left, by code (代-01)."""
    work.ask("看", case)
    rows = present(work, case)
    place, day, procedure = case.unit.jurisdiction, work.today, PROCEDURES[case.kind]
    return {
        row.code: protections(procedure, one, work.law, place, day)
        for row, one in zip(rows, delegates(rows, None), strict=True)
    }


@query
def unverified(work: Work, case: Case) -> Sequence[Reason]:
    """Return what the law asks about representatives there, but nobody has verified: left free."""
    work.ask("看", case)
    return unknowns(PROCEDURES[case.kind], work.law, case.unit.jurisdiction, work.today)


@query
def chair_proposal(work: Work, case: Case) -> ChairProposal:
    """Return whose chief is to chair the next meeting: not the one who chaired last."""
    work.ask("看", case)
    held = [Chaired(row.number, Side(row.chair_side)) for row in records.kept(work, case, Meeting)]
    return next_chair(held, work.law, case.unit.jurisdiction, work.today)
