"""A state and a step out of their TOML tables; :mod:`.table` puts them together."""

from collections.abc import Mapping

from casework.workflow.reading import Section
from casework.workflow.step import (
    ANYWHERE,
    DATA_CLASSES,
    SIDES,
    ClockSpec,
    EvidenceSlot,
    Extends,
    Fact,
    Kind,
    State,
    Step,
)

_UNITS = ("day", "working_day", "month")


def read_state(name: str, raw: Section) -> State:
    """Return the state under ``[state.NAME]``; problems go to the section's list."""
    state = State(
        name=name,
        label=raw.text("label"),
        final=raw.flag("final"),
        aside=raw.flag("aside"),
        help=raw.text("help", ""),
    )
    raw.close()
    return state


def read_step(name: str, raw: Section, states: Mapping[str, State]) -> Step:
    """Return the step under ``[step.NAME]``; ``["*"]`` becomes the states that are not final."""
    written = raw.texts("from")
    if raw.is_empty_list("from"):
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
        along=raw.text("along", ""),
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
        length=raw.text("length", ""),
        when=raw.plain("when") or None,
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
