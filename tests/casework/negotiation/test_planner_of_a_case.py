"""The plan of a case: its facts, corrected ones too, its matter and its place; asked by one declaration."""

from datetime import date

import pytest
from icalendar import Calendar

from casework import Casebook, negotiation
from casework.cases.view import standing_of
from casework.errors import InputError
from casework.negotiation.planner.rows import Plan
from tests import bargaining


def planned(book: Casebook, number: str, **given: object) -> Plan:
    with book.read("admin") as work:
        return negotiation.plan_of(work, negotiation.get(work, number), given)


def test_the_facts_of_the_case_are_in_its_plan(book: Casebook) -> None:
    number = bargaining.carried(book, "sign")
    made = planned(book, number, goal="公布", goal_on="2026-01-31")
    known = {row.step: row.known_on for row in made.rows if row.known_on}
    assert known == {
        "offer_received": date(2025, 11, 5),
        "reply": date(2025, 11, 12),
        "representatives": date(2025, 11, 14),
        "first_meeting": date(2025, 11, 20),
        "draft": date(2025, 12, 4),
        "vote": date(2025, 12, 12),
        "signed": date(2025, 12, 15),
    }
    assert made.row("info").passed
    assert made.row("filed").deadline_on == date(2025, 12, 25)


def test_a_period_nobody_verified_has_no_last_day_by_law(book: Casebook) -> None:
    number = bargaining.carried(book, "open_talks")

    assert planned(book, number).row("draft").deadline_on is None


def test_a_corrected_day_of_receipt_moves_the_plan(book: Casebook) -> None:
    number = bargaining.carried(book, "deliver_offer")
    assert planned(book, number).row("reply").deadline_on == date(2025, 11, 25)
    with book.work(bargaining.ACTOR) as work:
        case = negotiation.get(work, number)
        offer = next(one.seq for one in standing_of(work, case) if one.step == "deliver_offer")
        day = date(2025, 11, 6)
        negotiation.correct(work, case, offer, reason="看错回执", received_on=day)
    assert planned(book, number).row("reply").deadline_on == date(2025, 11, 26)


def test_what_can_be_asked_names_the_steps_and_the_unverified_periods(book: Casebook) -> None:
    number = bargaining.opened(book)
    with book.read("admin") as work:
        asked = negotiation.plan_facts(work, negotiation.get(work, number))
    assert [one.name for one in asked][:3] == ["goal", "goal_on", "starts_on"]
    assert "days_talks" in {one.name for one in asked}
    assert "days_reply" not in {one.name for one in asked}
    made = planned(book, number, starts_on="2026-05-06", days_talks="20")
    assert "按自己填的 20 日暂排" in made.row("draft").rule
    with pytest.raises(InputError, match="希望的日期：必须填写"):
        planned(book, number, goal="生效")


@pytest.mark.parametrize("procedure", bargaining.PATHS)
def test_each_procedure_has_a_plan_that_can_be_taken_along(book: Casebook, procedure: str) -> None:
    number = bargaining.carried(book, "open_talks", procedure)
    with book.read("admin") as work:
        made = negotiation.plan_of(work, negotiation.get(work, number))
        written = negotiation.plan_calendar(made, number, work.moment)
    events = Calendar.from_ical(written).walk("VEVENT")
    assert len(events) == len([row for row in made.rows if row.day])
    assert all(number in str(event["summary"]) for event in events)
