"""The company's own check: compared, received with its step, kept apart from what the lawyer found."""

import io
from contextlib import closing
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy import delete, update

from casework import cases, checkup
from casework.cases.evidence import Upload
from casework.checkup import context
from casework.checkup.models import SelfAnswer
from casework.checkup.selfcheck.compare import Difference, difference
from casework.checkup.selfcheck.verdict import SelfVerdict
from casework.checkup.verdict import Verdict
from casework.errors import Conflict, FileRefused, InputError, StepRefused
from tests import factories

S, V, D = SelfVerdict, Verdict, Difference
#: What the company said (down) and what the lawyer found (across), written down by hand.
FOUND = (V.COMPLIANT, V.PARTIAL, V.NON_COMPLIANT, V.NOT_APPLICABLE, V.UNVERIFIED, None)
EXPECTED = {
    S.COMPLIANT: "一致 偏宽 偏宽 偏严 一方 一方",
    S.PARTIAL: "偏严 一致 偏宽 偏严 一方 一方",
    S.NON_COMPLIANT: "偏严 偏严 一致 偏严 一方 一方",
    S.NOT_APPLICABLE: "偏宽 偏宽 偏宽 一致 一方 一方",
    S.UNCLEAR: "一方 一方 一方 一方 一致 一方",
    None: "一方 一方 一方 一方 一方 未答",
}
WORDS = {
    "一致": D.SAME,
    "偏宽": D.LENIENT,
    "偏严": D.STRICT,
    "一方": D.ONE_SIDED,
    "未答": D.UNANSWERED,
}
RECEIVED = date(2026, 3, 12)


@pytest.mark.parametrize("said", EXPECTED)
def test_every_pair_of_answers_stands_in_the_relation_written_down(said):
    assert [difference(said, found) for found in FOUND] == [
        WORDS[word] for word in EXPECTED[said].split()
    ]


def filled(data, rows, **guide):
    """Return the company's sheet filled in: {item id: (verdict, facts) or (verdict, facts, who)}."""
    book = load_workbook(io.BytesIO(data))
    page = book["自查表"]
    columns = {cell.value: cell.column for cell in page[3]}
    for row in page.iter_rows(min_row=4):
        if row[0].value in rows:
            for heading, value in zip(
                ("自查结论", "情况说明", "填写人"), rows[row[0].value], strict=False
            ):
                page.cell(row[0].row, columns[heading]).value = value
    for row in book["填写说明"].iter_rows():
        if row[0].value in guide:
            row[1].value = guide[row[0].value]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_of(book, rows, **guide):
    with book.read("inspector.li") as work:
        return filled(
            checkup.self_sheet_bytes(work, checkup.get(work, factories.FIRST)), rows, **guide
        )


def receive(book, data, received_on=RECEIVED, **more):
    with book.work("inspector.li") as work:
        paper = data if isinstance(data, Upload) else Upload("自查表.xlsx", data)
        case = checkup.get(work, factories.FIRST)
        return checkup.import_self_check(work, case, paper, received_on=received_on, **more)


def compared(book):
    with book.read("lawyer.wang") as work:
        return checkup.self_check(work, checkup.get(work, factories.FIRST))


@pytest.fixture
def inspecting(brought):
    """Return a casebook whose check-up FIRST, of the three ITEMS, is being inspected."""
    return brought("sqlite", "start_inspection")


FIRST, SECOND, THIRD = factories.ITEMS
SAID = {FIRST: ("符合", "都有记录", "人事部"), SECOND: ("3", "拖了一个月"), THIRD: ("不清楚", None)}


def test_a_sheet_is_received_with_its_step_its_file_and_its_answers(inspecting_book):
    assert receive(inspecting_book, sheet_of(inspecting_book, SAID, 填表人="吴经理")) == 3
    with inspecting_book.read("lawyer.wang") as work:
        case = checkup.get(work, factories.FIRST)
        told, taken, *_ = checkup.timeline(work, case)
        papers = [one.name for one in cases.evidence.listed(work, case)]
        found = checkup.self_check(work, case)
    assert (taken.label, told.label) == ("收到企业自查表", "企业自查")
    assert told.lines == ("读入企业自查表：3项（符合1项、不符合1项、不清楚1项）",)
    assert papers[-1] == "自查表.xlsx"
    assert [(row.item.id, row.said, row.company.facts, row.company.filled_by) for row in found.rows] == [
        (FIRST, S.COMPLIANT, "都有记录", "人事部"),
        (SECOND, S.NON_COMPLIANT, "拖了一个月", "吴经理"),
        (THIRD, S.UNCLEAR, "", "吴经理"),
    ]  # fmt: skip
    assert (found.received_on, found.answered) == (RECEIVED, 3)


def test_what_the_company_said_is_journaled_as_its_own_and_names_as_personal(inspecting):
    receive(inspecting, sheet_of(inspecting, {FIRST: ("符合", "都有记录", "人事部")}))
    with inspecting.read("lawyer.wang") as work:
        case = checkup.get(work, factories.FIRST)
        entry = next(row for row in cases.history.entries(work, case) if row.verb == "self_check")
        kept = {fact.name: (fact.side, fact.data_class) for fact in entry.facts}
    assert kept == {
        f"{FIRST}.verdict": ("employer", "business"),
        f"{FIRST}.facts": ("employer", "business"),
        f"{FIRST}.filled_by": ("employer", "personal"),
    }


def test_counts_differences_and_both_scores_stand_side_by_side(inspecting):
    receive(inspecting, sheet_of(inspecting, SAID))
    with inspecting.work("inspector.li") as work:
        case = checkup.get(work, factories.FIRST)
        checkup.answer(work, case, FIRST, "不合规", facts="未见考勤记录")
        checkup.answer(work, case, SECOND, "不合规", facts="未见工资单")
    found = compared(inspecting)
    assert {kind.label: count for kind, count in found.counts.items() if count} == {
        "企业偏宽": 1, "一致": 1, "只有一方": 1,
    }  # fmt: skip
    own, checked = found.scores()
    assert own.startswith("企业自评分：50分（覆盖率")
    assert "仅供对照" in own
    assert checked.startswith("核定分：0分（覆盖率")
    assert found.to_dict()["rows"][0]["difference"] == "lenient"


ANSWERS = st.fixed_dictionaries(
    {}, optional={item: st.sampled_from([one.label for one in S]) for item in factories.ITEMS}
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=ANSWERS.filter(bool))
def test_nothing_the_company_says_touches_what_the_lawyer_found(brought, said):
    with closing(brought("sqlite", "submit_review")) as book:
        factories.take(book, factories.FIRST, "return_from_review", "lawyer.zhao")
        before, score = factories.dump(book), compared(book).checked.to_dict()
        receive(book, sheet_of(book, {item: (word, None) for item, word in said.items()}))
        after, now = factories.dump(book), compared(book)
    assert (after["answer"], after["finding"]) == (before["answer"], before["finding"])
    assert (now.checked.to_dict(), now.answered) == (score, len(said))


def test_a_later_sheet_adds_to_the_first_and_replaces_only_when_told_to(inspecting):
    blank = sheet_of(inspecting, {})
    receive(inspecting, filled(blank, {FIRST: ("符合", None)}))
    assert receive(inspecting, filled(blank, {SECOND: ("不符合", "在补发")})) == 1
    with pytest.raises(Conflict, match=FIRST):
        receive(inspecting, filled(blank, {FIRST: ("不符合", "查过了")}))
    receive(inspecting, filled(blank, {FIRST: ("不符合", "查过了")}), overwrite=True)
    rows = {row.item.id: row for row in compared(inspecting).rows}
    assert (rows[FIRST].said, rows[FIRST].company.version) == (S.NON_COMPLIANT, 2)
    assert rows[SECOND].said is S.NON_COMPLIANT


def test_taking_the_receipt_back_takes_back_what_came_with_it(inspecting):
    receive(inspecting, sheet_of(inspecting, {FIRST: ("符合", None), SECOND: ("符合", None)}))
    receive(
        inspecting, sheet_of(inspecting, {FIRST: ("不符合", "查过了"), THIRD: ("不适用", None)})
    )
    with inspecting.work("inspector.li") as work:
        checkup.reverse(work, checkup.get(work, factories.FIRST), reason="收错了文件")
    rows = {row.item.id: row for row in compared(inspecting).rows}
    assert (rows[FIRST].said, rows[FIRST].company.version) == (S.COMPLIANT, 3)
    assert (rows[SECOND].said, rows[THIRD].said) == (S.COMPLIANT, None)
    assert list(inspecting.verify()) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (update(SelfAnswer).values(verdict="non_compliant"), "被改动"),
        (update(SelfAnswer).values(facts="改过"), "被改动"),
        (update(SelfAnswer).values(filled_by="别人"), "被改动"),
        (delete(SelfAnswer), "不见了"),
        (update(SelfAnswer).values(item_id=SECOND), "没有登记"),
    ],
)
def test_verify_finds_a_company_s_answer_that_was_tampered_with(inspecting, change, said):
    receive(inspecting, sheet_of(inspecting, {FIRST: ("符合", "都有", "人事部")}))
    assert list(inspecting.verify()) == []
    with inspecting.engine.execution_options(casework_writes=True).begin() as connection:
        connection.execute(change)
    assert any("企业自查" in one and said in one for one in map(str, inspecting.verify()))


def test_an_empty_sheet_and_the_same_sheet_again_are_not_received(inspecting):
    for _ in range(2):
        with pytest.raises(InputError, match="没有新的自查结论"):
            receive(inspecting, sheet_of(inspecting, {}))
    data = sheet_of(inspecting, {FIRST: ("符合", None)})
    receive(inspecting, data)
    before = factories.dump(inspecting)
    with pytest.raises(InputError, match="没有新的自查结论"):
        receive(inspecting, data)
    assert factories.dump(inspecting) == before


@pytest.mark.parametrize(
    ("rows", "facts", "sentence"),
    [
        ({FIRST: ("大概符合", None)}, {}, "“大概符合”看不懂，请从中选一：符合（1）"),
        ({FIRST: (None, "有记录")}, {}, "没有选自查结论"),
        ({FIRST: ("符合", "\u202e甲")}, {}, "控制字符"),
        ({FIRST: ("符合", None)}, {"received_on": None}, "收到日：必须填写"),
        ({FIRST: ("符合", None)}, {"received_on": date(2027, 1, 1)}, "不能晚于今天"),
    ],
)
def test_a_sheet_with_a_fault_is_refused_whole_and_nothing_is_kept(
    inspecting, rows, facts, sentence
):
    data, before = sheet_of(inspecting, rows), factories.dump(inspecting)
    with pytest.raises(InputError, match=sentence):
        receive(inspecting, data, **facts)
    assert factories.dump(inspecting) == before


def test_the_two_kinds_of_sheet_are_not_taken_for_each_other(inspecting):
    with inspecting.read("inspector.li") as work:
        case = checkup.get(work, factories.FIRST)
        ours, theirs = checkup.sheet_bytes(work, case), checkup.self_sheet_bytes(work, case)
        with pytest.raises(FileRefused, match="这是律师填写的检查表，不是企业自查表"):
            checkup.preview_self_check(work, case, ours)
        with pytest.raises(FileRefused, match="企业的自查不代替检查结论"):
            checkup.preview_sheet(work, case, theirs)
    with pytest.raises(FileRefused, match="不是企业自查表"):
        receive(inspecting, ours)


def test_a_sheet_is_not_received_where_the_step_is_not_open(brought):
    book = brought("sqlite", "submit_review")
    data = sheet_of(book, {FIRST: ("符合", None)})
    with pytest.raises(StepRefused, match="收到企业自查表"):
        receive(book, data)


def method_of(book):
    with book.read("lawyer.wang") as work:
        case = checkup.get(work, factories.FIRST)
        return context.report(work, case)["方式"]["自查"]


def test_the_report_tells_of_a_self_check_only_when_there_was_one(inspecting):
    assert method_of(inspecting) == ""
    factories.take(inspecting, factories.FIRST, "receive_self_check", "lawyer.wang")
    assert method_of(inspecting) == "2026年3月6日收到企业自查表"
    receive(inspecting, sheet_of(inspecting, SAID))
    assert method_of(inspecting) == (
        "2026年3月12日收到企业自查表，企业作答3项，与检查结论没有不一致；以检查结论为准"
    )
    factories.answer_all(inspecting, factories.FIRST, FIRST)
    assert method_of(inspecting) == (
        "2026年3月12日收到企业自查表，企业作答3项，"
        "与检查结论不一致2项（企业结论偏宽1项、偏严1项）；以检查结论为准"
    )
