"""Each guard of the check-up: when it is silent, when it speaks, and that it waits for facts."""

from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any

import pytest

from casework.cases.clock import Clock
from casework.cases.history import Standing
from casework.checkup.kind import kind
from casework.checkup.notice.standing import NoticeSeen
from casework.checkup.queries import CheckupView
from casework.checkup.recheck.settling import Settling
from casework.checkup.review.standing import ReviewState
from tests import factories, spec

DAY = date(2026, 3, 20)
GUARDS = kind().guards
SENT = NoticeSeen("JD-01", "意见书", "served", "已送达", ended=False, sent=True)
TEAM = {"主办": ("wang",), "协办": ("li",), "复核": ("zhao",)}


def step(name: str, seq: int = 1, meta: dict[str, Any] | None = None, **facts: Any) -> Standing:
    return Standing(
        seq=seq,
        step=name,
        occurred_on=DAY,
        actor="wang",
        actor_name="王律",
        recorded_at=datetime(2026, 3, 20, tzinfo=UTC),
        facts=facts,
        source="",
        target="",
        meta=meta or {},
    )


def decided(seq: int | None = None, phone: str = "") -> Settling:
    """Return that WT-01 was decided in row *seq* by zhao, and which finding a call does not suffice for."""
    rows = {} if seq is None else {"WT-01": seq}
    return Settling(rows, frozenset({"zhao"} if seq else ()), (phone,) if phone else ())


def clock(due_on: date | None) -> Clock:
    return Clock(
        "exchange",
        "企业陈述意见",
        "checkup.exchange",
        "X",
        DAY,
        due_on,
        due_on,
        "firm",
        (),
        None,
        False,
    )


def view(**changes: Any) -> CheckupView:
    """Return the picture of a check-up nothing stands against, with *changes*."""
    plain: dict[str, Any] = {
        one.name: () for one in fields(CheckupView) if str(one.type).startswith("tuple")
    }
    plain |= {"number": "1", "state": "", "actor": "chen", "today": DAY, "steps": (), "clocks": {}}
    plain |= {"settling": Settling({}, frozenset(), ())}
    plain |= {"members": TEAM, "authors": frozenset({"wang", "li"}), "most_extension_days": 5}
    plain |= {"fewest_on_site": (2, "《江苏省工会劳动法律监督条例》第十八条")}
    return CheckupView(**{**plain, "digest": "d", "review": ReviewState(), **changes})


REVIEW = step("approve_review", 5, {"approved": "d"})
#: Guard, what differs from a check-up nothing stands against, facts, and whether it speaks.
#: A round that began, its report, one finding open and one settled.
BEGUN, SIGNED = step("start_recheck", 7, inspectors=["li"]), step("issue_recheck", 9)
HALF = {"findings": ("WT-01", "WT-02"), "open_findings": ("WT-01",)}
RECHECKS: list[tuple[str, dict[str, Any], dict[str, Any] | None, bool]] = [
    ("two_on_site", {}, {"method": "书面"}, False),
    ("phone_for_low_risk", {}, {"method": "电话"}, False),
    ("phone_for_low_risk", HALF | {"settling": decided(phone="WT-01")}, {"method": "书面"}, False),
    ("phone_for_low_risk", HALF | {"settling": decided(phone="WT-02")}, {"method": "电话"}, False),
    ("phone_for_low_risk", HALF | {"settling": decided(phone="WT-01")}, {"method": "电话"}, True),
    ("results_entered", HALF | {"steps": (BEGUN,), "settling": decided(8)}, None, False),
    ("results_entered", HALF | {"steps": (BEGUN,), "settling": decided(6)}, None, True),
    ("results_entered", HALF | {"steps": (BEGUN,)}, None, True),
    ("open_have_next_day", HALF, {"next_on": DAY}, False),
    ("open_have_next_day", {}, {}, False),
    ("open_have_next_day", HALF, {}, True),
    ("recheck_reported_once", {"steps": (BEGUN,)}, None, False),
    ("recheck_reported_once", {"steps": (SIGNED, step("start_recheck", 11))}, None, False),
    ("recheck_reported_once", {"steps": (BEGUN, SIGNED)}, None, True),
    ("signer_not_checker", {"steps": (BEGUN,)}, {"signer": "chen"}, False),
    ("signer_not_checker", {"steps": (BEGUN,)}, {"signer": "li"}, True),
    ("signer_not_checker", {"actor": "zhao", "settling": decided(8)}, None, True),
    ("recheck_reported", {"steps": (BEGUN, SIGNED), "settling": decided(8)}, None, False),
    ("recheck_reported", {"steps": (BEGUN, SIGNED), "settling": decided(10)}, None, True),
    ("recheck_reported", {"steps": (BEGUN,)}, None, True),
    ("something_unsettled", HALF, None, False),
    ("something_unsettled", {"findings": ("WT-01",)}, None, True),
    ("partly_settled", HALF, None, False),
    ("partly_settled", {"findings": ("WT-01",)}, None, True),
    ("partly_settled", {"findings": ("WT-01",), "open_findings": ("WT-01",)}, None, True),
    (
        "partly_settled",
        HALF | {"steps": (step("close_partly", meta={"settled": ["WT-02"]}),)},
        None,
        True,
    ),
]
ASKED: list[tuple[str, dict[str, Any], dict[str, Any] | None, bool]] = [
    ("team_formed", {}, None, False),
    ("team_formed", {"members": {}}, None, True),
    ("team_formed", {"members": {"主办": ("wang",)}}, None, True),
    ("team_formed", {"members": {"主办": ("wang",), "协办": ("wang",)}}, None, True),
    ("team_formed", {"members": {**TEAM, "复核": ("wang",)}}, None, True),
    ("team_formed", {"members": {**TEAM, "复核": ("li",)}}, None, True),
    ("conflict_declared", {"steps": (step("form_team", conflict_declared=True),)}, None, False),
    ("conflict_declared", {}, None, True),
    ("conflict_declared", {"steps": (step("form_team", conflict_declared=False),)}, None, True),
    ("conflict_declared", {"steps": (step("form_team"),)}, None, True),
    ("materials_extended_once", {}, None, False),
    ("materials_extended_once", {}, {"days": 5}, False),
    ("materials_extended_once", {}, {"days": 6}, True),
    ("materials_extended_once", {}, {"days": 0}, True),
    ("materials_extended_once", {}, {}, False),
    ("materials_extended_once", {"steps": (step("extend_materials"),)}, None, True),
    ("two_on_site", {}, {"inspectors": ["wang", "li"], "credentials_shown": True}, False),
    ("two_on_site", {}, {"inspectors": ["wang"], "credentials_shown": True}, True),
    ("two_on_site", {}, {"inspectors": ["wang", "wang"], "credentials_shown": True}, True),
    ("two_on_site", {}, {"inspectors": ["wang", "li"], "credentials_shown": False}, True),
    ("two_on_site", {}, {}, True),
    ("members_of_team", {}, {"inspectors": ["wang", "li", "zhao"]}, False),
    ("members_of_team", {}, {"inspectors": ["wang", "hai"]}, True),
    ("members_of_team", {}, {}, False),
    ("onsite_ended", {"steps": (step("end_onsite"),)}, None, False),
    ("onsite_ended", {}, None, True),
    ("all_items_answered", {}, None, False),
    ("all_items_answered", {"unanswered": ("LC-05-01",)}, None, True),
    ("findings_complete", {}, None, False),
    ("findings_complete", {"without_finding": ("LC-05-01",)}, None, True),
    ("findings_complete", {"incomplete": ("WT-01缺少依据",)}, None, True),
    ("findings_complete", {"bases_unchecked": ("WT-01",)}, None, True),
    ("reviewer_not_author", {"actor": "zhao"}, None, False),
    ("reviewer_not_author", {"actor": "li"}, None, True),
    ("red_discussed", {}, {"red_discussed": False}, False),
    ("red_discussed", {"red_lines": ("欠薪",)}, {"red_discussed": True}, False),
    ("red_discussed", {"red_lines": ("欠薪",)}, {"red_discussed": False}, True),
    ("red_discussed", {"red_lines": ("欠薪",)}, {}, True),
    ("comments_heard", {"steps": (REVIEW, step("record_comment", 7))}, None, False),
    ("comments_heard", {"steps": (step("record_comment", 3), REVIEW)}, None, True),
    ("comments_heard", {"steps": (REVIEW,)}, None, True),
    ("comments_heard", {"steps": (step("draft_delivered", 4), REVIEW)}, None, True),
    (
        "comments_heard",
        {"steps": (REVIEW, step("draft_delivered", 6)), "clocks": {"exchange": clock(DAY)}},
        None,
        True,
    ),
    (
        "comments_heard",
        {
            "steps": (REVIEW, step("draft_delivered", 6)),
            "clocks": {"exchange": clock(date(2026, 3, 19))},
        },
        None,
        False,
    ),
    (
        "comments_heard",
        {"steps": (REVIEW, step("draft_delivered", 6)), "clocks": {"exchange": clock(None)}},
        None,
        True,
    ),
    ("approval_valid", {"steps": (REVIEW,)}, None, False),
    ("approval_valid", {"steps": (REVIEW,), "digest": "another"}, None, True),
    ("approval_valid", {}, None, True),
    ("signer_not_author", {}, {"signer": "chen"}, False),
    ("signer_not_author", {"actor": "wang"}, None, True),
    ("signer_not_author", {}, {"signer": "li"}, True),
    ("signer_not_author", {}, {}, False),
    ("no_findings", {}, None, False),
    ("no_findings", {"findings": ("WT-01",)}, None, True),
    ("findings_settled", {}, None, False),
    ("findings_settled", {"open_findings": ("WT-01",)}, None, True),
    ("another_catalogue", {"other_catalogues": ("2027.1",)}, None, False),
    ("another_catalogue", {}, None, True),
    ("remarks_answered", {}, None, False),
    ("remarks_answered", {"review": ReviewState(1, unanswered=("FH-01",))}, None, True),
    ("remarks_answered", {"review": ReviewState(1, unsettled=("FH-01",))}, None, False),
    ("remarks_settled", {}, None, False),
    ("remarks_settled", {"review": ReviewState(1, unsettled=("FH-01",))}, None, True),
    ("return_reasoned", {}, {"reason": "事实不清"}, False),
    ("return_reasoned", {"review": ReviewState(1, written=("FH-01",))}, {}, False),
    ("return_reasoned", {}, {}, True),
    ("return_reasoned", {}, None, False),
    ("notice_issued", {}, {}, False),
    ("notice_issued", {}, {"instrument": "意见书"}, True),
    ("notice_issued", {"notices": (SENT,)}, {"instrument": "意见书"}, False),
    ("notice_issued", {"notices": (SENT,)}, {"instrument": "建议书"}, True),
    ("notice_issued", {}, {"instrument": "意见书", "no_notice_reason": "另案发出"}, False),
    ("notices_settled", {}, None, False),
    ("notices_settled", {"notices": (SENT,)}, None, True),
    *RECHECKS,
]
#: Guards that cannot say anything before the step is filled in.
WAITING = ("two_on_site", "members_of_team", "red_discussed", "return_reasoned")


@pytest.mark.parametrize(("name", "changes", "facts", "speaks"), ASKED)
def test_a_guard_speaks_when_it_should_and_only_then(
    name: str,
    changes: dict[str, Any],
    facts: dict[str, Any] | None,
    speaks: bool,  # noqa: FBT001 - a table
) -> None:
    reason = GUARDS[name](view(**changes), facts, DAY)

    assert (reason is not None) is speaks
    if reason is not None:
        assert reason.code == name
        assert reason.sentence.endswith("。")
        assert reason.basis


def test_every_guard_of_the_table_is_asked_both_ways() -> None:
    named = {guard for _, _, _, guards in spec.STEPS.values() for guard in guards.split()}

    assert set(GUARDS) == named
    for speaks in (True, False):
        assert {name for name, _, _, wanted in ASKED if wanted is speaks} == named


@pytest.mark.parametrize("name", WAITING)
def test_a_guard_that_needs_facts_is_silent_while_somebody_looks(name: str) -> None:
    worst = view(members={}, red_lines=("欠薪",), actor="wang")

    assert GUARDS[name](worst, None, DAY) is None
    assert GUARDS[name](worst, {"inspectors": ["hai"]}, DAY) is not None


@pytest.mark.parametrize("name", GUARDS)
def test_no_guard_stumbles_over_facts_that_old_papers_lack(name: str) -> None:
    for changes in ({}, {"steps": (step("form_team"), step("draft_delivered"))}):
        GUARDS[name](view(**changes), {}, DAY)


def test_long_lists_are_cut_short() -> None:
    many = tuple(f"LC-05-{number:02d}" for number in range(1, 30))

    reason = GUARDS["all_items_answered"](view(unanswered=many), None, DAY)

    assert "还有 29 个" in reason.sentence
    assert "LC-05-08等。" in reason.sentence
    assert "LC-05-09" not in reason.sentence


def test_the_facts_of_the_tests_pass_the_parser() -> None:
    assert factories.FACTS.keys() == spec.STEPS.keys()
