"""What stands against a visit and what to mind: told when it is planned, and again when it is recorded.

*Against* is what would refuse the case when the visit is recorded, asked of the same guards as the
step 开始现场检查. A remark refuses nothing: a lawyer may have a reason.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select

from casework.cases.models import Case
from casework.cases.view import CaseView, look, table_of
from casework.cases.work import Work
from casework.checkup.guards import members_of_team, two_on_site
from casework.checkup.limits import fewest_on_site
from casework.checkup.models import Visit, VisitCase
from casework.checkup.queries import view
from casework.checkup.visit.fields import names_of
from casework.errors import Reason

#: The state in which arriving begins the inspection.
BEGINS = "collecting"
#: States in which a day of arrival may still be planned by the step 安排到场.
PLANNED_IN = ("registered", "notified", BEGINS)
#: States in which the team comes again: the visit is noted, and moves nothing.
AGAIN = ("inspecting", "rectifying", "rechecking")
_PRACTICE = "工会内部做法"


def against(work: Work, case: Case, facts: Mapping[str, Any], day: date) -> tuple[Reason, ...]:
    """Return every reason why arriving at *case* with these facts would be refused to anybody."""
    label = table_of(work, case).label(case.state)
    if case.state == "registered":
        sentence = f"案件还是“{label}”：还没有告知企业，不能到场检查。"
        return (
            Reason("wrong_state", sentence, "《工会法》第二十六条", "先办理“告知”和“开始收集资料”"),
        )
    if case.state == "notified":
        sentence = f"案件还是“{label}”：还没有开始收集资料。"
        return (Reason("wrong_state", sentence, _PRACTICE, "先办理“开始收集资料”"),)
    if case.state != BEGINS and case.state not in AGAIN:
        return (Reason("wrong_state", f"案件现在是“{label}”，这个阶段不到场。", _PRACTICE),)
    seen = view(work, case)
    answers = (guard(seen, facts, day) for guard in (two_on_site, members_of_team))
    return tuple(answer for answer in answers if answer is not None)


def of_visit(work: Work, visit: Visit) -> tuple[Reason, ...]:
    """Return what to mind about the visit as a whole."""
    return tuple(_about(work, visit))


def of_case(work: Work, visit: Visit, case: Case) -> tuple[Reason, ...]:
    """Return what to mind about one company on the way."""
    return (*_notice(work, visit, case, look(work, case)), *_elsewhere(work, visit, case))


def _about(work: Work, visit: Visit) -> Iterator[Reason]:
    fewest, basis = fewest_on_site(work, visit.unit)
    if len(visit.team) < fewest:
        sentence = f"走访人员只有 {len(visit.team)} 人，现场检查要有 {fewest} 人以上。"
        yield Reason("too_few", sentence, basis, "修改走访，补上走访人员")
    if not work.law.calendar.is_working_day(visit.planned_on):
        sentence = f"{visit.planned_on} 是休息日，企业可能没有人接待。"
        yield Reason("rest_day", sentence, _PRACTICE, "改期，或先与企业约好")
    if visit.planned_on < work.today:
        sentence = f"计划走访日 {visit.planned_on} 已过，还没有登记结果。"
        yield Reason("passed", sentence, _PRACTICE, "登记走访；没有去的改期或取消")
    for other in _same_day(work, visit):
        both = [login for login in visit.team if login in other.team]
        if both:
            names = "、".join(names_of(work, both))
            sentence = f"{names}当天还参加走访 {other.number}（{other.standing}）。"
            yield Reason("twice_a_day", sentence, _PRACTICE, "错开时间，或者换人")


def _notice(work: Work, visit: Visit, case: Case, seen: CaseView) -> Iterator[Reason]:
    """Yield whether the company was told early enough: a practice, in working days before the day."""
    if case.state not in PLANNED_IN:
        return
    due = work.law.due("checkup.notice_lead", visit.planned_on, jurisdiction=case.unit.jurisdiction)
    if due.due_on is None:
        return
    basis = f"{_PRACTICE}（{due.rule.label}）"
    told = seen.last("notify")
    received = told.facts.get("received_on") if told else None
    if received is not None and received > due.due_on:
        sentence = f"告知书 {received} 才送到，晚于最迟告知日 {due.due_on}。"
        yield Reason("short_notice", sentence, basis, "改期，或与企业说定并写明理由")
    elif told is None and work.today > due.due_on:
        sentence = f"还没有告知企业，最迟告知日 {due.due_on} 已过。"
        yield Reason("short_notice", sentence, basis, "改期，再办理“告知”")
    elif told is None:
        sentence = f"还没有告知企业，最迟应在 {due.due_on} 送到告知书。"
        yield Reason("not_notified", sentence, basis, "办理“告知”")


def _elsewhere(work: Work, visit: Visit, case: Case) -> Iterator[Reason]:
    others = work.session.scalars(
        select(Visit)
        .join(VisitCase)
        .where(
            VisitCase.case_id == case.id,
            Visit.id != visit.id,
            Visit.held_on.is_(None),
            Visit.cancelled_because.is_(None),
            work.visible("看", Visit),
        )
        .order_by(Visit.id)
    )
    for other in others:
        sentence = f"这家企业还列在走访 {other.number}（{other.planned_on}）里。"
        yield Reason("twice_planned", sentence, _PRACTICE, "从其中一次移出")


def _same_day(work: Work, visit: Visit) -> Sequence[Visit]:
    day = func.coalesce(Visit.held_on, Visit.planned_on)
    return work.session.scalars(
        select(Visit)
        .where(
            day == visit.planned_on,
            Visit.id != visit.id,
            Visit.cancelled_because.is_(None),
            work.visible("看", Visit),
        )
        .order_by(Visit.id)
    ).all()
