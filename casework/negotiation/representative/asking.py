"""What a question about the representatives looks at, and how it answers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from casework.law import Rule
from casework.negotiation.provisions import Provision
from casework.negotiation.representative.persons import Roster
from casework.negotiation.side import Side


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question looks at."""

    roster: Roster
    provision: Provision | None  #: None where the check is a practice

    @property
    def rule(self) -> Rule | None:
        """The rule, if there is one."""
        return self.provision.rule if self.provision else None

    @property
    def whole(self) -> int | None:
        """The rule's number; None where the law gives none or it is not known: then nothing is asked."""
        return self.provision.whole if self.provision else None


@dataclass(frozen=True, slots=True)
class Said:
    """One answer: what is wrong and what would be right."""

    sentence: str
    remedy: str = ""
    persons: tuple[str, ...] = ()
    side: Side | None = None


#: A question: yields what is wrong, naming who and what to do; nothing if all is right.
Question: TypeAlias = Callable[[Asked], Iterator[Said]]
