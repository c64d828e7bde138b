"""The verbs of a visit before it: plan it, change it, add and drop companies, call it off.

That it took place is recorded in :mod:`casework.checkup.visit.recording`.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from casework.cases import journal, numbering, service, texts
from casework.cases.models import Case, Entry, Stream, Unit
from casework.cases.view import look, table_of
from casework.cases.work import Work, verb
from casework.checkup import queries
from casework.checkup.models import Visit, VisitCase
from casework.checkup.visit import telling
from casework.checkup.visit.clashes import AGAIN, PLANNED_IN
from casework.checkup.visit.fields import PLAN, REASON, read
from casework.errors import AccessDenied, Conflict, InputError, NotFound, Problem

#: In numbers: 云工走访〔2026〕3号.
WORD = "走访"
_NEVER_EMPTY = ("planned_on", "team")


@verb
def plan_visit(work: Work, unit: Unit, numbers: Iterable[str], **given: Any) -> Visit:
    """Plan a trip of *unit* to the companies of those cases, in that order, and return it.

    *given*: planned_on, team, route, purpose. Each case that may still be planned gets the day by
    the step 安排到场, so that its 告知书 prints it and 最迟告知 is counted.

    Raises:
        InputError: every problem: facts, unknown cases, cases in which nobody comes any more.
    """
    work.ask("编", unit)
    journal.lock(work, "unit", unit.id)
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    cases: list[Case] = []
    try:
        values = read(work, unit, PLAN, given)
    except InputError as error:
        problems += error.problems
    try:
        cases = _cases(work, unit, list(numbers))
    except InputError as error:
        problems += error.problems
    if problems:
        raise InputError(problems)
    number = numbering.next_number(work, unit, "visit", WORD, work.today.year).text
    visit = Visit(unit_id=unit.id, number=number, version=0, **values)
    work.session.add(visit)
    work.session.flush()
    telling.tell_unit(work, visit, telling.PLANNED, values)
    for case in cases:
        _add(work, visit, case)
    return visit


@verb
def change_visit(work: Work, visit: Visit, *, seen: int | None = None, **given: Any) -> list[str]:
    """Change day, team, route or purpose of an open visit; return the labels of what really changed.

    A new day goes into each case by 安排到场, as when it was planned.

    Raises:
        InputError: every problem, or the visit is over. Conflict: changed after version *seen*.
    """
    begin(work, visit, seen)
    refuse_unless_open(visit)
    values = read(work, visit.unit, PLAN, given, partial=True)
    values |= {name: "" for name in given if name not in values and name not in _NEVER_EMPTY}
    empty = [fact for fact in PLAN if fact.name in given and fact.name not in values]
    if empty:
        raise InputError([Problem(fact.name, f"{fact.label}：必须填写") for fact in empty])
    changed = {name: value for name, value in values.items() if getattr(visit, name) != value}
    if not changed:
        return []
    for name, value in changed.items():
        setattr(visit, name, value)
    telling.tell_unit(work, visit, telling.CHANGED, changed)
    if "planned_on" in changed:
        for stop in visit.stops:
            text = f"走访 {visit.number} 改到 {visit.planned_on}"
            telling.tell_case(work, visit, stop.case, text)
            _set_day(work, visit, stop.case)
    return [fact.label for fact in PLAN if fact.name in changed]


@verb
def add_to_visit(work: Work, visit: Visit, number: str, *, seen: int | None = None) -> VisitCase:
    """Add the company of a case to an open visit, last on the way, and return the stop.

    Raises:
        InputError: no such case, it is on the way already, nobody comes to it any more.
        Conflict: the visit was changed after version *seen*.
    """
    begin(work, visit, seen)
    refuse_unless_open(visit)
    (case,) = _cases(work, visit.unit, [number])
    if any(stop.case_id == case.id for stop in visit.stops):
        raise InputError.one("cases", f"{case.number} 已经列在走访 {visit.number} 里。")
    return _add(work, visit, case)


@verb
def drop_from_visit(
    work: Work, visit: Visit, number: str, *, reason: str, seen: int | None = None
) -> None:
    """Take a company off an open visit, with the reason. Its own planned day (安排到场) stays.

    Raises:
        InputError: it is not on the way, or no reason. Conflict: changed after version *seen*.
    """
    begin(work, visit, seen)
    refuse_unless_open(visit)
    case = queries.get(work, number)
    reason = texts.reason("reason", REASON.label, reason)
    stop = next((one for one in visit.stops if one.case_id == case.id), None)
    if stop is None:
        raise InputError.one("cases", f"{case.number} 没有列在走访 {visit.number} 里。")
    visit.stops.remove(stop)
    work.session.delete(stop)
    telling.tell_unit(work, visit, telling.DROPPED, case=case.id, reason=reason)
    telling.tell_case(work, visit, case, f"移出走访 {visit.number}", reason=reason)


@verb
def cancel_visit(work: Work, visit: Visit, *, reason: str, seen: int | None = None) -> None:
    """Call an open visit off, with the reason; its number is kept.

    Raises:
        InputError: no reason, or it is over. Conflict: changed after version *seen*.
    """
    begin(work, visit, seen)
    refuse_unless_open(visit)
    visit.cancelled_because = texts.reason("reason", REASON.label, reason)
    telling.tell_unit(work, visit, telling.CANCELLED, reason=visit.cancelled_because)
    for stop in visit.stops:
        why = visit.cancelled_because
        telling.tell_case(work, visit, stop.case, f"走访 {visit.number} 取消", reason=why)


def begin(work: Work, visit: Visit, seen: int | None) -> None:
    """Take the streams of the unit and of all cases, read the visit again, and ask who may change it.

    Raises:
        AccessDenied: the actor may not write in one of the cases; it is not named.
        Conflict: the visit was changed after version *seen*.
    """
    if ("unit", visit.unit_id) not in work.locked:
        journal.lock(work, "unit", visit.unit_id)
        work.session.refresh(visit)
    for stop in sorted(visit.stops, key=lambda one: one.case_id):
        service.lock(work, stop.case)
    work.ask("编", visit)
    if not all(work.allows("编", stop.case) for stop in visit.stops):
        raise AccessDenied(work.denial("编"))
    if seen is not None and seen != visit.version:
        raise Conflict(f"走访 {visit.number}", _changes(work, visit, seen))


def _changes(work: Work, visit: Visit, seen: int) -> list[str]:
    """Return who did what since version *seen*."""
    rows = work.session.scalars(
        select(Entry)
        .join(Stream)
        .where(
            Stream.subject_kind == "unit",
            Stream.subject_id == visit.unit_id,
            Entry.verb.in_(telling.ALL),
        )
        .order_by(Entry.seq)
    )
    return [
        f"{row.actor_name}{telling.WORDS[row.verb]}"
        for row in rows
        if row.meta["visit"] == visit.number and row.meta["visit_version"] > seen
    ] or ["版本号不符"]


def refuse_unless_open(visit: Visit) -> None:
    """Raise InputError if the visit is over."""
    if not visit.open:
        raise InputError.one("", f"走访 {visit.number} {visit.standing}，不能再改动。")


def _cases(work: Work, unit: Unit, numbers: Sequence[str]) -> list[Case]:
    """Return the cases of those numbers; each must be the unit's own or of one below it."""
    problems: list[Problem] = []
    found: dict[str, Case] = {}
    wanted = list(dict.fromkeys(text for number in numbers if (text := number.strip())))
    for number in sorted(wanted):  # locked in one order, whatever the way is
        try:
            found[number] = queries.get(work, number)
        except NotFound as error:
            problems.append(Problem("cases", str(error)))
        else:
            sentence = _unfit(work, unit, found[number])
            problems += [Problem("cases", sentence)] if sentence else []
    if not wanted:
        problems.append(Problem("cases", "走访的案件：必须选择，至少一家企业"))
    if problems:
        raise InputError(problems)
    for case in found.values():
        work.ask("编", case)
    return [found[number] for number in wanted]


def _unfit(work: Work, unit: Unit, case: Case) -> str:
    """Return why nobody of *unit* goes to that case, or nothing."""
    table = table_of(work, case)
    if not case.unit.path.startswith(unit.path):
        return f"{case.number} 由{case.unit.name}办理，不能列入{unit.name}的走访。"
    fitting = (*PLANNED_IN, *AGAIN)
    if case.state not in fitting:
        wanted = "、".join(f"“{table.label(state)}”" for state in fitting)
        now = table.label(case.state)
        return f"{case.number} 现在是“{now}”，不能列入走访。能列入的案件是：{wanted}。"
    return ""


def _add(work: Work, visit: Visit, case: Case) -> VisitCase:
    last = max((stop.position for stop in visit.stops), default=0)
    stop = VisitCase(case=case, position=last + 1, note="")
    visit.stops.append(stop)
    telling.tell_unit(work, visit, telling.ADDED, case=case.id, position=stop.position)
    text = f"列入走访 {visit.number}，计划 {visit.planned_on}"
    telling.tell_case(work, visit, case, text)
    _set_day(work, visit, case)
    return stop


def _set_day(work: Work, visit: Visit, case: Case) -> None:
    """Plan the day in the case too, where it is still to come and another one is planned there."""
    last = look(work, case).last("plan_visit")
    known = last.facts if last else {}
    if case.state not in PLANNED_IN or visit.planned_on < work.today:
        return
    if known.get("planned_visit_on") != visit.planned_on:
        kept = {"place": known["place"]} if known.get("place") else {}
        service.take(work, case, "plan_visit", planned_visit_on=visit.planned_on, **kept)
