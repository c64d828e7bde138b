"""The sheet there and back: what is written is read, what is changed is seen, what is wrong is said."""

import io
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from casework.checkup.catalogue import shipped
from casework.checkup.catalogue.tailor import tailor
from casework.checkup.sheet import AnswerValues, FreeValues, RowStatus, read_sheet, write_sheet
from casework.checkup.sheet.layout import FREE_SHEET, ITEM_SHEET, MARK_SHEET
from casework.checkup.verdict import Verdict
from casework.workflow.kinds import REORDERING

CASE = "云工法检〔2026〕7号"
CATALOGUE = shipped()
WANTED = (
    "LC-01-01",
    "LC-01-03",
    "LC-02-04",
    "LC-05-01",
    "LC-05-02",
    "LC-05-03",
    "LC-06-01",
    "LC-22-01",
)
ITEMS = tuple(
    item
    for item in tailor(CATALOGUE, "合作用工企业", ["快递"], ["劳动关系", "被派遣劳动者"]).items
    if item.id in WANTED
)
WORKERS = {"劳动关系": 80, "被派遣劳动者": 46}
HEAD = {"企业名称": "云州市迅捷速递有限公司", "角色": "合作用工企业"}
GIVEN = AnswerValues(
    "non_compliant",
    "未见2025年10月考勤记录",
    30,
    126,
    12,
    ("劳动关系",),
    Decimal("12000.50"),
    ("考勤表", "排班表"),
)
FREE = FreeValues(
    "宿舍充电",
    "未见充电分区",
    "《消防法》第十六条",
    "火灾",
    "设置室外充电点",
    7,
    "高",
    20,
    ("被派遣劳动者",),
    ("现场照片",),
    red_line_confirmed=True,
)


def written(answers=None, free=None, items=ITEMS):
    return write_sheet(
        CASE, HEAD, CATALOGUE, items, answers or {}, free=free or {}, sectors=["快递"]
    )


def read(data, answers=None, free=None, items=ITEMS):
    return read_sheet(data, CASE, CATALOGUE, items, answers or {}, free=free or {}, workers=WORKERS)


def edited(data, cells, sheet=ITEM_SHEET):
    """Return the workbook with cells changed: {(key or row number, heading): value}."""
    book = load_workbook(io.BytesIO(data))
    page = book[sheet]
    columns = {cell.value: cell.column for cell in page[3]}
    rows = {row[0].value: row[0].row for row in page.iter_rows(min_row=4) if row[0].value}
    for (key, heading), value in cells.items():
        page.cell(rows.get(key, key), columns[heading]).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def row_of(preview, key):
    return next(row for row in preview.rows if row.key == key)


TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff" + REORDERING),
    max_size=60,
)
ANSWERS = st.builds(
    AnswerValues,
    verdict=st.sampled_from(["partial", "non_compliant", "unverified"]),
    facts=TEXTS.filter(str.strip),
    sampled=st.none() | st.integers(0, 50),
    sampled_of=st.none() | st.integers(50, 10**8),
    workers_affected=st.none() | st.integers(0, 10**6),
    amount=st.none() | st.decimals(0, 10**11, places=2),
    evidence=st.lists(TEXTS.filter(str.strip), max_size=3).map(
        lambda names: tuple(
            dict.fromkeys(
                name.strip()
                for text in names
                for name in text.replace("；", ";").split(";")
                if name.strip()
            )
        )
    ),
    note=TEXTS,
)


@settings(max_examples=15)
@given(st.lists(ANSWERS, min_size=3, max_size=3))
def test_whatever_is_written_is_read_back_letter_for_letter(values):
    items = ITEMS[:3]
    answers = {item.id: value for item, value in zip(items, values, strict=True)}
    data = written(answers, items=items)
    assert read(data, answers, items=items).counts()[RowStatus.UNCHANGED] == 3
    for row in read(data, items=items).items:  # the same sheet against an empty book
        assert row.status is RowStatus.UNCHANGED
    blank = {item.id: AnswerValues() for item in items}
    fresh = remarked(data, written(blank, items=items))
    for row in read(fresh, items=items).items:
        expected = answers[row.key]
        assert row.status is RowStatus.NEW
        assert replace(row.values, facts="", note="") == replace(
            expected, facts="", note="", evidence=row.values.evidence
        )
        assert row.values.facts == expected.facts.strip()
        assert row.values.note == expected.note.strip()
        assert row.values.evidence == tuple(name.strip() for name in expected.evidence)


def remarked(data, other):
    """Return *data* with the hidden marks of *other*: as if it had been written for that book."""
    book, marks = load_workbook(io.BytesIO(data)), load_workbook(io.BytesIO(other))
    for row in marks[MARK_SHEET].iter_rows():
        for cell in row:
            book[MARK_SHEET][cell.coordinate].value = cell.value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_an_empty_sheet_comes_back_unchanged():
    preview = read(written())
    assert preview.counts()[RowStatus.UNCHANGED] == len(ITEMS)
    assert (preview.problems, preview.changes, preview.notes, preview.free) == ((), (), (), ())


def test_what_was_filled_in_is_new_and_what_was_altered_is_changed():
    data = written({"LC-05-02": GIVEN})
    data = edited(data, {("LC-05-01", "结论"): "合规", ("LC-05-02", "涉及人数"): 15})
    preview = read(data, {"LC-05-02": GIVEN})
    assert {row.key: row.status.label for row in preview.changes} == {
        "LC-05-01": "新增",
        "LC-05-02": "修改",
    }
    changed = row_of(preview, "LC-05-02")
    assert (changed.before, changed.values) == (GIVEN, replace(GIVEN, workers_affected=15))
    assert not changed.moved_on


def test_a_row_nobody_touched_leaves_the_book_as_it_has_become():
    preview = read(written(), {"LC-05-01": GIVEN})
    assert row_of(preview, "LC-05-01").status is RowStatus.UNCHANGED


def test_a_row_changed_on_both_sides_is_marked():
    data = edited(written(), {("LC-05-01", "结论"): "合规"})
    preview = read(data, {"LC-05-01": GIVEN})
    assert [row.key for row in preview.moved_on] == ["LC-05-01"]


def test_handing_the_same_sheet_in_again_changes_nothing():
    data = edited(written(), {("LC-05-01", "结论"): 1})
    data = edited(
        data,
        {
            (4, "标题"): "甲",
            (4, "事实描述"): "乙",
            (4, "依据"): "丙",
            (4, "整改建议"): "丁",
            (4, "风险"): "高",
        },
        FREE_SHEET,
    )
    first = read(data)
    assert len(first.changes) == 2
    answers = {"LC-05-01": first.items[0].values and row_of(first, "LC-05-01").values}
    stored = replace(first.free[0].values, rectify_days=30)
    again = read(data, answers, {"WT-01": stored})
    assert again.changes == ()


QUIRKS = {
    "verdict by number": ("结论", 3.0, "verdict", "non_compliant"),
    "verdict by full-width digit": (
        "结论",
        "\N{FULLWIDTH DIGIT THREE} ",
        "verdict",
        "non_compliant",
    ),
    "number as text": ("涉及人数", " 12 ", "workers_affected", 12),
    "full-width number": (
        "涉及人数",
        "\N{FULLWIDTH DIGIT ONE}\N{FULLWIDTH DIGIT TWO}",
        "workers_affected",
        12,
    ),
    "number with its unit": ("涉及人数", "12人", "workers_affected", 12),
    "number as a float": ("抽查数", 12.0, "sampled", 12),
    "amount with commas": ("涉及金额（元）", "12,000.5元", "amount", Decimal("12000.50")),
    "amount with a currency sign": ("涉及金额（元）", "￥ 1,200", "amount", Decimal("1200.00")),
    "amount as a float": ("涉及金额（元）", 0.1 + 0.2, "amount", Decimal("0.30")),
    "spaces around text": ("事实描述", "  未见考勤 \n", "facts", "未见考勤"),
    "carriage returns of Excel": ("事实描述", "未见考勤_x000D_\n记录", "facts", "未见考勤\n记录"),
    "a number as text": ("事实描述", 2025, "facts", "2025"),
    "names by semicolon": ("证据名称", "考勤表；排班表;", "evidence", ("考勤表", "排班表")),
    "an empty sign": ("红线确认", "—", "red_line_confirmed", False),
}


@pytest.mark.parametrize("quirk", QUIRKS)
def test_what_wps_excel_and_people_leave_in_a_cell_is_understood(quirk):
    heading, cell, field, value = QUIRKS[quirk]
    base = {("LC-05-01", "结论"): "不合规", ("LC-05-01", "事实描述"): "未见考勤"}
    preview = read(edited(written(), {**base, ("LC-05-01", heading): cell}))
    assert preview.problems == ()
    assert getattr(row_of(preview, "LC-05-01").values, field) == value


FAULTS = {
    "unknown verdict": ({"结论": "违法"}, "H", "不是可用的结论"),
    "facts without a verdict": ({"事实描述": "未见考勤"}, "H", "没有选结论"),
    "a fault without facts": ({"结论": "不合规"}, "I", "要写明事实或原因"),
    "unverified without a reason": ({"结论": "未能核实"}, "I", "要写明事实或原因"),
    "more sampled than there are": ({"结论": "合规", "抽查数": 31, "总数": 30}, "J", "大于总数 30"),
    "a fraction of a person": ({"结论": "合规", "涉及人数": 1.5}, "L", "不是整数"),
    "a negative number": ({"结论": "合规", "涉及人数": -1}, "L", "不是整数"),
    "words for a number": ({"结论": "合规", "涉及人数": "十几"}, "L", "不是整数"),
    "ten thousands": ({"结论": "合规", "涉及金额（元）": "3万元"}, "N", "不是金额"),
    "three decimals": ({"结论": "合规", "涉及金额（元）": "1.234"}, "N", "多于两位小数"),
    "a negative amount": ({"结论": "合规", "涉及金额（元）": "-5"}, "N", "不小于 0"),
    "not a number": ({"结论": "合规", "涉及金额（元）": "NaN"}, "N", "超出范围"),
    "a form of employment nobody knows": ({"结论": "合规", "劳动者类型": "劳务关系"}, "M", "不是用工形式"),
    "a form the item is not about": ({"结论": "合规", "劳动者类型": "不完全劳动关系"}, "M", "可填：劳动关系"),
    "a formula": ({"结论": "合规", "涉及人数": "=1+1"}, "L", "是公式"),
    "a red line where there is none": ({"结论": "不合规", "事实描述": "x", "红线确认": "是"}, "P", "不是红线项"),
    "an unreadable flag": ({"结论": "合规", "红线确认": "大概"}, "P", "请选“是”或“否”"),
    "too long a text": ({"结论": "合规", "备注": "长" * 20_001}, "Q", "最多 20000 字"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_wrong_cell_is_named_by_sheet_row_and_column(fault):
    cells, letter, sentence = FAULTS[fault]
    data = edited(written(), {("LC-05-01", heading): value for heading, value in cells.items()})
    row = row_of(read(data), "LC-05-01")
    assert (row.status, row.values) == (RowStatus.ERROR, None)
    assert [(one.sheet, one.row, one.column) for one in row.problems] == [
        (ITEM_SHEET, row.row, letter)
    ]
    assert sentence in row.problems[0].message
    assert f"“检查表”第{row.row}行" in str(read(data).problems[0])


def test_several_forms_of_employment_stand_in_one_cell_and_more_workers_than_there_are_is_a_hint():
    cells = {
        "结论": "不合规",
        "事实描述": "未见考勤表",
        "涉及人数": 81,
        "劳动者类型": "劳动关系，被派遣劳动者",
    }
    keyed = {("LC-05-01", heading): value for heading, value in cells.items()}
    both = row_of(read(edited(written(), keyed)), "LC-05-01")
    assert (both.values.worker_forms, both.hints) == (("劳动关系", "被派遣劳动者"), ())
    keyed["LC-05-01", "劳动者类型"] = "劳动关系"
    one = row_of(read(edited(written(), keyed)), "LC-05-01")
    assert one.hints == ("涉及人数 81 多于这些劳动者的总数 80，请核对。",)


def test_a_red_line_needs_a_verdict_that_is_a_fault():
    cells = {("LC-06-01", "结论"): "合规", ("LC-06-01", "红线确认"): "是"}
    assert "不能确认红线" in str(read(edited(written(), cells)).problems[0])
    cells |= {("LC-06-01", "结论"): "部分合规", ("LC-06-01", "事实描述"): "未见1月工资支付凭证"}
    assert row_of(read(edited(written(), cells)), "LC-06-01").values.red_line_confirmed


def test_all_problems_of_all_rows_come_at_once_up_to_a_number():
    cells = {(item.id, "结论"): "违法" for item in ITEMS}
    assert len(read(edited(written(), cells)).problems) == len(ITEMS)


def test_an_answer_is_not_taken_back_by_clearing_its_row():
    data = edited(written({"LC-05-01": GIVEN}), {("LC-05-01", "结论"): None})
    assert "不能撤销结论" in str(read(data, {"LC-05-01": GIVEN}).problems[0])


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("LC-05-99", "目录里没有 LC-05-99"),
        ("LC-19-01", "不适用于本企业"),
        ("LC-05-02", "已在第"),
        (None, "没有编号"),
    ],
)
def test_an_id_that_cannot_be_is_said(key, sentence):
    data = edited(written(), {("LC-05-01", "结论"): "合规", ("LC-05-01", "编号"): key})
    assert sentence in "\n".join(str(problem) for problem in read(data).problems)


def test_a_row_that_was_deleted_is_remarked_and_changes_nothing():
    book = load_workbook(io.BytesIO(written()))
    book[ITEM_SHEET].delete_rows(5)
    out = io.BytesIO()
    book.save(out)
    preview = read(out.getvalue())
    assert preview.changes == ()
    assert preview.notes == (f"表中缺少 1 项的行（{ITEMS[1].id}）；这些项保持系统中的内容不变。",)


def test_moved_and_inserted_columns_and_rows_do_no_harm():
    book = load_workbook(io.BytesIO(edited(written(), {("LC-05-01", "结论"): "合规"})))
    page = book[ITEM_SHEET]
    page.unmerge_cells("A1:R1")
    page.unmerge_cells("A2:R2")
    page.insert_cols(2)
    page.insert_rows(1, 2)
    out = io.BytesIO()
    book.save(out)
    assert [row.key for row in read(out.getvalue()).changes] == ["LC-05-01"]


def test_free_findings_are_new_changed_or_refused():
    cells = {(4, "标题"): "换了标题", (5, "标题"): "只有标题", (6, "整改期限（天）"): 400}
    preview = read(edited(written(free={"WT-09": FREE}), cells, FREE_SHEET), free={"WT-09": FREE})
    assert row_of(preview, "WT-09").values == replace(FREE, title="换了标题")
    only_title, only_days = preview.free[1:]
    assert {one.heading for one in only_title.problems} == {"事实描述", "依据", "整改建议", "风险"}
    assert any("应为 1 至 365 天" in one.message for one in only_days.problems)


def test_a_code_this_case_does_not_have_and_a_cleared_finding_are_refused():
    cleared = {
        (4, column): None
        for column in (
            "标题",
            "事实描述",
            "依据",
            "可能后果",
            "整改建议",
            "整改期限（天）",
            "风险",
            "涉及人数",
            "劳动者类型",
            "证据名称",
            "红线确认",
        )
    }
    data = written(free={"WT-09": FREE})
    assert "表格不能撤下问题" in str(
        read(edited(data, cleared, FREE_SHEET), free={"WT-09": FREE}).problems[0]
    )
    assert "本案没有问题 WT-09" in str(read(data).problems[0])


def test_hints_on_the_words_of_the_facts_stop_nothing():
    data = edited(written(), {("LC-05-01", "结论"): "不合规", ("LC-05-01", "事实描述"): "没有考勤"})
    row = row_of(read(data), "LC-05-01")
    assert row.status is RowStatus.NEW
    assert row.hints == ("事实描述里的“没有”：证据不足时写“未见”或“未提供”。",)


@pytest.mark.parametrize(
    "start", ["=1+1", "+86", "-无", "@甲", '=HYPERLINK("x")', "_x0041_", "\t=1"]
)
def test_no_text_ever_becomes_a_formula(start):
    answers = {"LC-05-01": AnswerValues("partial", start, note=start, evidence=(start,))}
    book = load_workbook(
        io.BytesIO(written(answers, {"WT-01": replace(FREE, title=start, facts=start)}))
    )
    kinds = {cell.data_type for page in book for row in page.iter_rows() for cell in row}
    assert "f" not in kinds
    data = edited(written(answers), {("LC-05-01", "涉及人数"): 1})
    assert row_of(read(data, answers), "LC-05-01").values.facts == start.strip()


def test_the_sheet_guides_who_fills_it_in():
    book = load_workbook(io.BytesIO(written({"LC-05-01": GIVEN})))
    page = book[ITEM_SHEET]
    lists = [rule.formula1 for rule in page.data_validations.dataValidation if rule.type == "list"]
    assert lists == ['"合规,部分合规,不合规,不适用,未能核实"', '"是,否"']
    assert page.freeze_panes == "D4"
    assert page.print_title_rows == "$3:$3"
    assert "云州市迅捷速递有限公司" in page["A2"].value
    assert book[MARK_SHEET].sheet_state == "veryHidden"
    assert {cell.value for cell in page[4]} >= {
        "LC-01-01",
        "高",
        "营业执照\n行业许可证或备案回执\n分支机构、站点登记材料",
    }


def test_every_verdict_is_written_as_its_label():
    answers = {
        item.id: AnswerValues(verdict.value, "x")
        for item, verdict in zip(ITEMS, Verdict, strict=False)
    }
    page = load_workbook(io.BytesIO(written(answers)))[ITEM_SHEET]
    assert [page.cell(row, 8).value for row in range(4, 9)] == [
        verdict.label for verdict in Verdict
    ]
