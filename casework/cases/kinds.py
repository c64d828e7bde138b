"""What a kind of case plugs in: its table, guards, effects, contexts. `book` registers them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from casework.errors import NotFound, Reason
from casework.workflow import Table
from casework.workflow.engine import Engine

if TYPE_CHECKING:
    from casework.cases.history import Standing
    from casework.cases.models import Case
    from casework.cases.work import Work

#: A question about a case: (view, facts or None while only looking, day) → a reason against, or None.
Guard: TypeAlias = Callable[[Any, Mapping[str, Any] | None, date], Reason | None]


def _nothing(_work: "Work", _case: "Case", _step: "Standing") -> None:
    """Do nothing: most effects have no undo, or nothing to do but leave a mark."""


def _no_faults(_work: "Work", _case: "Case") -> Iterable[str]:
    return ()


def _nothing_printed(_work: "Work", _case: "Case") -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Effect:
    """What a step does besides moving the case; ``undo`` runs when the step is reversed."""

    do: Callable[["Work", "Case", "Standing"], None] = _nothing
    undo: Callable[["Work", "Case", "Standing"], None] = _nothing
    when_adopted: bool = True  #: also done when the step is entered from old papers
    #: the members its step names, duty → logins; others stay as they were
    duties: Callable[["Standing"], dict[str, tuple[str, ...]]] | None = None
    #: what the step's journal row keeps besides its facts, such as the hash of what was approved
    marks: Callable[["Work", "Case"], dict[str, Any]] | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of case and everything the generic verbs need to know of it."""

    name: str
    label: str
    word: str  #: in its numbers: 法检
    table: Table
    guards: Mapping[str, Guard]
    effects: Mapping[str, Effect]
    view: Callable[["Work", "Case"], Any]
    contexts: Mapping[str, Callable[["Work", "Case"], dict[str, Any]]]  #: document title → its dict
    #: what else `verify` asks of a case of this kind: a sentence for each fault
    faults: Callable[["Work", "Case"], Iterable[str]] = _no_faults
    #: what its issued documents would print now, by title: a correction that changes it says so
    printed: Callable[["Work", "Case"], Mapping[str, Any]] = _nothing_printed
    #: labels of what its own verbs record, for the timeline
    labels: Mapping[str, str] = field(default_factory=dict)
    engine: Engine = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "engine", Engine(self.table))


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds this casebook knows."""

    by_name: Mapping[str, Kind]

    def __getitem__(self, name: str) -> Kind:
        try:
            return self.by_name[name]
        except KeyError:
            raise NotFound("案件种类", name) from None
