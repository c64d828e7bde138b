"""Linking cases on their pages."""

from urllib.parse import quote


def test_cases_are_linked_and_each_page_shows_the_other(wang, numbers):
    one, two = numbers.opened, numbers.inspected
    form = {"kind": "同一集团", "other": f" {two} ", "reason": "同一控股股东"}
    answer = wang.post(f"/cases/{quote(one)}/links", form)

    assert answer.status_code == 303
    for mine, other in ((one, two), (two, one)):
        page = wang.get(f"/cases/{quote(mine)}").text
        assert "同属一个集团" in page
        assert other in page


def test_what_was_typed_stays_when_the_other_case_is_not_there(wang, numbers):
    form = {"kind": "转办", "other": numbers.elsewhere, "reason": "管辖在远山市"}
    hidden = wang.post(f"/cases/{quote(numbers.opened)}/links", form)
    nowhere = wang.post(f"/cases/{quote(numbers.opened)}/links", {**form, "other": numbers.unknown})

    assert (hidden.status_code, nowhere.status_code) == (422, 422)
    assert "管辖在远山市" in hidden.text
    for answer, number in ((hidden, numbers.elsewhere), (nowhere, numbers.unknown)):
        assert f"没有找到案件：{number}。请核对后再试。" in answer.text


def test_a_link_is_taken_back_with_a_reason(wang, numbers):
    address = f"/cases/{quote(numbers.opened)}/links"
    form = {"kind": "同一集团", "other": numbers.inspected, "reason": "同一控股股东"}
    wang.post(address, form)

    assert "解除理由：必须填写" in wang.post(f"{address}/remove", {**form, "reason": ""}).text
    assert wang.post(f"{address}/remove", {**form, "reason": "核实后不是"}).status_code == 303
    assert "还没有关联的案件" in wang.get(address).text


def test_who_may_only_look_sees_no_form(acting_as, numbers):
    page = acting_as("leader.chen").get(f"/cases/{quote(numbers.opened)}/links").text

    assert "以你的身份只能查看关联" in page
