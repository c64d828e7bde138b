"""A case closes only when every finding is settled and the 复检报告 says so; partial closing says what is open."""

from collections.abc import Callable
from datetime import date
from itertools import product

import pytest
from sqlalchemy import text

from casework import Casebook, Work, cases, checkup, documents
from casework.cases.models import Case
from casework.checkup import recheck
from casework.checkup.models import Finding
from casework.errors import StepRefused
from tests import factories, spec

#: State → the steps that bring a finding of a case in re-check to it.
WAYS = {
    "rectifying": (),
    "proved": ("submit_proof",),
    "verified": ("submit_proof", "verify"),
    "partial": ("mark_partial",),
    "failed": ("mark_failed",),
    "disputed": ("object",),
    "raised": ("object", "answer_objection"),
    "waived": ("waive",),
}
TWO = ("LC-05-01", "LC-06-01")


@pytest.fixture
def rechecking(brought: Callable[[str, str], Casebook]) -> Casebook:
    """Return a casebook whose check-up FIRST is being re-checked: one finding, of high risk."""
    return brought("sqlite", "start_recheck")


@pytest.fixture
def two(sqlite_book: Casebook) -> Casebook:
    """Return a casebook whose check-up FIRST is being re-checked, with two findings."""
    factories.carried(sqlite_book, "start_recheck", faulty=TWO)
    return sqlite_book


def rows(work: Work) -> list[Finding]:
    return sorted(checkup.findings(work, the(work)), key=lambda row: row.number)


def the(work: Work) -> Case:
    return checkup.get(work, factories.FIRST)


def bring(work: Work, row: Finding, state: str) -> None:
    for step in WAYS[state]:
        evidence = factories.finding_papers(step)
        checkup.take(work, row, step, evidence=evidence, **factories.FINDING_FACTS[step])
    assert row.state == state


def settle(book: Casebook, *states: str) -> None:
    with book.work("lawyer.wang") as work:
        for row, state in zip(rows(work), states, strict=True):
            bring(work, row, state)


def issue(book: Casebook, **given: object) -> None:
    factories.take(book, factories.FIRST, "issue_recheck", "leader.chen", **given)


def against(work: Work, step: str) -> set[str]:
    found = next(one for one in cases.steps(work, the(work)) if one.name == step)
    return {reason.code for reason in found.reasons}


def test_every_state_of_a_finding_in_re_check_is_on_the_way_of_these_tests():
    assert set(WAYS) == set(spec.FINDING_STATES) - {"draft", "withdrawn"}


def test_no_case_is_closed_with_an_open_finding_whatever_the_states(two: Casebook) -> None:
    for pair in product(WAYS, ("verified", "rectifying")):
        with two.work("lawyer.wang") as work:
            for row, state in zip(rows(work), pair, strict=True):
                bring(work, row, state)
            left = [state for state in pair if state not in spec.FINDING_SETTLED]
            assert ("findings_settled" in against(work, "close")) == bool(left), pair
            assert ("something_unsettled" in against(work, "recheck_failed")) == (not left), pair
            assert ("partly_settled" in against(work, "close_partly")) == (len(left) != 1), pair
            for row, state in zip(rows(work), pair, strict=True):
                for _step in WAYS[state]:
                    checkup.reverse(work, row, reason="试下一种")


@pytest.mark.parametrize("state", WAYS)
def test_a_report_waits_for_a_result_of_every_open_finding(
    rechecking: Casebook, state: str
) -> None:
    settle(rechecking, state)
    with rechecking.work("leader.chen") as work:
        lacking = state in ("rectifying", "proved")
        assert ("results_entered" in against(work, "issue_recheck")) == lacking


def test_a_verified_case_gets_its_report_and_closes(rechecking: Casebook) -> None:
    settle(rechecking, "verified")
    with rechecking.read("lawyer.wang") as work:
        assert against(work, "close") == {"recheck_reported"}
    issue(rechecking, next_on=None)
    factories.take(rechecking, factories.FIRST, "close", "lawyer.wang")

    assert factories.state(rechecking, factories.FIRST) == "closed"
    assert rechecking.verify() == []
    with rechecking.read("lawyer.wang") as work:
        record = next(one for one in documents.issued(work, the(work)) if one.title == "复检报告")
        assert record.context["汇总"]["已整改"] == 1
        assert record.context["未了结"] == []
        assert record.context["得分"]["对比"][1] == {"项目": "得分", "初检": "61.5", "复检": "100"}


def test_the_next_check_up_is_proposed_by_the_new_grade_when_the_case_closes(
    rechecking: Casebook,
) -> None:
    settle(rechecking, "verified")
    issue(rechecking, next_on=None)
    factories.take(rechecking, factories.FIRST, "close", "lawyer.wang")

    with rechecking.read("lawyer.wang") as work:
        found = recheck.again(work, the(work))
        assert (found.grade.value, found.due_on) == ("green", date(2027, 4, 12))
        assert found.sentence() in cases.timeline(work, the(work))[0].lines
        assert recheck.due_again(work) == []
        (due,) = recheck.due_again(work, within_days=400)
        assert (due.number, due.due_on) == (factories.FIRST, date(2027, 4, 12))


def test_a_result_entered_after_the_report_asks_for_another_one(rechecking: Casebook) -> None:
    settle(rechecking, "failed")
    issue(rechecking)
    settle_more(rechecking, "submit_proof", "verify")

    with rechecking.read("lawyer.wang") as work:
        assert against(work, "close") == {"recheck_reported"}
    with rechecking.work("leader.chen") as work:
        checkup.reverse(work, the(work), reason="又有结果")
    issue(rechecking, next_on=None)
    factories.take(rechecking, factories.FIRST, "close", "lawyer.wang")
    with rechecking.read("lawyer.wang") as work:
        found = [one.state for one in documents.issued(work, the(work)) if one.title == "复检报告"]
    assert found == ["issued", "void"]


def settle_more(book: Casebook, *steps: str) -> None:
    with book.work("lawyer.wang") as work:
        (row,) = rows(work)
        for step in steps:
            evidence = factories.finding_papers(step)
            checkup.take(work, row, step, evidence=evidence, **factories.FINDING_FACTS[step])


def test_what_is_open_needs_a_day_in_the_report(rechecking: Casebook) -> None:
    settle(rechecking, "partial")
    with pytest.raises(StepRefused, match="复检报告要写明下次日期"):
        issue(rechecking, next_on=None)
    issue(rechecking)
    with rechecking.read("lawyer.wang") as work:
        (record,) = (one for one in documents.issued(work, the(work)) if one.title == "复检报告")
    (left,) = record.context["未了结"]
    assert (left["现状"], left["日期"]) == ("部分整改", "2026年5月20日")


def test_who_re_checked_does_not_sign(rechecking: Casebook) -> None:
    settle(rechecking, "failed")
    with pytest.raises(StepRefused, match="签发人不能是本案的复检人"):
        issue(rechecking, signer="lawyer.wang")


def test_partial_closing_says_what_is_settled_and_what_is_open(two: Casebook) -> None:
    settle(two, "verified", "failed")
    factories.take(two, factories.FIRST, "close_partly", "lawyer.wang")

    with two.read("lawyer.wang") as work:
        assert "已了结：WT-01；尚未了结：WT-02" in cases.timeline(work, the(work))[0].lines
        assert against(work, "close_partly") == {"partly_settled"}
        told = documents.context_of(work, the(work), "复检报告")["部分销号"]
    assert told == ["2026年4月10日部分销号：WT-01已了结；WT-02尚未了结，继续整改。"]
    assert factories.state(two, factories.FIRST) == "rechecking"


def test_a_second_round_asks_for_results_again_and_keeps_the_first(rechecking: Casebook) -> None:
    settle(rechecking, "failed")
    issue(rechecking)
    for step in ("recheck_failed", "start_recheck"):
        factories.take(rechecking, factories.FIRST, step, "lawyer.wang")

    with rechecking.read("leader.chen") as work:
        assert "results_entered" in against(work, "issue_recheck")
        (block,) = documents.context_of(work, the(work), "复检报告")["问题"]
    assert (block["结果"], block["说明"]) == ("未整改", "第1轮的结果。")


def test_verify_finds_a_day_for_the_next_check_up_changed_by_hand(rechecking: Casebook) -> None:
    settle(rechecking, "waived")
    issue(rechecking, next_on=None)
    factories.take(rechecking, factories.FIRST, "close", "lawyer.wang")
    with rechecking.engine.execution_options(casework_writes=True).begin() as connection:
        connection.execute(text("UPDATE checkup SET again_on = '2030-01-01'"))
    assert any("建议的下次体检日期被改动" in fault for fault in rechecking.verify())
