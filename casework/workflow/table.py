"""A procedure as one table: its states and its steps, read from TOML and frozen.

:meth:`Table.read` refuses what cannot be read (unknown or missing keys, wrong types), every problem at once.
Whether the table makes sense is the question of :mod:`.check`. A table is known by the hash of its text:
a case pins it, and a comma changed is another table.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from casework.errors import DefinitionError, NotFound, Problem
from casework.workflow.reading import Section, parse_toml
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

_UNITS = ("day", "working_day", "month")


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

    def __hash__(self) -> int:
        return hash(self.hash)

    @classmethod
    def read(cls, text: str, source: str) -> "Table":
        """Return the table written in *text*; *source* is named in the error.

        Raises:
            DefinitionError: it is no TOML, or keys are missing, unknown or of the wrong type: all of them.
        """
        text = text.replace("\r\n", "\n")
        problems: list[Problem] = []
        top = Section(parse_toml(text, source), "", problems)
        kind = top.text("kind")
        states = {name: _state(name, raw) for name, raw in top.named("state").items()}
        table = cls(
            name=top.text("name", kind),
            title=top.text("title"),
            kind=kind,
            version=top.text("version"),
            states=MappingProxyType(states),
            steps=MappingProxyType(
                {n: _step(n, raw, states) for n, raw in top.named("step").items()}
            ),
            hash=hashlib.sha256(text.encode()).hexdigest(),
            text=text,
            guards=top.glossary("guard"),
            effects=top.glossary("effect"),
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
        """Return where *step* can lead from *state*: one state, or several for a step that goes back."""
        if step.stays:
            return (state,)
        if not step.returns:
            return (step.target,)
        entering = [s for s in self.steps.values() if s.target == state]
        before = {source for s in entering for source in s.sources if source != state}
        return tuple(name for name in self.states if name in before)

    def label(self, state: str) -> str:
        """Return the Chinese name of a state, or the name itself when the table does not have it."""
        found = self.states.get(state)
        return found.label if found else state


def _state(name: str, raw: Section) -> State:
    state = State(
        name=name,
        label=raw.text("label"),
        final=raw.flag("final"),
        aside=raw.flag("aside"),
        help=raw.text("help", ""),
    )
    raw.close()
    return state


def _step(name: str, raw: Section, states: Mapping[str, State]) -> Step:
    written = raw.texts("from")
    if "from" in raw and not written:
        raw.problem("from", "不能是空列表；立案步骤不写 from，其余步骤写明从哪些状态办理。")
    target = raw.text("to")
    step = Step(
        name=name,
        label=raw.text("label"),
        act=raw.text("act"),
        sources=_sources(written, target, states),
        target=target,
        facts=tuple(_fact(item) for item in raw.sections("facts")),
        evidence=tuple(_slot(item) for item in raw.sections("evidence")),
        guards=raw.texts("guards"),
        clocks=tuple(_clock(item) for item in raw.sections("clocks")),
        documents=raw.texts("documents"),
        effects=raw.texts("effects"),
        law=raw.text("law", ""),
        practice=raw.text("practice", ""),
        note=raw.text("note", ""),
        help=raw.text("help", ""),
        pauses_clocks=raw.flag("pauses_clocks"),
        resumes_clocks=raw.flag("resumes_clocks"),
        extends=_extends(raw.section("extends")),
        anywhere=ANYWHERE in written,
    )
    raw.close()
    return step


def _sources(written: tuple[str, ...], target: str, states: Mapping[str, State]) -> tuple[str, ...]:
    if ANYWHERE not in written:
        return written
    every = tuple(
        state.name for state in states.values() if not state.final and state.name != target
    )
    return every + tuple(name for name in written if name != ANYWHERE)


def _fact(raw: Section) -> Fact:
    kind = raw.word("kind", [kind.value for kind in Kind])
    fact = Fact(
        name=raw.text("name"),
        label=raw.text("label"),
        kind=Kind(kind) if kind in set(Kind) else Kind.TEXT,
        required=raw.flag("required"),
        many=raw.flag("many"),
        options=raw.texts("options"),
        required_when=raw.plain("required_when") or None,
        help=raw.text("help", ""),
        side=raw.word("side", SIDES, "union"),
        data_class=raw.word(
            "data_class", DATA_CLASSES, "personal" if kind == Kind.PERSON else "business"
        ),
        in_future=raw.flag("in_future"),
        not_before=raw.text("not_before", ""),
    )
    raw.close()
    return fact


def _slot(raw: Section) -> EvidenceSlot:
    slot = EvidenceSlot(
        name=raw.text("name"),
        label=raw.text("label"),
        required=raw.flag("required"),
        many=raw.flag("many", default=True),
        required_when=raw.plain("required_when") or None,
    )
    raw.close()
    return slot


def _clock(raw: Section) -> ClockSpec:
    clock = ClockSpec(
        name=raw.text("name"),
        of=raw.text("of"),
        rule=raw.text("rule"),
        starts=raw.text("starts"),
        closed_by=raw.texts("closed_by"),
        party=raw.text("party", ""),
    )
    raw.close()
    return clock


def _extends(raw: Section | None) -> Extends | None:
    if raw is None:
        return None
    extends = Extends(
        clock=raw.text("clock"), fact=raw.text("by"), unit=raw.word("unit", _UNITS, "")
    )
    raw.close()
    return extends
