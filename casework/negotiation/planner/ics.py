"""A plan for the calendar of a phone or a desk: one all-day event a step (RFC 5545)."""

from datetime import datetime, timedelta

from icalendar import Calendar, Event

from casework.law import show_day
from casework.negotiation.planner.rows import Plan, Row

_PRODUCT = "-//casework//negotiation planner//ZH"
_DOMAIN = "negotiation.casework"


def plan_calendar(plan: Plan, reference: str, at: datetime) -> bytes:
    """Return the plan as the bytes of an ``.ics`` file.

    *reference* names the case in each event and makes its UID, so that a later file replaces the
    events of an earlier one; *at* (aware) is when the plan was made. Steps without a day have no event.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{reference} {plan.label}倒排期")
    for row in plan.rows:
        if row.day is not None:
            calendar.add_component(_event(row, plan, reference, at))
    written: bytes = calendar.to_ical()
    return written


def _event(row: Row, plan: Plan, reference: str, at: datetime) -> Event:
    event = Event()
    day = row.day
    event.add("uid", f"{plan.procedure}.{row.step}.{reference}@{_DOMAIN}")
    event.add("dtstamp", at)
    event.add("summary", f"{_what(row)}：{row.label}（{reference}）")
    if day is not None:
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))  # the end is not part of an all-day event
    event.add("transp", "TRANSPARENT")
    event.add("description", "\n".join(_told(row)))
    return event


def _what(row: Row) -> str:
    if row.known_on is not None:
        return "已办理"
    if row.deadline_on is not None and row.day == row.deadline_on:
        return "法定最后一日"
    return "最迟" if row.latest_on is not None else "最早"


def _told(row: Row) -> list[str]:
    told = [
        f"{label}：{show_day(day, weekday=True)}"
        for label, day in (
            ("已办理", row.known_on),
            ("法定最后一日", row.deadline_on),
            ("最迟（各方期限用满）", row.latest_on),
            ("极限（各方当日办理）", row.last_on),
            ("最早（各方当日办理）", row.earliest_on),
            ("期限用满", row.at_limit_on),
        )
        if day is not None
    ]
    told += [row.rule] if row.rule else []
    told += [f"注意：{mark}" for mark in row.marks]
    return [*told, *row.hints]
