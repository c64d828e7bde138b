"""The review by a second person: who may write, answer and settle what, when, and that nothing is lost."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from casework import Casebook, checkup
from casework.checkup.review.fields import KINDS, SEVERITIES
from casework.errors import AccessDenied, Conflict, InputError, NotFound, StepRefused
from tests import factories

FIRST, PATH = factories.FIRST, [step for step, _, _ in factories.PATH]
ZHAO, WANG, LI = "lawyer.zhao", "lawyer.wang", "inspector.li"
REMARK = {"kind": "事实不清", "severity": "必须改", "text": "未写明抽查份数。"}
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


def written(book: Casebook, about: str = "WT-01", actor: str = ZHAO, **given: Any) -> str:
    with book.work(actor) as work:
        case = checkup.get(work, FIRST)
        return checkup.write_remark(work, case, about, **{**REMARK, **given}).code


def replied(book: Casebook, code: str, actor: str = WANG, **given: Any) -> None:
    with book.work(actor) as work:
        facts = {"reply": "已改", **given}
        checkup.reply_remark(work, checkup.get(work, FIRST), code, **facts)


def closed(book: Casebook, code: str, actor: str = ZHAO, **given: Any) -> None:
    with book.work(actor) as work:
        checkup.close_remark(work, checkup.get(work, FIRST), code, **given)


def take(book: Casebook, step: str, actor: str, **given: Any) -> None:
    factories.take(book, FIRST, step, actor, **given)


def views(book: Casebook, actor: str = ZHAO) -> list[Any]:
    with book.read(actor) as work:
        return list(checkup.remarks(work, checkup.get(work, FIRST)))


@pytest.mark.parametrize(
    ("kind", "severity", "about"), list(product(KINDS, SEVERITIES, ["", "WT-01"]))
)
def test_every_kind_of_remark_is_written_kept_and_proved(
    reviewing: Casebook, kind: str, severity: str, about: str
) -> None:
    written(reviewing, about, kind=kind, severity=severity)

    (one,) = views(reviewing)
    kept = (one.code, one.row.kind, one.row.severity, one.row.concerns, one.row.round)
    assert kept == ("FH-01", kind, severity, about, 1)
    assert (one.written_by, one.state) == ("赵律", "待回应")
    assert reviewing.verify() == []


#: Stage of the path → who is refused how when writing a remark; nobody else may.
STAGES = [stage for stage in PATH if stage != "submit_review"]


@pytest.mark.parametrize("stage", sorted(set(STAGES)))
def test_a_remark_is_written_only_while_the_report_is_reviewed(brought: Bring, stage: str) -> None:
    book = brought("sqlite", stage)

    with pytest.raises(StepRefused, match="写复核意见要在送审以后、“复核中”时"):
        written(book, "")


@pytest.mark.parametrize(
    ("actor", "error"),
    [(ZHAO, None), (WANG, StepRefused), (LI, AccessDenied), ("leader.chen", None),
     ("clerk.sun", AccessDenied), ("auditor.qian", AccessDenied), ("assistant.zhou", NotFound),
     ("lawyer.hai", NotFound)],
)  # fmt: skip
def test_only_who_may_review_and_is_no_author_writes_settles_and_scores(
    reviewing: Casebook, actor: str, error: type[Exception] | None
) -> None:
    written(reviewing)

    def score() -> None:
        with reviewing.work(actor) as work:
            checkup.score_quality(work, checkup.get(work, FIRST), **SCORE)

    for act in (
        lambda: written(reviewing, actor=actor),
        lambda: closed(reviewing, "FH-01", actor, closed_note="不再坚持"),
        score,
    ):
        if error is None:
            act()
        else:
            with pytest.raises(error):
                act()


@pytest.mark.parametrize("stage", sorted(set(PATH)))
def test_a_remark_is_answered_only_after_a_return(brought: Bring, stage: str) -> None:
    """In no other state, and by nobody who may not write the report."""
    book = brought("sqlite", stage)
    if stage == "submit_review":
        written(book)
        take(book, "return_from_review", ZHAO)
        for actor, error in ((ZHAO, StepRefused), ("leader.chen", AccessDenied)):
            with pytest.raises(error):
                replied(book, "FH-01", actor)
        replied(book, "FH-01", LI)
        assert views(book)[0].row.replied_by == LI
    else:
        with pytest.raises(StepRefused, match="回应复核意见要在送审以后、“逐项检查”时"):
            replied(book, "FH-01")


@pytest.mark.parametrize("severity", SEVERITIES)
def test_what_must_be_changed_holds_up_the_report_until_it_is_settled(
    reviewing: Casebook, severity: str
) -> None:
    code, binding = written(reviewing, severity=severity), severity == "必须改"

    def passes(step: str, actor: str) -> None:
        if binding:
            with pytest.raises(StepRefused, match=r"“必须改”的复核意见没有.*FH-01"):
                take(reviewing, step, actor)
        else:
            take(reviewing, step, actor)
            with reviewing.work(actor) as work:
                checkup.reverse(work, checkup.get(work, FIRST), reason="再看")

    passes("approve_review", ZHAO)
    take(reviewing, "return_from_review", ZHAO)
    passes("submit_review", WANG)
    replied(reviewing, code)
    take(reviewing, "submit_review", WANG)
    passes("approve_review", ZHAO)
    closed(reviewing, code)
    take(reviewing, "approve_review", ZHAO)
    assert reviewing.verify() == []


def test_an_answer_that_is_not_accepted_asks_for_another_and_stays_readable(
    reviewing: Casebook,
) -> None:
    code = written(reviewing)
    take(reviewing, "return_from_review", ZHAO)
    replied(reviewing, code, reply="不改", reply_reason="抽查表已列明")
    take(reviewing, "submit_review", WANG)
    with reviewing.work(ZHAO) as work:
        checkup.reopen_remark(work, checkup.get(work, FIRST), code, reason="正文仍未写明")
    take(reviewing, "return_from_review", ZHAO)

    with pytest.raises(StepRefused, match="没有回应：FH-01"):
        take(reviewing, "submit_review", WANG)
    (one,) = views(reviewing)
    said = [(told.what, told.text) for told in one.history]
    assert said == [
        ("复核意见", "未写明抽查份数。"),
        ("回应复核意见", "不改：抽查表已列明"),
        ("不认可回应", "正文仍未写明"),
    ]
    assert reviewing.verify() == []


def test_who_answers_becomes_an_author_and_may_not_review(reviewing: Casebook) -> None:
    code = written(reviewing, actor="leader.chen")
    take(reviewing, "return_from_review", ZHAO)
    replied(reviewing, code, ZHAO)
    take(reviewing, "submit_review", WANG)

    with pytest.raises(StepRefused, match="复核人不能是本案的"):
        closed(reviewing, code, ZHAO)
    closed(reviewing, code, "leader.chen")


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"about": "WT-09"}, "不是本案适用的检查项，也不是报告里的问题"),
    ({"about": "LC-01-01"}, "不是本案适用的检查项"),
    ({"kind": "别的"}, "没有“别的”这个选项"),
    ({"severity": ""}, "程度：必须选择"),
    ({"text": " "}, "意见：必须填写"),
]


@pytest.mark.parametrize(("given", "said"), REFUSED)
def test_what_cannot_be_is_refused_with_a_sentence(
    reviewing: Casebook, given: dict[str, Any], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        written(reviewing, **given)


def test_all_problems_of_a_remark_come_at_once(reviewing: Casebook) -> None:
    with pytest.raises(InputError) as refused:
        written(reviewing, "WT-09", kind="", severity="x", text="")

    places = {one.place for one in refused.value.problems}
    assert places == {"kind", "severity", "text", "about"}


def test_two_who_change_the_same_remark_are_told(reviewing: Casebook) -> None:
    code = written(reviewing)
    with reviewing.work(ZHAO) as work:
        case = checkup.get(work, FIRST)
        checkup.reword_remark(work, case, code, seen=1, text="另一种说法")

    with pytest.raises(Conflict, match="现在是“必须改：另一种说法”"):
        closed(reviewing, code, closed_note="不坚持", seen=1)
    with (
        pytest.raises(InputError, match="不是你在这次送审写的"),
        reviewing.work("leader.chen") as work,
    ):
        checkup.reword_remark(work, checkup.get(work, FIRST), code, text="x")
    with pytest.raises(InputError, match="还没有回应；不等回应就了结的，请写明理由"):
        closed(reviewing, code)
    closed(reviewing, code, closed_note="不再坚持")
    with pytest.raises(StepRefused, match="已经了结"):
        closed(reviewing, code, closed_note="再来一次")


def test_what_was_changed_since_is_told_at_each_remark(reviewing: Casebook) -> None:
    code = written(reviewing, "WT-01")
    other = written(reviewing, "LC-06-01")
    take(reviewing, "return_from_review", ZHAO)
    with reviewing.work(LI) as work:
        case = checkup.get(work, FIRST)
        checkup.answer(work, case, "LC-05-01", "不合规", facts="抽查30份，未见考勤记录", sampled=30)
        checkup.edit(work, case, "WT-01", remedy="三十日内补建考勤")

    first, second = views(reviewing)
    assert (first.code, second.code, second.changes) == (code, other, ())
    assert [told.who + told.what for told in first.changes] == [
        "李监改了 LC-05-01 的事实描述、抽查数",
        "李监改了 WT-01 的事实描述",
        "李监改了 WT-01 的整改建议",
    ]
    assert "未写明抽查份数。" in first.row.text


def test_a_return_says_why_in_its_reason_or_in_a_remark(reviewing: Casebook) -> None:
    with pytest.raises(StepRefused, match="请写明退回理由，或者先写复核意见"):
        take(reviewing, "return_from_review", ZHAO, reason="")
    written(reviewing, severity="建议")
    take(reviewing, "return_from_review", ZHAO, reason="")


def test_a_remark_by_number_or_code_and_none_that_is_not_there(reviewing: Casebook) -> None:
    written(reviewing)
    for code in ("FH-02", "FH-²", "FH-", "", "WT-01", "9" * 30):
        with pytest.raises(NotFound):
            closed(reviewing, code, closed_note="x")
    closed(reviewing, " fh-1 ", closed_note="不坚持")
