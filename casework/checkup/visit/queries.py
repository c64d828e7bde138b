"""Reads of visits: one by its number, the calendar, and the companies on the way with what to mind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import joinedload

from casework.cases import journal
from casework.cases.models import Case
from casework.cases.view import table_of
from casework.cases.work import Work, query
from casework.checkup.models import Visit, VisitCase
from casework.checkup.visit import clashes
from casework.checkup.visit.fields import names_of
from casework.errors import NotFound, Reason


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit as the calendar shows it."""

    visit_id: int
    number: str
    day: date  #: on which it took place, or is planned for
    standing: str  #: 计划中, 已成行 or 已取消
    unit: str
    team: tuple[str, ...]  #: names
    companies: tuple[str, ...]  #: those the actor may see, in the order of the way
    purpose: str


@dataclass(frozen=True, slots=True)
class Stop:
    """A company on the way, with what recording the visit would do and what stands against it."""

    number: str
    company: str
    state_label: str
    outcome: str | None  #: 到场, 未到, or None before the visit was recorded
    note: str
    does: str  #: what recording the visit does in the case; "" if it cannot
    against: tuple[Reason, ...]  #: why it would be refused as planned
    remarks: tuple[Reason, ...]  #: what to mind; refuses nothing


@query
def get_visit(work: Work, number: str) -> Visit:
    """Return the visit with that number; in a writing Work the stream of its unit is locked first.

    Raises:
        NotFound: there is none the actor may know of.
    """
    row = work.session.scalars(select(Visit).where(Visit.number == number.strip())).one_or_none()
    work.asked += 1
    if row is not None and work.writes:
        journal.lock(work, "unit", row.unit_id)
        work.session.refresh(row)
    if row is None or not work.allows("看", row):
        raise NotFound("走访", number)
    return row


@query
def visits(
    work: Work,
    *,
    from_on: date | None = None,
    until_on: date | None = None,
    mine: bool = False,
    after: tuple[date, int] | None = None,
    limit: int = 50,
) -> Sequence[VisitLine]:
    """Return the visits within reach, the latest day first. *from_on*, *until_on*: both included.

    *mine*: only those the actor goes on. *after*: day and id of the last line of the page before.
    """
    day = func.coalesce(Visit.held_on, Visit.planned_on)
    conditions = [work.visible("看", Visit)]
    conditions += [day >= from_on] if from_on else []
    conditions += [day <= until_on] if until_on else []
    if after is not None:
        conditions.append(or_(day < after[0], and_(day == after[0], Visit.id < after[1])))
    ordered = (
        select(Visit)
        .where(*conditions)
        .order_by(day.desc(), Visit.id.desc())
        .options(joinedload(Visit.unit))
    )
    rows = work.session.scalars(ordered if mine else ordered.limit(limit)).all()
    if mine:  # the team is a list in one column: a person is looked for here, on either database
        rows = [row for row in rows if work.actor.login in row.team][:limit]
    return _lines(work, rows)


def _lines(work: Work, rows: Sequence[Visit]) -> list[VisitLine]:
    companies: dict[int, list[str]] = {row.id: [] for row in rows}
    for stop in _visible(work, list(companies)):
        companies[stop.visit_id].append(stop.case.enterprise.name)
    return [
        VisitLine(
            visit_id=row.id,
            number=row.number,
            day=row.held_on or row.planned_on,
            standing=row.standing,
            unit=row.unit.name,
            team=tuple(names_of(work, row.team)),
            companies=tuple(companies[row.id]),
            purpose=row.purpose,
        )
        for row in rows
    ]


@query
def visit_stops(work: Work, visit: Visit) -> Sequence[Stop]:
    """Return the companies on the way that the actor may see, in order, each with what to mind."""
    work.ask("看", visit)
    return [_stop(work, visit, row) for row in _visible(work, [visit.id])]


@query
def visit_remarks(work: Work, visit: Visit) -> Sequence[Reason]:
    """Return what to mind about an open visit as a whole: too few go, a rest day, somebody goes elsewhere."""
    work.ask("看", visit)
    return clashes.of_visit(work, visit) if visit.open else ()


@query
def visits_of(work: Work, case: Case) -> Sequence[Visit]:
    """Return the visits a case is or was on, the latest first."""
    work.ask("看", case)
    return work.session.scalars(
        select(Visit)
        .join(VisitCase)
        .where(VisitCase.case_id == case.id, work.visible("看", Visit))
        .order_by(Visit.planned_on.desc(), Visit.id.desc())
    ).all()


def _stop(work: Work, visit: Visit, row: VisitCase) -> Stop:
    against: Sequence[Reason] = ()
    remarks: Sequence[Reason] = ()
    if visit.open:
        asked = {"inspectors": visit.team, "credentials_shown": True}
        against = clashes.against(work, row.case, asked, visit.planned_on)
        remarks = clashes.of_case(work, visit, row.case)
    return Stop(
        number=row.case.number,
        company=row.case.enterprise.name,
        state_label=table_of(work, row.case).label(row.case.state),
        outcome=row.outcome,
        note=row.note,
        does=_DOES.get(row.case.state, "") if visit.open else "",
        against=tuple(against),
        remarks=tuple(remarks),
    )


#: State of a case → what recording a visit does in it.
_DOES: Mapping[str, str] = {
    clashes.BEGINS: "开始现场检查",
    **dict.fromkeys(clashes.AGAIN, "记录到场，案件状态不变"),
}


def _visible(work: Work, visit_ids: Sequence[int]) -> Sequence[VisitCase]:
    return work.session.scalars(
        select(VisitCase)
        .join(Case, Case.id == VisitCase.case_id)
        .where(VisitCase.visit_id.in_(visit_ids), work.visible("看", Case))
        .order_by(VisitCase.visit_id, VisitCase.position)
        .options(joinedload(VisitCase.case).joinedload(Case.enterprise))
    ).all()
