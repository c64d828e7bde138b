"""Cases taken over in mid-course from their papers: gaps are told, nothing is invented."""

from datetime import date

import pytest

from casework import Casebook, cases, checkup, documents
from casework.errors import AccessDenied, InputError, StepRefused
from tests import factories

#: A check-up as an old file tells it, with gaps: no receipt date, no team, no cards shown.
PAST = [
    ("notify", date(2025, 3, 3), {}),
    ("start_collection", date(2025, 3, 5), {}),
    ("start_inspection", date(2025, 3, 10), {"visited_on": date(2025, 3, 10)}),
    ("submit_review", date(2025, 3, 17), {}),
    ("approve_review", date(2025, 3, 18), {}),
    ("conclude_consulting", date(2025, 3, 20), {}),
    ("issue", date(2025, 3, 23), {}),
    ("deliver", date(2025, 3, 24), {"received_on": date(2025, 3, 25)}),
]


@pytest.fixture
def number(book: Casebook) -> str:
    return factories.opened(
        book,
        occurred_on=date(2025, 2, 20),
        number="云工法检〔2025〕31号",
        adopted=True,
        mode="",
        source="",
    )


def adopt(
    book: Casebook, number: str, past=PAST, actor: str = "leader.su", reason: str = "纸质案卷转入"
) -> list[str]:
    """Adopt as somebody who holds every act, so that one batch can be entered by one person."""
    with book.work("admin") as work:
        person = cases.organisation.person(work, actor)
        for role in ("lawyer", "leader"):
            cases.organisation.assign(work, person, factories.unit(work, "苏工"), role)
    with book.work(actor) as work:
        return checkup.adopt(work, checkup.get(work, number), past, reason=reason)


def test_the_past_is_entered_with_gaps_and_every_row_is_marked(book: Casebook, number: str) -> None:
    adopt(book, number)

    assert factories.state(book, number) == "delivered"
    with book.read("admin") as work:
        rows = cases.timeline(work, checkup.get(work, number))
    adopted = [row for row in rows if row.standing][:-1]
    assert {row.late for row in adopted} == {"纸质案卷转入"}
    assert [row.occurred_on for row in reversed(adopted)] == [day for _, day, _ in PAST]
    assert book.verify() == []


def test_what_the_guards_miss_is_remarked_and_refuses_nothing(book: Casebook, number: str) -> None:
    remarks = adopt(book, number)

    assert any("“告知”：还没有组成体检组" in remark for remark in remarks)
    assert any("“开始现场检查”：现场检查要有 2 名以上" in remark for remark in remarks)
    assert any("“提交复核”：还有 3 个适用的检查项没有结论" in remark for remark in remarks)


def test_a_clock_that_cannot_run_says_which_date_it_lacks(book: Casebook, number: str) -> None:
    remarks = adopt(book, number, PAST[:1])

    assert "“资料提交”暂时算不出：步骤“告知”缺少“企业收到日”。" in remarks
    with book.work("lawyer.wang") as work:
        case = checkup.get(work, number)
        checkup.correct(work, case, 2, reason="找到回证", received_on=date(2025, 3, 4))
        assert {clock.name for clock, _ in cases.clocks(work, case)} >= {"materials", "self_check"}
    assert book.verify() == []


def test_no_report_is_made_for_one_that_went_out_on_paper(book: Casebook, number: str) -> None:
    adopt(book, number)

    with book.read("admin") as work:
        assert documents.issued(work, checkup.get(work, number)) == []


def test_from_there_the_case_goes_on_as_any_other(book: Casebook, number: str) -> None:
    adopt(book, number)
    on = date(2026, 4, 1)
    factories.take(book, number, "start_rectification", "lawyer.wang", on)

    assert factories.state(book, number) == "rectifying"
    assert book.verify() == []


def test_steps_the_table_does_not_allow_are_refused_and_nothing_is_kept(
    book: Casebook, number: str
) -> None:
    factories.take(book, number, "plan_visit", "lawyer.wang")
    adopt(book, number, [])
    before = factories.dump(book)
    with book.work("leader.su") as work:
        case = checkup.get(work, number)
        wrong = [*PAST[:2], ("issue", date(2025, 3, 9), {})]
        refusal = factories.refused(lambda: checkup.adopt(work, case, wrong, reason="转入"))

    assert isinstance(refusal, StepRefused)
    assert "案件现在是“资料收集”" in str(refusal)
    assert factories.dump(book) == before


@pytest.mark.parametrize(
    ("past", "sentence"),
    [
        ([("notify", date(2025, 3, 3), {"received_on": "2025-02-30"})], "2025年2月只有28天"),
        ([("notify", date(2027, 3, 3), {})], "不能晚于今天"),
        ([("notifi", date(2025, 3, 3), {})], "是不是想办理：notify"),
        ([("notify", date(2025, 3, 3), {"nonsense": 1})], "nonsense"),
    ],
)
def test_papers_that_cannot_be_read_are_refused(
    book: Casebook, number: str, past: list, sentence: str
) -> None:
    with pytest.raises(InputError, match=sentence):
        adopt(book, number, past)


def test_a_batch_needs_a_reason_and_the_acts_of_its_steps(book: Casebook, number: str) -> None:
    with pytest.raises(InputError, match="补录原因"):
        adopt(book, number, PAST[:1], reason=" ")
    with book.work("lawyer.wang") as work:
        case = checkup.get(work, number)
        refusal = factories.refused(lambda: checkup.adopt(work, case, PAST, reason="转入"))
    assert isinstance(refusal, AccessDenied)


def test_an_adopted_opening_may_be_completed_bit_by_bit(book: Casebook, number: str) -> None:
    with book.work("lawyer.wang") as work:
        case = checkup.get(work, number)
        checkup.correct(work, case, 1, reason="查到来源", source="投诉线索")
        checkup.correct(work, case, 1, reason="查到模式", mode="基础")

    assert book.verify() == []


def test_adopted_steps_can_be_taken_back(book: Casebook, number: str) -> None:
    adopt(book, number)
    with book.work("leader.su") as work:
        case = checkup.get(work, number)
        for _ in PAST:
            checkup.reverse(work, case, reason="录错案卷")

    assert factories.state(book, number) == "registered"
    assert book.verify() == []
