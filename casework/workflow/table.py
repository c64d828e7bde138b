"""A procedure as one table: its states and its steps, read from TOML and frozen.

:meth:`Table.read` refuses what cannot be read (unknown or missing keys, wrong types), every problem
at once. Whether the table makes sense is the question of :mod:`.check`. A table is known by the hash
of its text: a case pins it, and a comma changed is another table.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from casework.errors import DefinitionError, NotFound, Problem
from casework.notation import read_toml
from casework.workflow.reading import Section
from casework.workflow.step import (
    ANYWHERE,
    BEFORE,
    DATA_CLASSES,
    OCCURRED_ON,
    SIDES,
    STAY,
    ClockSpec,
    EvidenceSlot,
    Extends,
    Fact,
    Kind,
    State,
    Step,
    holds,
)
from casework.workflow.step_reading import read_state, read_step

__all__ = [
    "ANYWHERE",
    "BEFORE",
    "DATA_CLASSES",
    "OCCURRED_ON",
    "SIDES",
    "STAY",
    "ClockSpec",
    "EvidenceSlot",
    "Extends",
    "Fact",
    "Kind",
    "State",
    "Step",
    "Table",
    "holds",
]


@dataclass(frozen=True, slots=True)
class Table:
    """A procedure: states and steps by name, in the order of the file."""

    name: str
    title: str
    kind: str  #: the kind of subject it moves: checkup, finding …
    version: str
    states: Mapping[str, State]
    steps: Mapping[str, Step]
    hash: str  #: SHA-256 of the text, line ends as ``\\n``
    text: str
    guards: Mapping[
        str, str
    ]  #: what each guard asks, in Chinese; empty when the table explains none
    effects: Mapping[str, str]  #: what each effect does, likewise
    note: str = ""  #: what a reader of the whole table has to know

    def __hash__(self) -> int:
        return hash(self.hash)

    @classmethod
    def read(cls, text: str, source: str) -> "Table":
        """Return the table written in *text*; *source* is named in the error.

        Raises:
            DefinitionError: no TOML, or keys missing, unknown or of the wrong type: all of them.
        """
        text = text.replace("\r\n", "\n")
        problems: list[Problem] = []
        top = Section(read_toml(text, source), "", problems)
        kind = top.text("kind")
        states = {name: read_state(name, raw) for name, raw in top.named("state").items()}
        table = cls(
            name=top.text("name", kind),
            title=top.text("title"),
            kind=kind,
            version=top.text("version"),
            states=MappingProxyType(states),
            steps=MappingProxyType(
                {n: read_step(n, raw, states) for n, raw in top.named("step").items()}
            ),
            hash=hashlib.sha256(text.encode()).hexdigest(),
            text=text,
            guards=top.glossary("guard"),
            effects=top.glossary("effect"),
            note=top.text("note", ""),
        )
        top.close()
        if problems:
            raise DefinitionError(source, problems)
        return table

    @property
    def opening(self) -> Step:
        """Return the step that begins a case: the one without ``from``.

        Raises:
            DefinitionError: there is none (:mod:`.check` says so beforehand).
        """
        for step in self.steps.values():
            if not step.sources and not step.anywhere:
                return step
        raise DefinitionError(
            self.title, [Problem("step", "没有立案步骤：应有一个不写 from 的步骤。")]
        )

    @property
    def initial(self) -> str:
        """Return the state a case begins in."""
        return self.opening.target

    def step(self, name: str) -> Step:
        """Return the step of that name.

        Raises:
            NotFound: the table has no such step.
        """
        try:
            return self.steps[name]
        except KeyError:
            raise NotFound("步骤", name) from None

    def from_state(self, state: str) -> tuple[Step, ...]:
        """Return the steps that the table allows in *state*, in the order of the file."""
        return tuple(step for step in self.steps.values() if state in step.sources)

    def targets(self, step: Step, state: str) -> tuple[str, ...]:
        """Return where *step* leads from *state*: several states for a step that goes back."""
        if step.stays:
            return (state,)
        if not step.returns:
            return (step.target,)
        entering = [s for s in self.steps.values() if s.target == state]
        before = {source for s in entering for source in s.sources if source != state}
        return tuple(name for name in self.states if name in before)

    def label(self, state: str) -> str:
        """Return the Chinese name of a state, or the name itself when there is no such state."""
        found = self.states.get(state)
        return found.label if found else state
