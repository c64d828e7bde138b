"""What the form of a new meeting begins with: whose turn it is to chair, and the recorder both sides chose."""

from collections.abc import Mapping
from typing import Any

from casework.cases import records
from casework.cases.models import Case
from casework.cases.view import standing_of
from casework.cases.work import Work
from casework.negotiation.models import Meeting
from casework.negotiation.representative.persons import Duty
from casework.negotiation.representative.queries import chair_proposal
from casework.negotiation.representative.roster import present


def proposed(work: Work, case: Case) -> Mapping[str, Any]:
    """Return what the form of a new meeting begins with: today, the chief whose turn it is, the recorder."""
    side = chair_proposal(work, case).side
    rows = present(work, case)
    chief = [row.name for row in rows if row.side == side and row.duty == Duty.CHIEF]
    return {
        "held_on": work.today,
        "chair_side": side.value,
        "chair": chief[0] if chief else "",
        "recorder": _recorder(work, case),
    }


def _recorder(work: Work, case: Case) -> str:
    """Return who kept the minutes last, or was named when the meetings were prepared."""
    held = records.kept(work, case, Meeting)
    if held:
        return held[-1].recorder
    named = [step for step in standing_of(work, case) if step.step == "finish_preparation"]
    return str(named[-1].facts.get("recorder") or "") if named else ""
