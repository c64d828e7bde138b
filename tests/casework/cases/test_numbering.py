"""Case numbers: one series a unit, kind and year; no gap, no number twice, none ever deleted."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from casework import Casebook, cases, checkup
from casework.cases.models import CaseNumber
from casework.errors import AccessDenied, CaseworkError, InputError
from tests import factories


def reserve(book: Casebook, because: str = "写坏", actor: str = "leader.chen") -> str:
    with book.work(actor) as work:
        return cases.numbering.reserve(work, factories.unit(work), "checkup", because)


def test_numbers_follow_each_other_by_unit_and_year(book: Casebook) -> None:
    numbers = [factories.opened(book, 1), factories.opened(book, 2)]
    numbers.append(factories.opened(book, 3, occurred_on=date(2025, 12, 30)))
    with book.work("leader.su") as work:
        other = cases.numbering.reserve(work, factories.unit(work, "海工"), "checkup", "写坏")

    assert numbers == ["云工法检〔2026〕1号", "云工法检〔2026〕2号", "云工法检〔2025〕1号"]
    assert other == "海工法检〔2026〕1号"


def test_a_rolled_back_opening_uses_up_no_number(book: Casebook) -> None:
    for mode in ("没有的模式", "深度"):
        try:
            factories.opened(book, 1, mode=mode)
        except InputError:
            continue

    with book.read("admin") as work:
        assert [line.number for line in cases.worklist(work)] == [factories.FIRST]


def test_four_writers_leave_no_gap_and_no_number_twice(book: Casebook) -> None:
    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(lambda _: reserve(book), range(12)))

    assert sorted(numbers, key=lambda text: (len(text), text)) == [
        f"云工法检〔2026〕{number}号" for number in range(1, 13)
    ]
    assert book.verify() == []


def test_a_spoiled_number_is_kept_with_its_reason(book: Casebook) -> None:
    assert reserve(book) == "云工法检〔2026〕1号"
    assert factories.opened(book) == "云工法检〔2026〕2号"

    with book.read("admin") as work:
        row = work.session.query(CaseNumber).filter_by(ordinal=1).one()
        assert (row.cancelled_because, row.case_id) == ("写坏", None)
    assert book.verify() == []


def test_who_may_not_administer_cancels_no_number(book: Casebook) -> None:
    with pytest.raises(AccessDenied):
        reserve(book, actor="lawyer.wang")
    with pytest.raises(InputError, match="作废原因"):
        reserve(book, " ")


def cancel(book: Casebook, number: str) -> None:
    with book.work("leader.chen") as work:
        cases.numbering.cancel(work, checkup.get(work, number), "立错对象")


def test_the_number_of_a_finished_case_can_be_cancelled_once(book: Casebook) -> None:
    number = factories.opened(book)
    with pytest.raises(InputError, match="还在办理"):
        cancel(book, number)
    factories.take(book, number, "terminate", "lawyer.zhao")

    cancel(book, number)

    with pytest.raises(InputError, match="已经作废：立错对象"):
        cancel(book, number)
    with book.read("admin") as work:
        row = cases.timeline(work, checkup.get(work, number))[0]
    assert (row.label, row.lines) == ("编号作废", ("立错对象",))
    assert factories.opened(book, 2) == "云工法检〔2026〕2号"


@pytest.mark.parametrize("text", ["云工法检〔2024〕17号", "云工检字（2019）第3号", "〔旧〕甲-7"])
def test_old_numbers_of_any_form_are_taken_over(book: Casebook, text: str) -> None:
    assert factories.opened(book, number=f" {text} ") == text
    assert book.verify() == []
    with pytest.raises(InputError, match="已经用过"):
        factories.opened(book, 2, number=text)


def test_a_series_goes_on_after_the_numbers_given_on_paper(book: Casebook) -> None:
    """Going live in April: this year's papers 1 to 12 exist already."""
    for company, ordinal in enumerate((12, 3, 7), start=1):
        factories.opened(book, company, number=f"云工法检〔2026〕{ordinal}号")

    assert factories.opened(book, 4) == "云工法检〔2026〕13号"
    assert factories.opened(book, 5, number="云工法检〔2026〕5号") == "云工法检〔2026〕5号"
    for taken in (13, 14, 99):
        with pytest.raises(CaseworkError):
            factories.opened(book, 6, number=f"云工法检〔2026〕{taken}号")
    assert factories.opened(book, 6) == "云工法检〔2026〕14号"
    assert book.verify() == []


@pytest.mark.parametrize("text", ["", "  ", "长" * 61, "\x00", "\ud800", "甲\n乙"])
def test_what_is_no_number_is_refused(either_book: Casebook, text: str) -> None:
    with pytest.raises(InputError):
        factories.opened(either_book, number=text)
