"""The persons somebody can act as: frozen copies, read before anybody acts."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from casework.cases.models import Assignment, Person
from webui.casebook import casebook
from webui.db import db


@dataclass(frozen=True, slots=True)
class Someone:
    """A person as the pages know them; no row is kept alive by it."""

    login: str
    name: str
    roles: tuple[str, ...]  #: 公职律师（云工)


def active() -> tuple[Someone, ...]:
    """Return the active persons by login. The session is closed before anybody begins a Work."""
    labels = {name: role.label for name, role in casebook().policy.roles.items()}
    try:
        rows = db.session.scalars(
            select(Person)
            .where(Person.active)
            .order_by(Person.login)
            .options(selectinload(Person.assignments).joinedload(Assignment.unit))
        )
        return tuple(
            Someone(
                row.login,
                row.name,
                tuple(
                    f"{labels.get(one.role, one.role)}（{one.unit.short}）"
                    for one in row.assignments
                ),
            )
            for row in rows
        )
    finally:
        db.session.remove()
