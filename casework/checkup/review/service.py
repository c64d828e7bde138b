"""The verbs of the review: a remark written, reworded, answered, settled or not accepted; the report scored."""

from typing import Any

from sqlalchemy import select

from casework.cases.models import Case
from casework.cases.service import lock
from casework.cases.work import Work, verb
from casework.checkup.models import Finding, QualityScore, Remark
from casework.checkup.queries import checkup_of
from casework.checkup.review import asking, quality, rows
from casework.checkup.review.fields import ABOUT, CLOSE, REMARK, REOPEN, REPLY, read
from casework.checkup.review.standing import submissions
from casework.errors import Conflict, InputError, Problem

_UNANSWERED = {"reply": "", "reply_reason": "", "replied_by": ""}


@verb
def write_remark(work: Work, case: Case, about: str = "", **given: Any) -> Remark:
    """Write a remark on the report under review and return it. *given*: kind, severity, text.

    *about* is the id of an item, the code of a finding (WT-03), or "" for the report as a whole.

    Raises:
        StepRefused: the report is not under review, or the actor is one of its authors.
        InputError: every problem; nothing of that id in this report.
    """
    lock(work, case)
    seen = asking.ask(work, case, asking.WRITING)
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    for read_part in (
        lambda: read(REMARK, given),
        lambda: {"concerns": _concerns(work, case, read((ABOUT,), {"about": about})["about"])},
    ):
        try:
            values |= read_part()
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    values |= {"round": seen.review.round, "written_by": work.actor.login}
    return rows.write(work, case, values)


@verb
def reword_remark(
    work: Work, case: Case, code: str, *, seen: int | None = None, **given: Any
) -> Remark:
    """Change kind, severity or text of one's own remark while its submission is reviewed; return it.

    Raises:
        NotFound: no such remark. Conflict: somebody changed it after version *seen*.
        StepRefused: the remark is another's, of an earlier submission, or settled.
        InputError: every problem.
    """
    lock(work, case)
    now = asking.ask(work, case, asking.WRITING)
    row = rows.find(work, case, code)
    rows.check_seen(row, seen)
    asking.refuse_for(work, case, asking.WRITING, row)
    if row.written_by != work.actor.login or row.round != now.review.round:
        why = f"{row.code} 不是你在这次送审写的，不能改写。同意的可以了结，另有意见的另写一条。"
        raise InputError.one("code", why)
    kept = {fact.name: getattr(row, fact.name) for fact in REMARK}
    rows.change(work, case, row, rows.REWORDED, read(REMARK, {**kept, **given}))
    return row


@verb
def reply_remark(
    work: Work, case: Case, code: str, *, seen: int | None = None, **given: Any
) -> Remark:
    """Answer a remark after a return: reply 已改 or 不改, reply_reason; return it. It may be answered anew.

    Raises:
        NotFound: no such remark. Conflict: somebody changed it after version *seen*.
        StepRefused: the report was not returned, the remark is settled, or one's own.
        InputError: every problem; 不改 without the reason.
    """
    lock(work, case)
    asking.ask(work, case, asking.REPLYING)
    row = rows.find(work, case, code)
    rows.check_seen(row, seen)
    asking.refuse_for(work, case, asking.REPLYING, row)
    values = read(REPLY, given) | {"replied_by": work.actor.login, "state": "answered"}
    rows.change(work, case, row, rows.REPLIED, values)
    return row


@verb
def close_remark(
    work: Work, case: Case, code: str, *, closed_note: str = "", seen: int | None = None
) -> Remark:
    """Settle a remark and return it: its answer is accepted, or it is dropped, with the reason.

    Raises:
        NotFound: no such remark. Conflict: somebody changed it after version *seen*.
        StepRefused: not under review, by an author, or settled already.
        InputError: nobody answered it and no reason is given.
    """
    lock(work, case)
    asking.ask(work, case, asking.SETTLING)
    row = rows.find(work, case, code)
    rows.check_seen(row, seen)
    asking.refuse_for(work, case, asking.SETTLING, row)
    note = read(CLOSE, {"closed_note": closed_note})["closed_note"]
    if row.state == "open" and not note:
        why = f"{row.code} 还没有回应；不等回应就了结的，请写明理由。"
        raise InputError.one("closed_note", why)
    values = {"state": "closed", "closed_note": note, "closed_by": work.actor.login}
    rows.change(work, case, row, rows.CLOSED, values)
    return row


@verb
def reopen_remark(
    work: Work, case: Case, code: str, *, reason: str, seen: int | None = None
) -> Remark:
    """Refuse the answer to a remark, with the reason, and return it: it waits for another answer.

    Raises:
        NotFound: no such remark. Conflict: somebody changed it after version *seen*.
        StepRefused: not under review, by an author, or settled already.
        InputError: no reason, or nobody answered it.
    """
    lock(work, case)
    asking.ask(work, case, asking.SETTLING)
    row = rows.find(work, case, code)
    rows.check_seen(row, seen)
    asking.refuse_for(work, case, asking.SETTLING, row)
    because = read(REOPEN, {"reason": reason})["reason"]
    if row.state != "answered":
        raise InputError.one("code", f"{row.code} 还没有回应，不必退回回应。")
    rows.change(work, case, row, rows.REOPENED, {**_UNANSWERED, "state": "open"}, because)
    return row


@verb
def score_quality(work: Work, case: Case, *, seen: int | None = None, **given: Any) -> QualityScore:
    """Score the quality of the last submission and return the score. *given*: points by criterion, comment.

    Given again it replaces the score of that submission; those of other submissions stay.

    Raises:
        StepRefused: nothing was submitted, the report is out, or the actor is one of its authors.
        InputError: every criterion without points or with too many.
        Conflict: somebody scored it after version *seen* (0: not scored).
    """
    lock(work, case)
    now = asking.ask(work, case, asking.SCORING)
    submission = submissions(now.steps)[-1].seq
    row = work.session.scalars(
        select(QualityScore).where(
            QualityScore.case_id == case.id, QualityScore.submission == submission
        )
    ).one_or_none()
    version = row.version if row else 0
    if seen is not None and seen != version:
        raise Conflict("报告质量评分", [f"现在是 {row.total} 分" if row else "评分已不存在"])
    points, comment = quality.shipped().read(given)
    row = row or QualityScore(
        case_id=case.id, submission=submission, round=now.review.round, version=0
    )
    values = {"points": points, "comment": comment, "given_by": work.actor.login}
    rows.score(work, case, row, values)
    return row


def _concerns(work: Work, case: Case, text: str) -> str:
    """Return the id of an item or the code of a finding in this report; "" is the report as a whole."""
    wanted = text.strip().upper()
    if not wanted or wanted in checkup_of(work, case).items:
        return wanted
    told = select(Finding).where(Finding.case_id == case.id, Finding.state != "withdrawn")
    if wanted in {row.code for row in work.session.scalars(told)}:
        return wanted
    why = f"“{text}”不是本案适用的检查项，也不是报告里的问题；应写检查项编号（LC-05-01）或问题编号（WT-03）。"
    raise InputError.one("about", why)
