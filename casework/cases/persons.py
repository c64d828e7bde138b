"""Persons as others name them: by login or name, casebook-wide or among those who may see something."""

from collections.abc import Sequence

from sqlalchemy import or_, select

from casework.cases.models import Assignment, Person, Unit
from casework.cases.work import Work, query
from casework.errors import NotFound


def person(work: Work, text: str, *, active: bool = True) -> Person:
    """Return the active person with that login, or with that name if only one has it.

    Without *active* those who left are found, too: a case keeps their names.

    Raises:
        NotFound: nobody, or the name is shared: then the login is needed.
    """
    return _only(text, _known_as(work, text, active=active))


@query
def colleague(work: Work, unit: Unit, text: str) -> Person:
    """Return the active person with that login or name among those who may see what belongs to *unit*.

    Raises:
        NotFound: nobody there (somebody elsewhere is nobody), or several have the name.
    """
    work.ask("看", unit)
    found = _known_as(work, text.strip(), active=True)
    return _only(text, [one for one in found if work.could(one, "看", unit)])


def _known_as(work: Work, text: str, *, active: bool) -> Sequence[Person]:
    wanted = or_(Person.login == text, Person.name == text)
    conditions = [wanted, Person.active] if active else [wanted]
    return work.session.scalars(select(Person).where(*conditions)).all()


def _only(text: str, found: Sequence[Person]) -> Person:
    exact = [one for one in found if one.login == text] or list(found)
    if len(exact) != 1:
        raise NotFound("人员", f"{text}（有{len(exact)}人，请用登录名）" if exact else text)
    return exact[0]


@query
def colleagues(work: Work, unit: Unit) -> Sequence[Person]:
    """Return the active persons with a role in *unit* or above it, by login: whom a step can name."""
    work.ask("看", unit)
    ids = [int(part) for part in unit.path.strip("/").split("/")]
    return work.session.scalars(
        select(Person)
        .join(Assignment)
        .where(
            Assignment.unit_id.in_(ids),
            Assignment.from_on <= work.today,
            or_(Assignment.until_on.is_(None), Assignment.until_on >= work.today),
            Person.active,
        )
        .distinct()
        .order_by(Person.login)
    ).all()
