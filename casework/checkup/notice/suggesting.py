"""What might be done about each finding (law-checkup 9): a suggestion, which a person decides about."""

from collections.abc import Sequence
from dataclasses import dataclass

from casework.cases import clock as clockwork
from casework.cases.models import Case
from casework.cases.work import Work, query
from casework.checkup.catalogue import Force, WorkerForm
from casework.checkup.models import Finding
from casework.checkup.notice.earlier import opinions
from casework.checkup.notice.fields import HINT, OPINION, PROPOSAL
from casework.checkup.notice.service import notices
from casework.checkup.queries import findings, pinned_catalogue

#: Nothing but the report.
REPORT = "只进报告"
_DISPUTED = "涉及没有劳动关系的劳动者，直接适用监督条例有争议，要由人确认。"
_NO_OPINION = "还没有发过意见书：先发意见书，或者写明不先发的理由（条例第二十一条）。"
_UNMARKED = "目录外的问题，是不是法定义务由人核对。"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggestion about one finding. It decides nothing."""

    code: str  #: of the finding
    title: str
    instrument: str  #: 只进报告, 提示函, 意见书 or 建议书
    why: str
    cautions: tuple[str, ...]
    notices: tuple[str, ...]  #: codes of notices on it that stand


@query
def notice_suggestions(work: Work, case: Case) -> Sequence[Suggestion]:
    """Return what might be done about each finding that stands and is not settled, in the report's order."""
    work.ask("看", case)
    unheeded = {code for one in opinions(work, case) if one.unheeded for code in one.codes}
    running: dict[str, list[str]] = {}
    for notice in notices(work, case):
        for code in notice.findings if notice.state != "withdrawn" else ():
            running.setdefault(code, []).append(f"JD-{notice.number:02d}")
    return [
        _suggestion(
            work, case, row, tuple(running.get(row.code, ())), heeded=row.code not in unheeded
        )
        for row in findings(work, case)
        if row.state not in _DONE
    ]


_DONE = ("settled", "verified", "waived", "withdrawn")
_FAILED = ("failed", "partial")


def _suggestion(
    work: Work, case: Case, row: Finding, told: tuple[str, ...], *, heeded: bool
) -> Suggestion:
    duty = _duty(work, case, row)
    if not heeded:
        what, why = PROPOSAL, "已发意见书而没有落实，可以提请有关部门查处。"
    elif (row.state in _FAILED or _overdue(work, row)) and duty is not False:
        what, why = PROPOSAL, "整改逾期或者没有改正。"
    elif row.red_line and duty is not False:
        what, why = OPINION, "触发红线，可以不等报告，直接发出。"
    elif row.risk == "高" and duty is not False:
        what, why = OPINION, "高风险，违反法定义务。"
    elif row.risk == "低":
        what, why = REPORT, "低风险，在报告里提出即可。"
    else:
        what = HINT
        why = "高风险，但不是法定义务。" if row.risk == "高" else "中风险，必要时提示。"
    cautions = [_UNMARKED] if duty is None and what in {OPINION, PROPOSAL} else []
    if what == PROPOSAL and heeded:
        cautions.append(_NO_OPINION)
    if what in {OPINION, PROPOSAL} and _disputed(row):
        cautions.append(_DISPUTED)
    return Suggestion(row.code, row.title, what, why, tuple(cautions), told)


def _duty(work: Work, case: Case, row: Finding) -> bool | None:
    """Return whether the finding is about a legal duty; None outside the catalogue: nobody marked it."""
    if row.item_id is None:
        return None
    return pinned_catalogue(work, case).items[row.item_id].force is Force.DUTY


def _overdue(work: Work, row: Finding) -> bool:
    """Return whether the time to put it right has run out."""
    return any(
        clock.stopped_on is None and clock.overdue_by(work.today) > 0
        for clock in clockwork.stored(work, row).values()
    )


def _disputed(row: Finding) -> bool:
    return any(not WorkerForm(form).in_labour_relation for form in row.worker_forms)
