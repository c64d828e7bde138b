"""Recording that a visit took place: once for all companies that were visited, all or nothing.

Where the papers are collected the inspection begins; where it runs already, or is being put right,
the team came again, and the case does not move.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from casework.cases import mending, service, texts
from casework.cases.models import Case
from casework.cases.view import look
from casework.cases.work import Work, verb
from casework.checkup.models import Visit, VisitCase
from casework.checkup.visit import clashes, telling
from casework.checkup.visit.fields import REASON, RECORD, names_of, read
from casework.checkup.visit.service import begin, refuse_unless_open
from casework.errors import AccessDenied, InputError, Problem, Reason, StepRefused

_STEP = "start_inspection"
PRESENT, ABSENT = "到场", "未到"


@verb
def record_visit(
    work: Work,
    visit: Visit,
    *,
    absent: Mapping[str, str] | None = None,
    seen: int | None = None,
    **given: Any,
) -> list[str]:
    """Record that the visit took place; return a sentence for each company of what was done.

    *given*: visited_on, inspectors, credentials_shown, late_reason; they hold for every company.
    *absent*: number of a case → why nobody was there. All others begin their inspection, or note
    that the team came again; if one of them cannot, nothing is recorded, and every reason of every
    company is listed.

    Raises:
        InputError: every problem with what was given. Conflict: changed after version *seen*.
        StepRefused: what stands against it, company by company.
    """
    begin(work, visit, seen)
    refuse_unless_open(visit)
    reasons = _absent(visit, dict(absent or {}))
    values = read(work, visit.unit, RECORD, given)
    late = str(values.pop("late_reason", ""))
    there = [stop for stop in visit.stops if stop.case_id not in reasons]
    refused = [reason for stop in there for reason in _arrive(work, visit, stop, values, late)]
    if refused:
        raise StepRefused("登记走访结果", visit.standing, refused)
    for stop in visit.stops:
        if stop.case_id in reasons:
            _miss(work, visit, stop, reasons[stop.case_id])
    visit.held_on = values["visited_on"]
    present = {str(stop.case_id): stop.entry_seq for stop in there}
    absent_ids = [stop.case_id for stop in visit.stops if stop.case_id in reasons]
    telling.tell_unit(
        *(work, visit, telling.HELD, values),
        occurred_on=visit.held_on,
        more={telling.why_absent(one): why for one, why in reasons.items()},
        present=present,
        absent=absent_ids,
    )
    return [_said(stop) for stop in visit.stops]


@verb
def reopen_visit(work: Work, visit: Visit, *, reason: str, seen: int | None = None) -> None:
    """Take back that a visit took place: it is open again, and each inspection it began is taken back.

    Raises:
        InputError: no reason, or it was not recorded. Conflict: changed after version *seen*.
        StepRefused: a case went on since; its later steps are to be taken back there first.
    """
    begin(work, visit, seen)
    if visit.held_on is None:
        raise InputError.one("", f"走访 {visit.number} {visit.standing}，没有登记过结果。")
    reason = texts.reason("reason", REASON.label, reason)
    begun = [stop for stop in visit.stops if stop.entry_seq is not None]
    went_on = [_went_on(stop) for stop in begun if not _is_last(work, stop)]
    if went_on:
        raise StepRefused("撤销走访结果", visit.standing, went_on)
    for stop in begun:
        mending.reverse(work, stop.case, reason=reason)
    for stop in visit.stops:
        stop.outcome, stop.note, stop.entry_seq = None, "", None
        text = f"走访 {visit.number} 的结果登记已撤销"
        telling.tell_case(work, visit, stop.case, text, reason=reason)
    visit.held_on = None
    telling.tell_unit(work, visit, telling.REOPENED, reason=reason)


def _absent(visit: Visit, given: dict[str, str]) -> dict[int, str]:
    """Return why nobody was at a company, by id of its case."""
    problems: list[Problem] = []
    reasons: dict[int, str] = {}
    known = {stop.case.number: stop.case_id for stop in visit.stops}
    for number, why in given.items():
        if number not in known:
            problems.append(Problem("absent", f"{number} 没有列在走访 {visit.number} 里。"))
            continue
        try:
            reasons[known[number]] = texts.reason("absent", f"{number} 没有去成的理由", why)
        except InputError as error:
            problems += error.problems
    if not problems and len(reasons) == len(visit.stops):
        sentence = "一家企业也没有去成：请办理“取消走访”，或者改期。"
        problems.append(Problem("absent", sentence))
    if problems:
        raise InputError(problems)
    return reasons


def _arrive(
    work: Work, visit: Visit, stop: VisitCase, values: Mapping[str, Any], late: str
) -> Iterator[Reason]:
    """Begin the inspection of a company, or note that the team came again; yield what stands against it."""
    case, day = stop.case, values["visited_on"]
    found = clashes.against(work, case, values, day)
    yield from (_of(case, reason) for reason in found)
    if found:
        return
    if case.state == clashes.BEGINS:
        try:
            row = service.take(work, case, _STEP, occurred_on=day, late_reason=late, **values)
        except (StepRefused, InputError, AccessDenied) as error:
            yield from (_of(case, reason) for reason in _reasons(error))
            return
        stop.entry_seq = row.seq
    stop.outcome = PRESENT
    names = "、".join(names_of(work, values["inspectors"]))
    text = f"走访 {visit.number} 到场：{day}，{names}，已出示监督证"
    telling.tell_case(work, visit, case, text, occurred_on=day, values=values)


def _miss(work: Work, visit: Visit, stop: VisitCase, why: str) -> None:
    stop.outcome, stop.note = ABSENT, why
    telling.tell_case(work, visit, stop.case, f"走访 {visit.number} 没有去成", reason=why)


def _reasons(error: StepRefused | InputError | AccessDenied) -> Iterator[Reason]:
    if isinstance(error, StepRefused):
        yield from error.reasons
    elif isinstance(error, InputError):
        yield from (Reason("input", problem.message) for problem in error.problems)
    else:
        yield Reason("access", str(error))


def _of(case: Case, reason: Reason) -> Reason:
    """Return a reason that says which company it is about."""
    sentence = f"{case.number}（{case.enterprise.name}）：{reason.sentence}"
    return Reason(reason.code, sentence, reason.basis, reason.where_to_fix)


def _is_last(work: Work, stop: VisitCase) -> bool:
    return look(work, stop.case).steps[-1].seq == stop.entry_seq


def _went_on(stop: VisitCase) -> Reason:
    sentence = "这次到场以后又办理了别的步骤。"
    fix = "先在案件页逐步撤回到“开始现场检查”"
    return _of(stop.case, Reason("went_on", sentence, where_to_fix=fix))


def _said(stop: VisitCase) -> str:
    done = "已开始现场检查" if stop.entry_seq is not None else "已记录到场"
    return f"{stop.case.number}：{done if stop.outcome == PRESENT else f'没有去成（{stop.note}）'}"
