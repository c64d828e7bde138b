"""Reads of the union side's own rows: each asks the act “内部”."""

from collections.abc import Sequence

from casework.cases import records
from casework.cases.models import Case
from casework.cases.work import Work, query
from casework.negotiation.caucus.costing import BOTTOM, Basis, Costing, Inside, cost
from casework.negotiation.caucus.registers import BOTTOM_LINE, OPTION
from casework.negotiation.ledger import figures
from casework.negotiation.ledger.numbering import number_in
from casework.negotiation.ledger.queries import ledger_of
from casework.negotiation.models import CaucusNote, CostBasis


@query
def internal_notes(
    work: Work, case: Case, clause: str = "", *, withdrawn: bool = False
) -> Sequence[CaucusNote]:
    """Return bottom lines, alternatives and opinions by number, of one clause (款-03) or all.

    Raises:
        AccessDenied: the actor may not see inside.
    """
    work.ask("内部", case)
    rows = records.kept(work, case, CaucusNote, withdrawn=withdrawn)
    return [row for row in rows if not clause or row.clause == clause]


@query
def cost_bases(work: Work, case: Case) -> Sequence[CostBasis]:
    """Return what figures are multiplied by, by number.

    Raises:
        AccessDenied: the actor may not see inside.
    """
    work.ask("内部", case)
    return records.kept(work, case, CostBasis)


@query
def costing(work: Work, case: Case) -> Costing:
    """Return what each offer comes to a month: now, both sides, packages, bottom line and alternatives.

    Raises:
        AccessDenied: the actor may not see inside.
    """
    work.ask("内部", case)
    bases = [
        Basis(
            clause=number_in("款", row.cost_clause) or 0,
            figure=row.cost_figure,
            volume=row.volume,
            persons=row.persons,
            unit_value=row.unit_value,
            present=row.present,
            code=row.code,
        )
        for row in records.kept(work, case, CostBasis)
    ]
    inside = [
        Inside(
            column=BOTTOM if row.matter == BOTTOM_LINE else f"备选：{row.option}",
            clause=number_in("款", row.clause) or 0,
            figures=figures.read(row.option_figures),
        )
        for row in records.kept(work, case, CaucusNote)
        if row.matter in {BOTTOM_LINE, OPTION} and row.option_figures
    ]
    return cost(ledger_of(work, case), bases, inside)
