"""Reads every kind of case has: one case, the worklist by due date, the clocks explained."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import joinedload

from casework.cases import clock as clockwork
from casework.cases import journal, movers, texts
from casework.cases.clock import Clock
from casework.cases.models import Case, CaseMember, ClockRow, Enterprise, Subject
from casework.cases.view import code_of, standing_of, table_of
from casework.cases.work import Work, query
from casework.errors import NotFound
from casework.law import Due


@dataclass(frozen=True, slots=True)
class WorkItem:
    """A line of the worklist: a case and the clock of it that comes first."""

    number: str
    title: str
    kind: str
    state: str
    state_label: str
    lead: str
    clock: Clock | None
    days_left: int | None  #: negative when overdue
    case_id: int  #: with the due date of the clock, where the next page begins


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A journal row as a person reads it."""

    seq: int
    subject: str  #: which mover it is about (finding/7); "": the case itself
    label: str
    occurred_on: date
    recorded_at: datetime
    actor: str
    lines: tuple[str, ...]  #: facts, reasons, evidence: one a line
    late: str  #: the reason of a 补录, or ""
    standing: bool  #: a step that stands: it can be corrected


@query
def get(work: Work, number: str, kind: str | None = None) -> Case:
    """Return the case with that number; in a writing Work its stream is locked first.

    Raises:
        NotFound: there is none the actor may know of.
    """
    found = select(Case.id).where(Case.number == number.strip())
    case_id = work.session.scalar(found if kind is None else found.where(Case.kind == kind))
    work.asked += 1
    if case_id is None:
        raise NotFound("案件", number)
    if work.writes:
        journal.lock(work, "case", case_id)
    case = work.session.get_one(Case, case_id, populate_existing=True)
    if not work.allows("看", case):
        raise NotFound("案件", number)  # in the words of the one who asks: hidden or not there
    return case


#: The day of the running clock of a case that is due first.
_FIRST_DUE = (
    select(func.min(ClockRow.due_on))
    .where(ClockRow.case_id == Case.id, ClockRow.stopped_on.is_(None), ClockRow.paused.is_(False))
    .scalar_subquery()
)


@query
def worklist(
    work: Work,
    *,
    kind: str | None = None,
    text: str = "",
    mine: bool = False,
    finished: bool = False,
    after: tuple[date, int] | None = None,
    limit: int = 50,
) -> Sequence[WorkItem]:
    """Return cases within reach, the one due first on top; those without a running clock last.

    *after*: the (due date, case id) of the last line of the page before.
    """
    order = func.coalesce(_FIRST_DUE, date(9999, 12, 31))
    conditions = [work.visible("看", Case), Case.finished.is_(finished)]
    if kind is not None:
        conditions.append(Case.kind == kind)
    text = texts.line("text", "查找的文字", text, 200, required=False)
    if text:
        found = or_(
            Case.number.contains(text, autoescape=True), Case.title.contains(text, autoescape=True)
        )
        conditions.append(found)
    if mine:
        own = CaseMember.person_id == work.actor.id
        conditions.append(exists().where(and_(CaseMember.case_id == Case.id, own)))
    if after is not None:
        conditions.append(or_(order > after[0], and_(order == after[0], Case.id > after[1])))
    rows = work.session.scalars(
        select(Case)
        .where(*conditions)
        .order_by(order, Case.id)
        .limit(limit)
        .options(joinedload(Case.members).joinedload(CaseMember.person))
    ).unique()
    listed = rows.all()
    clocks = clockwork.first_running(work, listed)
    return [_line(work, case, clocks.get(case.id)) for case in listed]


def _line(work: Work, case: Case, first: Clock | None) -> WorkItem:
    lead = "、".join(member.person.name for member in case.members if member.duty == "主办")
    return WorkItem(
        number=case.number,
        title=case.title,
        kind=work.kind(case).label,
        state=case.state,
        state_label=table_of(work, case).label(case.state),
        lead=lead,
        clock=first,
        days_left=(first.due_on - work.today).days if first and first.due_on else None,
        case_id=case.id,
    )


@query
def of_enterprise(work: Work, enterprise: Enterprise, kind: str | None = None) -> Sequence[Case]:
    """Return the visible cases of an enterprise, newest first."""
    conditions = [Case.enterprise_id == enterprise.id, work.visible("看", Case)]
    if kind is not None:
        conditions.append(Case.kind == kind)
    return work.session.scalars(select(Case).where(*conditions).order_by(Case.id.desc())).all()


@query
def clocks(work: Work, subject: Subject) -> Sequence[tuple[Clock, Due]]:
    """Return the clocks of a case or mover with the law's result behind each; ``due.explain()`` prints it.

    Those of a case come with those of its movers.
    """
    work.ask("看", subject)
    within = movers.of(work, subject) if isinstance(subject, Case) else ()
    return [
        found
        for one in (subject, *within)
        for found in clockwork.derive(
            table_of(work, one),
            standing_of(work, one),
            work.law,
            one.unit.jurisdiction,
            code_of(work, one),
        ).values()
    ]
