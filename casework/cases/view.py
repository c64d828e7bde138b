"""What a guard may look at: one frozen picture of a case or mover, made before anybody asks."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.cases import clock as clockwork
from casework.cases import history, members
from casework.cases.clock import Clock
from casework.cases.history import Standing
from casework.cases.models import Case, Mover, Pinned, Subject
from casework.cases.work import Work
from casework.errors import CasebookError
from casework.workflow import Engine, Table


@dataclass(frozen=True, slots=True)
class SubjectView:
    """A case or a mover as its guards see it. Persons are logins."""

    state: str
    actor: str
    today: date
    steps: Sequence[Standing]
    clocks: Mapping[str, Clock]

    def last(self, step: str) -> Standing | None:
        """Return the last standing step of that name, or None."""
        return next((taken for taken in reversed(self.steps) if taken.step == step), None)


@dataclass(frozen=True, slots=True)
class CaseView(SubjectView):
    """A case as its guards see it."""

    number: str
    members: Mapping[str, tuple[str, ...]]  #: duty → logins

    def everybody(self) -> frozenset[str]:
        """Return the logins of all members."""
        return frozenset(login for logins in self.members.values() for login in logins)


@dataclass(frozen=True, slots=True)
class MoverView(SubjectView):
    """A mover as its guards see it, with the case it belongs to."""

    code: str
    case: CaseView


def look(work: Work, case: Case) -> CaseView:
    """Return the picture of a case that every kind shares."""
    return CaseView(
        **_seen(work, case),
        number=case.number,
        members=members.stored(case),
    )


def look_at(work: Work, mover: Mover) -> MoverView:
    """Return the picture of a mover that every sort shares."""
    return MoverView(**_seen(work, mover), code=code_of(work, mover), case=look(work, mover.case))


def _seen(work: Work, subject: Subject) -> dict[str, Any]:
    return {
        "state": subject.state,
        "actor": work.actor.login,
        "today": work.today,
        "steps": standing_of(work, subject),
        "clocks": clockwork.stored(work, subject),
    }


def standing_of(work: Work, subject: Subject) -> list[Standing]:
    """Return the standing steps of a case or mover, in order."""
    return history.standing(table_of(work, subject), history.moves(work, subject))


def code_of(work: Work, subject: Subject) -> str:
    """Return what people call a mover (WT-07); nothing for the case itself."""
    if not isinstance(subject, Mover):
        return ""
    return work.kind(subject.case).movers[subject.sort].code(subject)


def named(work: Work, subject: Subject) -> str:
    """Return a case or mover as a sentence names it: 案件 云工法检〔2026〕1号, 问题 WT-07."""
    if isinstance(subject, Mover):
        return f"{work.procedure(subject).label} {code_of(work, subject)}"
    return f"案件 {subject.number}"


_old_engines: dict[str, Engine] = {}


def engine_of(work: Work, subject: Subject) -> Engine:
    """Return the engine of the table a case or mover is pinned to, be it the shipped one or an older text."""
    current = work.procedure(subject)
    if subject.table_hash == current.table.hash:
        return current.engine
    engine = _old_engines.get(subject.table_hash)
    if engine is None:
        text = pinned_text(work, subject.table_hash)
        engine = Engine(Table.read(text, f"{named(work, subject)} 开始时的流程表"))
        _old_engines[subject.table_hash] = engine
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


def table_of(work: Work, subject: Subject) -> Table:
    """Return the table a case or mover is pinned to."""
    return engine_of(work, subject).table
