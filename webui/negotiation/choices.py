"""What can be chosen in a case: topics, clauses, meetings are offered by code and name, and read by code."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from casework import Work, negotiation
from casework.cases.models import Case
from casework.workflow import Fact, Kind
from webui.forms import FactForm

#: A fact of this name is the code of something in the case; the function lists code and name.
Listing = Callable[[Work, Case], Sequence[tuple[str, str]]]


def _topics(work: Work, case: Case) -> list[tuple[str, str]]:
    return [(row.code, row.title) for row in negotiation.listed(work, case, "topic")]


def _clauses(work: Work, case: Case) -> list[tuple[str, str]]:
    ledger = negotiation.clause_ledger(work, case)
    texts = ((one.code, one.current or one.versions[-1]) for one in ledger.in_order())
    return [(code, entry.text[:_WORDS]) for code, entry in texts]


def _meetings(work: Work, case: Case) -> list[tuple[str, str]]:
    rows = negotiation.listed(work, case, "meeting")
    return [(row.code, f"{row.held_on} {row.place}") for row in rows]


def _gone(work: Work, case: Case) -> list[tuple[str, str]]:
    rows = negotiation.listed(work, case, "representative")
    return [(row.code, f"{row.name}（{row.side}）") for row in rows if row.left_on]


def _papers(work: Work, case: Case) -> list[tuple[str, str]]:
    return [(one.asked.label, "") for one in negotiation.dossier(work, case)]


#: Characters of a clause that stand beside its code.
_WORDS = 20
_LISTS: Mapping[str, Listing] = {
    "topic": _topics,
    "clause": _clauses,
    "cost_clause": _clauses,
    "meeting": _meetings,
    "replaces": _gone,
    "item": _papers,
}


def offered(work: Work, case: Case, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Return the facts with what can be chosen in this case."""
    return tuple(_offering(work, case, fact) for fact in facts)


def _offering(work: Work, case: Case, fact: Fact) -> Fact:
    if fact.name not in _LISTS or fact.many:
        return fact
    options = tuple(_named(*one) for one in _LISTS[fact.name](work, case))
    told = fact.help.partition("，例如")[0] if fact.help.startswith("编号") else fact.help
    return replace(fact, kind=Kind.CHOICE, options=options, help="" if told == "编号" else told)


def chosen(
    work: Work, case: Case, facts: Sequence[Fact], values: Mapping[str, Any]
) -> dict[str, Any]:
    """Return *values* as a form of such facts shows them: codes with their names."""
    shown = dict(values)
    for fact in facts:
        if fact.name in _LISTS and not fact.many and values.get(fact.name) not in (None, ""):
            named = {code: _named(code, name) for code, name in _LISTS[fact.name](work, case)}
            code = _code(fact.name, values[fact.name])
            shown[fact.name] = named.get(code, code)
    return shown


def read(form: FactForm) -> dict[str, Any]:
    """Return what was typed, codes without the names beside them, as casework's parsers take it."""
    raw = form.raw
    for fact in form.facts:
        if fact.name in _LISTS and isinstance(raw[fact.name], str):
            raw[fact.name] = _bare(fact.name, raw[fact.name].partition(" ")[0])
    return raw


def _bare(name: str, code: str) -> str:
    """Return the number of a meeting, which registers keep as a number; other codes stay."""
    return code.removeprefix("会-").lstrip("0") if name == "meeting" else code


def _code(name: str, value: object) -> str:
    return f"会-{value:02d}" if name == "meeting" and isinstance(value, int) else str(value)


def _named(code: str, name: str) -> str:
    return f"{code} {name}".strip()
