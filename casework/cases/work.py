"""Work: one transaction, one actor, one moment. Every verb and every read takes it first."""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, wraps
from pathlib import Path
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from casework.cases import access
from casework.cases.files import FileStore
from casework.cases.kinds import Kind, Kinds, Procedure
from casework.cases.models import Case, Mover, Person, Stream, Subject, Unit
from casework.errors import AccessDenied, NotFound
from casework.law import Law, civil_date
from casework.store import translated

F = TypeVar("F", bound=Callable[..., Any])

#: What a thing is called in "there is no such …".
_NAMES = {"Case": "案件", "Enterprise": "企业", "Unit": "单位", "Person": "人员"}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a frozen copy, so that no row is kept alive by it."""

    id: int
    login: str
    name: str


@dataclass
class Work:
    """The context of everything: session, actor, moment (aware), law, policy, kinds, files."""

    session: Session
    actor: Actor
    moment: datetime
    law: Law
    policy: access.Policy
    kinds: Kinds
    files: FileStore
    writes: bool
    catalogues: Path | None = None  #: the folder of the user's own catalogues of check items
    asked: int = field(default=0, init=False)
    #: streams locked by this Work, by what they are the journal of
    locked: dict[tuple[str, int], Stream] = field(default_factory=dict, init=False)
    #: what was read of journals and is read again and again, until something is rolled back
    remembered: dict[tuple[Any, ...], Any] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self.today = civil_date(self.moment)  #: the civil date of the moment in Shanghai

    @cached_property
    def grants(self) -> Sequence[access.Grant]:
        """Return the roles the actor holds today."""
        return access.grants(self.session, self.policy, self.actor.id, self.today)

    def kind(self, case: Case) -> Kind:
        """Return what is registered for the case's kind."""
        return self.kinds[case.kind]

    def procedure(self, subject: Subject) -> Procedure:
        """Return what is registered for a case, or for a mover of its sort."""
        kind = self.kinds[subject.case.kind]
        return kind.movers[subject.sort] if isinstance(subject, Mover) else kind

    def allows(self, act: str, thing: Any) -> bool:
        """Return whether the actor may do *act* to *thing* (a case or what moves in one, an enterprise, a unit).

        Counts as asking.
        """
        self.asked += 1
        thing = thing.case if isinstance(thing, Mover) else thing
        unit = thing if isinstance(thing, Unit) else thing.unit
        return any(
            act in grant.role.acts
            and grant.covers(unit.id, unit.path)
            and (
                grant.role.scope != "member"
                or not isinstance(thing, Case)
                or self._takes_part(thing)
            )
            for grant in self.grants
        )

    def ask(self, act: str, thing: Any) -> None:
        """Pass if the actor may do *act* to *thing*.

        Raises:
            NotFound: the actor may not see it, so for them it doesn't exist.
            AccessDenied: they see it, but may not do this: one sentence.
        """
        thing = thing.case if isinstance(thing, Mover) else thing
        if not self.allows("看", thing):
            identifier = getattr(thing, "number", None) or getattr(thing, "code", None) or thing.id
            raise NotFound(_NAMES.get(type(thing).__name__, "记录"), identifier)
        if act != "看" and not self.allows(act, thing):
            raise AccessDenied(self.denial(act))

    def could(self, person: Person, act: str, unit: Unit) -> bool:
        """Return whether *person* holds a role today that allows *act* in *unit*."""
        held = access.grants(self.session, self.policy, person.id, self.today)
        return any(act in one.role.acts and one.covers(unit.id, unit.path) for one in held)

    def denial(self, act: str) -> str:
        """Return the one sentence for somebody who sees a thing but may not do *act*."""
        mine = "、".join(sorted({grant.role.label for grant in self.grants})) or "没有角色"
        return (
            f"{self.actor.name}（{mine}）不能办理“{act}”类步骤，"
            f"需要由{self.policy.labels_for(act)}办理。"
        )

    def visible(self, act: str, model: type[Any]) -> ColumnElement[bool]:
        """Return the WHERE that limits a list of *model* to what the actor reaches. Counts as asking."""
        self.asked += 1
        return access.reachable(self.grants, act, model, self.actor.id)

    def _takes_part(self, case: Case) -> bool:
        return any(member.person_id == self.actor.id for member in case.members)


def _checked(function: F, *, writes: bool) -> F:
    if inspect.isgeneratorfunction(function):
        raise TypeError(f"{function.__name__}: a generator's body would run after the access check")

    @wraps(function)
    def checked(work: Work, *args: Any, **kwargs: Any) -> Any:
        before = work.asked

        def asked() -> None:
            if work.asked == before:
                raise RuntimeError(f"{function.__name__} ended without having asked about access")

        if writes:
            if not work.writes:
                raise RuntimeError(
                    f"{function.__name__} changes something: open book.work, not book.read"
                )
            locked = dict(work.locked)
            try:
                with translated(), work.session.begin_nested():
                    result = function(work, *args, **kwargs)
                    work.session.flush()
                    asked()
            except BaseException:
                work.locked = locked  # rolling back to the savepoint gave the other locks back
                work.remembered.clear()
                raise
        else:
            result = function(work, *args, **kwargs)
            asked()
        return result

    checked.__dict__["casework_checked"] = "verb" if writes else "query"
    return cast("F", checked)


def verb(function: F) -> F:
    """Mark a function that changes something: it runs in a savepoint and must ask about access.

    A question asked by a verb it calls counts for it too.
    """
    return _checked(function, writes=True)


def query(function: F) -> F:
    """Mark a function that reads: it must ask about access."""
    return _checked(function, writes=False)


__all__ = ["Actor", "Work", "query", "verb"]
