"""Items found at two or more companies that have something in common: a group, a sector, a platform.

Only findings of signed reports count, a company once however often it was examined. Findings outside the
catalogue have no number to be counted by and are left out.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Select, select

from casework.cases.models import Case, Enterprise, Unit
from casework.cases.work import Work, query
from casework.checkup.history.issued import issued_on, rows
from casework.checkup.models import Checkup, Finding
from casework.errors import InputError

#: At how many companies an item is found before it is a repeat.
_FEWEST = 2


class By(StrEnum):
    """What the companies have in common."""

    GROUP = "group"
    SECTOR = "sector"
    PARTNER = "partner"

    @property
    def label(self) -> str:
        """同一集团, 同一行业 or 同一平台及其合作企业."""
        return {"group": "同一集团", "sector": "同一行业", "partner": "同一平台及其合作企业"}[self]


@dataclass(frozen=True, slots=True)
class Found:
    """A finding that counts: where it stands."""

    company: str  #: the name
    company_code: str
    number: str  #: of the case
    code: str  #: WT-03


@dataclass(frozen=True, slots=True)
class Repeat:
    """An item found at several companies of one circle."""

    by: By
    circle: str  #: the group, the sector, or the platform's name; its credit code where no file is known
    companies: int  #: of the circle, with a signed report
    item_id: str
    title: str  #: as the latest finding names it
    domain: str
    found: tuple[Found, ...]  #: by company, then by case

    @property
    def at(self) -> tuple[str, ...]:
        """The names of the companies it was found at, each once."""
        return tuple(dict.fromkeys(one.company for one in self.found))


@query
def repeats(work: Work, by: str = "group", *, unit: Unit | None = None) -> list[Repeat]:
    """Return the items found at two or more companies *by* group, sector or partner; the most companies first.

    Only what the actor may see counts; *unit* keeps it to that unit and those below it.

    Raises:
        InputError: *by* is something else.
    """
    if by not in set(By):
        known = "、".join(f"{one}（{one.label}）" for one in By)
        raise InputError.one("by", f"不能按“{by}”归类。可用的有：{known}。")
    below = [Case.unit_id.in_(_below(unit))] if unit is not None else []
    cases = rows(work, issued_on(work, *below))
    circles = _CIRCLES[By(by)](work, cases)
    found = [
        one for name, members in circles.items() for one in _in_circle(work, By(by), name, members)
    ]
    return sorted(found, key=lambda one: (-len(one.at), one.circle, one.item_id))


def found_items(work: Work, ids: Iterable[int]) -> dict[int, tuple[int, frozenset[str]]]:
    """Return by case id the company's id and the items found there; the caller asked about access."""
    told: dict[int, tuple[int, set[str]]] = {
        case.id: (case.enterprise_id, set()) for case in rows(work, ids)
    }
    found = work.session.execute(
        select(Finding.case_id, Finding.item_id).where(
            Finding.case_id.in_(list(told)),
            Finding.item_id.is_not(None),
            Finding.state != "withdrawn",
        )
    )
    for case_id, item_id in found:
        told[case_id][1].add(str(item_id))
    return {case_id: (company, frozenset(items)) for case_id, (company, items) in told.items()}


def _below(unit: Unit) -> Select[int]:
    return select(Unit.id).where(Unit.path.startswith(unit.path, autoescape=True))


def _in_circle(work: Work, by: By, circle: str, cases: Iterable[Case]) -> Iterator[Repeat]:
    members = {case.id: case for case in cases}
    told = work.session.scalars(
        select(Finding)
        .where(
            Finding.case_id.in_(list(members)),
            Finding.item_id.is_not(None),
            Finding.state != "withdrawn",
        )
        .order_by(Finding.case_id, Finding.number)
    ).all()
    of_item: dict[str, list[Finding]] = {}
    for row in told:
        of_item.setdefault(row.item_id or "", []).append(row)
    examined = len({case.enterprise_id for case in members.values()})
    for item_id, same in of_item.items():
        found = sorted(
            (_found(members[row.case_id], row) for row in same),
            key=lambda one: (one.company, one.number),
        )
        if len({one.company_code for one in found}) >= _FEWEST:
            last = same[-1]
            yield Repeat(by, circle, examined, item_id, last.title, last.domain, tuple(found))


def _found(case: Case, row: Finding) -> Found:
    company = case.enterprise
    return Found(company.name, company.code, case.number, row.code)


def _by_group(_work: Work, cases: Iterable[Case]) -> Mapping[str, list[Case]]:
    circles: dict[str, list[Case]] = {}
    for case in cases:
        if case.enterprise.group:
            circles.setdefault(case.enterprise.group, []).append(case)
    return circles


def _by_sector(work: Work, cases: Iterable[Case]) -> Mapping[str, list[Case]]:
    """Return the check-ups by sector, as each was cut to it."""
    listed = list(cases)
    cut = select(Checkup).where(Checkup.case_id.in_([case.id for case in listed]))
    sectors = {row.case_id: row.sectors for row in work.session.scalars(cut)}
    circles: dict[str, list[Case]] = {}
    for case in listed:
        for sector in sectors[case.id]:
            circles.setdefault(sector, []).append(case)
    return circles


def _by_partner(work: Work, cases: Iterable[Case]) -> Mapping[str, list[Case]]:
    """Return, for each platform, its own check-ups and those of the companies it works with.

    Either side may have said so. A code without a file here is taken for a platform: its file is kept elsewhere.
    """
    known = {
        row.code: row
        for row in work.session.scalars(select(Enterprise).where(work.visible("看", Enterprise)))
    }
    linked: dict[str, set[str]] = {}
    for row in known.values():
        for other in row.partners:
            linked.setdefault(row.code, {row.code}).add(other)
            linked.setdefault(other, {other}).add(row.code)
    listed = list(cases)
    circles = {}
    for code, members in linked.items():
        platform = known.get(code)
        if platform is None or platform.role == "平台企业":
            name = platform.name if platform else code
            circles[name] = [case for case in listed if case.enterprise.code in members]
    return circles


_CIRCLES = {By.GROUP: _by_group, By.SECTOR: _by_sector, By.PARTNER: _by_partner}
