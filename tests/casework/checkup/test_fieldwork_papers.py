"""The list of papers: what is asked for, what came with which step, what did not, what went back."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from casework import Casebook, Work, checkup
from casework.cases.models import Case
from casework.checkup import context
from casework.checkup.context import fieldwork
from casework.checkup.fieldwork.papers import Paper
from casework.errors import InputError, NotFound, StepRefused
from tests import factories

OVERTIME, WAGES, PERMIT = factories.ITEMS
DAY = date(2026, 3, 11)
ROSTER, PAYROLL, RECORDS = "职工和劳动者花名册", "工资表", "考勤记录"


def case_of(work: Work) -> Case:
    return checkup.get(work, factories.FIRST)


def listed(book: Casebook) -> dict[str, Paper]:
    with book.read("inspector.li") as work:
        return {one.name: one for one in checkup.paper_list(work, case_of(work))}


def receive(book: Casebook, names: Any, **given: Any) -> int:
    with book.work("lawyer.wang") as work:
        told = {"received_on": DAY, "provided_by": "吴经理", **given}
        return checkup.receive_papers(work, case_of(work), names, **told).seq


def test_the_list_is_the_table_for_the_party_and_what_the_items_need_besides(
    inspecting_book: Casebook,
) -> None:
    found = listed(inspecting_book)

    assert {one.state for one in found.values()} == {"待提供"}
    assert (found[RECORDS].category, found[RECORDS].need) == ("人员", "近十二个月")
    assert OVERTIME in found[RECORDS].items
    assert WAGES in found[PAYROLL].items
    assert "排班表" not in found  # it is among the 考勤记录
    assert (found["加班审批单"].origin, found["加班审批单"].category) == (
        "items",
        "工作时间与休息休假",
    )
    assert not any("访谈" in name for name in found)


def test_ticking_papers_takes_the_step_with_these_names(inspecting_book: Casebook) -> None:
    seq = receive(
        inspecting_book,
        {PAYROLL: {"copy": "复印件", "stamped": "是", "pages": "36"}, "门禁记录": {}},
    )

    with inspecting_book.read("inspector.li") as work:
        row = checkup.timeline(work, case_of(work))[1]
        told = fieldwork.receipt(work, case_of(work), seq)
    found = listed(inspecting_book)
    assert row.label == "登记收到的资料"
    assert row.lines[0] == "收到的资料：工资表、门禁记录"
    assert any(line.startswith("尚未提供的资料：") and ROSTER in line for line in row.lines)
    (came,) = found[PAYROLL].came
    assert (came.received_by, came.provided_by, came.pages) == ("王律", "吴经理", 36)
    assert (found["门禁记录"].category, found["门禁记录"].state) == ("清单以外", "已收到")
    assert [row["形式"] for row in told["资料"]] == ["复印件", "未注明"]
    assert ROSTER in told["尚缺"]
    assert (told["日期"], told["接收人"], told["份数"]) == ("2026年3月11日", "王律", 2)
    assert inspecting_book.verify() == []


def test_a_step_taken_by_its_form_counts_just_the_same(inspecting_book: Casebook) -> None:
    factories.take(
        inspecting_book, factories.FIRST, "receive_materials", "inspector.li", DAY, items=[ROSTER]
    )

    (came,) = listed(inspecting_book)[ROSTER].came
    assert (came.on, came.received_by, came.copy) == (date(2026, 3, 6), "李监", "")


def test_a_reversed_or_corrected_receipt_is_right_in_the_list_by_itself(
    inspecting_book: Casebook,
) -> None:
    seq = receive(inspecting_book, {PAYROLL: {"pages": 36}, ROSTER: {"pages": 2}})
    with inspecting_book.work("lawyer.wang") as work:
        mended = {"items": [PAYROLL]}
        checkup.correct(work, case_of(work), seq, reason="花名册没有交", facts_by_name=mended)
    assert [listed(inspecting_book)[name].state for name in (PAYROLL, ROSTER)] == [
        "已收到",
        "待提供",
    ]
    with inspecting_book.work("lawyer.wang") as work:
        checkup.reverse(work, case_of(work), reason="登记错了案件")

    assert {one.state for one in listed(inspecting_book).values()} == {"待提供"}
    with inspecting_book.read("lawyer.wang") as work, pytest.raises(NotFound):
        fieldwork.receipt(work, case_of(work), seq)
    assert inspecting_book.verify() == []


def test_what_is_not_provided_and_given_back_is_told(inspecting_book: Casebook) -> None:
    receive(inspecting_book, [PAYROLL])
    with inspecting_book.work("lawyer.wang") as work:
        case = case_of(work)
        checkup.withhold_papers(work, case, [ROSTER], reason="称正在整理", told_on=DAY)
        checkup.return_papers(work, case, [PAYROLL], returned_on=DAY, returned_to="吴经理")
        checkup.ask_paper(work, case, "门禁记录", category="人员", items=[OVERTIME])
        checkup.drop_paper(work, case, "集体合同", reason="没有订立")
    found = listed(inspecting_book)
    states = {name: found[name].state for name in (ROSTER, PAYROLL, "门禁记录", "集体合同")}

    assert states == {
        ROSTER: "未提供",
        PAYROLL: "已退还",
        "门禁记录": "待提供",
        "集体合同": "不再要求",
    }
    receive(inspecting_book, [ROSTER, PAYROLL], received_on=date(2026, 3, 12))
    found = listed(inspecting_book)
    assert [found[name].state for name in (ROSTER, PAYROLL)] == ["已收到", "已收到"]
    assert inspecting_book.verify() == []


def test_a_book_may_be_received_twice_and_each_receipt_tells_its_own(
    inspecting_book: Casebook,
) -> None:
    first = receive(inspecting_book, {PAYROLL: {"pages": 36}})
    second = receive(inspecting_book, {PAYROLL: {"pages": 12, "copy": "原件"}})

    with inspecting_book.read("inspector.li") as work:
        told = [fieldwork.receipt(work, case_of(work), seq)["资料"] for seq in (first, second)]
    assert [rows[0]["页数"] for rows in told] == ["36页", "12页"]


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda w, c: checkup.withhold_papers(w, c, [PAYROLL], reason="无", told_on=DAY), "已经收到"),
        (lambda w, c: checkup.drop_paper(w, c, PAYROLL, reason="无"), "已经收到"),
        (lambda w, c: checkup.drop_paper(w, c, ROSTER, reason=" "), "理由必须填写"),
        (lambda w, c: checkup.return_papers(w, c, [ROSTER], returned_on=DAY, returned_to="吴"), "没有可以退还的"),
        (
            lambda w, c: checkup.return_papers(
                w, c, [PAYROLL], returned_on=date(2026, 3, 1), returned_to="吴"
            ),
            "不能早于",
        ),
        (lambda w, c: checkup.withhold_papers(w, c, ["无此材料"], reason="无", told_on=DAY), "没有“无此材料”"),
        (lambda w, c: checkup.ask_paper(w, c, PAYROLL, category="报酬"), "已经在清单上"),
        (lambda w, c: checkup.ask_paper(w, c, "甲", category="乙", items=["LC-99-01"]), "不是本案适用"),
        (lambda w, c: checkup.receive_papers(w, c, {ROSTER: {"pages": "两"}}, received_on=DAY), "花名册：页数"),
        (lambda w, c: checkup.receive_papers(w, c, [], received_on=DAY), "收到的资料：必须填写"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(
    either_inspecting_book: Casebook, act: Any, sentence: str
) -> None:
    receive(either_inspecting_book, [PAYROLL])
    with either_inspecting_book.work("lawyer.wang") as work, pytest.raises(InputError) as refused:
        act(work, case_of(work))
    assert sentence in str(refused.value)


def test_papers_are_received_only_where_the_table_allows_it(either_book: Casebook) -> None:
    number = factories.opened(either_book)
    with either_book.work("lawyer.wang") as work, pytest.raises(StepRefused):
        checkup.receive_papers(work, checkup.get(work, number), [PAYROLL], received_on=DAY)


@pytest.mark.parametrize("mode", ["基础", "深度"])
def test_the_notice_has_its_list_from_the_same_table(either_book: Casebook, mode: str) -> None:
    number = factories.opened(either_book, mode=mode)
    with either_book.work("lawyer.wang") as work:
        case = checkup.get(work, number)
        checkup.ask_paper(work, case, "门禁记录", category="人员", need="近三个月")
        checkup.drop_paper(work, case, "集体合同", reason="没有订立")
        blocks = {one["类别"]: one["材料"] for one in context.notice(work, case)["资料"]}
    names = [row["名称"] for rows in blocks.values() for row in rows]
    assert {"名称": "门禁记录", "要求": "近三个月"} in blocks["人员"]
    assert "集体合同" not in names
    assert ("检查项另需" in blocks) == (mode == "深度")


def test_a_paper_changed_by_hand_is_found(either_inspecting_book: Casebook) -> None:
    receive(either_inspecting_book, {PAYROLL: {"pages": 36}})
    engine = either_inspecting_book.engine.execution_options(casework_writes=True)
    with engine.begin() as connection:
        connection.execute(text("UPDATE material SET returned_to = '别人'"))

    assert any("资料 料-01被改动" in str(one) for one in either_inspecting_book.verify())
