"""What the talks allow at a moment: whether the ledger is open, for which clauses, and who may confirm."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from casework.negotiation.side import Side


@dataclass(frozen=True, slots=True)
class Talks:
    """The surroundings of a line: the rules of the ledger ask nothing else.

    ``Talks()`` allows everything that the lines themselves allow; so a stored ledger is proved.
    """

    open: bool = True
    confirming: bool = True  #: only at the table, not before the first meeting
    state: str = "协商中"  #: of the case, in Chinese
    only: frozenset[int] | None = None  #: after an objection: the clauses it is about
    #: who is chief of each side, by name; None: not asked
    chiefs: Mapping[Side, str] | None = field(default=None, hash=False)
    without_chief: frozenset[Side] = frozenset()  #: sides that may confirm by somebody else
    topics: frozenset[int] | None = None  #: the topics there are; None: not asked
    meetings: frozenset[int] | None = None  #: the meetings there are; None: not asked
    signed: frozenset[int] = frozenset()  #: meetings whose minutes both chiefs signed
