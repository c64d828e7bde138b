"""What happened in a case goes before assumptions, and what was undone counts no more."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from importlib.resources import files
from typing import Any

import pytest

from casework.cases.history import Standing
from casework.negotiation.planner.arrivals import arrived, matters
from casework.negotiation.planner.chains import chain
from casework.workflow import Kind, Table

PROCEDURES = ("full", "simple", "platform")


def took(step: str, day: int, **facts: Any) -> Standing:
    on = date(2026, 3, day)
    return Standing(day, step, on, "a", "甲", datetime(2026, 3, day, tzinfo=UTC), facts, "", "", {})


def table(procedure: str) -> Table:
    text = (files("casework.negotiation") / f"{procedure}.toml").read_text(encoding="utf-8")
    return Table.read(text, f"{procedure}.toml")


def sources() -> Iterator[tuple[str, str, str]]:
    for procedure in PROCEDURES:
        for pairs in chain(procedure).done_by.values():
            for step, fact in pairs:
                yield procedure, step, fact


@pytest.mark.parametrize(("procedure", "step", "fact"), list(sources()))
def test_every_day_of_a_chain_is_read_from_a_date_that_the_workflow_asks_for(
    procedure: str, step: str, fact: str
) -> None:
    declared = {one.name: one.kind for one in table(procedure).steps[step].facts}
    assert fact == "occurred_on" or declared[fact] is Kind.DATE


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_every_step_that_goes_back_and_every_matter_is_known_to_the_workflow(
    procedure: str,
) -> None:
    course, workflow = chain(procedure), table(procedure)
    assert set(course.back) <= set(workflow.steps)
    options = {one.name: set(one.options) for one in workflow.steps["open"].facts}
    for facts in course.matters.values():
        for fact, values in facts.items():
            assert set(values) <= options[fact]


def test_the_day_of_receipt_counts_and_not_the_day_of_the_step() -> None:
    steps = [took("deliver_offer", 4, received_on=date(2026, 3, 2)), took("open_talks", 20)]
    assert arrived(chain("full"), steps) == {
        "offer_received": date(2026, 3, 2),
        "first_meeting": date(2026, 3, 20),
    }


def test_a_vote_counts_no_more_once_the_talks_are_taken_up_again() -> None:
    steps = [took("open_talks", 2), took("form_draft", 5), took("pass_vote", 8)]
    assert set(arrived(chain("full"), steps)) == {"first_meeting", "draft", "vote"}
    steps.append(took("reopen_talks", 9))
    assert set(arrived(chain("full"), steps)) == {"first_meeting"}
    again = [*steps, took("form_draft", 12)]
    assert arrived(chain("full"), again)["draft"] == date(2026, 3, 12)


def test_an_offer_made_anew_begins_the_plan_anew() -> None:
    first = took("deliver_offer", 1, received_on=date(2026, 3, 1))
    steps = [first, took("accept", 3, received_on=date(2026, 3, 3)), took("break_off", 4)]
    steps.append(took("deliver_offer", 9, received_on=date(2026, 3, 9)))
    assert arrived(chain("full"), steps) == {"offer_received": date(2026, 3, 9)}


def test_a_wage_contract_has_the_wage_rules_beside_it() -> None:
    assert matters(chain("full"), {"outcome": "工资专项集体合同"}) == ("wage",)
    assert matters(chain("full"), {"outcome": "行业性集体合同"}) == ("sectoral",)
    assert matters(chain("platform"), {"outcome": "工资专项集体合同"}) == ()
