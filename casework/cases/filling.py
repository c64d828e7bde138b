"""What somebody filled in for a step, parsed and checked before anything is decided."""

import difflib
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from casework.cases import history, texts
from casework.cases.evidence import Paper
from casework.cases.models import Entry, Subject, Unit
from casework.cases.organisation import colleague, person
from casework.cases.view import named, table_of
from casework.cases.work import Work
from casework.errors import Conflict, InputError, NotFound, Problem
from casework.workflow import Fact, Kind, Step, Table, facts

LATE_REASON = Fact(name="late_reason", label="补录原因", kind=Kind.LONGTEXT)
#: The day a step took place: every step has it besides its own facts.
OCCURRED_ON = Fact(name="occurred_on", label="办理日期", kind=Kind.DATE, required=True)


said = texts.reason


def find_step(table: Table, name: str) -> Step:
    """Return the step by its name or label.

    Raises:
        InputError: there is none; near matches are named.
    """
    by_label = {step.label: step for step in table.steps.values()}
    step = table.steps.get(name) or by_label.get(name)
    if step is None:
        near = difflib.get_close_matches(name, [*table.steps, *by_label], n=3)
        hint = (
            f"是不是想办理：{'、'.join(near)}？"
            if near
            else f"可用的有：{'、'.join(table.steps)}。"
        )
        raise InputError.one("step", f"《{table.title}》没有步骤“{name}”。{hint}")
    return step


def check_seen(work: Work, subject: Subject, seen: int | None) -> None:
    """Raise Conflict with who did what, if a case or mover was changed after version *seen*."""
    if seen is None or seen == subject.version:
        return
    table = table_of(work, subject)
    changes = [
        f"{row.actor_name}{_done(table, row)}"
        for row in history.entries(work, subject.case)
        if row.subject == subject.subject and row.meta.get("version", 0) > seen
    ]
    raise Conflict(named(work, subject), changes or ["版本号不符"])


def _done(table: Table, row: Entry) -> str:
    """Return what a row did, in words: 办理了“告知”, 更正了“告知”, 办了移交."""
    step = table.steps.get(row.step or row.meta.get("step") or "")
    if step is None:
        return "办了移交" if row.verb == "handover" else row.meta.get("text") or "作了改动"
    words = {"correct": "更正了", "reverse": "撤回了"}
    return f"{words.get(row.verb, '办理了')}“{step.label}”"


def filled(
    work: Work,
    step: Step,
    given: Mapping[str, Any],
    occurred_on: date | str | None,
    *,
    papers: Mapping[str, Sequence[Paper]] | None = None,
    after: date | None = None,
    partial: bool = False,
    late_reason: str | None = None,
    known: Mapping[str, Any] = MappingProxyType({}),
    unit: Unit | None = None,
) -> tuple[date, dict[str, Any]]:
    """Return the day and the typed facts of a step, persons as logins.

    *known* are facts that stand already: a person among them may have left since. Others must have
    a role that reaches *unit*, unless it is None (old papers). *late_reason* is asked for when the
    step is entered late (补录), and never when it is None: a correction, a batch with a reason of its own.

    Raises:
        InputError: every problem with day, facts and missing evidence at once.
    """
    problems: list[Problem] = []
    day, values = work.today, dict[str, Any]()
    try:
        day = _day(occurred_on or work.today, late_reason or "", work.today)
        problems += [] if partial else _too_early(day, after)
        problems += _unexplained(work, day, late_reason, adopted=partial)
    except InputError as error:
        problems += error.problems
    try:
        values = facts.parse(step, given, today=work.today, partial=partial)
    except InputError as error:
        problems += error.problems
    values, unknown = logins(work, step, values, known, unit)
    problems += unknown
    problems += [] if papers is None else _lacking(step, values, papers)
    if problems:
        raise InputError(problems)
    return day, values


def is_late(work: Work, day: date) -> bool:
    """Return whether what happened on *day* is entered so late now that it is 补录."""
    return work.law.calendar.working_days_between(day, work.today) > work.policy.late_after


def _unexplained(work: Work, day: date, late_reason: str | None, *, adopted: bool) -> list[Problem]:
    """Return the problem of a late entry that does not say why it comes late."""
    if late_reason is None or late_reason.strip() or not (adopted or is_late(work, day)):
        return []
    why = (
        f"办理日期 {day} 距今已超过 {work.policy.late_after} 个工作日，属于补录："
        "请在“补录原因”写明为什么现在才登记；日期填错的请改办理日期。"
    )
    return [Problem("late_reason", why)]


def _too_early(day: date, after: date | None) -> list[Problem]:
    if after is None or day >= after:
        return []
    why = f"办理日期 {day} 早于上一步的日期 {after}。若上一步日期有误，请先更正上一步。"
    return [Problem("occurred_on", why)]


def _lacking(
    step: Step, values: Mapping[str, Any], papers: Mapping[str, Sequence[Paper]]
) -> list[Problem]:
    return [
        Problem(slot.name, f"缺少证据“{slot.label}”，请上传后再提交。")
        for slot in step.evidence
        if slot.is_required(values) and not papers.get(slot.name)
    ]


def logins(
    work: Work,
    step: Step,
    values: Mapping[str, Any],
    known: Mapping[str, Any],
    unit: Unit | None,
) -> tuple[dict[str, Any], list[Problem]]:
    """Return the facts with every person as a login, and a problem for each nobody knows."""
    problems: list[Problem] = []
    resolved = dict(values)
    for fact in step.facts:
        if fact.kind is not Kind.COLLEAGUE or fact.name not in values:
            continue
        if values[fact.name] == known.get(fact.name):
            continue
        try:
            given = values[fact.name]
            if fact.many:
                resolved[fact.name] = [_colleague(work, text, unit) for text in given]
            else:
                resolved[fact.name] = _colleague(work, given, unit)
        except NotFound as error:
            problems.append(Problem(fact.name, f"{fact.label}：{error}"))
    return resolved, problems


def _day(given: date | str, late_reason: str, today: date) -> date:
    entered = {"occurred_on": given, "late_reason": late_reason}
    day = facts.parse([OCCURRED_ON, LATE_REASON], entered, today=today)["occurred_on"]
    assert isinstance(day, date)  # noqa: S101 - the parser's word for a fact of kind date
    return day


def _colleague(work: Work, text: str, unit: Unit | None) -> str:
    """Return the login of somebody who may see what belongs to *unit*; whoever may not is not known here."""
    return (person(work, text) if unit is None else colleague(work, unit, text)).login
