"""The table of checks and protections, read from ``checks.toml`` once: what is asked in which procedure."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from casework.errors import DefinitionError, Problem
from casework.notation import near, read_toml

_FILE = "checks.toml"
PROCEDURES = ("full", "simple", "platform")


class Force(StrEnum):
    """Whether something must be right, or is only advised."""

    MUST = "must"
    ADVICE = "advice"


class HoldsFor(StrEnum):
    """Whom a protection holds for."""

    WORKER = "worker"  #: a delegate of the workers from inside
    INTERNAL = "internal"  #: a delegate of either side from inside
    UNION_OFFICER = "union_officer"  #: a delegate of the workers who holds an office of the union


@dataclass(frozen=True, slots=True)
class Ask:
    """How one procedure asks one check."""

    force: Force
    rule: str | None  #: key of the rule; None: a practice
    by_analogy: bool


@dataclass(frozen=True, slots=True)
class Check:
    """One check, and how each procedure that knows it asks it."""

    code: str
    label: str
    asked: dict[str, Ask]


@dataclass(frozen=True, slots=True)
class Protection:
    """A protection: its rule, and for whom it holds in which procedures."""

    code: str
    rule: str
    procedures: tuple[str, ...]
    holds_for: HoldsFor
    says: str  #: the sentence; {value} and {note} are the rule's


@dataclass(frozen=True, slots=True)
class CheckTable:
    """All of ``checks.toml``."""

    checks: tuple[Check, ...]
    protections: tuple[Protection, ...]


@cache
def check_table() -> CheckTable:
    """Return the table that ships.

    Raises:
        DefinitionError: a slip in the file, with its place.
    """
    text = (files("casework.negotiation.representative") / _FILE).read_text(encoding="utf-8")
    return read_checks(text)


def read_checks(text: str, source: str = _FILE) -> CheckTable:
    """Return the table written in *text*.

    Raises:
        DefinitionError: every problem with its place.
    """
    raw = read_toml(text, source)
    problems: list[Problem] = []
    checks = [_check(one, problems) for one in raw.pop("check", [])]
    protections = [_protection(one, problems) for one in raw.pop("protection", [])]
    problems += [Problem(name, "没有这一项；请核对拼写，或者删去。") for name in raw]
    codes = [*(one.code for one in checks), *(one.code for one in protections)]
    problems += [Problem(code, "代码重复。") for code in sorted({*codes}) if codes.count(code) > 1]
    if problems:
        raise DefinitionError(source, problems)
    return CheckTable(tuple(checks), tuple(protections))


def _check(raw: dict[str, Any], problems: list[Problem]) -> Check:
    rest = dict(raw)
    code, label = str(rest.pop("code", "")), str(rest.pop("label", ""))
    if not code or not label:
        problems.append(Problem(code or "check", "缺少 code 或 label，请补上。"))
    asked = {name: _ask(code, name, one, problems) for name, one in rest.items()}
    return Check(code, label, asked)


def _ask(code: str, procedure: str, raw: object, problems: list[Problem]) -> Ask:
    place = f"{code}.{procedure}"
    if procedure not in PROCEDURES:
        problems.append(Problem(place, f"没有这种程序{near(procedure, PROCEDURES)}。"))
    given = dict(raw) if isinstance(raw, dict) else {}
    force, rule = str(given.pop("force", "")), given.pop("rule", None)
    by_analogy = given.pop("by_analogy", False) is True
    if force not in [*Force] or given:
        wrong = "、".join(given) or "force"
        problems.append(
            Problem(place, f"看不懂 {wrong}；应有 force（must 或 advice），可有 rule。")
        )
        force = Force.MUST
    return Ask(Force(force), None if rule is None else str(rule), by_analogy)


def _protection(raw: dict[str, Any], problems: list[Problem]) -> Protection:
    code, rule = str(raw.get("code", "")), str(raw.get("rule", ""))
    procedures = tuple(str(one) for one in raw.get("procedures", ()))
    holds_for = str(raw.get("holds_for", ""))
    problems += _strangers(code, procedures)
    if holds_for not in [*HoldsFor]:
        known = "、".join(HoldsFor)
        problems.append(Problem(f"{code}.holds_for", f"没有“{holds_for}”；可以是：{known}。"))
        holds_for = HoldsFor.WORKER
    says = str(raw.get("says", ""))
    if not rule or not says:
        problems.append(Problem(code or "protection", "缺少 rule 或 says，请补上。"))
    return Protection(code, rule, procedures, HoldsFor(holds_for), says)


def _strangers(code: str, procedures: tuple[str, ...]) -> Iterator[Problem]:
    for one in procedures:
        if one not in PROCEDURES:
            yield Problem(f"{code}.procedures", f"没有“{one}”这种程序{near(one, PROCEDURES)}。")
