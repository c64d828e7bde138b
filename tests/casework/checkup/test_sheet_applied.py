"""What a preview lets through can be written, and writing keeps what the sheet has no column for."""

import io
from contextlib import closing

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from casework import checkup
from casework.checkup.sheet import rows
from casework.checkup.sheet.layout import FREE_COLUMNS, FREE_SHEET, ITEM_COLUMNS, ITEM_SHEET
from casework.errors import InputError
from tests import factories

#: What people and programs leave in cells, right and wrong alike.
CELLS = st.one_of(
    st.none(),
    st.integers(-2, 10**10),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.sampled_from([
        "合规", "不合规", "3", "劳动关系", "不完全劳动关系、劳动关系", "民事关系", "是", "否", "高", "12人", "1,200元",
        "甲；甲", "甲\n乙", "\u202e甲", "甲\x85乙", "长" * 201, 100_000_001, "\t", "甲\t乙", "365", "0",
    ]),
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\ufffe\uffff"), max_size=8)
    .filter(lambda text: not any(ord(letter) < 32 for letter in text)),
)  # fmt: skip
HEADINGS = {
    ITEM_SHEET: [column.heading for column in ITEM_COLUMNS if column.field],
    FREE_SHEET: [column.heading for column in FREE_COLUMNS if column.field],
}
FILLED = st.fixed_dictionaries(
    {},
    optional={
        (sheet, heading): CELLS for sheet, headings in HEADINGS.items() for heading in headings
    },
)


def filled(data, cells):
    """Return the sheet with the first row of each table filled in: {(sheet, heading): value}."""
    book = load_workbook(io.BytesIO(data))
    for (sheet, heading), value in cells.items():
        page = book[sheet]
        column = next(cell.column for cell in page[3] if cell.value == heading)
        page.cell(4, column).value = value
        page.cell(4, column).data_type = "s" if isinstance(value, str) else "n"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def agrees(book, cells):
    """Return whether the import does what the preview says: all is fine, or all the same is wrong."""
    with book.work("inspector.li") as work:
        case = checkup.get(work, factories.FIRST)
        data = filled(checkup.sheet_bytes(work, case), cells)
        preview = checkup.preview_sheet(work, case, data)
        given = [row for row in preview.changes if not row.problems]
        try:
            checkup.import_sheet(work, case, data)
        except InputError as error:
            return bool(preview.problems) and error.problems == preview.problems
        again = checkup.preview_sheet(work, case, data)
        return not preview.problems and not (given and again.changes)


@settings(
    max_examples=40,
    # A casebook for each example: shrinking would take minutes.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(cells=FILLED)
def test_what_previews_as_fine_is_written_and_nothing_else_is(brought, cells):
    with closing(brought("sqlite", "start_inspection")) as book:
        assert agrees(book, cells), {where: str(cell)[:60] for where, cell in cells.items()}


WRONG_ON_WRITING = {
    "a mark that turns the order of reading": (ITEM_SHEET, "事实描述", "\u202e甲"),
    "more workers than there can be": (ITEM_SHEET, "涉及人数", 100_000_001),
    "a paper named twice": (ITEM_SHEET, "证据名称", "甲；甲"),
    "too long a text": (ITEM_SHEET, "备注", "长" * 20_001),
    "a title of two lines": (FREE_SHEET, "标题", "甲\n乙"),
    "a title too long": (FREE_SHEET, "标题", "长" * 201),
    "a basis told twice": (FREE_SHEET, "依据", "甲\n甲"),
}
COMPLETE = {
    (ITEM_SHEET, "结论"): "不合规",
    (ITEM_SHEET, "事实描述"): "未见考勤表",
    (FREE_SHEET, "标题"): "宿舍充电",
    (FREE_SHEET, "事实描述"): "未见充电分区",
    (FREE_SHEET, "依据"): "参照示范文本。",
    (FREE_SHEET, "整改建议"): "设置充电点",
    (FREE_SHEET, "风险"): "高",
}


@pytest.mark.parametrize("fault", WRONG_ON_WRITING)
def test_what_used_to_be_refused_only_on_writing_is_named_in_the_preview(sqlite_case, fault):
    sheet, heading, value = WRONG_ON_WRITING[fault]
    with sqlite_case.read("inspector.li") as work:
        case = checkup.get(work, factories.FIRST)
        data = filled(checkup.sheet_bytes(work, case), {**COMPLETE, (sheet, heading): value})
        problems = [
            one for row in checkup.preview_sheet(work, case, data).rows for one in row.problems
        ]
    assert [(one.sheet, one.heading) for one in problems] == [(sheet, heading)]


def test_a_preview_with_a_check_of_its_own_is_caught(sqlite_case, monkeypatch):
    monkeypatch.setattr(rows, "_check_answer", lambda *_: None)
    assert not agrees(sqlite_case, {(ITEM_SHEET, "结论"): "不合规"})


def test_the_seed_of_a_sample_stays_when_the_sheet_comes_back(sqlite_case):
    with sqlite_case.work("inspector.li") as work:
        case = checkup.get(work, factories.FIRST)
        first = next(iter(checkup.items(work, case)))[0].id
        checkup.answer(work, case, first, "合规", sampled=30, sampled_of=88, seed="20260310")
        data = filled(checkup.sheet_bytes(work, case), {(ITEM_SHEET, "备注"): "看过"})
        checkup.import_sheet(work, case, data)
        row = checkup.answers(work, case)[first]
    assert (row.note, row.sampled, row.seed) == ("看过", 30, "20260310")


@pytest.fixture
def sqlite_case(brought):
    """Return a casebook whose check-up FIRST is being inspected."""
    return brought("sqlite", "start_inspection")
