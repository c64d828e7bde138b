"""The statistics of law-checkup 6.3, put together."""

from datetime import date

from casework.cases.models import Unit
from casework.cases.work import Work, query
from casework.checkup.figures import cohort, events, letters, outcome
from casework.checkup.figures.figure import Statistics
from casework.checkup.figures.scope import Period, examined
from casework.errors import InputError


@query
def statistics(
    work: Work, from_on: date, until_on: date, *, unit: Unit | None = None
) -> Statistics:
    """Return the numbers from *from_on* to *until_on*, both included, each with what was counted for it.

    *unit* keeps it to that unit and those below it; only what the actor may see is counted.

    Raises:
        InputError: the period ends before it begins.
    """
    if until_on < from_on:
        raise InputError.one("until", f"截止日 {until_on} 早于起始日 {from_on}，请对调。")
    if unit is not None:
        work.ask("看", unit)
    period = Period(from_on, until_on)
    found = examined(work, period, unit)
    signed = [one for one in found if one.signed_on is not None and one.signed_on in period]
    figures = (
        *cohort.of_reports(work, signed),
        *outcome.of_findings(work, signed),
        *outcome.of_checks(found, period),
        *letters.of_notices(work, found, period),
        *events.of_steps(found, period),
    )
    return Statistics(from_on, until_on, unit.name if unit else "看得到的全部单位", figures)
