"""The statistics of law-checkup 6.3, put together."""

from collections.abc import Iterator
from datetime import date

from casework.cases.enterprise import ROLES, SECTORS
from casework.cases.models import Unit
from casework.cases.work import Work, query
from casework.checkup.figures import cohort, events, letters, outcome
from casework.checkup.figures.figure import Statistics
from casework.checkup.figures.scope import Narrowed, Period, examined
from casework.errors import InputError, Problem


@query
def statistics(
    work: Work,
    from_on: date,
    until_on: date,
    *,
    unit: Unit | None = None,
    role: str = "",
    sector: str = "",
) -> Statistics:
    """Return the numbers from *from_on* to *until_on*, both included, each with what was counted for it.

    *unit* keeps it to that unit and those below it, *role* and *sector* to check-ups of a 合作用工企业,
    for 快递; only what the actor may see is counted.

    Raises:
        InputError: every problem: the period ends before it begins, no such role or sector.
    """
    problems = list(_wrong(from_on, until_on, role, sector))
    if problems:
        raise InputError(problems)
    if unit is not None:
        work.ask("看", unit)
    period = Period(from_on, until_on)
    only = Narrowed(unit, role, sector)
    found = examined(work, period, only)
    signed = [one for one in found if one.signed_on is not None and one.signed_on in period]
    figures = (
        *cohort.of_reports(work, signed),
        *outcome.of_findings(work, signed),
        *outcome.of_checks(found, period),
        *letters.of_notices(work, found, period),
        *events.of_steps(found, period),
    )
    return Statistics(from_on, until_on, str(only), figures)


def _wrong(from_on: date, until_on: date, role: str, sector: str) -> Iterator[Problem]:
    if until_on < from_on:
        yield Problem("until", f"截止日 {until_on} 早于起始日 {from_on}，请对调。")
    for name, label, value, known in (
        ("role", "角色", role, ROLES),
        ("sector", "行业", sector, SECTORS),
    ):
        if value and value not in known:
            yield Problem(name, f"{label}：没有“{value}”。可选：{'、'.join(known)}。")
