"""A company's check-ups on one page: when, how, with what result, and what became of the findings."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casework.cases import queries as case_queries
from casework.cases.models import Case, Enterprise
from casework.cases.view import standing_of, table_of
from casework.cases.work import Work, query
from casework.checkup.history.comparison import Comparison, in_turn
from casework.checkup.history.issued import signed_on
from casework.checkup.history.printed import Figures, figures_of
from casework.checkup.notice.service import notices
from casework.checkup.queries import findings


@dataclass(frozen=True, slots=True)
class Counts:
    """The findings of a check-up, withdrawn ones aside."""

    high: int
    middle: int
    low: int
    red_lines: int  #: among them
    settled: int
    open: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.high + self.middle + self.low


@dataclass(frozen=True, slots=True)
class Examined:
    """One check-up of the company."""

    number: str
    day: date  #: of the signed report; before that, of 立项
    issued: bool
    mode: str  #: 基础 or 深度
    state: str
    unit: str
    figures: Figures | None  #: None before anything is answered
    findings: Counts
    notices: tuple[str, ...]  #: what was sent besides the report, each with how it stands
    since: (
        Comparison | None
    )  #: beside the one before; None for the first and for what is not signed


@dataclass(frozen=True, slots=True)
class EnterpriseHistory:
    """All visible check-ups of a company, the latest first."""

    code: str
    name: str
    checkups: tuple[Examined, ...]


@query
def enterprise_history(work: Work, enterprise: Enterprise) -> EnterpriseHistory:
    """Return the company's check-ups the actor may see, the latest first, each beside the one before it."""
    work.ask("看", enterprise)
    cases = case_queries.of_enterprise(work, enterprise, "checkup")
    days = {case: signed_on(work, case) for case in cases}
    signed = sorted(
        (case for case, day in days.items() if day), key=lambda case: (days[case], case.id)
    )
    told, since = figures_of(work, signed), in_turn(work, signed)
    latest = sorted(cases, key=lambda case: (days[case] or case.opened_on, case.id), reverse=True)
    rows = (
        _examined(work, case, days[case], told.get(case.id), since.get(case.id)) for case in latest
    )
    return EnterpriseHistory(enterprise.code, enterprise.name, tuple(rows))


def _examined(
    work: Work, case: Case, day: date | None, told: Figures | None, since: Comparison | None
) -> Examined:
    return Examined(
        number=case.number,
        day=day or case.opened_on,
        issued=day is not None,
        mode=str(standing_of(work, case)[0].facts.get("mode", "")),
        state=table_of(work, case).label(case.state),
        unit=case.unit.name,
        figures=told,
        findings=_counts(work, case),
        notices=tuple(_notices(work, case)),
        since=since,
    )


def _notices(work: Work, case: Case) -> Iterator[str]:
    for row in notices(work, case):
        yield f"{row.instrument} {row.document_number or ''}（{table_of(work, row).label(row.state)}）"


def _counts(work: Work, case: Case) -> Counts:
    rows = findings(work, case)
    return Counts(
        high=sum(row.risk == "高" for row in rows),
        middle=sum(row.risk == "中" for row in rows),
        low=sum(row.risk == "低" for row in rows),
        red_lines=sum(row.red_line for row in rows),
        settled=sum(row.settled for row in rows),
        open=sum(not row.settled for row in rows),
    )
