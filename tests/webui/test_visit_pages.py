"""Visits on their pages: planned, recorded, refused with every company's reasons, taken back."""

from urllib.parse import quote

import pytest

from casework import checkup

VISIT = "云工走访〔2026〕1号"
HERE = f"/visits/{quote(VISIT)}"
THERE = {"visited_on": "2026-03-25", "inspectors": ["王律", "李监"], "credentials_shown": "是"}


def seen(visitor, page, form_of):
    return form_of(visitor.get(page).text).hidden["seen"]


@pytest.fixture
def planned(wang, numbers):
    """Return the page of a second visit, to a case just opened and one that runs."""
    form = {
        "unit": "云河市总工会",
        "planned_on": "2026-04-02",
        "team": ["王律", "李监"],
        "cases": [numbers.opened, numbers.inspected],
    }
    answer = wang.post("/visits/new", form)
    assert answer.status_code == 303, answer.text
    return answer.location


def test_a_visit_is_planned_and_every_case_shows_it(wang, numbers, planned):
    page = wang.get(planned).text
    assert "&lt;function" not in page
    assert "云河甲快递有限公司" in page
    assert "登记到场时会被拒绝" in page
    assert "最迟应在 2026-03-26 送到告知书" in page

    for number in (numbers.opened, numbers.inspected):
        assert "云工走访〔2026〕2号" in wang.get(f"/cases/{quote(number)}").text
    assert "云工走访〔2026〕2号" in wang.get("/visits?mine=1").text


def test_what_was_typed_stays_when_no_company_is_chosen(wang):
    form = {"unit": "云河市总工会", "planned_on": "2026-04-02", "route": "沿江一线"}
    answer = wang.post("/visits/new", form)

    assert answer.status_code == 422
    assert "沿江一线" in answer.text
    assert "走访的案件：必须选择" in answer.text


def test_recording_lists_what_stands_against_each_company(wang, numbers, planned, form_of):
    page = f"{planned}/record"
    form = {**THERE, "seen": seen(wang, page, form_of)}
    answer = wang.post(page, form)

    assert answer.status_code == 409
    assert f"{numbers.opened}（云河甲快递有限公司）：案件还是“已立项”" in answer.text
    missed = {**form, f"absent-{numbers.opened}": "企业停电"}
    assert wang.post(page, missed).status_code == 303
    assert "没有去成：企业停电" in wang.get(planned).text


def test_a_record_is_taken_back_with_a_reason(wang, form_of):
    form = {**THERE, "seen": seen(wang, f"{HERE}/record", form_of)}
    assert wang.post(f"{HERE}/record", form).status_code == 303
    assert "已成行" in wang.get(HERE).text

    form = {"reason": "日期登错", "seen": seen(wang, f"{HERE}/reopen", form_of)}
    assert wang.post(f"{HERE}/reopen", form).status_code == 303
    assert "计划中" in wang.get(HERE).text


def test_companies_are_added_and_taken_off(wang, numbers, form_of):
    assert wang.post(f"{HERE}/cases", {"cases": [numbers.opened]}).status_code == 303
    assert "云河甲快递有限公司" in wang.get(HERE).text

    drop = f"{HERE}/drop?case={quote(numbers.opened)}"
    form = {"reason": "企业改约", "seen": seen(wang, drop, form_of)}
    assert wang.post(drop, form).status_code == 303
    assert "云河甲快递有限公司" not in wang.get(HERE).text


def test_a_change_by_another_is_shown_beside_what_was_typed(wang, book, form_of):
    stale = seen(wang, f"{HERE}/change", form_of)
    with book.work("lawyer.zhao") as work:
        checkup.change_visit(work, checkup.get_visit(work, VISIT), route="改走西区")
    form = {"planned_on": "2026-03-27", "team": ["王律", "李监"], "route": "南区", "seen": stale}
    answer = wang.post(f"{HERE}/change", form)

    assert answer.status_code == 409
    assert "赵律修改了走访" in answer.text
    assert "改走西区" in answer.text
    assert "南区" in answer.text


def test_who_belongs_to_another_unit_sees_no_visit(acting_as):
    visitor = acting_as("lawyer.yuan")

    assert visitor.get(HERE).status_code == 404
    assert VISIT not in visitor.get("/visits").text
