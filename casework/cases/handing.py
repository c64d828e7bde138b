"""Somebody leaves: all the open cases they lead, with what runs in them, handed over in one go."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from casework.cases import clock as clockwork
from casework.cases import members, texts
from casework.cases.clock import Clock
from casework.cases.models import Case, CaseMember, Person
from casework.cases.persons import colleague
from casework.cases.service import handover, lock
from casework.cases.view import table_of
from casework.cases.work import Work, query, verb
from casework.errors import AccessDenied, InputError, NotFound, Problem


@dataclass(frozen=True, slots=True)
class Carried:
    """An open case somebody works on, and the periods that run in it, the one due first on top."""

    number: str
    title: str
    state_label: str
    duty: str  #: 主办, 协办 or 复核
    unit: str
    clocks: tuple[Clock, ...]


@query
def carried_by(work: Work, who: str) -> Sequence[Carried]:
    """Return the open cases within reach that *who* (login or name) works on: those led first, then by due date.

    Nothing is said of cases, or of persons, that the actor may not see.

    Raises:
        NotFound: several persons there have the name; then the login is needed.
    """
    found = [_carried(work, member) for member in _members(work, who)]
    return sorted(found, key=lambda one: (one.duty != members.LEAD, _first_due(one), one.number))


@verb
def handover_all(
    work: Work, who: str, to: str, *, reason: str, numbers: Iterable[str] | None = None
) -> list[str]:
    """Make *to* the 主办 of every open case that *who* leads, all or nothing; return their numbers.

    *who* and *to*: login or name. *numbers*: only these of them.

    Raises:
        NotFound: several persons have the name *who*.
        InputError: no reason, nothing to hand over, and for each case why *to* cannot take it over.
    """
    leading = [one.case for one in _members(work, who) if one.duty == members.LEAD]
    reason = texts.reason("reason", "移交原因", reason)
    chosen, problems = _chosen(who, leading, numbers)
    for case in chosen:
        try:
            lock(work, case)
            handover(work, case, colleague(work, case.unit, to), reason=reason)
        except (InputError, AccessDenied, NotFound) as error:
            said = error.problems[0].message if isinstance(error, InputError) else str(error)
            problems.append(Problem("to", f"{case.number}：{said}"))
    if problems:
        raise InputError(problems)
    return [case.number for case in chosen]


def _chosen(
    who: str, leading: Sequence[Case], numbers: Iterable[str] | None
) -> tuple[list[Case], list[Problem]]:
    known = {case.number: case for case in leading}
    wanted = list(known) if numbers is None else list(dict.fromkeys(numbers))
    problems = [
        Problem("cases", f"{number} 不是{who}主办的在办案件。")
        for number in wanted
        if number not in known
    ]
    if not wanted:
        why = "请至少选择一个案件。" if known else f"{who}没有主办的在办案件，不用移交。"
        problems.append(Problem("cases", why))
    return [known[number] for number in wanted if number in known], problems


def _members(work: Work, who: str) -> Sequence[CaseMember]:
    """Return the duties of *who* in open cases within reach, by case: locked in that order."""
    wanted = who.strip()
    rows = work.session.scalars(
        select(CaseMember)
        .join(Case, Case.id == CaseMember.case_id)
        .join(Person, Person.id == CaseMember.person_id)
        .where(
            or_(Person.login == wanted, Person.name == wanted),
            Case.finished.is_(False),
            work.visible("看", Case),
        )
        .order_by(Case.id)
        .options(joinedload(CaseMember.case), joinedload(CaseMember.person))
    ).all()
    exact = [row for row in rows if row.person.login == wanted] or list(rows)
    persons = {row.person_id for row in exact}
    if len(persons) > 1:
        raise NotFound("人员", f"{wanted}（有{len(persons)}人，请用登录名）")
    return exact


def _carried(work: Work, member: CaseMember) -> Carried:
    case = member.case
    return Carried(
        number=case.number,
        title=case.title,
        state_label=table_of(work, case).label(case.state),
        duty=member.duty,
        unit=case.unit.name,
        clocks=tuple(clockwork.running(work, case)),
    )


def _first_due(one: Carried) -> date:
    return (one.clocks[0].due_on if one.clocks else None) or date.max
