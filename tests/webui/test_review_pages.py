"""The pages of the review: the reviewer writes beside the report, the authors answer where they work."""

import pytest

from casework import checkup

SAID = {"kind": "事实不清", "severity": "必须改", "text": "未写明抽查份数。"}
SCORE = {
    "facts_clear": "20",
    "bases_right": "25",
    "grade_fit": "15",
    "remedy_workable": "18",
    "well_worded": "12",
}


@pytest.fixture
def zhao(acting_as):
    return acting_as("lawyer.zhao")


@pytest.fixture
def number(book, numbers, zhao):
    """Return a case whose report is under review, for the first time."""
    with book.work("leader.chen") as work:
        checkup.reverse(work, checkup.get(work, numbers.issued), reason="再看")
    with book.work("lawyer.zhao") as work:
        case = checkup.get(work, numbers.issued)
        for _ in range(3):
            checkup.reverse(work, case, reason="再看")
        checkup.close_remark(work, case, "FH-01", closed_note="不再坚持")
    return numbers.issued


def test_the_reviewer_writes_where_the_report_stands(zhao, number):
    page = zhao.get(f"/cases/{number}/review").text
    assert 'name="about" value="WT-01"' in page
    assert "about=LC-01-01" in page

    done = zhao.post(f"/cases/{number}/review/new", {"about": "WT-01", **SAID})
    assert done.status_code == 303
    assert done.location.endswith("#WT-01")
    page = zhao.get(f"/cases/{number}/review").text
    assert "未写明抽查份数。" in page
    assert "意见 2 条，1 条没有了结" in page


def test_a_refused_remark_keeps_what_was_typed(zhao, wang, number):
    address = f"/cases/{number}/review/new"
    refused = zhao.post(address, {**SAID, "about": "WT-99", "kind": ""})
    assert refused.status_code == 422
    assert "不是本案适用的检查项，也不是报告里的问题" in refused.text
    assert "类别：必须选择" in refused.text
    assert "未写明抽查份数。" in refused.text

    author = wang.post(address, {**SAID, "about": "WT-01"})
    assert author.status_code == 409
    assert "复核人不能是本案的主办人" in author.text


@pytest.mark.parametrize("place", ["findings", "checklist"])
def test_the_authors_answer_where_they_work(zhao, wang, book, number, place):
    about = "WT-01" if place == "findings" else "LC-01-01"
    zhao.post(f"/cases/{number}/review/new", {"about": about, **SAID})
    with book.work("lawyer.zhao") as work:
        checkup.take(work, checkup.get(work, number), "return_from_review")
    page = wang.get(f"/cases/{number}/{place}").text
    address = f"/cases/{number}/review/remarks/FH-02/reply"
    assert "未写明抽查份数。" in page

    refused = wang.post(address, {"reply": "不改", "seen": "1", "back": place})
    assert (refused.status_code, "回应说明：必须填写" in refused.text) == (422, True)
    done = wang.post(
        address, {"reply": "不改", "reply_reason": "见抽查表", "seen": "1", "back": place}
    )
    assert (done.status_code, f"/{place}#{about}" in done.location) == (303, True)
    assert "见抽查表" in wang.get(f"/cases/{number}/{place}").text
    late = wang.post(address, {"reply": "已改", "seen": "1"})
    assert (late.status_code, "内容已被他人改动" in late.text) == (409, True)


def test_the_quality_is_scored_and_a_refused_score_kept(zhao, number):
    address = f"/cases/{number}/review/score"
    refused = zhao.post(address, {**SCORE, "facts_clear": "26", "comment": "依据好", "seen": "0"})
    assert refused.status_code == 422
    assert "事实清楚：最多 25 分，现在是 26 分" in refused.text
    assert "依据好" in refused.text

    assert zhao.post(address, {**SCORE, "seen": "0"}).status_code == 303
    assert "第 1 次送审：90 分" in zhao.get(f"/cases/{number}/review").text
    assert "90 分" in zhao.get(f"/cases/{number}/review/rounds").text


def test_rounds_are_set_side_by_side(zhao, wang, book, number):
    given = {"occurred_on": "2026-03-25", "seen": "", "reason": "事实不清"}
    with book.read("lawyer.zhao") as work:
        given["seen"] = str(checkup.get(work, number).version)
    assert zhao.post(f"/cases/{number}/steps/return_from_review", given).status_code == 303
    with book.work("lawyer.wang") as work:
        case = checkup.get(work, number)
        checkup.edit(work, case, "WT-01", remedy="七日内补办。")
    now = wang.get(f"/cases/{number}/review/rounds").text
    assert "七日内补办。" in now
    assert "退回修改" in now
    with book.work("lawyer.wang") as work:
        checkup.take(work, checkup.get(work, number), "submit_review", summary="有待改进。")

    page = wang.get(f"/cases/{number}/review/rounds?first=1&second=2").text
    for said in ("第 2 次送审", "七日内补办。", "有待改进。", "整改建议"):
        assert said in page
    assert wang.get(f"/cases/{number}/review/rounds?first=1&second=7").status_code == 404


def test_a_remark_stays_on_the_page_when_what_it_is_about_is_withdrawn(zhao, wang, book, number):
    zhao.post(f"/cases/{number}/review/new", {"about": "WT-02", **SAID})
    with book.work("lawyer.zhao") as work:
        checkup.take(work, checkup.get(work, number), "return_from_review")
    with book.work("lawyer.wang") as work:
        checkup.withdraw(work, checkup.get(work, number), "WT-02", reason="写错了")
    page = wang.get(f"/cases/{number}/review").text

    gone = page.split("报告里已经没有的")[1]
    assert 'id="FH-02"' in gone
    assert "目录外的台账问题" in gone
    assert "/review/remarks/FH-02/reply" in gone
