"""What a guard may look at: one frozen picture of a case, made by a query before anybody asks."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from casework.cases import clock as clockwork
from casework.cases import history, members
from casework.cases.clock import Clock
from casework.cases.history import Standing
from casework.cases.models import Case, Pinned
from casework.cases.work import Work
from casework.errors import CasebookError
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
        text = pinned_text(work, case.table_hash)
        engine = Engine(Table.read(text, f"案件 {case.number} 立案时的流程表"))
        _old_engines[case.table_hash] = engine
    return engine


def pinned_text(work: Work, digest: str) -> str:
    """Return the text a case is pinned to by its hash.

    Raises:
        CasebookError: the stored text is not the one that was pinned.
    """
    text = work.session.get_one(Pinned, digest).text
    if hashlib.sha256(text.encode()).hexdigest() != digest:
        raise CasebookError(
            "案件所用的流程表或检查目录在库里被改动，不能再用。请运行 casework verify，并从备份恢复。"
        )
    return text


def table_of(work: Work, case: Case) -> Table:
    """Return the table the case is pinned to."""
    return engine_of(work, case).table
