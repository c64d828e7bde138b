"""The plan of one finding in one round as it is stored, and what it says for the step that enters the result."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from casework.cases.models import Case
from casework.cases.work import Work
from casework.checkup.models import Finding, Recheck
from casework.checkup.recheck.results import STEP_OF
from casework.checkup.recheck.rounds import current_round
from casework.workflow import Step

_RESULTS = frozenset(STEP_OF.values())


def planned(work: Work, row: Finding, step: Step) -> Mapping[str, Any]:
    """Return the method of the plan, if *step* enters a result and asks for one: what was planned is likely."""
    if step.name not in _RESULTS or step.fact("method") is None:
        return {}
    plan = stored(work, row.case, row, current_round(work, row.case))
    return {"method": plan.method} if plan else {}


def stored(work: Work, case: Case, finding: Finding, turn: int) -> Recheck | None:
    """Return the plan of a finding in the round *turn*, if somebody made one."""
    return work.session.scalars(
        select(Recheck).where(
            Recheck.case_id == case.id,
            Recheck.round == turn,
            Recheck.finding_number == finding.number,
        )
    ).one_or_none()
