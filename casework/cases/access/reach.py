"""What an actor reaches: assignments of the day turned into yes or no, and into a WHERE."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.orm import Session

from casework.cases.access.policy import Policy, Role
from casework.cases.models import Assignment, Case, CaseMember, Unit


@dataclass(frozen=True, slots=True)
class Grant:
    """A role held in a unit today."""

    role: Role
    unit_id: int
    path: str

    def covers(self, unit_id: int, path: str) -> bool:
        """Return whether a thing of that unit lies within this grant."""
        if self.role.scope == "subtree":
            return path.startswith(self.path)
        return unit_id == self.unit_id


def grants(session: Session, policy: Policy, person_id: int, day: date) -> tuple[Grant, ...]:
    """Return the roles the person holds on *day*; roles the policy doesn't know give nothing."""
    rows = session.execute(
        select(Assignment.role, Unit.id, Unit.path)
        .join(Unit, Unit.id == Assignment.unit_id)
        .where(
            Assignment.person_id == person_id,
            Assignment.from_on <= day,
            or_(Assignment.until_on.is_(None), Assignment.until_on >= day),
        )
    )
    return tuple(
        Grant(policy.roles[role], unit_id, path)
        for role, unit_id, path in rows
        if role in policy.roles
    )


def reachable(
    held: Sequence[Grant], act: str, model: type[Any], person_id: int
) -> ColumnElement[bool]:
    """Return the condition that a row of *model* (with ``unit_id``) is within reach for *act*."""
    conditions: list[ColumnElement[bool]] = []
    for grant in held:
        if act not in grant.role.acts:
            continue
        if grant.role.scope == "subtree":
            below = select(Unit.id).where(Unit.path.startswith(grant.path, autoescape=True))
            conditions.append(model.unit_id.in_(below))
        elif grant.role.scope == "unit" or model is not Case:
            conditions.append(model.unit_id == grant.unit_id)
        else:
            mine = select(CaseMember.case_id).where(CaseMember.person_id == person_id)
            conditions.append(and_(model.unit_id == grant.unit_id, Case.id.in_(mine)))
    return or_(false(), *conditions)
