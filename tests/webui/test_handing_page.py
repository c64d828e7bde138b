"""Handing over all open cases of somebody on a page."""


def test_the_open_cases_are_shown_and_handed_over(acting_as, numbers):
    leader = acting_as("leader.chen")
    page = leader.get("/colleagues/lawyer.wang/handover").text
    assert numbers.inspected in page
    assert "移交王律的全部在办案件" in page

    form = {"cases": [numbers.inspected], "to": "赵律", "reason": "调离"}
    answer = leader.post("/colleagues/lawyer.wang/handover", form)
    assert answer.status_code == 303
    assert f"已移交 1 件：{numbers.inspected}" in leader.get(answer.location).text


def test_what_was_typed_stays_when_nobody_can_take_over(acting_as, numbers):
    form = {"cases": [numbers.inspected], "to": "远律", "reason": "打了很久的理由"}
    answer = acting_as("leader.chen").post("/colleagues/lawyer.wang/handover", form)

    assert answer.status_code == 422
    assert "打了很久的理由" in answer.text
    assert "没有找到人员：远律" in answer.text


def test_who_sees_no_case_of_theirs_sees_none(acting_as, numbers):
    page = acting_as("lawyer.yuan").get("/colleagues/lawyer.wang/handover").text

    assert "没有主办的在办案件" in page
    assert numbers.inspected not in page
