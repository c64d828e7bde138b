"""A check-up opened to check an earlier one again is linked with it at once."""

from datetime import date

import pytest

from casework import Casebook, cases, checkup
from casework.errors import InputError
from tests import factories

AGAIN = {"source": "复查", "occurred_on": date(2026, 4, 1), "late_reason": "纸质登记转入"}


def opened_again(book: Casebook, follows: str, company: int = 1, **given: object) -> str:
    with book.work("lawyer.wang") as work:
        examined = cases.enterprise.get(work, factories.code(company))
        facts = {**AGAIN, "mode": "基础", "reason": "一年后复查", "follows": follows, **given}
        return checkup.open(work, examined, factories.unit(work), **facts).number


def test_it_is_linked_with_the_earlier_one(book: Casebook) -> None:
    old = factories.opened(book)
    new = opened_again(book, f" {old} ")

    with book.read("lawyer.wang") as work:
        found = checkup.links(work, checkup.get(work, new))
    assert [(one.words, one.number) for one in found] == [("复查自", old)]
    assert book.verify() == []


@pytest.mark.parametrize(
    ("follows", "given", "sentence"),
    [
        ("", {}, "复查的原案编号：必须填写"),
        ("无此案", {}, "复查的原案编号：没有找到案件：无此案"),
        ("ELSE", {}, "不是同一家企业的同类案件"),
        ("OLD", {"occurred_on": date(2026, 2, 1)}, "晚于本案"),
    ],
)
def test_an_earlier_one_that_cannot_be_is_refused(
    either_book: Casebook, follows: str, given: dict[str, object], sentence: str
) -> None:
    names = {"OLD": factories.opened(either_book), "ELSE": factories.opened(either_book, 2)}
    before = factories.dump(either_book)

    with pytest.raises(InputError, match=sentence) as refused:
        opened_again(either_book, names.get(follows, follows), **given)
    assert {problem.place for problem in refused.value.problems} == {"follows"}
    assert factories.dump(either_book) == before
