"""What the page of a notice shows, gathered from the queries that answer it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casework import Work, cases, checkup
from casework.cases.models import Case
from casework.cases.queries import TimelineRow
from casework.cases.view import code_of, standing_of, table_of
from casework.checkup.models import Notice
from casework.checkup.notice.fields import TITLES, asked_of
from casework.documents import service as documents
from casework.documents.models import DocumentRecord
from casework.workflow import Fact, Table
from casework.workflow.diagram import svg
from webui.cases.page import ClockShown, clocks_shown

_WIDE, _NARROW = 6, 3
_ANOTHER = frozenset({"another_instrument"})


@dataclass(frozen=True, slots=True)
class Line:
    """A notice in a list."""

    code: str
    at: int
    instrument: str
    document_number: str
    state: str
    findings: tuple[str, ...]
    final: bool


@dataclass(frozen=True, slots=True)
class NoticePage:
    """Everything the page of a notice shows."""

    case: Case
    notice: Notice
    code: str
    table: Table
    ready: tuple[cases.StepView, ...]
    blocked: tuple[cases.StepView, ...]
    elsewhere: tuple[cases.StepView, ...]
    clocks: tuple[ClockShown, ...]
    rows: tuple[TimelineRow, ...]
    said: Sequence[tuple[Fact, str]]  #: what it says, by field
    title: str
    issued: Sequence[DocumentRecord]
    missing: tuple[str, ...]  #: labels of what a final would lack
    wide: str
    narrow: str

    @property
    def state(self) -> str:
        """Return the state in words."""
        return self.table.label(self.notice.state)


def lines(work: Work, case: Case) -> list[Line]:
    """Return the notices of a case as a list shows them."""
    return [
        Line(
            code_of(work, row),
            row.number,
            row.instrument,
            row.document_number or "",
            table_of(work, row).label(row.state),
            tuple(row.findings),
            table_of(work, row).states[row.state].final,
        )
        for row in checkup.notices(work, case)
    ]


def gather(work: Work, number: str, at: int) -> NoticePage:
    """Return the page of one notice.

    Raises:
        NotFound: there is none the actor may know of.
    """
    case = checkup.get(work, number)
    notice = checkup.get_notice(work, case, str(at))
    table, title = table_of(work, notice), TITLES[notice.instrument]
    steps = cases.steps(work, notice)
    visited = {step.target for step in standing_of(work, notice)}
    mine = [step for step in steps if not _for_another(step)]
    return NoticePage(
        case=case,
        notice=notice,
        code=code_of(work, notice),
        table=table,
        ready=tuple(step for step in mine if step.allowed),
        blocked=tuple(step for step in mine if step.here and not step.allowed),
        elsewhere=tuple(step for step in steps if not step.here or _for_another(step)),
        clocks=clocks_shown(work, notice),
        rows=tuple(row for row in cases.timeline(work, case) if row.subject == notice.subject),
        said=[(fact, _shown(notice, fact)) for fact in asked_of(notice.instrument)],
        title=title,
        issued=documents.issued(work, notice),
        missing=documents.draft(work, notice, title).missing,
        wide=svg(table, notice.state, visited, columns=_WIDE),
        narrow=svg(table, notice.state, visited, columns=_NARROW),
    )


def _for_another(step: cases.StepView) -> bool:
    """Return whether the step is for notices of another kind: it is never one's turn."""
    return step.here and bool(_ANOTHER & {reason.code for reason in step.reasons})


def _shown(notice: Notice, fact: Fact) -> str:
    value = getattr(notice, fact.name)
    if fact.name == "reply_days" and value is None:
        return "按法规规定的期限"
    return "、".join(value) if isinstance(value, list) else str(value or "")


def values(notice: Notice) -> Mapping[str, object]:
    """Return what a notice says as its form shows it."""
    return {fact.name: getattr(notice, fact.name) for fact in asked_of(notice.instrument)}
