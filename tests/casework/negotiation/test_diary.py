"""The diary of an instructor: written, summed, changed by its writer alone, and proved."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import update

from casework import Casebook, cases, negotiation
from casework.cases.organisation import unit
from casework.errors import AccessDenied, Conflict, InputError
from casework.negotiation.diary.queries import sums
from casework.negotiation.models import DiaryEntry
from tests import bargaining

FACTS: dict[str, Any] = {
    "done_on": date(2026, 3, 2),
    "activity": "走访",
    "place": "河东园区",
    "hours": "2.5",
    "visited": ["云河疾风快递", "云河飞鸟配送"],
    "done": "了解派送费标准",
    "obstacles": "两家都没有建会",
    "advice": "先建联合工会",
}
TRAINING = {"activity": "培训", "trained": 35, "hours": 3, "done_on": date(2026, 3, 9)}


def written(book: Casebook, actor: str = "lawyer.wang", **given: Any) -> str:
    with book.work(actor) as work:
        return negotiation.write_diary_entry(work, unit(work, "云工"), **FACTS | given).number


def test_entries_of_a_person_and_a_period_and_their_sums(book: Casebook) -> None:
    number = bargaining.opened(book)
    assert written(book, case_numbers=[number]) == "云工指导〔2026〕1号"
    assert written(book, **TRAINING) == "云工指导〔2026〕2号"
    written(book, "inspector.li", done_on=date(2026, 3, 3))

    with book.read("leader.chen") as work:
        wang = cases.organisation.person(work, "lawyer.wang")
        mine = negotiation.diary_entries(work, person=wang)
        march2 = negotiation.diary_entries(work, until_on=date(2026, 3, 2))
        about = negotiation.diary_entries(work, case=negotiation.get(work, number))
        (total,) = sums(mine)
    assert [one.done_on.day for one in mine] == [2, 9]
    assert [one.number for one in march2] == [one.number for one in about] == [mine[0].number]
    assert (total.entries, total.hours, total.trained) == (2, Decimal("5.50"), 35)
    assert total.by_activity == {"走访": Decimal("2.50"), "培训": Decimal("3.00")}
    assert (len(total.visited), total.case_numbers) == (2, {number})
    assert book.verify() == []


def test_a_case_one_may_not_see_is_not_named(book: Casebook) -> None:
    number = bargaining.opened(book)
    written(book, case_numbers=[number])

    with book.read("assistant.zhou") as work:
        (seen,) = negotiation.diary_entries(work)
    assert seen.case_numbers == ()


def test_only_its_writer_changes_an_entry_and_the_journal_keeps_what_it_was(book: Casebook) -> None:
    number = written(book)
    with book.work("lawyer.wang") as work:
        entry = negotiation.get_diary_entry(work, number)
        negotiation.change_diary_entry(work, entry, hours="3.25", seen=1)
        with pytest.raises(Conflict):
            negotiation.change_diary_entry(work, entry, hours="3", seen=1)
    with book.work("lawyer.zhao") as work:
        entry = negotiation.get_diary_entry(work, number)
        with pytest.raises(AccessDenied, match="只能由本人修改"):
            negotiation.change_diary_entry(work, entry, hours="1")
    with book.work("lawyer.wang") as work:
        entry = negotiation.get_diary_entry(work, number)
        assert (entry.hours, entry.place) == (Decimal("3.25"), "河东园区")
        negotiation.withdraw_diary_entry(work, entry, reason="记错了人")
        with pytest.raises(InputError, match="已经撤下"):
            negotiation.change_diary_entry(work, entry, hours="1")
        assert negotiation.diary_entries(work) == []
        assert len(negotiation.diary_entries(work, withdrawn=True)) == 1
    assert book.verify() == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"hours": "0"}, "应大于 0、不超过 24"),
        ({"hours": "2.125"}, "最多两位小数"),
        ({"activity": "培训"}, "培训人数：必须填写"),
        ({"activity": "培训", "trained": 0}, "应为正整数"),
        ({"case_numbers": ["云工集协〔2026〕99号"]}, "有关案件"),
        ({"done": "电话13812345678联系"}, "手机号码"),
        ({"done_on": date(2026, 6, 1)}, "不能晚于今天"),
        ({"activity": "喝茶"}, "工作类别"),
    ],
)
def test_a_wrong_entry_is_refused_with_what_would_be_right(
    book: Casebook, given: dict[str, Any], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        written(book, **given)
    with book.read("lawyer.wang") as work:
        assert negotiation.diary_entries(work, withdrawn=True) == []


def test_a_day_has_24_hours_for_each_person(book: Casebook) -> None:
    written(book, hours=20)
    written(book, "inspector.li", hours=20)
    with pytest.raises(InputError, match="已经登记 20 小时"):
        written(book, hours="4.01")
    written(book, hours=4)


def test_a_row_changed_behind_the_journal_is_found(book: Casebook) -> None:
    number = written(book)
    with book.work("lawyer.wang") as work:
        work.session.execute(update(DiaryEntry).values(hours=Decimal(9)))

    assert book.verify() == [f"工作日志 {number} 被改动：与日志不符。"]
