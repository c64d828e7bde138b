"""一企一档: registering an enterprise, changing its file, and the file as it was on a day."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from casework.cases import credit_code, journal
from casework.cases.models import Enterprise, EnterpriseVersion, Entry, Stream, Unit
from casework.cases.work import Work, query, verb
from casework.errors import Conflict, InputError, NotFound, Problem

ROLES = ("平台企业", "合作用工企业", "劳务派遣单位")
SECTORS = ("外卖配送", "网约车", "货运", "快递")
WORKER_FORMS = ("劳动关系", "不完全劳动关系", "民事关系", "被派遣劳动者")
#: The columns that make up the file of an enterprise: what a version and a snapshot hold.
FIELDS = ("name", "role", "sectors", "workers", "region", "address", "contact", "has_union", "profile")
_LABELS = dict(
    zip(
        FIELDS,
        ("名称", "角色", "行业", "用工人数", "地区代码", "地址", "联系人", "已建工会", "其他情况"),
        strict=True,
    )
)
#: What ``profile`` may hold, for the first part of the report.
PROFILE = ("站点", "合作方", "工会", "职代会", "数据来源", "集团", "品牌")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The file of an enterprise as of a day; what a document prints."""

    code: str
    version: int
    data_as_of: date
    content: Mapping[str, Any]


@verb
def register(work: Work, unit: Unit, code: str, *, data_as_of: date | None = None, **content: Any) -> Enterprise:
    """Open the file of an enterprise under *unit* and return it. *content*: the names in FIELDS.

    Raises:
        InputError: every problem: credit code, role, sectors, workers, region, unknown fields.
    """
    work.ask("编", unit)
    problems, values = _checked(content, data_as_of or work.today, work.today)
    missing = [name for name in ("name", "role", "workers", "region") if not values.get(name)]
    problems += [Problem(name, f"{_LABELS[name]}必须填写。") for name in missing if name not in _places(problems)]
    try:
        code = credit_code.parse(code)
    except InputError as error:
        problems += error.problems
    else:
        if work.session.scalars(select(Enterprise).where(Enterprise.code == code)).first():
            problems.append(Problem("code", f"统一社会信用代码 {code} 的企业已经登记过。"))
    if problems:
        raise InputError(problems)
    values = {"sectors": [], "profile": {}, **values}
    row = Enterprise(unit_id=unit.id, code=code, data_as_of=data_as_of or work.today, version=1, **values)
    work.session.add(row)
    work.session.flush()
    _record(work, row, "enterprise.registered", values)
    return row


@verb
def change(
    work: Work, enterprise: Enterprise, *, seen: int | None = None, data_as_of: date | None = None, **content: Any
) -> list[str]:
    """Change fields of the file; return the labels of those that really changed.

    Raises:
        InputError: every problem with the values.
        Conflict: the file was changed after version *seen*.
    """
    work.ask("编", enterprise)
    journal.lock(work, "enterprise", enterprise.id)
    work.session.refresh(enterprise)
    if seen is not None and seen != enterprise.version:
        raise Conflict(f"企业“{enterprise.name}”的档案", _changes_since(work, enterprise, seen))
    problems, values = _checked(content, data_as_of or work.today, work.today)
    if problems:
        raise InputError(problems)
    changed = {name: value for name, value in values.items() if getattr(enterprise, name) != value}
    if not changed:
        return []
    for name, value in changed.items():
        setattr(enterprise, name, value)
    enterprise.data_as_of = data_as_of or work.today
    enterprise.version += 1
    work.session.flush()
    _record(work, enterprise, "enterprise.changed", changed)
    return [_LABELS[name] for name in changed]


@query
def get(work: Work, code: str) -> Enterprise:
    """Return the enterprise with that credit code.

    Raises:
        NotFound: there is none the actor may know of.
    """
    row = work.session.scalars(select(Enterprise).where(Enterprise.code == code.strip().upper())).one_or_none()
    work.asked += 1
    if row is None:
        raise NotFound("企业", code)
    work.ask("看", row)
    return row


@query
def search(work: Work, text: str = "", *, after: str = "", limit: int = 50) -> Sequence[Enterprise]:
    """Return enterprises within reach whose name or code contains *text*, by name, after name *after*."""
    condition = or_(
        Enterprise.name.contains(text, autoescape=True), Enterprise.code.contains(text.upper(), autoescape=True)
    )
    return work.session.scalars(
        select(Enterprise)
        .where(work.visible("看", Enterprise), condition, Enterprise.name > after)
        .order_by(Enterprise.name)
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
    journal.append(work, ("enterprise", row.id), verb_name, occurred_on=row.data_as_of, facts=facts, meta=meta)


def _changes_since(work: Work, enterprise: Enterprise, seen: int) -> list[str]:
    rows = work.session.scalars(
        select(Entry)
        .join(Stream)
        .where(Stream.subject_kind == "enterprise", Stream.subject_id == enterprise.id)
        .order_by(Entry.seq)
    )
    return [
        f"{row.actor_name}改了{'、'.join(_LABELS.get(fact.name, fact.name) for fact in row.facts)}"
        for row in rows
        if row.meta.get("version", 0) > seen
    ]


def _places(problems: Sequence[Problem]) -> set[str]:
    return {problem.place for problem in problems}


def _checked(content: Mapping[str, Any], as_of_day: date, today: date) -> tuple[list[Problem], dict[str, Any]]:
    problems = [
        Problem(name, f"企业档案没有这一栏。可用的有：{'、'.join(FIELDS)}。") for name in content if name not in FIELDS
    ]
    values = {name: value for name, value in content.items() if name in FIELDS}
    if as_of_day > today:
        problems.append(Problem("data_as_of", f"数据截止日不能晚于今天（{today}）。"))
    for name in ("name", "address", "contact"):
        if name in values:
            values[name] = str(values[name]).strip()
            if any(ord(letter) < ord(" ") for letter in values[name]):
                problems.append(Problem(name, f"{_LABELS[name]}里有不可见的控制字符，请删去后重填。"))
    if "role" in values and values["role"] not in ROLES:
        problems.append(Problem("role", f"企业角色应为{'、'.join(ROLES)}之一，现在是“{values['role']}”。"))
    unknown = [sector for sector in values.get("sectors", ()) if sector not in SECTORS]
    if unknown:
        problems.append(Problem("sectors", f"没有行业“{'、'.join(unknown)}”。可用的有：{'、'.join(SECTORS)}。"))
    for form, number in values.get("workers", {}).items():
        if form not in WORKER_FORMS:
            problems.append(Problem("workers", f"没有用工形式“{form}”。可用的有：{'、'.join(WORKER_FORMS)}。"))
        elif not isinstance(number, int) or number < 0:
            problems.append(Problem("workers", f"“{form}”的人数应为不小于 0 的整数。"))
    if "region" in values and not re.fullmatch(r"\d{6}", str(values["region"])):
        problems.append(Problem("region", "地区代码应为 6 位数字，例如苏州市 320500。"))
    unknown = [name for name in values.get("profile", {}) if name not in PROFILE]
    if unknown:
        problems.append(Problem("profile", f"没有“{'、'.join(unknown)}”一项。可用的有：{'、'.join(PROFILE)}。"))
    return problems, values
