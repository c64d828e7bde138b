"""The persons somebody can act as: frozen copies, read before anybody acts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from casework.cases.models import Assignment, Person
from casework.law import civil_date
from casework.store import translated
from webui.casebook import casebook
from webui.db import db


@dataclass(frozen=True, slots=True)
class Someone:
    """A person as the pages know them; no row is kept alive by it."""

    login: str
    name: str
    roles: tuple[str, ...]  #: 公职律师（云工）


_ACTIVE = (
    select(Person)
    .where(Person.active)
    .order_by(Person.login)
    .options(selectinload(Person.assignments).joinedload(Assignment.unit))
)


def active() -> tuple[Someone, ...]:
    """Return the active persons by login. The session is closed before anybody begins a Work.

    Raises:
        CasebookError: the casebook cannot be read.
    """
    labels = {name: role.label for name, role in casebook().policy.roles.items()}
    today = civil_date(current_app.config["CASEWORK_CLOCK"]())
    try:
        with translated():
            return tuple(_someone(row, labels, today) for row in db.session.scalars(_ACTIVE))
    finally:
        db.session.remove()


def _someone(row: Person, labels: Mapping[str, str], today: date) -> Someone:
    held = (
        one
        for one in row.assignments
        if one.from_on <= today and (one.until_on is None or today <= one.until_on)
    )
    roles = (f"{labels.get(one.role, one.role)}（{one.unit.short}）" for one in held)
    return Someone(row.login, row.name, tuple(roles))
