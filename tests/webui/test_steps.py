from io import BytesIO

import pytest

from casework import cases, checkup
from casework.cases.evidence import Upload
from casework.cases.models import Person
from casework.checkup.kind import kind
from webui.cases.taking import asked

TABLE = kind().table
STEPS = [step for step in TABLE.steps.values() if step is not TABLE.opening]
#: The version of the inspected case is 5: so many steps were taken.
VISIT = {
    "seen": "5",
    "onsite_ended_on": "2026-03-24",
    "record_signed": "已核阅签名",
    "occurred_on": "2026-03-25",
}


def pdf(name="现场记录.pdf"):
    return (BytesIO(b"%PDF-1.4 record"), name)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_the_form_of_every_step_asks_exactly_what_the_step_declares(step, wang, numbers, form_of):
    answer = wang.post(
        f"/cases/{numbers.inspected}/steps/{step.name}", {"late_reason": "x", "seen": "5"}
    )

    assert answer.status_code in {403, 409, 422}
    fields = [
        name
        for name in dict.fromkeys(form_of(answer.text).names)
        if name not in {"csrf_token", "back", "seen"}
    ]
    declared = ["occurred_on", *(fact.name for fact in step.facts), "late_reason"]
    assert fields == [*declared, *(f"file-{slot.name}" for slot in step.evidence)]
    assert [fact.name for fact in asked(step)] == declared


def test_the_form_of_the_opening_step_asks_what_it_declares(wang, company_code, form_of):
    page = wang.get(f"/enterprises/{company_code(1)}/checkups/new")

    named = set(form_of(page.text).names) - {"csrf_token", "back"}
    declared = {fact.name for fact in TABLE.opening.facts}
    declared.remove("catalogue")  # asked only where there is another one to choose
    assert named == {"unit", "occurred_on", "late_reason", *declared}


def test_a_step_that_is_not_open_says_every_reason(wang, numbers):
    page = wang.get(f"/cases/{numbers.opened}/steps/notify")

    assert "还没有组成体检组" in page.text
    assert "还没有全部声明与被检企业无利害关系" in page.text
    assert "办理“组队与回避”" in page.text


def test_a_case_shows_open_steps_as_links_and_the_others_with_reasons(wang, numbers):
    page = wang.get(f"/cases/{numbers.inspected}").text

    assert "/steps/end_onsite" in page
    assert "/steps/submit_review" not in page
    assert "适用的检查项没有结论" in page
    assert page.count("《期限计算说明》") == 5


def test_a_step_is_taken_with_its_evidence(wang, numbers, book):
    address = f"/cases/{numbers.inspected}/steps/end_onsite"
    assert 'name="seen" value="5"' in wang.get(address).text
    files = [pdf(), (BytesIO(b"%PDF-1.4 second"), "第二份.pdf")]
    answer = wang.post(address, {**VISIT, "file-site_record": files})

    assert answer.status_code == 303
    with book.read("lawyer.wang") as work:
        case = checkup.get(work, numbers.inspected)
        names = [row.name for row in cases.evidence.listed(work, case)]
        assert "结束现场" in {row.label for row in cases.timeline(work, case)}
    assert names == ["送达回证.pdf", "现场记录.pdf", "第二份.pdf"]


def test_a_refused_form_keeps_what_was_typed_and_what_was_uploaded(wang, numbers, form_of, book):
    address = f"/cases/{numbers.inspected}/steps/end_onsite"
    wrong = {
        **VISIT,
        "onsite_ended_on": "2026年2月30日",
        "interviewed": "很多人",
        "file-site_record": pdf(),
    }
    refused = wang.post(address, wrong)

    assert refused.status_code == 422
    assert "2026年2月30日" in refused.text
    assert "很多人" in refused.text
    assert "2026年2月只有28天" in refused.text
    assert "已上传：现场记录.pdf" in refused.text
    held = form_of(refused.text).hidden["held-site_record"]

    done = wang.post(address, {**VISIT, "held-site_record": held})
    assert done.status_code == 303
    with book.read("lawyer.wang") as work:
        row, data = cases.evidence.content(work, checkup.get(work, numbers.inspected), 2)
    assert (row.name, data) == ("现场记录.pdf", b"%PDF-1.4 record")


def test_nobody_can_name_a_file_of_another_case_by_its_hash(wang, numbers, book):
    with book.read("lawyer.wang") as work:
        known = cases.evidence.listed(work, checkup.get(work, numbers.inspected))[0].sha256
    for forged in (known, f'["x","{known}"]', '["x","../../cases.db"]'):
        answer = wang.post(
            f"/cases/{numbers.inspected}/steps/end_onsite", {**VISIT, "held-site_record": forged}
        )
        assert answer.status_code == 422
        assert "请重新选择" in answer.text


def test_an_empty_file_is_refused_and_the_others_are_kept(wang, numbers):
    files = [pdf(), (BytesIO(b""), "空.pdf")]
    answer = wang.post(
        f"/cases/{numbers.inspected}/steps/end_onsite", {**VISIT, "file-site_record": files}
    )

    assert answer.status_code == 422
    assert "空.pdf：文件是空的" in answer.text
    assert "已上传：现场记录.pdf" in answer.text


def test_somebody_who_was_faster_is_named_and_the_typing_kept(wang, acting_as, numbers):
    address = f"/cases/{numbers.inspected}/steps/receive_materials"
    mine = {"items": "工资表", "received_on": "2026-03-24", "seen": "5"}
    assert acting_as("inspector.li").post(address, mine).status_code == 303

    late = wang.post(address, {**mine, "items": "我收到的考勤表"})

    assert late.status_code == 409
    assert "李监办理了“登记收到的资料”" in late.text
    assert "我收到的考勤表" in late.text
    assert 'name="seen" value="6"' in late.text
    assert wang.post(address, {**mine, "items": "我收到的考勤表", "seen": "6"}).status_code == 303


def test_the_reviewer_is_another_person_and_the_switch_makes_that_possible(wang, numbers, book):
    with book.work("lawyer.wang") as work:
        case = checkup.get(work, numbers.inspected)
        given = {item.id for item, answer in checkup.items(work, case) if answer}
        rest = [item.id for item, _ in checkup.items(work, case) if item.id not in given]
        checkup.answer_many(work, case, [{"item_id": one, "verdict": "合规"} for one in rest])
        checkup.edit(work, case, "WT-01", bases_checked=True)
        ended = {"onsite_ended_on": work.today, "record_signed": "已核阅签名"}
        checkup.take(work, case, "end_onsite", evidence=[Upload("记录.pdf", b"%PDF")], **ended)
        checkup.take(work, case, "submit_review", summary="小结")
    address = f"/cases/{numbers.inspected}/steps/approve_review"
    own = wang.post(address, {"opinion": "我自己同意", "seen": "7"})
    assert own.status_code == 409
    assert "复核人不能是本案的主办人" in own.text
    assert "我自己同意" in own.text

    wang.switch("lawyer.zhao")
    assert wang.post(address, {"opinion": "同意", "seen": "7"}).status_code == 303


def test_a_role_that_may_not_is_told_so_in_one_sentence(acting_as, numbers):
    answer = acting_as("leader.chen").post(f"/cases/{numbers.inspected}/steps/end_onsite", VISIT)

    assert answer.status_code == 403
    assert "陈主席（工会负责人）不能办理“编”类步骤" in answer.text


def test_a_fact_is_corrected_with_a_reason_and_says_what_moved(wang, numbers, book):
    address = f"/cases/{numbers.inspected}/correct/3"
    page = wang.get(address)
    assert 'value="2026-03-04"' in page.text
    given = {"occurred_on": "2026-03-04", "received_on": "2026-03-02", "seen": "5"}
    refused = wang.post(address, given)
    assert (refused.status_code, "更正原因：必须填写" in refused.text) == (422, True)

    done = wang.post(address, {**given, "correction_reason": "回证上是二日"})
    assert done.status_code == 303
    page = wang.get(f"/cases/{numbers.inspected}").text
    assert "已更正" in page
    assert "期限随之变动：资料提交：2026-03-16 → 2026-03-12" in page


def test_the_last_step_is_taken_back_with_a_reason(wang, numbers):
    address = f"/cases/{numbers.inspected}/reverse"
    assert wang.post(address, {"reason": " ", "seen": "5"}).status_code == 422
    assert wang.post(address, {"reason": "日期填错", "seen": "5"}).status_code == 303
    assert "已撤回“开始现场检查”" in wang.get(f"/cases/{numbers.inspected}").text


def test_a_case_is_handed_over(wang, numbers):
    address = f"/cases/{numbers.inspected}/handover"
    assert "没有找到人员：张三" in wang.post(address, {"to": "张三", "reason": "休假"}).text
    assert wang.post(address, {"to": "赵律", "reason": "休假"}).status_code == 303


def test_a_person_who_left_is_asked_again_who_they_are(wang, book):
    with book.work("admin") as work:
        work.session.query(Person).filter_by(login="lawyer.wang").update({"active": False})

    assert wang.get("/").location.startswith("/people")


def test_a_form_that_does_not_say_what_it_was_made_from_is_out_of_date(wang, numbers):
    given = {name: text for name, text in VISIT.items() if name != "seen"}
    answer = wang.post(f"/cases/{numbers.inspected}/steps/end_onsite", given)

    assert answer.status_code == 409
    assert "你填写的内容在下面" in answer.text
