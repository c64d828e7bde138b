"""How the review of a case stands: which round it is, and which remarks stand in the way."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from casework.cases.history import Standing
from casework.cases.models import Case
from casework.cases.work import Work
from casework.checkup.models import Remark
from casework.checkup.review.fields import BINDING

SUBMITTING = "submit_review"


@dataclass(frozen=True, slots=True)
class ReviewState:
    """The review as guards see it; remarks by their codes."""

    round: int = 0  #: submissions that stand: the one being reviewed, or the last one
    unanswered: tuple[str, ...] = ()  #: binding remarks on submissions that stand, without answer
    unsettled: tuple[str, ...] = ()  #: binding remarks the reviewer has not closed
    written: tuple[str, ...] = ()  #: remarks on the present round that are open


def submissions(steps: Sequence[Standing]) -> list[Standing]:
    """Return the submissions that stand, in order."""
    return [step for step in steps if step.step == SUBMITTING]


def review_state(work: Work, case: Case, steps: Sequence[Standing]) -> ReviewState:
    """Return how the review stands after these standing steps."""
    now = len(submissions(steps))
    rows = work.session.scalars(
        select(Remark)
        .where(Remark.case_id == case.id, Remark.state != "closed")
        .order_by(Remark.number)
    ).all()
    binding = [row for row in rows if row.severity == BINDING]
    return ReviewState(
        round=now,
        unanswered=tuple(row.code for row in binding if row.state == "open" and row.round <= now),
        unsettled=tuple(row.code for row in binding),
        written=tuple(row.code for row in rows if row.state == "open" and row.round == now),
    )
