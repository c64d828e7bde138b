"""The verbs of the union side's own rows: written, changed, withdrawn; each asks the act “内部”."""

from typing import Any

from casework.cases import records
from casework.cases.models import Case, Record
from casework.cases.service import lock
from casework.cases.work import Work, verb
from casework.errors import NotFound
from casework.negotiation import register as registering
from casework.negotiation.caucus.registers import COST, NOTE, REGISTERS
from casework.negotiation.models import CaucusNote, CostBasis
from casework.negotiation.register import Register


@verb
def write_note(work: Work, case: Case, matter: str, opinion: str, **given: Any) -> CaucusNote:
    """Write down a bottom line, an alternative or an opinion (底线, 备选方案, 内部意见) and return it.

    *given*: topic, clause, option, option_figures.

    Raises:
        AccessDenied: the actor may not see inside. NotFound: no such topic or clause.
        InputError: every problem.
    """
    row: CaucusNote = _add(work, case, NOTE, {"matter": matter, "opinion": opinion, **given})
    return row


@verb
def set_cost_basis(work: Work, case: Case, clause: str, figure: str, **given: Any) -> CostBasis:
    """Write down what a figure of a clause is multiplied by and return it.

    *given*: volume, persons, unit_value, present, basis_from.

    Raises:
        AccessDenied: the actor may not see inside. NotFound: no such clause.
        InputError: every problem; the clause has no such figure, or it has a basis already.
    """
    named = {"cost_clause": clause, "cost_figure": figure, **given}
    row: CostBasis = _add(work, case, COST, named)
    return row


@verb
def change_internal(
    work: Work, case: Case, code: str, *, seen: int | None = None, **given: Any
) -> Any:
    """Change an internal row (内-01, 算-01) and return it: what is not given stays.

    Raises:
        AccessDenied: the actor may not see inside. NotFound: no such row.
        InputError: every problem. Conflict: somebody changed it after version *seen*.
    """
    _inside(work, case)
    one = _of(code)
    row: Record = records.one(work, case, one.sort.model, code)
    records.check_seen(work, case, one.sort, row, seen)
    records.refuse_withdrawn(row)
    values = registering.columns(work, case, one, given, row)
    records.change(work, case, one.sort, row, values, "")
    return row


@verb
def withdraw_internal(
    work: Work, case: Case, code: str, *, reason: str, seen: int | None = None
) -> Any:
    """Let an internal row no longer count, with a reason, and return it.

    Raises:
        AccessDenied: the actor may not see inside. NotFound: no such row.
        InputError: no reason, withdrawn already. Conflict: somebody changed it after version *seen*.
    """
    _inside(work, case)
    return records.withdraw(work, case, _of(code).sort, code, reason, seen)


def _add(work: Work, case: Case, register: Register, given: dict[str, Any]) -> Any:
    _inside(work, case)
    values = registering.columns(work, case, register, given)
    return records.add(work, case, register.sort, values, "")


def _inside(work: Work, case: Case) -> None:
    lock(work, case)
    work.ask("内部", case)


def _of(code: str) -> Register:
    for one in REGISTERS.values():
        if code.strip().startswith(one.prefix):
            return one
    raise NotFound("内部记录", code)
