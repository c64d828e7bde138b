"""The page of the re-check: planned, drawn with the seed shown, the result on the form of the finding's own step."""

import re
from urllib.parse import quote

import pytest

from casework import checkup
from casework.cases.evidence import Upload
from casework.checkup.sampling import draw

PAPER = Upload("材料.pdf", b"%PDF-1.4 paper")
CODES = [f"L{n:03}" for n in range(1, 11)]


@pytest.fixture
def number(book, numbers):
    """Return a case whose findings are being put right."""
    with book.work("lawyer.wang") as work:
        case = checkup.get(work, numbers.issued)
        said = {"received_by": "人事经理", "manner": "直接送达", "received_on": work.today}
        checkup.take(work, case, "deliver", evidence=[PAPER], **said)
        plan = {"plan": "逐项整改", "responsible": "副总经理", "promised_on": work.today}
        checkup.take(work, case, "start_rectification", evidence=[PAPER], **plan)
    return numbers.issued


@pytest.fixture
def planned(wang, number):
    """Return that case with a plan for its first finding, in writing."""
    typed = {"method": "书面", "look_at": "合同\n台账", "codes": "\n".join(CODES), "seen": "0"}
    page = plan(wang, number, **typed, sample="3")
    assert page.status_code == 303
    return number


def plan(visitor, number, **typed):
    return visitor.post(f"/cases/{number}/recheck/WT-01/plan", typed)


def drawn(page) -> list[str]:
    return re.findall(r"<td>(L[0-9]{3})</td>", page.text)


def chosen(page, name: str) -> str:
    field = page.text.split(f'name="{name}"')[1].split("</select>")[0]
    found = re.search(r'selected value="([^"]*)"', field)
    return found[1] if found else ""


def test_the_case_leads_to_the_page_and_the_page_proposes_a_plan(wang, number):
    assert f"{quote(number)}/recheck" in wang.get(f"/cases/{number}").text
    assert "安排复检" in wang.get(f"/cases/{number}/recheck").text
    form = wang.get(f"/cases/{number}/recheck/WT-01/plan").text

    assert "不能只用电话回访" in form
    assert "下面是建议" in form
    assert "是否按要求整改" in form


def test_a_plan_stands_on_the_page(wang, planned):
    page = wang.get(f"/cases/{planned}/recheck").text

    assert "书面，10 份中抽查 3 份" in page
    assert "<li>台账</li>" in page
    assert "抽取样本" in page


def test_a_refused_plan_keeps_what_was_typed(wang, number):
    typed = {"method": "电话", "look_at": "打了很久的字", "seen": "0"}
    page = plan(wang, number, **typed)

    assert page.status_code == 422
    assert "不能只用电话回访（PRAC-CHK-14" in page.text
    assert "打了很久的字" in page.text


def test_two_who_plan_at_once_see_what_differs(wang, planned):
    page = plan(wang, planned, method="现场", seen="0")

    assert page.status_code == 409
    assert "照我填写的保存" in page.text


def test_the_sample_is_shown_with_its_seed_and_can_be_drawn_again_by_anybody(wang, planned):
    address = f"/cases/{planned}/recheck/WT-01"
    assert wang.post(f"{address}/draw", {"seen": "1"}).status_code == 303
    page = wang.get(f"{address}/list")
    seed = re.search(r"种子 <code>([^<]+)</code>", page.text)[1]

    assert drawn(page) == list(draw(CODES, 3, seed).chosen)
    assert seed in wang.get(f"/cases/{planned}/recheck").text


def test_a_second_draw_asks_why(wang, planned):
    address = f"/cases/{planned}/recheck/WT-01/draw"
    wang.post(address, {"seen": "1"})
    refused = wang.post(address, {"seen": "2"})
    assert (refused.status_code, "重抽理由：必须填写" in refused.text) == (422, True)

    assert wang.post(address, {"seen": "2", "reason": "名单有误"}).status_code == 303
    assert "第 2 次抽取" in wang.get(f"/cases/{planned}/recheck/WT-01/list").text


def test_the_form_of_the_result_begins_with_the_planned_method(wang, planned, book):
    with book.work("lawyer.wang") as work:
        (row, *_) = checkup.findings(work, checkup.get(work, planned))
        own = {"received_on": work.today, "done": "已补"}
        checkup.take(work, row, "submit_proof", evidence=[PAPER], **own)
    steps = f"/cases/{planned}/finding/1/steps"
    assert f"{quote(steps)}/verify" in wang.get(f"/cases/{planned}/recheck").text

    for step in ("verify", "mark_partial", "mark_failed"):
        assert chosen(wang.get(f"{steps}/{step}"), "method") == "书面"
    assert chosen(wang.get(f"/cases/{planned}/finding/2/steps/mark_failed"), "method") == ""


def test_a_result_entered_on_the_form_stands_on_the_page(wang, planned):
    address = f"/cases/{planned}/finding/1/steps/mark_failed"
    form = wang.get(address).text
    given = {"occurred_on": "2026-03-25", "checked_on": "2026-03-25", "method": "书面"}
    given |= {"result": "台账仍未建立", "seen": form.split('name="seen" value="')[1].split('"')[0]}
    given |= {"told_on": "2026-03-25"}

    assert wang.post(address, given).status_code == 303
    page = wang.get(f"/cases/{planned}/recheck").text
    assert '<span class="tag">未整改</span>' in page
    assert "台账仍未建立" in page
