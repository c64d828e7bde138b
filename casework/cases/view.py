"""What a guard may look at: one frozen picture of a case, made by a query before anybody asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from casework.cases import clock as clockwork
from casework.cases import history, members
from casework.cases.clock import Clock
from casework.cases.history import Standing
from casework.cases.models import Case, Pinned
from casework.cases.work import Work
from casework.workflow import Engine, Table


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as its guards see it. Persons are logins."""

    number: str
    state: str
    actor: str
    today: date
    steps: Sequence[Standing]
    clocks: Mapping[str, Clock]
    members: Mapping[str, tuple[str, ...]]  #: duty → logins

    def last(self, step: str) -> Standing | None:
        """Return the last standing step of that name, or None."""
        return next((taken for taken in reversed(self.steps) if taken.step == step), None)

    def everybody(self) -> frozenset[str]:
        """Return the logins of all members."""
        return frozenset(login for logins in self.members.values() for login in logins)


def look(work: Work, case: Case) -> CaseView:
    """Return the picture of a case that every kind shares."""
    return CaseView(
        number=case.number,
        state=case.state,
        actor=work.actor.login,
        today=work.today,
        steps=history.standing(table_of(work, case), history.moves(work, case)),
        clocks=clockwork.stored(work, case),
        members=members.stored(case),
    )


_old_engines: dict[str, Engine] = {}


def engine_of(work: Work, case: Case) -> Engine:
    """Return the engine of the table the case is pinned to, be it the shipped one or an older text."""
    kind = work.kind(case)
    if case.table_hash == kind.table.hash:
        return kind.engine
    engine = _old_engines.get(case.table_hash)
    if engine is None:
        pinned = work.session.get_one(Pinned, case.table_hash)
        engine = Engine(Table.read(pinned.text, f"案件 {case.number} 立案时的流程表"))
        _old_engines[case.table_hash] = engine
    return engine


def table_of(work: Work, case: Case) -> Table:
    """Return the table the case is pinned to."""
    return engine_of(work, case).table
