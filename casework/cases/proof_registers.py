"""Whether enterprises, units, persons and roles are what their journals say they are."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from casework.cases import history
from casework.cases.enterprise_fields import FIELDS
from casework.cases.models import (
    Assignment,
    Enterprise,
    EnterpriseVersion,
    Entry,
    Person,
    Stream,
    Unit,
)
from casework.cases.work import Work

#: A role as it is compared: login, role, first day, last day.
Held = tuple[str, str, date, date | None]


def enterprise_faults(work: Work, enterprise: Enterprise) -> Iterator[str]:
    """Yield a sentence if the file, or a version of it, is not what its changes add up to."""
    told: dict[str, Any] = {}
    expected = []
    for row in _rows(work, "enterprise", enterprise.id):
        told |= history.raw_facts(row)
        expected.append((row.meta["version"], row.occurred_on, dict(told)))
    stored = [
        (one.version, one.data_as_of, {name: one.content.get(name) for name in told})
        for one in work.session.scalars(
            select(EnterpriseVersion)
            .where(EnterpriseVersion.enterprise_id == enterprise.id)
            .order_by(EnterpriseVersion.version)
        )
    ]
    now = {name: getattr(enterprise, name) for name in FIELDS if name in told}
    if not told:
        yield f"企业 {enterprise.code} 的档案没有登记记录。"
    elif now != told:
        yield f"企业 {enterprise.code} 的档案被改动：与日志不符。"
    elif not _same_versions(stored, expected):
        yield f"企业 {enterprise.code} 的档案的历史版本被改动：与日志不符。"


def _same_versions(stored: Sequence[Any], expected: Sequence[Any]) -> bool:
    """Compare what each version is known to have said; fields nobody gave are told by none."""
    return len(stored) == len(expected) and all(
        have[:2] == want[:2] and all(have[2][name] == value for name, value in want[2].items())
        for have, want in zip(stored, expected, strict=True)
    )


def organisation_faults(work: Work) -> Iterator[str]:
    """Yield a sentence for each unit, person or role that nobody entered like that."""
    founded = next(iter(_rows(work, "system", 0))).meta
    names = {founded["admin"]: founded["admin_name"]}
    for unit in work.session.scalars(select(Unit).order_by(Unit.id)):
        rows = _rows(work, "unit", unit.id)
        told = _told(founded if unit.parent_id is None else {}, rows)
        if any(getattr(unit, name) != value for name, value in told.items()):
            yield f"单位“{unit.name}”的登记被改动：与日志不符。"
        held = [_first_role(work, founded)] if unit.parent_id is None else []
        if sorted(_held(held, rows), key=repr) != sorted(_stored_roles(work, unit), key=repr):
            yield f"单位“{unit.name}”的人员角色被改动：与日志不符。"
        added = (history.raw_facts(row) for row in rows if row.verb == "person.added")
        names |= {facts["login"]: facts["name"] for facts in added}
    for person in work.session.scalars(select(Person).order_by(Person.id)):
        if names.get(person.login) != person.name:
            yield f"人员“{person.login}”的姓名被改动：与日志不符。"


def _rows(work: Work, kind: str, subject_id: int) -> Sequence[Entry]:
    return work.session.scalars(
        select(Entry)
        .join(Stream, Stream.id == Entry.stream_id)
        .where(Stream.subject_kind == kind, Stream.subject_id == subject_id)
        .order_by(Entry.seq)
        .options(selectinload(Entry.facts))
    ).all()


def _told(founded: Mapping[str, Any], rows: Sequence[Entry]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if founded:
        told |= {"name": founded["unit"]}
        told |= {name: founded[name] for name in ("short", "level", "region")}
    for row in rows:
        if row.verb in {"unit.added", "unit.contact", "unit.recheck"}:
            told |= {name: value for name, value in row.meta.items() if name != "parent"}
    return told


def _first_role(work: Work, founded: Mapping[str, Any]) -> Held:
    first = next(iter(_rows(work, "system", 0)))
    return founded["admin"], "admin", first.occurred_on, None


def _held(held: list[Held], rows: Sequence[Entry]) -> list[Held]:
    """Return the roles given in a unit, each ended as its journal says."""
    for row in rows:
        if row.verb == "role.assigned":
            until = row.meta["until_on"] and date.fromisoformat(row.meta["until_on"])
            held.append((row.meta["person"], row.meta["role"], row.occurred_on, until or None))
        elif row.verb == "role.ended":
            wanted = (row.meta["person"], row.meta["role"])
            place = next(
                number
                for number, one in enumerate(held)
                if one[:2] == wanted and (one[3] is None or one[3] >= row.occurred_on)
            )
            held[place] = (*held[place][:3], date.fromisoformat(row.meta["until_on"]))
    return held


def _stored_roles(work: Work, unit: Unit) -> list[Held]:
    rows = work.session.execute(
        select(Person.login, Assignment.role, Assignment.from_on, Assignment.until_on)
        .join(Person, Person.id == Assignment.person_id)
        .where(Assignment.unit_id == unit.id)
    )
    return [(login, role, start, end) for login, role, start, end in rows]
