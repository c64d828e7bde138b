"""The company's sheet there and back: nothing internal goes out, everything comes back letter for letter."""

import io
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from casework.checkup.catalogue import shipped
from casework.checkup.catalogue.tailor import tailor
from casework.checkup.selfcheck.verdict import SelfVerdict
from casework.checkup.sheet import RowStatus, SelfValues, read_self_sheet, write_self_sheet
from casework.checkup.sheet.layout import GUIDE_SHEET, MARK_SHEET
from casework.checkup.sheet.self_layout import asked
from casework.errors import FileRefused, InputError
from casework.workflow.kinds import REORDERING

CASE = "云工法检〔2026〕7号"
CATALOGUE = shipped()
ITEMS = tailor(CATALOGUE, "合作用工企业", ["快递"], ["劳动关系", "被派遣劳动者"]).items
FEW = ITEMS[:3]
HEAD = {"企业名称": "云州市迅捷速递有限公司"}
SHOWN = [
    cell
    for page in load_workbook(io.BytesIO(write_self_sheet(CASE, HEAD, CATALOGUE, ITEMS, {})))
    if page.title != MARK_SHEET
    for row in page.iter_rows(values_only=True)
    for cell in row
    if isinstance(cell, str)
]
WORDS = "".join(SHOWN)
#: What stands in the sheet besides what the items ask.
FIXED = "".join(
    cell for cell in SHOWN if cell not in {text for one in ITEMS for text in asked(one)}
)


def written(answers=None, items=FEW):
    return write_self_sheet(CASE, HEAD, CATALOGUE, items, answers or {})


def read(data, answers=None, items=FEW):
    return read_self_sheet(data, CASE, CATALOGUE, items, answers or {})


def changed(data, *cells):
    """Return the workbook with cells changed: (sheet, place, value)."""
    book = load_workbook(io.BytesIO(data))
    for sheet, place, value in cells:
        book[sheet][place].value = value
        if isinstance(value, str) and not value.startswith("=1"):
            book[sheet][place].data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff" + REORDERING),
    max_size=60,
)
SAID = st.builds(
    SelfValues,
    verdict=st.sampled_from([one.value for one in SelfVerdict]),
    facts=TEXTS,
    filled_by=TEXTS,
)


@settings(max_examples=25)
@given(st.lists(SAID, min_size=3, max_size=3))
def test_whatever_a_company_said_is_written_and_read_back_letter_for_letter(said):
    answers = {item.id: values for item, values in zip(FEW, said, strict=True)}
    data = written(answers)
    assert read(data, answers).counts()[RowStatus.UNCHANGED] == 3
    marks = [row[:2] for row in load_workbook(io.BytesIO(written()))[MARK_SHEET].iter_rows()]
    cells = [(MARK_SHEET, cell.coordinate, cell.value) for row in marks for cell in row]
    for row in read(changed(data, *cells)).items:  # as if it had gone out blank
        values = answers[row.key]
        assert row.status is RowStatus.NEW
        assert row.values == SelfValues(
            values.verdict, values.facts.strip(), values.filled_by.strip()
        )


@pytest.mark.parametrize(
    "word", ["红线", "评分", "得分", "权重", "风险", "后果", "处罚", "违法", "整改"]
)
def test_the_sheet_itself_says_nothing_that_is_only_for_the_union(word):
    assert word not in FIXED


def test_what_the_union_finds_out_by_itself_is_not_asked_of_the_company():
    assert any("访谈" in paper for item in ITEMS for paper in item.evidence)
    assert "访谈" not in WORDS
    assert "抽样" not in WORDS


def test_no_consequence_remedy_or_red_line_of_any_item_goes_out():
    for item in ITEMS:
        assert item.consequence not in WORDS
        assert item.remedy not in WORDS
        assert not item.red_line or item.red_line_when not in WORDS


@pytest.mark.parametrize("start", ["=1+1", "+86", "-无", "@甲", '=HYPERLINK("x")', "_x0041_"])
def test_no_text_of_a_company_ever_becomes_a_formula(start):
    answers = {FEW[0].id: SelfValues("partial", start, start)}
    book = load_workbook(io.BytesIO(written(answers)))
    assert "f" not in {cell.data_type for page in book for row in page.iter_rows() for cell in row}
    assert read(written(answers), answers).counts()[RowStatus.UNCHANGED] == 3


def test_who_signed_the_guide_stands_for_rows_that_name_nobody():
    guide = load_workbook(io.BytesIO(written()))[GUIDE_SHEET]
    signing = next(row[1].coordinate for row in guide.iter_rows() if row[0].value == "填表人")
    data = changed(
        written(),
        (GUIDE_SHEET, signing, "综合办 钱主任"),
        ("自查表", "F4", "是"),
        ("自查表", "F5", "否"),
        ("自查表", "H5", "人事部"),
        ("自查表", "H6", "只写了名字"),
    )
    rows = read(data).items
    assert [(row.values.verdict, row.values.filled_by) for row in rows if row.values.verdict] == [
        ("compliant", "综合办 钱主任"),
        ("non_compliant", "人事部"),
    ]
    assert rows[2].status is RowStatus.UNCHANGED
    assert rows[1].hints == ("企业填“不符合”，没有说明情况，可以请企业补充。",)


FAULTS = {
    "an unknown word": ([("自查表", "F4", "还行")], "F4", "看不懂"),
    "an explanation alone": ([("自查表", "G4", "都有")], "F4", "没有选自查结论"),
    "a formula": ([("自查表", "F4", "符合"), ("自查表", "G4", "=1+1")], "G4", "是公式"),
    "two lines for a name": ([("自查表", "F4", "符合"), ("自查表", "H4", "甲\n乙")], "H4", "去掉换行"),
    "an id twice": ([("自查表", "A5", FEW[0].id)], "A5", "已在第4行出现"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_wrong_cell_is_named_by_its_place(fault):
    cells, place, sentence = FAULTS[fault]
    found = read(changed(written(), *cells))
    (problem,) = [one for row in found.rows for one in row.problems]
    assert f"{problem.column}{problem.row}" == place
    assert sentence in problem.message
    with pytest.raises(InputError):
        found.refuse("自查表里的这些行", overwrite=True)


def test_an_answer_cleared_in_a_later_sheet_is_no_answer_taken_back():
    answers = {FEW[0].id: SelfValues("compliant")}
    found = read(changed(written(answers), ("自查表", "F4", None)), answers)
    assert "清空了先前的自查结论" in str(found.problems[0])


REFUSED = {
    "of another case": (("_系统标识", "B2", "云工法检〔2026〕8号"), "的企业自查表，不是"),
    "of another catalogue": (("_系统标识", "B5", "0" * 64), "重新导出企业自查表"),
    "of a newer system": (("_系统标识", "B1", "casework-self-sheet/9"), "另一版本的系统"),
    "without its marks": (("_系统标识", "B1", None), "不是本系统导出的企业自查表"),
    "with a heading renamed": (("自查表", "F3", "结果"), "找不到列标题“自查结论”"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_sheet_that_is_not_the_one_asked_for_is_refused_in_a_sentence(kind):
    cell, sentence = REFUSED[kind]
    with pytest.raises(FileRefused, match=sentence):
        read(changed(written(), cell))


def test_a_damaged_sheet_is_read_or_refused_and_never_anything_else(soak):
    rng, whole, outcomes = random.Random(5), written(), set()
    for _ in range(600 if soak else 80):
        data = bytearray(whole)
        for _ in range(rng.randint(1, 6)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        try:
            read(bytes(data))
        except FileRefused:
            outcomes.add("refused")
    assert outcomes == {"refused"}
