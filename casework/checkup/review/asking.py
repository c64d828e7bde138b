"""Who may do what in the review, and when: the reviewer while it is reviewed, the authors after a return."""

from collections.abc import Sequence

from casework.cases.models import Case
from casework.cases.view import table_of
from casework.cases.work import Work
from casework.checkup.guards import reviewer_not_author
from casework.checkup.models import Remark
from casework.checkup.queries import CheckupView, view
from casework.errors import Reason, StepRefused

#: What each thing is called in a refusal, which act it is, and in which states of the case it is done.
WRITING = ("写复核意见", "审核", ("reviewing",))
SETTLING = ("了结复核意见", "审核", ("reviewing",))
SCORING = ("为报告质量评分", "审核", ("reviewing", "inspecting", "consulting", "awaiting_issue"))
REPLYING = ("回应复核意见", "编", ("inspecting",))
_PRACTICE = "工会内部做法"

Doing = tuple[str, str, tuple[str, ...]]


def against(work: Work, case: Case, doing: Doing, seen: CheckupView) -> Sequence[Reason]:
    """Return every reason why the actor cannot do it now; access and a wrong state stand alone."""
    word, act, states = doing
    if not work.allows(act, case):
        return [Reason("access", work.denial(act))]
    if case.state not in states or not seen.review.round:
        table = table_of(work, case)
        wanted = "、".join(f"“{table.label(state)}”" for state in states)
        fix = "先办理“提交复核”" if not seen.review.round else ""
        if doing is REPLYING and seen.review.round:
            fix = "由复核人退回修改以后再回应"
        why = f"案件现在是“{table.label(case.state)}”，{word}要在送审以后、{wanted}时。"
        return [Reason("wrong_state", why, _PRACTICE, fix)]
    if act == "审核":
        reason = reviewer_not_author(seen, None, work.today)
        return [reason] if reason else []
    return []


def ask(work: Work, case: Case, doing: Doing) -> CheckupView:
    """Pass if the actor may do it now, and return the picture of the check-up.

    Raises:
        NotFound, AccessDenied: the actor may not know of the case, or may not do this.
        StepRefused: not in such a state, or by one of the authors.
    """
    work.ask(doing[1], case)
    seen = view(work, case)
    _refuse(work, case, doing, against(work, case, doing, seen))
    return seen


def of_remark(work: Work, doing: Doing, row: Remark) -> Sequence[Reason]:
    """Return what stands against doing it to this remark, the case aside."""
    if row.state == "closed":
        return [Reason("closed", f"{row.code} 已经了结，不再改动；有新的问题请另写意见。")]
    if doing is REPLYING and work.actor.login == row.written_by:
        why = f"{row.code} 是你写的，应由写报告的人回应。"
        return [Reason("own_remark", why, _PRACTICE)]
    return []


def refuse_for(work: Work, case: Case, doing: Doing, row: Remark) -> None:
    """Raise StepRefused if the remark is one that it cannot be done to."""
    _refuse(work, case, doing, of_remark(work, doing, row))


def _refuse(work: Work, case: Case, doing: Doing, reasons: Sequence[Reason]) -> None:
    if reasons:
        raise StepRefused(doing[0], table_of(work, case).label(case.state), reasons)
