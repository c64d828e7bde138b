"""Which round of re-checking a case is in, and which a journal row belongs to."""

from collections.abc import Sequence

from casework.cases.history import Standing
from casework.cases.models import Case
from casework.cases.view import look
from casework.cases.work import Work

_BEGINS = "start_recheck"


def round_of(steps: Sequence[Standing], seq: int) -> int:
    """Return in which round the row *seq* of the case's stream lies; 0 before the first re-check."""
    return sum(one.step == _BEGINS and one.seq < seq for one in steps)


def current_round(work: Work, case: Case) -> int:
    """Return the round that is going on, or the next one while nobody re-checks: 1 for the first."""
    begun = sum(one.step == _BEGINS for one in look(work, case).steps)
    return begun if case.state == "rechecking" else begun + 1
