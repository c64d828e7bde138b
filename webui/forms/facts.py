"""A form made from declared facts: it shows fields and keeps what was typed; casework's parser reads it.

No field has a validator. What is wrong is said by casework, all at once, and marked here on the field.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Protocol

from flask import request
from flask_wtf import FlaskForm
from wtforms import Field

from casework.errors import Problem
from casework.workflow import Fact, Kind
from webui.forms.fields import as_typed, field_for
from webui.words import condition


@dataclass(frozen=True, slots=True)
class Shown:
    """A field with what stands beside it."""

    fact: Fact
    field: Field
    hint: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which what is kept now and what was typed differ."""

    label: str
    now: str
    typed: str


class Named(Protocol):
    """A person as far as a form needs one."""

    @property
    def login(self) -> str:
        """The login casework keeps."""

    @property
    def name(self) -> str:
        """The name people type."""


@dataclass(frozen=True, slots=True)
class FactForm:
    """The fields of some facts, filled with what was typed or with values."""

    facts: tuple[Fact, ...]
    fields: FlaskForm
    errors: dict[str, list[str]] = field(default_factory=dict)  #: sentences by name of the fact

    @classmethod
    def typed(cls, facts: Sequence[Fact]) -> "FactForm":
        """Return the form with what the request brought."""
        return cls(tuple(facts), _fields(tuple(facts))(formdata=request.form))

    @classmethod
    def showing(
        cls, facts: Sequence[Fact], values: Mapping[str, object], people: Iterable[Named] = ()
    ) -> "FactForm":
        """Return the form with typed *values* by name, as a person would type them.

        Colleagues among *people* are shown by name, if only one has it.
        """
        names = _names(people)
        known = {
            fact.name: as_typed(fact, values[fact.name], names)
            for fact in facts
            if fact.name in values
        }
        return cls(tuple(facts), _fields(tuple(facts))(formdata=None, data=known))

    @property
    def raw(self) -> dict[str, Any]:
        """Return what was typed, by name: a text, or a list of texts; nothing is read into it."""
        return {fact.name: self.fields[fact.name].data or "" for fact in self.facts}

    def mark(
        self, problems: Iterable[Problem], places: Mapping[str, str] | None = None
    ) -> list[str]:
        """Write each problem beside its field; return the sentences that belong to no field here.

        *places* says which field stands for a place of another name.
        """
        names = {fact.name for fact in self.facts}
        rest = []
        for problem in problems:
            place = (places or {}).get(problem.place, problem.place)
            if place in names:
                self.errors.setdefault(place, []).append(problem.message)
            else:
                rest.append(problem.message)
        return rest

    def against(self, values: Mapping[str, object]) -> tuple[Difference, ...]:
        """Return where what was typed differs from typed *values* that are kept now."""
        pairs = (
            (
                fact.label,
                _told(fact, as_typed(fact, values.get(fact.name))),
                _told(fact, self.raw[fact.name]),
            )
            for fact in self.facts
            if fact.name in values
        )
        return tuple(Difference(*pair) for pair in pairs if pair[1] != pair[2])

    def __iter__(self) -> Iterator[Shown]:
        """Go through the fields in the order they are declared."""
        for fact in self.facts:
            yield Shown(fact, self.fields[fact.name], self._hint(fact))

    def __getitem__(self, name: str) -> Shown:
        """Return one field by the name of its fact."""
        return next(shown for shown in self if shown.fact.name == name)

    def _hint(self, fact: Fact) -> str:
        return "；".join(
            part.rstrip("。")
            for part in (condition(self.facts, fact.required_when), fact.help)
            if part
        )


def _told(fact: Fact, typed: object) -> str:
    if fact.kind is Kind.FLAG and typed == "否":
        return ""  # a flag nobody touched is no difference
    parts = typed if isinstance(typed, list) else [typed]
    return "\n".join(text for part in parts if (text := str(part).strip()))


def _names(people: Iterable[Named]) -> dict[str, str]:
    persons = list(people)
    often = Counter(one.name for one in persons)
    return {one.login: one.name for one in persons if often[one.name] == 1}


@lru_cache(maxsize=256)
def _fields(facts: tuple[Fact, ...]) -> type[FlaskForm]:
    return type("Fields", (FlaskForm,), {fact.name: field_for(fact) for fact in facts})
