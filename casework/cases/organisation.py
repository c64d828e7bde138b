"""Units, persons and their roles: how the unit tree grows and who holds what in it."""

import re
from collections.abc import Sequence
from datetime import date

from sqlalchemy import false, func, or_, select

from casework.cases import journal, texts
from casework.cases.models import Assignment, Person, Unit
from casework.cases.models.organisation import LEVELS
from casework.cases.persons import colleague, colleagues, person
from casework.cases.work import Work, query, verb
from casework.errors import InputError, NotFound

__all__ = [
    "LOGIN",
    "LOGIN_FORM",
    "add_person",
    "add_unit",
    "assign",
    "colleague",
    "colleagues",
    "end_role",
    "person",
    "rechecked_by_other",
    "set_contact",
    "unit",
    "units",
]

#: Which levels may lie below which; an industry federation may lie below any.
_BELOW = {
    "省": ("市", "县", "基层", "行业"),
    "市": ("县", "基层", "行业"),
    "县": ("基层", "行业"),
    "基层": ("行业",),
    "行业": ("基层", "行业"),
}
LOGIN = re.compile(r"[a-z][a-z0-9_.-]{1,58}")
LOGIN_FORM = "登录名应以小写字母开头，只含小写字母、数字、点、横线，2 至 59 位。"


@verb
def add_unit(
    work: Work, parent: Unit, name: str, *, short: str, level: str, region: str = ""
) -> Unit:
    """Add a unit below *parent* and return it.

    Raises:
        InputError: unknown level, a level above the parent's, a name or short name already used.
    """
    work.ask("管理", parent)
    journal.lock(work, "system", 0)  # of two who take the same name one comes second, and is told
    name = texts.line("name", "单位名称", name, 120)
    short = texts.line("short", "单位简称", short, 20)
    if level not in LEVELS:
        raise InputError.one("level", f"单位层级应为{'、'.join(LEVELS)}之一，现在是“{level}”。")
    if level not in _BELOW[parent.level]:
        raise InputError.one("level", f"“{level}”级单位不能设在“{parent.level}”级单位下面。")
    if region and not (len(region) == len(parent.region) and region.isascii() and region.isdigit()):
        raise InputError.one("region", "地区代码应为 6 位数字，例如苏州市 320500。")
    taken = select(Unit).where(or_(Unit.name == name, Unit.short == short))
    if (other := work.session.scalars(taken).first()) is not None:
        raise InputError.one("name", f"单位“{other.name}”（简称{other.short}）已经存在。")
    unit = Unit(
        parent_id=parent.id,
        name=name,
        short=short,
        level=level,
        region=region or parent.region,
        path=f"{parent.path}new/",
    )
    work.session.add(unit)
    work.session.flush()
    unit.path = f"{parent.path}{unit.id}/"
    meta = {"name": unit.name, "short": unit.short, "level": level, "parent": parent.id}
    journal.append(work, ("unit", unit.id), "unit.added", meta=meta)
    return unit


@verb
def set_contact(work: Work, unit: Unit, *, phone: str = "", address: str = "") -> None:
    """Set what documents print about how to reach the unit; empty leaves a value as it is."""
    work.ask("管理", unit)
    if phone.strip():
        unit.phone = texts.line("phone", "电话", phone, 40)
    if address.strip():
        unit.address = texts.line("address", "地址", address, 200)
    meta = {"phone": unit.phone, "address": unit.address}
    journal.append(work, ("unit", unit.id), "unit.contact", meta=meta)


@verb
def set_recheck(work: Work, unit: Unit, *, by_other: bool) -> None:
    """Say whether re-checks here and below are done by somebody other than who gave the first verdict."""
    work.ask("管理", unit)
    unit.recheck_by_other = by_other
    meta = {"recheck_by_other": by_other}
    journal.append(work, ("unit", unit.id), "unit.recheck", meta=meta)


@verb
def add_person(work: Work, login: str, name: str, *, unit: Unit, role: str) -> Person:
    """Add a person with a first role in *unit* and return them.

    Raises:
        InputError: a login of another form or already used, an empty name, an unknown role.
    """
    work.ask("管理", unit)
    journal.lock(work, "system", 0)  # as for units
    if not LOGIN.fullmatch(login):
        raise InputError.one("login", LOGIN_FORM)
    if work.session.scalars(select(Person).where(Person.login == login)).first():
        raise InputError.one("login", f"登录名“{login}”已经有人用了。")
    person = Person(login=login, name=texts.line("name", "姓名", name, 60))
    work.session.add(person)
    work.session.flush()
    facts = {
        name: journal.Recorded(value, side="shared", data_class="personal")
        for name, value in (("login", login), ("name", person.name))
    }
    journal.append(work, ("unit", unit.id), "person.added", facts=facts)
    assign(work, person, unit, role)
    return person


@verb
def assign(
    work: Work,
    person: Person,
    unit: Unit,
    role: str,
    *,
    from_on: date | None = None,
    until_on: date | None = None,
) -> Assignment:
    """Give a person a role in a unit, from a day (today) until a day (open).

    Raises:
        InputError: the policy has no such role, or the days are the wrong way round.
    """
    work.ask("管理", unit)
    if role not in work.policy.roles:
        known = "、".join(f"{name}（{found.label}）" for name, found in work.policy.roles.items())
        raise InputError.one("role", f"没有角色“{role}”。可用的有：{known}。")
    start = from_on or work.today
    if until_on is not None and until_on < start:
        raise InputError.one("until_on", "结束日不能早于开始日。")
    row = Assignment(
        person_id=person.id, unit_id=unit.id, role=role, from_on=start, until_on=until_on
    )
    work.session.add(row)
    work.session.flush()
    meta = {"person": person.login, "role": role, "until_on": str(until_on) if until_on else None}
    journal.append(work, ("unit", unit.id), "role.assigned", occurred_on=start, meta=meta)
    return row


@verb
def end_role(work: Work, person: Person, unit: Unit, role: str, *, until_on: date) -> None:
    """Let a role end with a day, the last on which it is held; what was done stays.

    Raises:
        InputError: the person does not hold it, or it began later.
    """
    work.ask("管理", unit)
    row = work.session.scalars(
        select(Assignment)
        .where(
            Assignment.person_id == person.id,
            Assignment.unit_id == unit.id,
            Assignment.role == role,
            or_(Assignment.until_on.is_(None), Assignment.until_on >= work.today),
        )
        .order_by(Assignment.id)
    ).first()
    if row is None:
        raise InputError.one("role", f"{person.name}在“{unit.name}”没有这个角色。")
    if until_on < row.from_on:
        raise InputError.one("until_on", f"结束日不能早于开始日（{row.from_on}）。")
    row.until_on = until_on
    meta = {"person": person.login, "role": role, "until_on": str(until_on)}
    journal.append(work, ("unit", unit.id), "role.ended", meta=meta)


def rechecked_by_other(work: Work, unit: Unit) -> Unit | None:
    """Return the unit, this one or the nearest above, that wants re-checks done by somebody else."""
    ids = [int(part) for part in unit.path.strip("/").split("/")]
    return work.session.scalars(
        select(Unit)
        .where(Unit.id.in_(ids), Unit.recheck_by_other)
        .order_by(func.length(Unit.path).desc())
    ).first()


@query
def unit(work: Work, text: str) -> Unit:
    """Return the visible unit with that name or short name.

    Raises:
        NotFound: there is none the actor may know of.
    """
    found = work.session.scalars(
        select(Unit).where(or_(Unit.name == text, Unit.short == text))
    ).first()
    work.asked += 1
    if found is None or not work.allows("看", found):
        raise NotFound("单位", text)
    return found


@query
def units(work: Work) -> Sequence[Unit]:
    """Return the units within reach, each after its parent."""
    work.asked += 1
    within = [
        Unit.path.startswith(grant.path, autoescape=True)
        if grant.role.scope == "subtree"
        else Unit.id == grant.unit_id
        for grant in work.grants
    ]
    return work.session.scalars(select(Unit).where(or_(false(), *within)).order_by(Unit.path)).all()
