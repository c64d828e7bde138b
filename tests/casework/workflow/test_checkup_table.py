"""The check-up's table: whole, sound, and the same for a form, a command and a guard."""

import re
import tomllib

import pytest
from flask_wtf import FlaskForm
from hypothesis import given
from hypothesis import strategies as st
from wtforms import Form, StringField

from casework.errors import DefinitionError
from casework.law import default
from casework.workflow import Engine, Table, diagram
from casework.workflow.check import check
from casework.workflow.reserved import FORM_NAMES, reserved

ACTS = {"编", "提交", "审核", "签发", "送达", "归档", "管理"}
WAY = [
    ("register", "registered"),
    ("form_team", "registered"),
    ("plan_visit", "registered"),
    ("notify", "notified"),
    ("start_collection", "collecting"),
    ("receive_materials", "collecting"),
    ("start_inspection", "inspecting"),
    ("end_onsite", "inspecting"),
    ("submit_review", "reviewing"),
    ("return_from_review", "inspecting"),
    ("submit_review", "reviewing"),
    ("approve_review", "consulting"),
    ("draft_delivered", "consulting"),
    ("record_comment", "consulting"),
    ("conclude_consulting", "awaiting_issue"),
    ("issue", "issued"),
    ("deliver", "delivered"),
    ("start_rectification", "rectifying"),
    ("start_recheck", "rechecking"),
    ("recheck_failed", "rectifying"),
    ("start_recheck", "rechecking"),
    ("close", "closed"),
]


class Subject:
    state = ""


def test_nothing_is_wrong_with_it(checkup):
    rules = {rule.key for rule in default().rules}

    assert (
        check(checkup, acts=ACTS, rules=rules, documents=["体检告知书", "体检报告", "复检报告"])
        == []
    )


def test_a_check_up_goes_from_registration_to_closing(checkup):
    engine, subject = Engine(checkup), Subject()
    for step, state in WAY:
        engine.fire(subject, step)
        assert (step, subject.state) == (step, state)
    assert engine.legal(subject.state) == ()


def test_from_everywhere_a_case_can_be_suspended_resumed_there_and_terminated(checkup):
    engine = Engine(checkup)
    for state in [state.name for state in checkup.states.values() if not state.final]:
        subject = Subject()
        subject.state = state
        if state != "suspended":
            engine.fire(subject, "suspend")
            engine.fire(subject, "resume", state)
            assert subject.state == state
        engine.fire(subject, "terminate")
        assert subject.state == "terminated"


def test_what_a_guard_and_an_effect_mean_is_said_in_the_table(checkup):
    assert set(checkup.guards) == {name for step in checkup.steps.values() for name in step.guards}
    assert set(checkup.effects) == {
        name for step in checkup.steps.values() for name in step.effects
    }


def test_a_clock_starts_by_receipt_and_its_rule_says_the_same(checkup):
    starts = {rule.key: rule.starts_fact for rule in default().rules if rule.procedure == "checkup"}
    other = {
        "planned_visit_on": "visit_on",
        "visited_on": "visit_on",
        "promised_on": "rectify_due_on",
    }
    clocks = [clock for step in checkup.steps.values() for clock in step.clocks]

    unlike = {
        clock.name
        for clock in clocks
        if other.get(clock.starts, clock.starts).removeprefix("report_")
        != starts[clock.rule].removeprefix("report_")
    }
    # The days since the visit run from its first day until its last is known; the review's from its submission.
    assert unlike == {"item_check", "issue", "rating_review"}


def test_only_articles_that_were_read_are_cited(checkup):
    read = {"第十八条", "第十九条", "第二十条", "第二十一条", "第二十六条"}

    for step in checkup.steps.values():
        assert set(re.findall(r"第[一二三四五六七八九十百]+条", step.law)) <= read
        assert set(re.findall(r"《(.+?)》", step.law)) <= {"工会法", "江苏省工会劳动法律监督条例"}


@pytest.mark.parametrize("base", [Form, FlaskForm])
def test_every_name_a_form_class_needs_for_itself_is_forbidden_to_facts(base):
    own = {name for name in dir(base) if not name.startswith("_") and name.islower()}

    assert own <= FORM_NAMES <= reserved(opening=False) < reserved(opening=True)


def test_every_step_of_it_makes_a_form_that_still_works(checkup):
    for step in checkup.steps.values():
        names = [item.name for item in (*step.facts, *step.evidence)]
        made = type("StepForm", (Form,), {name: StringField() for name in names})
        form = made(data=dict.fromkeys(names, "x"))
        assert form.validate()
        assert form.data == dict.fromkeys(names, "x")


def test_a_form_with_a_forbidden_name_would_break():
    with pytest.raises(TypeError):
        type("Broken", (Form,), {"data": StringField(), "process": StringField()})()


lines_of = st.integers(0, 10_000)


def survives(text):
    """Read, check and, when nothing is wrong, run and draw a table; return what became of it."""
    try:
        table = Table.read(text, "mutant")
    except DefinitionError:
        return "unreadable"
    if check(table):
        return "wrong"
    Engine(table)
    diagram.page(table)
    diagram.svg(table, table.initial)
    return "sound"


@given(st.data())
def test_a_table_with_lines_lost_or_doubled_is_told_apart_and_never_crashes(checkup, data):
    lines = checkup.text.split("\n")
    at = data.draw(lines_of) % len(lines)
    other = data.draw(lines_of) % len(lines)
    change = data.draw(st.sampled_from(["lose", "double", "swap"]))
    if change == "lose":
        del lines[at]
    elif change == "double":
        lines.insert(at, lines[at])
    else:
        lines[at], lines[other] = lines[other], lines[at]

    assert survives("\n".join(lines)) in {"unreadable", "wrong", "sound"}


def test_losing_a_declaration_is_never_sound(checkup):
    lines = checkup.text.split("\n")
    needed = [
        n
        for n, line in enumerate(lines)
        if line.startswith(("label", "act", "to ", "from", "[state"))
    ]

    sound = [lines[n] for n in needed if survives("\n".join(lines[:n] + lines[n + 1 :])) == "sound"]
    assert sound == []


def test_the_table_is_toml_a_lawyer_can_read_one_fact_a_line(checkup):
    raw = tomllib.loads(checkup.text)

    assert all(set(step) & {"law", "practice"} for step in raw["step"].values())
    assert max(checkup.text.count(f'name = "{name}", label') for name in ("source", "mode")) == 1


def test_a_name_of_the_opening_call_is_forbidden_to_the_opening_step_alone(checkup):
    planted = checkup.text.replace('name = "source_ref"', 'name = "number"')

    assert [problem.place for problem in check(Table.read(planted, "planted"))] == [
        "[step.register].facts[5].name"
    ]
    elsewhere = checkup.text.replace('name = "contact"', 'name = "number"')
    assert check(Table.read(elsewhere, "planted")) == []
