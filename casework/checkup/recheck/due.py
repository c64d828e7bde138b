"""Which enterprises are due for another check-up, as the grade of the last one proposed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased

from casework.cases.models import Case
from casework.cases.work import Work, query
from casework.checkup.models import Checkup


@dataclass(frozen=True, slots=True)
class DueAgain:
    """A closed check-up whose enterprise nobody has checked since."""

    number: str
    enterprise: str  #: its name
    code: str  #: its credit code
    due_on: date


@query
def due_again(work: Work, *, within_days: int = 30, limit: int = 20) -> Sequence[DueAgain]:
    """Return closed check-ups whose proposed day has come or comes *within_days*, the earliest first."""
    newer = aliased(Case)
    since = exists().where(
        newer.enterprise_id == Case.enterprise_id, newer.kind == Case.kind, newer.id > Case.id
    )
    rows = work.session.execute(
        select(Case, Checkup.again_on)
        .join(Checkup, Checkup.case_id == Case.id)
        .where(
            work.visible("看", Case),
            Checkup.again_on <= work.today + timedelta(within_days),
            ~since,
        )
        .order_by(Checkup.again_on, Case.id)
        .limit(limit)
    )
    return [
        DueAgain(case.number, case.enterprise.name, case.enterprise.code, day)
        for case, day in rows
        if day is not None
    ]
