"""Rounds of a review: what was submitted is kept, compared and proved; the quality is scored, both times."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from casework import Casebook, checkup
from casework.checkup.review import quality
from casework.errors import Conflict, DefinitionError, InputError, NotFound, StepRefused
from tests import factories

FIRST, ZHAO, WANG, LI = factories.FIRST, "lawyer.zhao", "lawyer.wang", "inspector.li"
SCORE = {
    "facts_clear": 20,
    "bases_right": 25,
    "grade_fit": 15,
    "remedy_workable": 18,
    "well_worded": 12,
}
Bring = Callable[[str, str], Casebook]


@pytest.fixture
def reviewing(brought: Bring) -> Casebook:
    """Return a casebook whose check-up FIRST is under review."""
    return brought("sqlite", "submit_review")


def take(book: Casebook, step: str, actor: str, **given: Any) -> None:
    factories.take(book, FIRST, step, actor, **given)


def scored(book: Casebook, actor: str = ZHAO, **given: Any) -> int:
    with book.work(actor) as work:
        case = checkup.get(work, FIRST)
        return checkup.score_quality(work, case, **{**SCORE, **given}).total


def rounds(book: Casebook) -> list[Any]:
    with book.read(ZHAO) as work:
        return list(checkup.review_rounds(work, checkup.get(work, FIRST)))


def remarked(book: Casebook) -> None:
    with book.work(ZHAO) as work:
        given = {"kind": "证据", "severity": "建议", "text": "附工资表。"}
        checkup.write_remark(work, checkup.get(work, FIRST), "WT-01", **given)


@pytest.fixture
def twice(reviewing: Casebook) -> Casebook:
    """Return a casebook whose report was returned, changed and submitted again."""
    remarked(reviewing)
    scored(reviewing, comment="事实偏简")
    take(reviewing, "return_from_review", ZHAO)
    with reviewing.work(LI) as work:
        case = checkup.get(work, FIRST)
        checkup.answer(work, case, "LC-06-01", "部分合规", facts="迟付3日", workers=4)
        checkup.answer(work, case, "LC-05-01", "不合规", facts="抽查30份，未见考勤记录")
        for row in checkup.findings(work, case):
            checkup.edit(work, case, row.code, bases_checked=True)
    take(reviewing, "submit_review", WANG, summary="有待改进。")
    scored(reviewing, facts_clear=25)
    return reviewing


def test_both_rounds_stand_side_by_side(twice: Casebook) -> None:
    first, second = rounds(twice)

    told = [(one.number, one.outcome, one.words, one.score.total) for one in (first, second)]
    assert told == [(1, "退回修改", "事实不清", 90), (2, "复核中", "", 95)]
    assert ([row.code for row in first.remarks], second.remarks) == (["FH-01"], ())
    assert first.score.comment == "事实偏简"
    assert twice.verify() == []


def test_what_was_submitted_is_compared_field_by_field(twice: Casebook) -> None:
    with twice.read(ZHAO) as work:
        case = checkup.get(work, FIRST)
        told = checkup.round_differences(work, case, 1, 2)
        now = checkup.round_differences(work, case, 2)

    found = {(one.place, one.field): (one.before, one.after) for one in told}
    assert found["", "检查情况小结"] == ("总体较好。", "有待改进。")
    assert found["", "得分"][0] != found["", "得分"][1]
    assert found["WT-01", "事实描述"] == ("未见考勤记录", "抽查30份，未见考勤记录")
    assert found["WT-02", "标题"][0] == "（原来没有）"
    assert found["LC-06-01", "结论"] == ("合规", "部分合规")
    assert found["LC-06-01", "涉及人数"] == ("（空）", "4")
    assert list(now) == []


def test_there_is_nothing_to_compare_with_a_round_that_was_not(twice: Casebook) -> None:
    with twice.read(ZHAO) as work:
        for pair in ((0, 1), (1, 3), (3, None)):
            with pytest.raises(NotFound, match="现有 2 次"):
                checkup.round_differences(work, checkup.get(work, FIRST), *pair)


def test_a_reversed_approval_keeps_remarks_and_scores(twice: Casebook) -> None:
    take(twice, "approve_review", ZHAO)
    assert [one.outcome for one in rounds(twice)] == ["退回修改", "复核通过"]
    with twice.work(ZHAO) as work:
        checkup.reverse(work, checkup.get(work, FIRST), reason="再看")

    assert [one.outcome for one in rounds(twice)] == ["退回修改", "复核中"]
    assert [one.score.total for one in rounds(twice)] == [90, 95]
    assert twice.verify() == []


def test_the_rounds_follow_the_steps_that_stand(twice: Casebook) -> None:
    """A submission taken back is none; what was kept of it stays, and the next one is round two again."""
    with twice.work(WANG) as work:
        checkup.reverse(work, checkup.get(work, FIRST), reason="漏了一项")
    assert [one.outcome for one in rounds(twice)] == ["退回修改"]
    take(twice, "submit_review", WANG, summary="第三稿。")

    (_first, second) = rounds(twice)
    assert (second.number, second.facts["summary"], second.score) == (2, "第三稿。", None)
    assert twice.verify() == []


def test_a_corrected_submission_says_what_it_says_now(twice: Casebook) -> None:
    seq = rounds(twice)[0].seq
    with twice.work(WANG) as work:
        case = checkup.get(work, FIRST)
        checkup.correct(work, case, seq, reason="笔误", summary="总体尚可。")

    assert rounds(twice)[0].facts["summary"] == "总体尚可。"
    assert twice.verify() == []


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE review_remark SET text = '无'", "复核意见 FH-01被改动"),
        ("UPDATE review_remark SET state = 'closed'", "复核意见 FH-01被改动"),
        ("DELETE FROM review_remark", "复核意见 FH-01不见了"),
        ("UPDATE review_score SET comment = '好'", "质量评分被改动"),
        ("DELETE FROM review_score", "质量评分不见了"),
        ("DELETE FROM review_submission", "留存的内容被改动或不见了"),
        (
            "UPDATE review_submission SET content = replace(content, 'partial', 'compliant')",
            "留存的内容被改动或不见了",
        ),
    ],
)
def test_what_is_changed_beside_the_journal_is_named(
    twice: Casebook, statement: str, fault: str
) -> None:
    with twice.engine.execution_options(casework_writes=True).begin() as connection:
        connection.execute(text(statement))

    assert any(fault in one for one in twice.verify())


def test_a_score_is_given_anew_with_the_version_that_was_seen(reviewing: Casebook) -> None:
    assert scored(reviewing, seen=0) == 90
    with pytest.raises(Conflict, match="现在是 90 分"):
        scored(reviewing, seen=0, facts_clear=1)
    assert scored(reviewing, seen=1, facts_clear=1) == 71
    with pytest.raises(InputError) as refused:
        scored(reviewing, facts_clear=26, well_worded="", nonsense=1)
    assert {one.place for one in refused.value.problems} == {
        "facts_clear",
        "well_worded",
        "nonsense",
    }


@pytest.mark.parametrize("stage", ["end_onsite", "issue"])
def test_no_score_is_given_before_the_submission_or_after_the_signature(
    brought: Bring, stage: str
) -> None:
    with pytest.raises(StepRefused, match="为报告质量评分要在送审以后"):
        scored(brought("sqlite", stage))


def test_a_score_can_be_given_until_the_report_is_signed(brought: Bring) -> None:
    assert scored(brought("sqlite", "conclude_consulting"), "leader.chen") == 90


def test_the_criteria_that_ship_sum_to_a_hundred_and_say_whose_they_are() -> None:
    shipped = quality.shipped()

    assert sum(one.points for one in shipped.criteria) == 100
    assert "内部评价" in shipped.mark


_ONE = '[[criterion]]\nname = "a"\nlabel = "甲"\npoints = 50\n'


@pytest.mark.parametrize(
    ("criteria", "said"),
    [
        (_ONE, "各项之和应为 100，现在是 50"),
        (_ONE + _ONE, "名称重复：a"),
        (_ONE.replace('"a"', '"seen"') + _ONE, "不与表单已有的名称相同"),
        (_ONE.replace("50", "0.5"), "points 应为不小于 1 的整数"),
        (_ONE.replace('"甲"', '""'), "label 应为中文名称"),
        ("=", "不是正确的 TOML"),
    ],
)
def test_wrong_criteria_are_named(criteria: str, said: str) -> None:
    with pytest.raises(DefinitionError, match=said):
        quality.read(f'title = "t"\nmark = "m"\n{criteria}', "criteria")


def test_a_case_from_old_papers_has_its_round_too(reviewing: Casebook) -> None:
    """Entered with the step; what is kept is what the casebook knew then."""
    with reviewing.work(ZHAO) as work:
        case = checkup.get(work, FIRST)
        checkup.reverse(work, case, reason="改由补录")
        day = checkup.timeline(work, case)[0].occurred_on
        checkup.adopt(work, case, [("submit_review", day, {})], reason="纸质案卷转入")

    assert [one.facts.get("summary") for one in rounds(reviewing)] == [None]
    assert reviewing.verify() == []
