"""The model of the walks through negotiations: it tells what five guards answer, and where steps are missing."""

from collections import Counter, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.bargaining_spec import EMPLOYER, PROCEDURES, Spec

UNSETTLED = ("listed", "offered", "joined", "ratified", "rejected")
#: The authority has the text on 19 December 2025; fifteen days later is a holiday, the next day is not.
RECEIVED, REVIEWED = date(2025, 12, 19), date(2026, 1, 4)
SHORT = 12
Edge = tuple[str, str]


@dataclass
class Sought:
    """The edges walks have taken, and those they tried: a walk goes where nobody was yet."""

    written: Spec
    taken: set[Edge] = field(default_factory=set)
    tried: Counter[Edge] = field(default_factory=Counter)

    def missing(self, state: str = "") -> set[Edge]:
        """Return the edges nobody took, as far as three attempts did not show that none can be."""
        open_ = {one for one in self.written.edges - self.taken if self.tried[one] < 3}
        return {one for one in open_ if state in {"", one[0]}}

    def toward(self, state: str, leave: Callable[[str], bool]) -> str | None:
        """Return the first step of the shortest way to a missing edge, without the steps to *leave*."""
        missing = self.missing()
        ways, seen = deque([(state, "")]), {state}
        while ways:
            here, first = ways.popleft()
            for edge in sorted(self.written.edges):
                if edge[0] != here or leave(edge[1]):
                    continue
                if edge in missing:
                    return first or edge[1]
                there = self.written.target(*edge)
                if there not in seen and (self.tried[edge] < 3 or edge in self.taken):
                    seen.add(there)
                    ways.append((there, first or edge[1]))
        return None


@dataclass
class Model:
    """A negotiation as far as the walk itself knows it: nothing in here was read from the casebook."""

    procedure: str
    state: str = "preparing"
    day: date = date(2025, 11, 4)
    taken: list[Edge] = field(default_factory=list)  #: (state before, step)
    #: Employer → its states so far, each with the digest it signed.
    employers: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    clauses: dict[int, int] = field(
        default_factory=dict
    )  #: clause → its agreed version, 0 while open
    versions: int = 1  #: of clause 1, the one the walk talks about
    digests: dict[tuple[Edge | tuple[int, int], ...], str] = field(default_factory=dict)
    carried: list[str] = field(
        default_factory=list
    )  #: numbers of the cases that go on from this one
    gone: str = ""  #: code of the representative who left and was not replaced
    second: str = "代-02"  #: code of the one who may leave

    @property
    def written(self) -> Spec:
        """Return the table written by hand."""
        return PROCEDURES[self.procedure]

    @property
    def text(self) -> tuple[tuple[int, int], ...]:
        """Return the agreed clauses, each with its version."""
        return tuple(sorted(one for one in self.clauses.items() if one[1]))

    @property
    def digest(self) -> str:
        """Return what the walk has seen as the digest of this very text."""
        return self.digests[self.text]

    @property
    def standing(self) -> dict[str, str]:
        """Return employer → state."""
        return {name: states[-1][0] for name, states in self.employers.items()}

    def read(self, digest: str) -> bool:
        """Note the digest of the text as it stands; say whether the same text has one, and only it."""
        if self.text not in self.digests and digest in self.digests.values():
            return False
        return self.digests.setdefault(self.text, digest) == digest

    def other_text(self) -> str:
        """Return the digest of a text that is not the one that stands."""
        return next((one for one in self.digests.values() if one != self.digest), "0" * 64)

    def refusals(self, step: str, facts: Mapping[str, Any], day: date) -> set[str]:
        """Return which of the guards in PREDICTED refuse the step."""
        guards = set(self.written.steps[step][3].split())
        return {code for code in guards & PREDICTED.keys() if PREDICTED[code](self, facts, day)}

    def move(self, step: str, day: date) -> None:
        """Take a step of the case."""
        self.taken.append((self.state, step))
        self.state, self.day = self.written.target(self.state, step), day

    def move_employer(self, name: str, step: str, digest: str = "") -> None:
        """Take a step of an employer."""
        here, signed = self.employers[name][-1]
        self.employers[name].append((EMPLOYER.target(here, step), digest or signed))


def _not_passed(_model: Model, facts: Mapping[str, Any], _day: date) -> bool:
    came = facts["present"] * 3 >= facts["electorate"] * 2
    return not (came and facts["yes"] * 2 > facts["electorate"])


def _another_text(model: Model, facts: Mapping[str, Any], _day: date) -> bool:
    return "digest" in facts and facts["digest"] != model.digest[:SHORT]


def _silence_not_over(_model: Model, _facts: Mapping[str, Any], day: date) -> bool:
    return day <= REVIEWED


def _unsettled(model: Model, _facts: Mapping[str, Any], _day: date) -> bool:
    last = [states[-1] for states in model.employers.values()]
    old = any(at == "signed" and signed != model.digest[:SHORT] for at, signed in last)
    return old or any(at in UNSETTLED for at, _signed in last)


def _nothing_carries_on(model: Model, facts: Mapping[str, Any], _day: date) -> bool:
    return facts["new_case"] not in model.carried


def _not_agreed(model: Model, _facts: Mapping[str, Any], _day: date) -> bool:
    return not model.clauses or 0 in model.clauses.values()


#: Guards whose answer the model tells.
PREDICTED: Mapping[str, Callable[[Model, Mapping[str, Any], date], bool]] = {
    "ballot_passed": _not_passed,
    "text_is_agreed": _another_text,
    "silence_over": _silence_not_over,
    "employers_settled": _unsettled,
    "renewal_opened": _nothing_carries_on,
    "clauses_agreed": _not_agreed,
}
