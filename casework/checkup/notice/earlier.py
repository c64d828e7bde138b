"""Opinions that went before: which findings they were about, and what came of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from casework.cases import movers
from casework.cases.history import Standing
from casework.cases.models import Case
from casework.cases.view import standing_of
from casework.cases.work import Work
from casework.checkup.models import Notice
from casework.checkup.notice.fields import OPINION

_FOLLOWED = ("改正", "接受并改正")


@dataclass(frozen=True, slots=True)
class Opinion:
    """An opinion that was served in this case."""

    document_number: str | None
    codes: tuple[str, ...]  #: of the findings it was about
    received_on: date | None
    outcome: str  #: in a clause: 期满没有答复
    unheeded: bool  #: not answered in time, not accepted, or not put right


def opinions(work: Work, case: Case, *, but: Notice | None = None) -> Sequence[Opinion]:
    """Return the opinions served in the case that stand, in the order of their numbers."""
    served = []
    for row in movers.of(work, case, Notice.sort):
        if not isinstance(row, Notice) or row is but or row.instrument != OPINION:
            continue
        steps = {step.step: step for step in standing_of(work, row)}
        if "serve_opinion" in steps and row.state != "withdrawn":
            served.append(_opinion(row, steps))
    return served


def _opinion(row: Notice, steps: dict[str, Standing]) -> Opinion:
    settled, replied = steps.get("settle"), steps.get("reply")
    received = steps["serve_opinion"].facts.get("received_on")
    if settled is not None:
        result = str(settled.facts.get("result") or "")
        outcome, followed = f"经核对，{result or '结果未记录'}", result in _FOLLOWED
    elif replied is not None:
        attitude = str(replied.facts.get("attitude") or "")
        outcome, followed = f"答复{attitude or '的处理意见未记录'}", attitude in _FOLLOWED
    elif row.state == "overdue":
        outcome, followed = "期满没有答复", False
    else:
        outcome, followed = "尚在答复期限内", True
    return Opinion(row.document_number, tuple(row.findings), received, outcome, not followed)
