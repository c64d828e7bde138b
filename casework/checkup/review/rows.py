"""Rows of the review, each change of them a row in the case's journal."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from casework.cases import journal
from casework.cases.models import Case
from casework.cases.work import Work
from casework.checkup.models import QualityScore, Remark
from casework.errors import Conflict, NotFound

#: Verbs of the rows that tell of a remark, each with its word in the timeline.
WRITTEN, REWORDED, REPLIED = "remark", "remark.reworded", "remark.replied"
CLOSED, REOPENED = "remark.closed", "remark.reopened"
SCORED = "quality"
WORDS = {
    WRITTEN: "复核意见",
    REWORDED: "修改复核意见",
    REPLIED: "回应复核意见",
    CLOSED: "了结复核意见",
    REOPENED: "不认可回应",
    SCORED: "报告质量评分",
}
#: How a remark stands when it is written.
FRESH: Mapping[str, str] = {
    "state": "open",
    "reply": "",
    "reply_reason": "",
    "replied_by": "",
    "closed_note": "",
    "closed_by": "",
}
REMARKING = (WRITTEN, REWORDED, REPLIED, CLOSED, REOPENED)


def find(work: Work, case: Case, code: str) -> Remark:
    """Return the remark with that code (FH-03, or 3).

    Raises:
        NotFound: there is none.
    """
    digits = code.strip().upper().removeprefix("FH-")
    if digits.isascii() and digits.isdecimal():
        row = work.session.scalars(
            select(Remark).where(Remark.case_id == case.id, Remark.number == int(digits[:9]))
        ).one_or_none()
        if row is not None:
            return row
    raise NotFound("复核意见", code)


def check_seen(row: Remark, seen: int | None) -> None:
    """Raise Conflict, telling how the remark stands now, if it was changed after version *seen*."""
    if seen is not None and seen != row.version:
        said = f"{row.severity}：{row.text}"
        answered = f"；回应“{row.reply}”：{row.reply_reason or '（没有说明）'}" if row.reply else ""
        raise Conflict(f"复核意见 {row.code}", [f"现在是“{said}”{answered}"])


def write(work: Work, case: Case, values: Mapping[str, Any]) -> Remark:
    """Store a new remark with the next number of the case, journal it, and return it."""
    last = work.session.scalar(select(func.max(Remark.number)).where(Remark.case_id == case.id))
    row = Remark(case_id=case.id, number=(last or 0) + 1, version=0, **FRESH, **values)
    work.session.add(row)
    _record(work, case, row, WRITTEN, values)
    return row


def change(
    work: Work, case: Case, row: Remark, verb: str, values: Mapping[str, Any], because: str = ""
) -> None:
    """Set what differs and journal it; nothing happens if nothing does."""
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not changed:
        return
    for name, value in changed.items():
        setattr(row, name, value)
    _record(work, case, row, verb, changed, because)


def score(work: Work, case: Case, row: QualityScore, values: Mapping[str, Any]) -> None:
    """Store the score of a submission and journal it; the same score again is no change."""
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not changed:
        return
    for name, value in changed.items():
        setattr(row, name, value)
    row.version += 1
    work.session.add(row)
    work.session.flush()
    told = "、".join(f"{one['label']} {one['given']}/{one['most']}" for one in row.points)
    meta = {
        "submission": row.submission,
        "text": f"第 {row.round} 次送审：{row.total} 分（{told}）",
    }
    recorded = {name: journal.Recorded(value) for name, value in changed.items()}
    journal.append(work, ("case", case.id), SCORED, facts=recorded, meta=meta)


def _record(
    work: Work, case: Case, row: Remark, verb: str, changed: Mapping[str, Any], because: str = ""
) -> None:
    row.version += 1
    work.session.flush()
    facts = {name: journal.Recorded(value) for name, value in changed.items()}
    if because:
        facts["reopened_because"] = journal.Recorded(because)
    where = f"针对 {row.concerns}" if row.concerns else "针对整份报告"
    meta = {"remark": row.number, "text": f"{row.code}（第 {row.round} 次送审，{where}）"}
    journal.append(work, ("case", case.id), verb, facts=facts, meta=meta)
