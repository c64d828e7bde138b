"""The rounds of a review: each submission with remarks, outcome and score; two of them field by field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from casework.cases.history import Standing
from casework.cases.models import Case
from casework.cases.work import Work, query
from casework.checkup.models import QualityScore, Remark, Submission
from casework.checkup.queries import pinned_catalogue, view
from casework.checkup.review.comparing import Difference, differences
from casework.checkup.review.standing import submissions
from casework.checkup.review.submission import content
from casework.errors import NotFound


@dataclass(frozen=True, slots=True)
class Round:
    """One submission and what the reviewer made of it."""

    number: int  #: 1 for the first
    seq: int  #: row of the submission in the journal
    submitted_on: date
    submitted_by: str
    facts: Mapping[str, Any]  #: of the submission: summary, highlights
    outcome: str  #: 退回修改, 复核通过 …; 复核中 while nothing was decided
    decided_on: date | None
    decided_by: str
    words: str  #: the reason of a return, the opinion of an approval
    remarks: tuple[Remark, ...]  #: written on it
    score: QualityScore | None


#: Steps that end the review of a submission, with what they are called.
_ENDS = {
    "return_from_review": ("退回修改", "reason"),
    "approve_review": ("复核通过", "opinion"),
}
_LATER = {
    "return_from_consulting": "通过后因企业意见退回",
    "return_from_issue": "通过后签发退回",
}


@query
def review_rounds(work: Work, case: Case) -> Sequence[Round]:
    """Return the submissions that stand, in order, each with remarks, outcome and score."""
    work.ask("看", case)
    steps = view(work, case).steps
    sent = submissions(steps)
    ends = [*(one.seq for one in sent[1:]), steps[-1].seq + 1]
    written = work.session.scalars(
        select(Remark).where(Remark.case_id == case.id).order_by(Remark.number)
    ).all()
    scores = work.session.scalars(select(QualityScore).where(QualityScore.case_id == case.id))
    scored = {row.submission: row for row in scores}
    found = []
    for number, (one, until) in enumerate(zip(sent, ends, strict=False), start=1):
        within = [step for step in steps if one.seq < step.seq < until]
        decided = next((step for step in within if step.step in _ENDS), None)
        later = [_LATER[step.step] for step in within if step.step in _LATER]
        word, fact = _ENDS[decided.step] if decided else ("复核中", "")
        found.append(
            Round(
                number=number,
                seq=one.seq,
                submitted_on=one.occurred_on,
                submitted_by=one.actor_name,
                facts=one.facts,
                outcome="；".join([*([] if later else [word]), *later]),
                decided_on=decided.occurred_on if decided else None,
                decided_by=decided.actor_name if decided else "",
                words=str(decided.facts.get(fact) or "") if decided else "",
                remarks=tuple(row for row in written if row.round == number),
                score=scored.get(one.seq),
            )
        )
    return found


@query
def round_differences(
    work: Work, case: Case, before: int, after: int | None = None
) -> Sequence[Difference]:
    """Return what submission *after* says otherwise than *before*; None is the report as it is now.

    Rounds count from 1. What each submission said is what was kept then.

    Raises:
        NotFound: there is no such submission.
    """
    work.ask("看", case)
    sent = submissions(view(work, case).steps)
    for number in (before, after):
        if number is not None and not 1 <= number <= len(sent):
            raise NotFound("送审", f"第 {number} 次（现有 {len(sent)} 次）")
    titles = {key: item.title for key, item in pinned_catalogue(work, case).items.items()}
    first = _content(work, case, sent[before - 1])
    second = _content(work, case, sent[after - 1]) if after else _now(work, case, sent[-1])
    return differences(first, second, titles)


def _content(work: Work, case: Case, sent: Standing) -> dict[str, Any]:
    kept = work.session.get_one(Submission, (case.id, sent.seq)).content
    return {**kept, "report": dict(sent.facts)}


def _now(work: Work, case: Case, last: Standing) -> dict[str, Any]:
    """Return what would be submitted now; what the step says is still as it was said last."""
    return {**content(work, case), "report": dict(last.facts)}
