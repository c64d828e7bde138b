"""Pages of a negotiation: opened, written down, offered, confirmed, voted; what is the union's own stays inside."""

import re
from io import BytesIO
from urllib.parse import quote

import pytest

from casework import negotiation
from tests import bargaining

CANARY = "金丝雀底线七三一"


@pytest.fixture
def address(numbers):
    return f"/cases/{quote(numbers.talks)}"


def version(page) -> str:
    return page.split('name="seen" value="')[1].split('"')[0]


def hash_of(page) -> str:
    return re.findall(r'name="of"[^>]*value="([0-9a-f]{12})"', page)[0]


def test_the_case_leads_to_every_page_of_the_negotiation(wang, address):
    page = wang.get(address).text

    for tail in ("registers/demand", "registers/representative", "board", "vote", "plan", "caucus"):
        assert f'{address}/{tail}"' in page
    assert "在三年计划里计一件" in page


def test_the_wrong_procedure_is_refused_and_what_was_typed_goes_to_the_right_one(
    wang, company_code
):
    there = f"/enterprises/{company_code(3)}/negotiations/new"
    assert "涉及减损职工权益" in wang.get(there).text
    given = {"occurred_on": "2026-03-25", "unit": "云河市总工会", "proposer": "职工方"}
    given |= {"level": "企业", "outcome": "会议纪要", "labour_relation": "全部有劳动关系"}
    given |= {"involves_reduction": "是", "workforce": "60", "has_union": "是", "reason": "减薪"}
    refused = wang.post(f"{there}/simple", given)
    carried = wang.post(f"{there}/full", {**given, "only_show": "1"})
    opened = wang.post(f"{there}/full", {**given, "outcome": "集体合同"})

    assert refused.status_code == 409
    assert "应当用普通程序" in refused.text
    assert "减薪" in refused.text
    assert (carried.status_code, "减薪" in carried.text) == (200, True)
    assert opened.status_code == 303
    assert "诉求征集" in wang.get(opened.location).text


def test_a_negotiation_begins_from_the_worklist(wang):
    assert 'href="/negotiations/new"' in wang.get("/").text
    page = wang.get("/negotiations/new?q=丙").text

    assert "云河丙快递有限公司" in page
    assert "云河甲快递有限公司" not in page


def test_one_set_of_pages_serves_every_register(wang, address):
    there = f"{address}/registers/topic"
    given = {"title": "站点换电柜", "subject": "其他", "priority": "", "core": ""}
    wrong = wang.post(f"{there}/new", {**given, "core": "是", "core_reason": "都要"})
    assert wrong.status_code == 422
    assert "都要" in wrong.text

    assert wang.post(f"{there}/new", given).status_code == 303
    form = wang.get(f"{there}/题-03").text
    changed = {**given, "title": "换电柜", "seen": version(form)}
    assert wang.post(f"{there}/题-03", changed).status_code == 303
    again = wang.post(f"{there}/题-03", {**given, "title": "电柜", "seen": version(form)})
    assert again.status_code == 409
    form = wang.get(f"{there}/题-03/withdraw").text
    wang.post(f"{there}/题-03/withdraw", {"reason": "重复", "seen": version(form)})
    assert "撤下理由：重复" in wang.get(there).text


def test_a_defect_of_the_representatives_stands_above_them_with_its_article(wang, address):
    there = f"{address}/registers/representative"
    assert "可以办理“确认代表”" in wang.get(there).text
    given = {"side": "职工方", "name": "吕某", "duty": "代表", "chosen_how": "工会选派"}
    wang.post(f"{there}/new", given)
    page = wang.get(there).text

    assert "必须改正" in page
    assert "《集体合同规定》第十九条" in page
    assert "对代表的保护" in page


def test_a_clause_is_answered_and_confirmed_by_both_chiefs(wang, address):
    form = wang.get(f"{address}/board/propose?clause=款-03&side=职工方").text
    given = {"side": "职工方", "topic": "题-01 派送费", "clause": "款-03", "meeting": "会-01 x"}
    given |= {"text": "夜间补贴每单1.5元。", "figures": "夜间补贴 1.5元/单", "seen": version(form)}
    assert wang.post(f"{address}/board/propose", given).status_code == 303
    stale = wang.post(f"{address}/board/propose?clause=款-03", {**given, "text": "每单1.6元。"})
    assert (stale.status_code, "每单1.6元。" in stale.text) == (409, True)

    for side in ("职工方", "企业方"):
        digest = hash_of(wang.get(f"{address}/board/confirm?clause=款-03&side={side}").text)
        said = {"side": side, "clause": "款-03", "of": digest, "meeting": "会-01 x"}
        assert wang.post(f"{address}/board/confirm", said).status_code == 303

    assert "夜间补贴每单1.5元。" in wang.get(f"{address}/contract").text
    page = wang.get(f"{address}/clauses/款-03?old=2&new=3").text
    assert "<del>" in page
    assert "<ins>" in page


def test_a_package_is_offered_and_accepted_as_a_whole(wang, address):
    given = {
        "side": "企业方",
        "topic": "题-02 x",
        "text": "高温补贴含清凉饮料。",
        "package": "甲方案",
    }
    assert wang.post(f"{address}/board/propose", given).status_code == 303
    assert "等待整体接受" in wang.get(f"{address}/board").text

    for side in ("职工方", "企业方"):
        answer = wang.post(f"{address}/board/accept", {"side": side, "package": "甲方案"})
        assert answer.status_code == 303, answer.text

    assert "已整体接受" in wang.get(f"{address}/board").text


def test_an_outdated_hash_is_refused_on_the_form(wang, address):
    said = {"side": "职工方", "clause": "款-03", "of": "0" * 12}
    answer = wang.post(f"{address}/board/confirm?clause=款-03", said)

    assert answer.status_code == 409
    assert "0" * 12 in answer.text


def test_a_line_of_the_log_is_written_with_the_time_of_now(wang, address):
    form = wang.get(f"{address}/registers/meeting/new").text
    assert 'value="吴记录"' in form  # who kept the minutes last
    held = {"held_on": "2026-03-25", "began_at": "9:30", "place": "工会", "form": "电话"}
    held |= {"agenda": "补贴", "chair_side": "企业方", "chair": "孙某", "recorder": "吴记录"}
    wang.post(f"{address}/registers/meeting/new", held)
    answer = wang.post(f"{address}/meetings/2", {"text": "企 4 题-01 可以再谈", "speaker": "孙某"})
    page = wang.get(answer.location).text
    assert "10:00:00" in page
    assert "企业方孙某" in page

    wrong = wang.post(f"{address}/meetings/2", {"text": "还没说完"})
    assert (wrong.status_code, "还没说完" in wrong.text) == (422, True)
    assert "看不出是谁说的" in wrong.text


def test_minutes_are_signed_with_their_digest_and_then_frozen(wang, address):
    form = wang.get(f"{address}/meetings/1/sign").text
    digest = re.findall(r'name="digest"[^>]*value="([0-9a-f]{12})"', form)[0]
    given = {"digest": "0" * 12, "union_chief": "陈某", "employer_chief": "孙某"}
    given |= {"signed_on": "2026-03-25", "seen": version(form)}
    wrong = wang.post(f"{address}/meetings/1/sign", given)
    signed = wang.post(f"{address}/meetings/1/sign", {**given, "digest": digest})
    late = wang.post(f"{address}/meetings/1", {"text": "职 补一句"})

    assert (wrong.status_code, "签的是旧的一份" in wrong.text) == (422, True)
    assert signed.status_code == 303
    assert "记录不能再改" in wang.get(signed.location).text
    assert late.status_code == 422


@pytest.fixture
def voting(book):
    return f"/cases/{quote(bargaining.carried(book, 'submit_to_vote', company=5))}"


def ballot(page, **counted):
    given = {"occurred_on": "2025-12-12", "electorate": "180", "present": "150", "no": "20"}
    given |= {"abstain": "10", "invalid": "0", "method": "举手", "tellers": "郑某"}
    given |= {"late_reason": "系统启用前办理", "seen": version(page), **counted}
    return {**given, "file-resolution": (BytesIO(b"%PDF-1.4 x"), "决议.pdf")}


@pytest.mark.parametrize(
    ("counted", "step"),
    [
        ({"yes": "120"}, "表决通过"),
        ({"yes": "80", "abstain": "50"}, "表决未通过"),
        ({"present": "100", "yes": "70"}, "到会不足"),
    ],
)
def test_one_form_of_the_vote_takes_the_step_that_follows(wang, voting, counted, step):
    page = wang.get(f"{voting}/vote").text
    answer = wang.post(f"{voting}/vote", ballot(page, **counted))
    assert answer.status_code == 303, answer.text

    shown = wang.get(answer.location).text
    assert f"已按人数办理“{step}" in shown
    assert "应到180人" in shown


def test_a_count_that_does_not_add_up_is_kept_on_the_form(wang, voting):
    page = wang.get(f"{voting}/vote").text
    answer = wang.post(f"{voting}/vote", ballot(page, yes="151"))

    assert answer.status_code == 422
    assert "应当等于实到150人" in answer.text
    assert 'value="151"' in answer.text
    assert "已上传：决议.pdf" in answer.text


def test_the_dossier_says_what_is_missing_and_who_supplies_it(wang, address):
    page = wang.get(f"{address}/dossier").text
    assert "企业方（3 份）" in page
    given = {"item": "工会依法成立的证明", "provided_on": "2026-03-25", "provided_by": "职工方"}
    wang.post(f"{address}/registers/dossier/new", given)

    assert "职工方（1 份）" in wang.get(f"{address}/dossier").text


def test_the_plan_counts_back_from_a_wished_day_and_comes_as_a_calendar(wang, address):
    wish = "goal=生效&goal_on=2026-09-01"
    page = wang.get(f"{address}/plan?{wish}").text
    assert "2026年9月1日" in page
    calendar = wang.get(f"{address}/plan.ics?{wish}")
    assert calendar.mimetype == "text/calendar"
    assert b"20260901" in calendar.data
    wrong = wang.get(f"{address}/plan?goal=生效")
    assert (wrong.status_code, "希望的日期" in wrong.text) == (422, True)


def test_a_remark_is_dismissed_with_its_reason(wang, address):
    page = wang.get(f"{address}/lint").text
    link = re.findall(rf'href="({address}/lint/dismiss[^"]+)"', page)[0].replace("&amp;", "&")
    assert wang.post(link, {"reason": ""}).status_code == 422
    assert wang.post(link, {"reason": "另订专项合同"}).status_code == 303

    assert "另订专项合同" in wang.get(f"{address}/lint").text


def test_an_employer_has_a_page_of_its_own_and_the_steps_every_mover_has(wang, address):
    page = wang.get(f"{address}/employers/1").text
    assert "云河甲站点" in page
    form = wang.get(f"{address}/employer/1/steps/exit").text
    given = {"occurred_on": "2026-03-25", "reason": "站点撤销", "seen": version(form)}
    answer = wang.post(f"{address}/employer/1/steps/exit", given)

    assert answer.location.endswith("/employers/1"), answer.text


def test_a_renewal_is_opened_on_a_page_of_its_own(wang, book):
    number = bargaining.carried(book, "first_check", company=4)
    form = wang.get(f"/cases/{quote(number)}/carry-on").text
    given = {"purpose": "续订", "seen": version(form), "occurred_on": "2026-03-25"}
    answer = wang.post(f"/cases/{quote(number)}/carry-on", given)

    assert answer.status_code == 303, answer.text
    assert "续订自" in wang.get(answer.location).text
    assert book.verify() == []


def test_the_board_for_both_sides_says_nothing_of_ours_and_theirs(wang, address):
    page = wang.get(f"{address}/board?shared=1").text

    assert "职工方提出" in page
    assert not {"我方", "对方", "内部", CANARY} & set(re.findall("我方|对方|内部|" + CANARY, page))


def test_packages_stand_side_by_side_in_money_for_the_union_side(wang, address):
    page = wang.get(f"{address}/caucus").text

    assert CANARY in page
    assert "54,000元" in page  # 1.5 yuan × 300 orders × 120 persons


def test_nobody_else_sees_that_page_or_its_link(acting_as, address):
    inspector = acting_as("inspector.li")

    assert "/caucus" not in inspector.get(address).text
    for tail in ("", "/new/caucus", "/内-01", "/算-01", "/内-01/withdraw"):
        answer = inspector.get(f"{address}/caucus{tail}")
        assert answer.status_code == 403
        assert CANARY not in answer.text


def test_a_note_of_the_union_side_is_changed_and_withdrawn(wang, address, book, numbers):
    there = f"{address}/caucus/内-01"
    form = wang.get(there).text
    given = {"matter": "底线", "clause": "款-03 x", "option_figures": "夜间补贴 1.6元/单"}
    given |= {"opinion": "再高一点", "seen": version(form)}
    assert wang.post(there, given).status_code == 303
    form = wang.get(f"{there}/withdraw").text
    wang.post(f"{there}/withdraw", {"reason": "另定", "seen": version(form)})

    with book.read("lawyer.wang") as work:
        assert negotiation.internal_notes(work, negotiation.get(work, numbers.talks)) == []
