"""Pages of the field: papers ticked, records kept, changed and withdrawn, what is lacking shown."""

import pytest

from casework import checkup

TALK = {
    "side": "劳动者",
    "employment": "劳动关系",
    "held_on": "2026-03-23",
    "asked_by": ["王律"],
    "manager_absent": "是",
}


def field(number, page=""):
    return f"/cases/{number}/fieldwork{page}"


def version(page):
    return page.text.split('name="seen" value="')[1].split('"')[0]


def test_the_field_is_reached_from_the_case_and_tells_what_is_lacking(wang, numbers):
    assert ">现场</a>" in wang.get(f"/cases/{numbers.inspected}").text
    page = wang.get(field(numbers.inspected)).text

    assert "1 / 至少 3 人" in page
    assert "1 / 至少 2 人" in page
    assert "少于建议的 9" in page


def test_papers_are_ticked_and_a_receipt_comes_out(wang, numbers):
    page = wang.get(field(numbers.inspected, "/papers"))
    typed = {
        "seen": version(page),
        "paper": ["考勤记录", "集体合同"],
        "copy:考勤记录": "复印件",
        "stamped:考勤记录": "是",
        "pages:考勤记录": "24",
        "others": "门禁记录\n",
        "received_on": "2026-03-24",
        "provided_by": "吴经理",
    }
    answer = wang.post(field(numbers.inspected, "/papers"), typed)
    assert answer.status_code == 303
    receipt = wang.get(answer.location).text

    for told in ("考勤记录", "复印件", "已盖章", "24页", "门禁记录", "吴经理", "王律", "共 3 份"):
        assert told in receipt
    assert "登记收到的资料" in wang.get(f"/cases/{numbers.inspected}").text


def test_a_refused_receipt_keeps_what_was_ticked_and_typed(wang, numbers):
    page = wang.get(field(numbers.inspected, "/papers"))
    typed = {
        "seen": version(page),
        "paper": ["考勤记录"],
        "pages:考勤记录": "两页",
        "received_on": "2026-03-24",
    }
    answer = wang.post(field(numbers.inspected, "/papers"), typed)

    assert answer.status_code == 422
    assert "考勤记录：页数：“两页”不是整数" in answer.text
    assert 'value="考勤记录" checked' in answer.text
    assert 'value="两页"' in answer.text


@pytest.mark.parametrize(
    ("change", "typed", "told"),
    [
        ("ask", {"name": "门禁记录", "category": "人员", "need": "近三个月"}, "近三个月"),
        ("withhold", {"names": ["集体合同"], "reason": "称没有订立", "told_on": "2026-03-24"}, "企业说：称没有订立"),
        ("drop", {"names": ["集体合同"], "reason": "没有订立"}, "不再要求"),
        ("return", {"names": ["工资表"], "returned_on": "2026-03-24", "returned_to": "吴经理"}, "已退还"),
    ],
)  # fmt: skip
def test_what_is_said_of_a_paper_stands_in_the_list(wang, numbers, book, change, typed, told):
    with book.work("lawyer.wang") as work:
        case = checkup.get(work, numbers.inspected)
        checkup.receive_papers(work, case, ["工资表"], received_on="2026-03-24")
    answer = wang.post(field(numbers.inspected, f"/papers/{change}"), typed)
    assert answer.status_code == 303

    assert told in wang.get(answer.location).text


def test_an_interview_is_recorded_with_the_site_chosen(wang, numbers, book):
    typed = {**TALK, "site": "站-01 城东站", "remarks": "LC-01-01 见过执照"}
    answer = wang.post(field(numbers.inspected, "/new/interview"), typed)
    assert answer.status_code == 303

    with book.read("lawyer.wang") as work:
        *_, row = checkup.interviews(work, checkup.get(work, numbers.inspected))
    assert (row.code, row.site, row.remarks) == ("访-02", "站-01", {"LC-01-01": "见过执照"})
    card = wang.get(f"/cases/{numbers.inspected}/checklist").text
    assert "未能充分核实：访谈“劳动关系”的劳动者2人，至少应为3人。" in card


def test_a_telephone_number_is_refused_beside_its_field_and_what_was_typed_is_kept(wang, numbers):
    typed = {**TALK, "notes": "回电13800001234"}
    answer = wang.post(field(numbers.inspected, "/new/interview"), typed)

    assert answer.status_code == 422
    assert "像手机号码（138…）的数字" in answer.text
    assert "回电13800001234</textarea>" in answer.text


def test_a_record_is_changed_and_a_stale_change_is_shown_beside_the_new(wang, acting_as, numbers):
    address = field(numbers.inspected, "/卷-01")
    page = wang.get(address)
    typed = {
        "title": "休息情况",
        "held_on": "2026-03-23",
        "handed_out": "9",
        "returned": "8",
        "valid": "7",
    }
    theirs = acting_as("inspector.li").post(address, {**typed, "seen": "1"})
    assert theirs.status_code == 303
    mine = wang.post(address, {**typed, "valid": "6", "seen": version(page)})

    assert mine.status_code == 409
    assert "李监" in mine.text
    assert "看过新内容" in mine.text


def test_a_sample_is_drawn_and_shown_as_a_list_to_tick(wang, numbers):
    typed = {"what": "其他", "roster": "001-040", "seed": "s", "drawn_on": "2026-03-24"}
    answer = wang.post(field(numbers.inspected, "/new/sample"), typed)
    page = wang.get(answer.location).text

    assert page.count('class="tick"') == 30
    assert "结果一致" in page
    assert wang.post(answer.location, {"items": ["LC-01-01"]}).status_code == 303
    assert "供 LC-01-01" in wang.get(field(numbers.inspected)).text


def test_an_answer_is_given_with_a_draw_and_marked_because_it_is_small(wang, numbers):
    address = f"/cases/{numbers.inspected}/checklist/LC-01-03"
    typed = {"verdict": "compliant", "draw": "抽-01", "seen": "1"}
    answer = wang.post(address, typed, headers={"X-Requested-With": "fetch"})

    assert answer.status_code == 200
    assert "未能充分核实：抽-01（工资、报酬）在9中抽查3，建议不少于9。" in answer.text
    assert '<option selected value="抽-01">' in answer.text


def test_a_weak_base_stands_with_the_finding(wang, numbers, book):
    with book.work("lawyer.wang") as work:
        case = checkup.get(work, numbers.inspected)
        (row,) = (one for one in checkup.findings(work, case) if one.item_id)
        checkup.use_sample(work, case, "抽-01", row.item_id)

    assert "未能充分核实：抽-01" in wang.get(f"/cases/{numbers.inspected}/findings").text


def test_a_record_is_withdrawn_with_a_reason(wang, numbers):
    answer = wang.post(field(numbers.inspected, "/访-01/withdraw"), {"reason": "重复", "seen": "1"})
    assert answer.status_code == 303

    assert "0 / 至少 3 人" in wang.get(field(numbers.inspected)).text
    assert "已经撤下：重复" in wang.get(field(numbers.inspected, "/访-01")).text


@pytest.mark.parametrize("page", ["/new/letter", "/书-01", "/访-77", "/papers/burn", "/receipts/1"])
def test_what_is_not_there_is_not_found(wang, numbers, page):
    assert wang.get(field(numbers.inspected, page)).status_code == 404
