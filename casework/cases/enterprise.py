"""一企一档: registering an enterprise, changing its file, and the file as it was on a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, or_, select

from casework.cases import credit_code, journal, texts
from casework.cases.enterprise_fields import (
    FIELDS,
    LABELS,
    PROFILE,
    REQUIRED,
    ROLES,
    SECTORS,
    WORKER_FORMS,
    read_fields,
)
from casework.cases.models import Enterprise, EnterpriseVersion, Entry, Stream, Unit
from casework.cases.work import Work, query, verb
from casework.errors import Conflict, InputError, NotFound, Problem

DATA_AS_OF = "数据截止日"

__all__ = [
    "DATA_AS_OF",
    "FIELDS",
    "PROFILE",
    "ROLES",
    "SECTORS",
    "WORKER_FORMS",
    "Snapshot",
    "as_of",
    "change",
    "get",
    "history",
    "register",
    "search",
]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The file of an enterprise as of a day; what a document prints."""

    code: str
    version: int
    data_as_of: date
    content: Mapping[str, Any]


@verb
def register(
    work: Work, unit: Unit, code: str, *, data_as_of: date | None = None, **content: Any
) -> Enterprise:
    """Open the file of an enterprise under *unit* and return it. *content*: the names in FIELDS.

    Raises:
        InputError: every problem: credit code, role, sectors, workers, region, unknown fields.
    """
    work.ask("编", unit)
    journal.lock(
        work, "system", 0
    )  # of two who register the same company one comes second, and is told
    day = data_as_of or work.today
    values, problems = read_fields(content, data_as_of=day, today=work.today)
    problems += [
        Problem(name, f"{LABELS[name]}必须填写。") for name in REQUIRED if name not in content
    ]
    try:
        code = credit_code.parse(code)
    except InputError as error:
        problems += error.problems
    else:
        if work.session.scalars(select(Enterprise).where(Enterprise.code == code)).first():
            problems.append(Problem("code", f"统一社会信用代码 {code} 的企业已经登记过。"))
        problems += _own(code, values)
    if problems:
        raise InputError(problems)
    values = {"sectors": [], "partners": [], "profile": {}, **values}
    row = Enterprise(unit_id=unit.id, code=code, data_as_of=day, version=1, **values)
    work.session.add(row)
    work.session.flush()
    _record(work, row, "enterprise.registered", values)
    return row


@verb
def change(
    work: Work,
    enterprise: Enterprise,
    *,
    seen: int | None = None,
    data_as_of: date | None = None,
    **content: Any,
) -> list[str]:
    """Change fields of the file; return the labels of those that really changed.

    A later *data_as_of* is a change, too: somebody looked, and all is as it was.

    Raises:
        InputError: every problem with the values.
        Conflict: the file was changed after version *seen*.
    """
    work.ask("编", enterprise)
    journal.lock(work, "enterprise", enterprise.id)
    work.session.refresh(enterprise)
    if seen is not None and seen != enterprise.version:
        raise Conflict(f"企业“{enterprise.name}”的档案", _changes_since(work, enterprise, seen))
    day = data_as_of or work.today
    values, problems = read_fields(content, data_as_of=day, today=work.today)
    if day < enterprise.data_as_of:
        why = f"数据截止日 {day} 早于现有档案的截止日 {enterprise.data_as_of}，不能用旧数据覆盖新数据。"
        problems.append(Problem("data_as_of", why))
    problems += _own(enterprise.code, values)
    if problems:
        raise InputError(problems)
    changed = {name: value for name, value in values.items() if getattr(enterprise, name) != value}
    newer = data_as_of is not None and day > enterprise.data_as_of
    if not changed and not newer:
        return []
    for name, value in changed.items():
        setattr(enterprise, name, value)
    enterprise.data_as_of = day
    enterprise.version += 1
    work.session.flush()
    _record(work, enterprise, "enterprise.changed", changed)
    return [LABELS[name] for name in changed] + ([DATA_AS_OF] if newer else [])


@query
def get(work: Work, code: str) -> Enterprise:
    """Return the enterprise with that credit code, as it may be typed: full-width, small, with spaces.

    Raises:
        NotFound: there is none the actor may know of.
    """
    standard = credit_code.normalised(code)
    row = work.session.scalars(select(Enterprise).where(Enterprise.code == standard)).one_or_none()
    work.asked += 1
    if row is None or not work.allows("看", row):
        raise NotFound("企业", code)  # in the words of the one who asks, be it hidden or not there
    return row


@query
def search(work: Work, text: str = "", *, after: str = "", limit: int = 50) -> Sequence[Enterprise]:
    """Return enterprises within reach whose name or code contains *text*, by name, then by code.

    *after*: the code of the last line of the page before.
    """
    text = texts.line("text", "查找的文字", text, 200, required=False)
    condition = or_(
        Enterprise.name.contains(text, autoescape=True),
        Enterprise.code.contains(text.upper(), autoescape=True),
    )
    conditions = [work.visible("看", Enterprise), condition]
    if after:
        last = select(Enterprise.name).where(Enterprise.code == after).scalar_subquery()
        conditions.append(
            or_(Enterprise.name > last, and_(Enterprise.name == last, Enterprise.code > after))
        )
    return work.session.scalars(
        select(Enterprise)
        .where(*conditions)
        .order_by(Enterprise.name, Enterprise.code)
        .limit(limit)
    ).all()


@query
def as_of(work: Work, enterprise: Enterprise, day: date) -> Snapshot:
    """Return the file as it was on *day*: the last version whose data were true by then, else the first."""
    work.ask("看", enterprise)
    versions = work.session.scalars(
        select(EnterpriseVersion)
        .where(EnterpriseVersion.enterprise_id == enterprise.id)
        .order_by(EnterpriseVersion.data_as_of, EnterpriseVersion.version)
    ).all()
    fitting = [one for one in versions if one.data_as_of <= day] or list(versions[:1])
    last = fitting[-1]
    return Snapshot(enterprise.code, last.version, last.data_as_of, last.content)


@query
def history(work: Work, enterprise: Enterprise) -> Sequence[EnterpriseVersion]:
    """Return every version of the file, newest first."""
    work.ask("看", enterprise)
    return work.session.scalars(
        select(EnterpriseVersion)
        .where(EnterpriseVersion.enterprise_id == enterprise.id)
        .order_by(EnterpriseVersion.version.desc())
    ).all()


def _own(code: str, values: Mapping[str, Any]) -> list[Problem]:
    """Return a problem if the company is named as its own partner."""
    if code not in values.get("partners", ()):
        return []
    return [Problem("partners", f"合作企业里的 {code} 是本企业自己的代码，请删去。")]


def _record(work: Work, row: Enterprise, verb_name: str, changed: Mapping[str, Any]) -> None:
    content = {name: getattr(row, name) for name in FIELDS}
    work.session.add(
        EnterpriseVersion(
            enterprise_id=row.id,
            version=row.version,
            data_as_of=row.data_as_of,
            recorded_at=work.moment,
            content=content,
        )
    )
    facts = {name: journal.Recorded(value, side="shared") for name, value in changed.items()}
    meta = {"version": row.version}
    journal.append(
        work, ("enterprise", row.id), verb_name, occurred_on=row.data_as_of, facts=facts, meta=meta
    )


def _changes_since(work: Work, enterprise: Enterprise, seen: int) -> list[str]:
    rows = work.session.scalars(
        select(Entry)
        .join(Stream)
        .where(Stream.subject_kind == "enterprise", Stream.subject_id == enterprise.id)
        .order_by(Entry.seq)
    )
    return [
        f"{row.actor_name}改了{'、'.join(LABELS.get(fact.name, fact.name) for fact in row.facts)}"
        for row in rows
        if row.meta.get("version", 0) > seen
    ]
