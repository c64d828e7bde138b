"""The verb of the lint: a remark is dismissed, with the reason, which stays in the file."""

from collections.abc import Mapping

from casework.cases.models import Case
from casework.cases.service import lock
from casework.cases.work import Work, verb
from casework.errors import InputError, NotFound
from casework.negotiation import recording
from casework.negotiation.lint.queries import dismissals, found_in
from casework.negotiation.models import Dismissal


@verb
def dismiss(
    work: Work, case: Case, key: str, *, reason: str, given: Mapping[str, object] | None = None
) -> Dismissal:
    """Dismiss a remark, and return what was written down; withdrawing that brings the remark back.

    *given*: the standards that the remark was found with.

    Raises:
        NotFound: there is no such remark now. InputError: no reason, or dismissed already.
        StepRefused: the case is finished.
    """
    lock(work, case)
    work.ask("编", case)
    if key in dismissals(work, case):
        raise InputError.one("remark", "提示：这一条已经写过不采纳的理由；要改写的，修改那一条。")
    if key not in {remark.key for remark in found_in(work, case, given or {})}:
        raise NotFound("提示", key)
    row: Dismissal = recording.add(work, case, "dismissal", remark=key, reason=reason)
    return row
