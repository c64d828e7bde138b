"""The verbs of everything a negotiation writes down: added, changed, withdrawn; and how it is found."""

from collections.abc import Mapping, Sequence
from typing import Any

from casework.cases import records
from casework.cases.models import Case, Record
from casework.cases.service import lock
from casework.cases.view import table_of
from casework.cases.work import Work, query, verb
from casework.errors import NotFound, Reason, StepRefused
from casework.negotiation import register as registering
from casework.negotiation.register import Register
from casework.negotiation.registers import REGISTERS


@query
def listed(work: Work, case: Case, register: str, *, withdrawn: bool = False) -> Sequence[Any]:
    """Return what is written down of a sort (its name: topic, meeting …) by number.

    Raises:
        NotFound: no such register.
    """
    work.ask("看", case)
    return records.kept(work, case, register_named(register).sort.model, withdrawn=withdrawn)


@query
def found(work: Work, case: Case, code: str) -> Any:
    """Return the record with that code (题-01, 会-02).

    Raises:
        NotFound: there is none.
    """
    work.ask("看", case)
    register = _of_code(code)
    return records.one(work, case, register.sort.model, code)


@verb
def add(work: Work, case: Case, register: str, **given: Any) -> Any:
    """Write down something new and return it. *given*: the facts its register declares.

    Raises:
        NotFound: no such register. StepRefused: the case is finished.
        InputError: every problem.
    """
    one = register_named(register)
    refuse_finished(work, case, one.label)
    values = registering.columns(work, case, one, given)
    return records.add(work, case, one.sort, values, one.told(values))


@verb
def edit(work: Work, case: Case, code: str, *, seen: int | None = None, **given: Any) -> Any:
    """Change what was written down and return it: what is not given stays, what it was is in the journal.

    Raises:
        NotFound: no such record. StepRefused: the case is finished.
        InputError: every problem. Conflict: somebody changed it after version *seen*.
    """
    one = _of_code(code)
    refuse_finished(work, case, one.label)
    row: Record = records.one(work, case, one.sort.model, code)
    records.check_seen(work, case, one.sort, row, seen)
    records.refuse_withdrawn(row)
    values = registering.columns(work, case, one, given, row)
    records.change(work, case, one.sort, row, values, f"修改：{one.told(values)}")
    return row


@verb
def withdraw(work: Work, case: Case, code: str, *, reason: str, seen: int | None = None) -> Any:
    """Let something no longer count, with a reason, and return it; it stays in the file.

    Raises:
        NotFound: no such record. StepRefused: the case is finished.
        InputError: no reason, withdrawn already, others rest on it.
        Conflict: somebody changed it after version *seen*.
    """
    one = _of_code(code)
    refuse_finished(work, case, one.label)
    row: Record = records.one(work, case, one.sort.model, code)
    one.leave(work, case, row)
    return records.withdraw(work, case, one.sort, code, reason, seen)


def register_named(name: str) -> Register:
    """Return the register of that name, label or first word of codes.

    Raises:
        NotFound: there is none.
    """
    for one in REGISTERS.values():
        if name in {one.name, one.label, one.prefix}:
            return one
    raise NotFound("登记", name)


def labels() -> Mapping[str, str]:
    """Return what the facts of all registers are called, for the timeline."""
    return {
        **{fact.name: fact.label for one in REGISTERS.values() for fact in one.facts},
        **{one.sort.verb: one.label for one in REGISTERS.values()},
    }


def refuse_finished(work: Work, case: Case, label: str) -> None:
    """Lock the case and ask whether the actor may write in it; *label* says what is to be written.

    Raises:
        AccessDenied: the actor may not. StepRefused: the case is finished.
    """
    lock(work, case)
    work.ask("编", case)
    if not case.finished:
        return
    state = table_of(work, case).label(case.state)
    why = f"案件已经“{state}”，不能再登记或者修改{label}。"
    raise StepRefused(
        f"登记{label}", state, [Reason("finished", why, where_to_fix="先撤回案件的了结")]
    )


def _of_code(code: str) -> Register:
    return register_named(code.strip()[:1])
