"""What a visit asks, declared once for form, command and library."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from casework.cases.models import Person, Unit
from casework.cases.organisation import colleague
from casework.cases.work import Work
from casework.errors import InputError, NotFound, Problem
from casework.workflow import Fact, Kind, facts

#: What is said of a trip beforehand.
PLAN = (
    Fact("planned_on", "计划走访日", Kind.DATE, required=True, in_future=True),
    Fact(
        "team", "走访人员", Kind.COLLEAGUE, required=True, many=True,
        help="应当都是各案体检组成员；最低人数照规则",
    ),
    Fact("route", "路线和集合地点", Kind.TEXT),
    Fact("purpose", "走访目的", Kind.TEXT),
)  # fmt: skip
#: What is said of it afterwards, once for all companies.
RECORD = (
    Fact("visited_on", "到场日", Kind.DATE, required=True),
    Fact("inspectors", "到场检查人", Kind.COLLEAGUE, required=True, many=True),
    Fact("credentials_shown", "已出示监督证", Kind.FLAG, required=True),
    Fact(
        "late_reason", "补录理由", Kind.TEXT, help="到场日已过去几个工作日的，写明为什么现在才登记"
    ),
)
REASON = Fact("reason", "理由", Kind.TEXT, required=True)
_LONGEST = {"route": 300, "purpose": 300}


def read(
    work: Work,
    unit: Unit,
    declared: Sequence[Fact],
    given: Mapping[str, Any],
    *,
    partial: bool = False,
) -> dict[str, Any]:
    """Return the facts given, typed, colleagues as logins. *partial*: only what is given counts.

    Raises:
        InputError: every problem.
    """
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    try:
        values = dict(facts.parse(declared, given, today=work.today, partial=partial))
    except InputError as error:
        problems += error.problems
    for fact in declared:
        if fact.kind is Kind.COLLEAGUE and fact.name in values:
            values[fact.name], unknown = _logins(work, unit, fact, values[fact.name])
            problems += unknown
        longest = _LONGEST.get(fact.name)
        if longest and len(str(values.get(fact.name, ""))) > longest:
            problems.append(Problem(fact.name, f"{fact.label}：最多 {longest} 个字"))
    if problems:
        raise InputError(problems)
    return values


def _logins(
    work: Work, unit: Unit, fact: Fact, names: Sequence[str]
) -> tuple[list[str], list[Problem]]:
    logins: list[str] = []
    problems = []
    for name in names:
        try:
            logins.append(colleague(work, unit, name).login)
        except NotFound as error:
            problems.append(Problem(fact.name, f"{fact.label}：{error}"))
    return list(dict.fromkeys(logins)), problems


def names_of(work: Work, logins: Sequence[str]) -> list[str]:
    """Return the names of persons by login, in order; who is not known stays a login."""
    found = select(Person.login, Person.name).where(Person.login.in_(list(logins)))
    names = dict(work.session.execute(found).all())
    return [names.get(login, login) for login in logins]
