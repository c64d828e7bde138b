"""What a kind of case plugs in: its table, guards, effects, contexts. `book` registers them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from casework.errors import NotFound, Reason
from casework.workflow import Step, Table
from casework.workflow.engine import Engine

if TYPE_CHECKING:
    from casework.cases.history import Standing
    from casework.cases.models import Case, Mover
    from casework.cases.moving import Move
    from casework.cases.work import Work

#: A question about what a table moves: (view, facts or None while only looking, day) → a reason against, or None.
Guard: TypeAlias = Callable[[Any, Mapping[str, Any] | None, date], Reason | None]


def _nothing(_work: "Work", _subject: Any, _step: "Standing") -> None:
    """Do nothing: most effects have no undo, or nothing to do but leave a mark."""


def _no_registers(_work: "Work") -> Iterable[str]:
    return ()


def _no_faults(_work: "Work", _case: "Case") -> Iterable[str]:
    return ()


def _nothing_known(_work: "Work", _subject: Any, _step: Step) -> Mapping[str, Any]:
    return {}


def _nothing_printed(_work: "Work", _subject: Any) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Along:
    """The step that movers take because their case takes one, such as 提出 when the report is served.

    It is taken back when the case's step is, and its facts follow when they are corrected.
    """

    step: str
    which: Callable[["Work", "Case"], Iterable["Mover"]]
    facts: Callable[["Mover", "Standing"], dict[str, Any]]  #: typed, as the table declares them


@dataclass(frozen=True, slots=True)
class Effect:
    """What a step does besides moving its subject; ``undo`` runs when the step is reversed."""

    do: Callable[["Work", Any, "Standing"], None] = _nothing
    undo: Callable[["Work", Any, "Standing"], None] = _nothing
    when_adopted: bool = True  #: also done when the step is entered from old papers
    #: the members its step names, duty → logins; others stay as they were
    duties: Callable[["Standing"], dict[str, tuple[str, ...]]] | None = None
    #: what the step's journal row keeps besides its facts, such as the hash of what was approved
    marks: Callable[["Work", Any], dict[str, Any]] | None = None
    #: what it keeps of what the facts stand for, such as the version of a catalogue chosen by name
    resolved: Callable[["Work", Any, "Move"], dict[str, Any]] | None = None
    #: facts it acted upon once for all, so that no correction changes them
    fixed: tuple[str, ...] = ()
    along: Along | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """A table and what it needs to move something: shared by kinds of cases and of movers."""

    name: str
    label: str
    table: Table
    guards: Mapping[str, Guard]
    effects: Mapping[str, Effect]
    view: Callable[["Work", Any], Any]  #: what its guards look at
    #: document title → its dict
    contexts: Mapping[str, Callable[["Work", Any], dict[str, Any]]] = field(default_factory=dict)
    #: what its issued documents would print now, by title: a correction that changes it says so
    printed: Callable[["Work", Any], Mapping[str, Any]] = _nothing_printed
    #: what is known before a step is filled in, by name of its facts: its form shows it, a person decides
    known: Callable[["Work", Any, Step], Mapping[str, Any]] = _nothing_known
    engine: Engine = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "engine", Engine(self.table))


@dataclass(frozen=True, slots=True, kw_only=True)
class MoverKind(Procedure):
    """A sort of thing that moves by itself inside a case: a finding, a notice."""

    model: type["Mover"]
    code: Callable[["Mover"], str]  #: as people call it: WT-07
    #: states of the case in which it doesn't move any more: what is closed stays as it is
    frozen_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Procedure):
    """One kind of case and everything the generic verbs need to know of it."""

    word: str  #: in its numbers: 法检
    #: what else `verify` asks of a case of this kind: a sentence for each fault
    faults: Callable[["Work", "Case"], Iterable[str]] = _no_faults
    #: what `verify` asks once of what belongs to no single case
    registers: Callable[["Work"], Iterable[str]] = _no_registers
    #: labels of what its own verbs record, for the timeline
    labels: Mapping[str, str] = field(default_factory=dict)
    movers: Mapping[str, MoverKind] = field(default_factory=dict)
    #: what else gets numbers of its own: series → the word in them
    series: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds this casebook knows."""

    by_name: Mapping[str, Kind]

    def __getitem__(self, name: str) -> Kind:
        try:
            return self.by_name[name]
        except KeyError:
            raise NotFound("案件种类", name) from None
