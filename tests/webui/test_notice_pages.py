"""Pages of notices: begun from a suggestion, worded, taken step by step, corrected, downloaded."""

from urllib.parse import quote

import pytest

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def address(numbers):
    return f"/cases/{quote(numbers.inspected)}"


def version(page) -> str:
    return page.split('name="seen" value="')[1].split('"')[0]


def test_the_case_leads_to_its_notices_and_to_suggestions(wang, address):
    assert f"{address}/notices/1" in quote(wang.get(address).text, safe="/:<>\"'= %")
    page = wang.get(f"{address}/notices").text

    assert "系统的建议" in page
    assert "始终由人决定" in page
    assert "JD-01" in page


def test_a_notice_is_begun_with_texts_of_its_findings(wang, address):
    form = wang.get(f"{address}/notices/new?instrument=意见书&finding=WT-01").text
    assert 'value="WT-01"' in form
    given = {"instrument": "意见书", "findings": "WT-01", "source": "现场红线", "reason": "紧急"}
    answer = wang.post(f"{address}/notices/new", {**given, "occurred_on": "2026-03-25"})

    assert answer.status_code == 303
    assert "未见许可证" in wang.get(answer.location).text


def test_what_was_typed_wrongly_stays_on_the_form(wang, address):
    given = {"instrument": "意见书", "findings": "WT-77", "source": "现场红线", "reason": "很急"}
    answer = wang.post(f"{address}/notices/new", {**given, "occurred_on": "2026-03-25"})

    assert answer.status_code == 422
    assert "没有问题“WT-77”" in answer.text
    assert "很急" in answer.text


def test_words_are_edited_and_a_collision_is_shown(wang, address):
    page = wang.get(f"{address}/notices/1/edit").text
    given = {"findings": "WT-01", "addressee": "云河乙快递有限公司", "facts": "甲", "basis": "乙"}
    given |= {"demands": "丙", "reply_days": "10", "seen": version(page)}

    first = wang.post(f"{address}/notices/1/edit", given)
    second = wang.post(f"{address}/notices/1/edit", {**given, "facts": "丁"})

    assert (first.status_code, second.status_code) == (303, 409)
    assert "照我填写的保存" in second.text


def test_a_step_of_a_notice_is_taken_on_the_form_every_step_has(wang, acting_as, address):
    form = wang.get(f"{address}/notice/1/steps/submit").text
    assert "听取用人单位意见" in form
    given = {"occurred_on": "2026-03-25", "seen": version(form)}
    answer = wang.post(f"{address}/notice/1/steps/submit", given)
    assert answer.location.endswith("/notices/1")
    leader = acting_as("leader.chen")
    form = leader.get(f"{address}/notice/1/steps/approve").text
    given = {"occurred_on": "2026-03-25", "signer": "陈主席", "seen": version(form)}
    leader.post(f"{address}/notice/1/steps/approve", given)

    page = wang.get(f"{address}/notices/1").text
    assert "云工法监提〔2026〕1号" in page
    assert "下载定稿（Word）" in page
    assert 'value="15"' in wang.get(f"{address}/notice/1/steps/serve_hint").text
    assert "送达意见书" in page  # among the steps that are for other notices


def test_a_step_that_is_not_open_says_why(wang, address):
    page = wang.get(f"{address}/notice/1/steps/approve").text

    assert "现在还不能办理" in page
    assert "需要由工会负责人办理" in page


def test_a_notice_is_taken_back_and_corrected_on_pages_of_its_own(wang, address, book, numbers):
    form = wang.get(f"{address}/notice/1/steps/submit").text
    given = {"occurred_on": "2026-03-25", "seen": version(form)}
    wang.post(f"{address}/notice/1/steps/submit", given)
    form = wang.get(f"{address}/notice/1/reverse").text
    assert "撤回“提交批准”" in form
    answer = wang.post(f"{address}/notice/1/reverse", {"reason": "再改", "seen": version(form)})

    assert answer.location.endswith("/notices/1")
    assert "JD-01回到办理以前的状态" in wang.get(f"{address}/notices/1").text
    assert book.verify() == []


def test_the_draft_can_be_read_before_anybody_approves(wang, address):
    answer = wang.get(f"{address}/notices/1/draft")

    assert (answer.status_code, answer.mimetype) == (200, WORD)


def test_what_is_no_mover_is_not_found(wang, address):
    for path in ("/notice/9/steps/submit", "/nothing/1/steps/submit", "/notices/9"):
        assert wang.get(f"{address}{path}").status_code == 404


def test_the_form_of_a_step_serves_findings_too(wang, address):
    answer = wang.get(f"{address}/finding/1/steps/withdraw")

    assert answer.status_code == 200
    assert "问题 WT-01" in answer.text
