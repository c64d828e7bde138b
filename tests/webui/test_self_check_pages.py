"""The page of the company's own check: the sheet out, looked at, received, and beside what was found."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from casework import checkup


def filled(wang, number, *answers):
    """Return the company's sheet with its first rows answered: (verdict, facts)."""
    given = wang.get(f"/cases/{number}/self-check.xlsx")
    assert given.status_code == 200
    book = load_workbook(BytesIO(given.data))
    for row, (verdict, facts) in enumerate(answers, 4):
        book["自查表"].cell(row, 6).value = verdict
        book["自查表"].cell(row, 7).value = facts
    out = BytesIO()
    book.save(out)
    return {"file-self_check": (BytesIO(out.getvalue()), "自查表.xlsx")}


@pytest.fixture
def address(numbers):
    return f"/cases/{numbers.inspected}/self-check"


ANSWERS = (("符合", "都有"), ("符合", "证照齐全"), ("不清楚", None))


def received(wang, numbers, address, form_of):
    page = wang.post(address, filled(wang, numbers.inspected, *ANSWERS))
    typed = {**form_of(page.text).hidden, "occurred_on": "2026-03-25", "received_on": "2026-03-24"}
    return page, wang.post(f"{address}/receive", typed)


def test_a_sheet_is_looked_at_and_then_received_with_its_day(wang, numbers, address, form_of, book):
    page, done = received(wang, numbers, address, form_of)
    assert (page.status_code, done.status_code) == (200, 303)
    assert "还没有读入" in page.text
    assert "证照齐全" in page.text
    with book.read("lawyer.wang") as work:
        found = checkup.self_check(work, checkup.get(work, numbers.inspected))
    assert (found.answered, str(found.received_on)) == (3, "2026-03-24")


def test_what_differs_comes_first_and_the_list_is_narrowed(wang, numbers, address, form_of):
    received(wang, numbers, address, form_of)
    shown = wang.get(address).text
    assert "企业自评、仅供对照" in shown
    assert shown.index("企业偏宽</span>") < shown.index("只有一方</span>")
    assert "一致</span>" not in shown
    same = wang.get(f"{address}?show=same").text
    assert "一致</span>" in same
    assert "企业偏宽</span>" not in same
    assert 'aria-current="true">不一致的' in wang.get(f"{address}?show=nonsense").text


def test_the_card_of_an_item_tells_what_the_company_said(wang, numbers, address, form_of):
    received(wang, numbers, address, form_of)
    assert (
        "企业自查：不清楚（供对照，不是检查结论）"
        in wang.get(f"/cases/{numbers.inspected}/checklist").text
    )


def test_without_the_day_the_form_comes_back_with_the_file(wang, numbers, address, form_of):
    page = wang.post(address, filled(wang, numbers.inspected, *ANSWERS))
    again = wang.post(
        f"{address}/receive", {**form_of(page.text).hidden, "occurred_on": "2026-03-25"}
    )
    assert again.status_code == 422
    assert "收到日：必须填写" in again.text
    typed = {**form_of(again.text).hidden, "occurred_on": "2026-03-25", "received_on": "2026-03-24"}
    assert wang.post(f"{address}/receive", typed).status_code == 303


def test_a_sheet_read_in_meanwhile_asks_for_another_look(wang, numbers, address, form_of):
    page = wang.post(address, filled(wang, numbers.inspected, ("不符合", "没有")))
    received(wang, numbers, address, form_of)
    typed = {**form_of(page.text).hidden, "occurred_on": "2026-03-25", "received_on": "2026-03-24"}
    late = wang.post(f"{address}/receive", typed)
    assert late.status_code == 409
    assert "预览以后又读入了别的自查表" in late.text


def test_a_check_sheet_and_no_file_at_all_are_refused_on_the_page(wang, numbers, address):
    other = wang.get(f"/cases/{numbers.inspected}/sheet.xlsx").data
    for data, sentence in (
        ({"file-self_check": (BytesIO(other), "检查表.xlsx")}, "不是企业自查表"),
        ({}, "请先选择填好的表格文件"),
    ):
        answer = wang.post(address, data)
        assert answer.status_code == 422
        assert sentence in answer.text


def test_a_wrong_cell_is_named_and_nothing_can_be_received(wang, numbers, address):
    page = wang.post(address, filled(wang, numbers.inspected, ("大概符合", None)))
    assert "大概符合" in page.text
    assert "登记收到并读入" not in page.text


def test_a_case_under_review_says_why_no_sheet_is_received(wang, numbers):
    shown = wang.get(f"/cases/{numbers.issued}/self-check").text
    assert "现在不能读入" in shown
    assert "上传并预览" not in shown
