"""Which check-ups have a signed report, and of which day: read from the journals of many cases at once."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select

from casework.cases.history import MOVING
from casework.cases.models import Case, Enterprise, Entry, Stream
from casework.cases.view import standing_of
from casework.cases.work import Work, query

_ISSUE = "issue"
_MENDING = ("correct", "reverse")


@query
def issued_on(work: Work, *conditions: ColumnElement[bool]) -> dict[int, date]:
    """Return the day of 签发 by case id, of every visible check-up that has one; *conditions* narrow them."""
    signed = and_(Entry.step == _ISSUE, Entry.verb.in_(MOVING))
    rows = work.session.execute(
        select(Case.id, Entry.verb, Entry.occurred_on)
        .join(Stream, and_(Stream.subject_kind == "case", Stream.subject_id == Case.id))
        .join(Entry, Entry.stream_id == Stream.id)
        .where(Case.kind == "checkup", work.visible("看", Case), *conditions)
        .where(Entry.subject == "", or_(signed, Entry.verb.in_(_MENDING)))
        .order_by(Entry.seq)
    ).all()
    mended = {case_id for case_id, verb, _day in rows if verb in _MENDING}
    days = {case_id: day for case_id, verb, day in rows if verb not in _MENDING}
    return {
        case_id: day
        for case_id, told in days.items()
        if (day := _exactly(work, case_id) if case_id in mended else told) is not None
    }


@query
def issued_cases(work: Work, enterprise: Enterprise) -> list[tuple[Case, date]]:
    """Return the visible check-ups of a company that have a signed report with its day, oldest first."""
    days = issued_on(work, Case.enterprise_id == enterprise.id)
    return sorted(
        ((case, days[case.id]) for case in rows(work, days)), key=lambda one: (one[1], one[0].id)
    )


def rows(work: Work, ids: Iterable[int]) -> list[Case]:
    """Return the cases of these ids, in the order of the ids."""
    found = work.session.scalars(select(Case).where(Case.id.in_(list(ids))).order_by(Case.id))
    return list(found)


def signed_on(work: Work, case: Case) -> date | None:
    """Return the day of 签发 of one check-up as it stands; the caller asked about access."""
    taken = reversed(standing_of(work, case))
    return next((one.occurred_on for one in taken if one.step == _ISSUE), None)


def _exactly(work: Work, case_id: int) -> date | None:
    """Return the day as it stands after what was taken back or corrected in that case."""
    return signed_on(work, work.session.get_one(Case, case_id))
