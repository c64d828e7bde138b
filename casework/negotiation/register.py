"""What a negotiation writes down beside its steps: one grammar for every noun.

A :class:`Register` is a sort of record with the facts a person fills in; form, command and API are made
from it, as they are from a step. Representatives, demands, topics, meetings, papers, checks: each noun
declares its own in its room; :mod:`.registers` lists them.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from casework.cases import anonymous
from casework.cases.models import Case, Record
from casework.cases.records import Sort
from casework.cases.work import Work
from casework.errors import InputError, Problem
from casework.workflow import Fact, Kind, facts

Columns: TypeAlias = dict[str, Any]
_LONGEST_TEXT = 120


def _nobody_minds(_work: Work, _case: Case, _row: Record) -> None:
    """Pass: nothing else rests on it."""


def _as_they_are(_work: Work, _case: Case, columns: Columns, _row: Record | None) -> Columns:
    return columns


@dataclass(frozen=True, slots=True)
class Register:
    """A sort of record and what it asks; every fact is the column of the same name."""

    name: str  #: in addresses and commands: topic
    sort: Sort
    facts: tuple[Fact, ...]
    lead: str  #: what it is for, in a sentence
    told: Callable[[Mapping[str, Any]], str]  #: a row in a phrase, for the timeline
    #: looks at all columns together, against what else is recorded; returns them as they are stored
    check: Callable[[Work, Case, Columns, Record | None], Columns] = _as_they_are
    #: raises InputError if something else rests on a row that is to be withdrawn
    leave: Callable[[Work, Case, Record], None] = _nobody_minds
    #: what a new form begins with
    fresh: Callable[[Work, Case], Mapping[str, Any]] = lambda _work, _case: {}
    nameless: bool = False  #: its texts must not hold a person's number

    @property
    def label(self) -> str:
        """Return what people call it."""
        return self.sort.label

    @property
    def prefix(self) -> str:
        """Return the first word of its codes."""
        return self.sort.model.prefix


def columns(
    work: Work, case: Case, register: Register, given: Mapping[str, Any], row: Record | None = None
) -> Columns:
    """Return the columns that *given* fills in; what is not given stays as in *row*, or is empty.

    Raises:
        InputError: every problem.
    """
    raw = {**(shown(register, row) if row is not None else {}), **given}
    values = facts.parse(register.facts, raw, today=work.today)
    problems = list(_too_long(register, values))
    if register.nameless:
        labels = {fact.name: fact.label for fact in register.facts}
        problems += anonymous.refused(values, labels)
    if problems:
        raise InputError(problems)
    filled = {fact.name: values.get(fact.name, _blank(fact)) for fact in register.facts}
    return register.check(work, case, filled, row)


def shown(register: Register, row: Record) -> dict[str, Any]:
    """Return what a record holds, as its form shows it and its parser reads it."""
    return {fact.name: getattr(row, fact.name) for fact in register.facts}


def _too_long(register: Register, values: Mapping[str, object]) -> Iterator[Problem]:
    for fact in register.facts:
        value, most = values.get(fact.name), _longest(register, fact)
        if isinstance(value, str) and len(value) > most:
            yield Problem(fact.name, f"{fact.label}：最多 {most} 个字，现在是 {len(value)} 个")


def _longest(register: Register, fact: Fact) -> int:
    """Return how many characters the column of a fact takes."""
    if fact.kind is Kind.LONGTEXT:
        return 20_000
    column = getattr(register.sort.model, fact.name).type
    return getattr(column, "length", None) or _LONGEST_TEXT


def _blank(fact: Fact) -> Any:
    if fact.many:
        return []
    if fact.kind is Kind.FLAG:
        return False
    if fact.kind in {Kind.DATE, Kind.INT, Kind.NUMBER, Kind.MONEY}:
        return None
    return ""
