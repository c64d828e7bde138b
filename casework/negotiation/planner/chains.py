"""The chain of steps and periods of each procedure, read from ``links.toml`` once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from casework.errors import DefinitionError, InputError, Problem
from casework.notation import near, read_toml

_FILE = "links.toml"
_MATTERS = ("wage", "sectoral")
_TEXTS = ("name", "label", "from", "to", "rule", *_MATTERS)


class LinkKind(StrEnum):
    """How a period binds the step after it to the step before it."""

    LIMIT = "limit"  #: at the latest so long after; may be done the same day
    WAIT = "wait"  #: not before it has run out
    LEAD = "lead"  #: the earlier step at least so long before the later one
    INTERVAL = "interval"  #: a reminder so long after


@dataclass(frozen=True, slots=True)
class Link:
    """A period between two steps."""

    name: str  #: unique in its procedure: what a length of one's own is given under
    label: str
    before: str  #: name of the earlier step
    after: str  #: name of the later step
    kind: LinkKind
    rule: str | None  #: key; None: no law says how long this takes
    beside: Mapping[str, str]  #: matter (wage, sectoral) → key of a rule that runs beside it
    next_day: bool  #: whether it is reached only on the day after the period

    def keys(self, matters: frozenset[str]) -> tuple[str, ...]:
        """Return the keys of the rules that bind in these matters, the general one first."""
        own = (self.rule,) if self.rule else ()
        return (*own, *(key for matter, key in self.beside.items() if matter in matters))


@dataclass(frozen=True, slots=True)
class Chain:
    """The steps of one procedure in their order, and the links between them."""

    procedure: str
    label: str
    steps: Mapping[str, str]  #: name → label, in order
    links: tuple[Link, ...]
    #: name → what shows in the case that it happened: (step of the workflow, date fact)
    done_by: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    #: step of the workflow → the step of the chain it goes back to: what follows is done anew
    back: Mapping[str, str] = field(default_factory=dict)
    #: matter → fact of the opening step → the values that make it one
    matters: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    def into(self, step: str) -> tuple[Link, ...]:
        """Return the links that end in a step."""
        return tuple(link for link in self.links if link.after == step)

    def out_of(self, step: str) -> tuple[Link, ...]:
        """Return the links that begin with a step."""
        return tuple(link for link in self.links if link.before == step)


def chain(procedure: str) -> Chain:
    """Return the chain of a procedure: full, simple or platform.

    Raises:
        InputError: there is no such procedure.
    """
    known = _shipped()
    if procedure not in known:
        raise InputError.one(
            "procedure",
            f"没有“{procedure}”这种程序{near(procedure, known)}；可以是：{'、'.join(known)}。",
        )
    return known[procedure]


@cache
def _shipped() -> dict[str, Chain]:
    text = (files("casework.negotiation.planner") / _FILE).read_text(encoding="utf-8")
    return read_chains(text)


def read_chains(text: str, source: str = _FILE) -> dict[str, Chain]:
    """Return the chains written in *text*, by procedure.

    Raises:
        DefinitionError: every problem with its place.
    """
    problems: list[Problem] = []
    raw = read_toml(text, source).get("procedure", {})
    chains = {name: _chain(name, one, problems) for name, one in raw.items()}
    if problems:
        raise DefinitionError(source, problems)
    return chains


def _chain(procedure: str, raw: Mapping[str, Any], problems: list[Problem]) -> Chain:
    steps = {str(one.get("name", "")): str(one.get("label", "")) for one in raw.get("step", ())}
    if len(steps) != len(raw.get("step", ())) or not all(name and steps[name] for name in steps):
        problems.append(Problem(procedure, "步骤要有各不相同的 name，并且都有 label。"))
    links = tuple(_link(procedure, one, problems) for one in raw.get("link", ()))
    made = Chain(
        procedure,
        str(raw.get("label", procedure)),
        steps,
        links,
        {one["name"]: _sources(one) for one in raw.get("step", ()) if "name" in one},
        dict(raw.get("back", {})),
        {
            matter: {fact: tuple(values) for fact, values in facts.items()}
            for matter, facts in raw.get("matter", {}).items()
        },
    )
    problems += _checked(made)
    return made


def _sources(raw: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    pairs = (str(one).partition(".") for one in raw.get("done_by", ()))
    return tuple((step, fact) for step, _, fact in pairs)


def _link(procedure: str, raw: Mapping[str, Any], problems: list[Problem]) -> Link:
    rest = {key: value for key, value in raw.items() if key not in {"kind", "next_day"}}
    place = f"{procedure}.{raw.get('name', '?')}"
    wrong = [key for key, value in rest.items() if key not in _TEXTS or not isinstance(value, str)]
    wrong += [key for key in ("name", "label", "from", "to") if not rest.get(key)]
    kind = str(raw.get("kind", ""))
    if kind not in [*LinkKind]:
        wrong.append("kind")
        kind = LinkKind.LIMIT
    if wrong:
        problems.append(Problem(place, f"看不懂或缺少：{'、'.join(wrong)}；请对照文件开头的说明。"))
    return Link(
        str(rest.get("name", "")),
        str(rest.get("label", "")),
        str(rest.get("from", "")),
        str(rest.get("to", "")),
        LinkKind(kind),
        rest.get("rule"),
        {matter: rest[matter] for matter in _MATTERS if matter in rest},
        raw.get("next_day") is True,
    )


def _checked(made: Chain) -> Iterator[Problem]:
    procedure, steps, order = made.procedure, made.steps, list(made.steps)
    names = [link.name for link in made.links]
    for link in made.links:
        place = f"{procedure}.{link.name}"
        strangers = [one for one in (link.before, link.after) if one not in steps]
        if strangers:
            yield Problem(place, f"没有步骤“{strangers[0]}”{near(strangers[0], steps)}。")
        elif order.index(link.before) >= order.index(link.after):
            yield Problem(place, "一段期限应当从先列的步骤到后列的步骤；请调整步骤的顺序。")
        if names.count(link.name) > 1:
            yield Problem(place, "同一程序里有两段用了这个 name；请改名。")
    for step in order[1:]:
        if not any(link.after == step for link in made.links):
            yield Problem(f"{procedure}.{step}", "没有哪一段通到这一步；请补一段。")
    for step in made.back.values():
        if step not in steps:
            yield Problem(f"{procedure}.back", f"没有步骤“{step}”{near(step, steps)}。")
