"""The notices of a case as its own guards see them."""

from dataclasses import dataclass

from casework.cases import movers
from casework.cases.models import Case
from casework.cases.view import code_of, table_of
from casework.cases.work import Work
from casework.checkup.models import Notice


@dataclass(frozen=True, slots=True)
class NoticeSeen:
    """How one notice stands."""

    code: str
    instrument: str
    state: str
    label: str  #: the state in words
    ended: bool  #: settled or withdrawn
    sent: bool  #: approved, and not withdrawn since


#: States before somebody approved it.
_UNSENT = ("draft", "submitted", "withdrawn")


def notices_seen(work: Work, case: Case) -> tuple[NoticeSeen, ...]:
    """Return how the notices of a case stand, in the order they were begun."""
    found = []
    for row in movers.of(work, case, Notice.sort):
        if isinstance(row, Notice):
            state = table_of(work, row).states[row.state]
            found.append(
                NoticeSeen(
                    code_of(work, row),
                    row.instrument,
                    row.state,
                    state.label,
                    state.final,
                    row.state not in _UNSENT,
                )
            )
    return tuple(found)
