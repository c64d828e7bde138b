"""What the steps of re-checking and closing do besides moving the case."""

from typing import Any

from casework.cases.history import Standing
from casework.cases.kinds import Effect
from casework.cases.models import Case
from casework.cases.work import Work
from casework.checkup.queries import checkup_of, findings, view
from casework.checkup.recheck.queries import again
from casework.documents import service as documents

TITLE = "复检报告"


def _issue(work: Work, case: Case, _step: Standing) -> None:
    documents.issue(work, case, TITLE)


def _void(work: Work, case: Case, _step: Standing) -> None:
    documents.void(work, case, TITLE, "签发被撤回", newest=True)


def _partly(work: Work, case: Case) -> dict[str, Any]:
    """Return which findings are settled with this step and which stay open, by code."""
    left = view(work, case).open_findings
    settled = [row.code for row in findings(work, case) if row.code not in left]
    told = f"已了结：{'、'.join(settled)}；尚未了结：{'、'.join(left)}"
    return {"settled": settled, "open": list(left), "text": told}


def _proposal(work: Work, case: Case) -> dict[str, Any]:
    """Return when to check the enterprise again, with grade and rule, to be kept with the closing."""
    found = again(work, case)
    if found is None:
        return {}
    kept = {"grade": found.grade.value, "rule": found.rule, "due_on": found.due_on.isoformat()}
    return {"next_checkup": kept, "text": found.sentence()}


def _keep(work: Work, case: Case, _step: Standing) -> None:
    found = again(work, case)
    checkup_of(work, case).again_on = found.due_on if found else None
    work.session.flush()


def _forget(work: Work, case: Case, _step: Standing) -> None:
    checkup_of(work, case).again_on = None
    work.session.flush()


EFFECTS = {
    "issue_recheck": Effect(_issue, _void, when_adopted=False),
    "mark_partly": Effect(marks=_partly),
    "propose_next": Effect(_keep, _forget, marks=_proposal),
}
