"""The pages of catalogues: which there are, what differs, and the upgrade of a case with its preview."""

import re
from urllib.parse import quote

import pytest

from casework.checkup.catalogue import shipped

OWN = "jiangsu@2026.3"


@pytest.fixture
def newer(folder):
    """Put a newer version beside the casebook: one answered item touched, one reworded, one gone."""
    text = shipped().text.replace('version = "2026.2"', 'version = "2026.3"')
    head, first, second, third, *rest = text.split("[[item]]\n")
    first = re.sub(r'^risk = ".+"', 'risk = "低"', first, flags=re.MULTILINE)
    second = second.replace('remedy = "', 'remedy = "先', 1)
    (folder / "cases.catalogues").mkdir()
    file = folder / "cases.catalogues" / "own.toml"
    file.write_text("[[item]]\n".join([head, first, second, *rest]), encoding="utf-8")
    return third.split('"')[1]


def test_the_pages_are_reached_from_the_case(wang, numbers):
    case = f"/cases/{quote(numbers.inspected)}"
    assert f'href="{case}/catalogue"' in wang.get(case).text
    assert 'href="/catalogues"' in wang.get(f"{case}/catalogue").text


def test_without_another_catalogue_the_page_says_what_to_do(wang, numbers):
    answer = wang.get(f"/cases/{numbers.inspected}/catalogue").text

    assert "没有别的检查目录可换" in answer
    assert "jiangsu@2026.2" in answer


def test_all_catalogues_are_listed_and_a_wrong_file_says_why(wang, newer, folder):
    (folder / "cases.catalogues" / "bad.toml").write_text("id =", encoding="utf-8")
    answer = wang.get("/catalogues").text

    assert answer.index(OWN) < answer.index("jiangsu@2026.2")
    assert "bad.toml 不能使用（1 处错误）" in answer


def test_two_catalogues_are_compared(wang, newer):
    answer = wang.get(f"/catalogues/difference?old=jiangsu@2026.2&new={OWN}").text

    assert "计分有改动 1 项，只改文字 1 项，新增 0 项，取消 1 项，未变 114 项" in answer
    assert newer in answer
    assert "风险" in answer


def test_an_unknown_catalogue_is_a_sentence(wang):
    answer = wang.get("/catalogues/difference?old=nothing&new=jiangsu")

    assert answer.status_code == 422
    assert "可用：jiangsu@2026.2" in answer.text


def test_the_step_on_the_case_leads_to_what_it_would_change(wang, numbers, newer):
    case = f"/cases/{quote(numbers.inspected)}"
    assert f'href="{case}/catalogue">升级检查目录</a>' in wang.get(case).text
    assert f"{case}/steps/upgrade_catalogue" not in wang.get(case).text
    page = wang.get(f"{case}/catalogue").text

    assert f"改用 {OWN}</button>" in page
    assert f'/catalogue?to={OWN}"' in page


def test_a_card_shows_what_was_answered_before_the_upgrade(wang, numbers, newer):
    case = f"/cases/{quote(numbers.inspected)}"
    assert "升级以前的结论" not in wang.get(f"{case}/checklist").text
    (version,) = re.findall(r'name="seen" value="(\d+)"', wang.get(f"{case}/catalogue").text)
    given = {"occurred_on": "2026-03-25", "reason": "新版", "touched": "需重新回答"}
    assert wang.post(f"{case}/catalogue", {**given, "seen": version}).status_code == 303

    page = wang.get(f"{case}/checklist").text
    (card,) = [part for part in page.split("<article") if "升级以前的结论：合规" in part]
    (item,) = re.findall(r'data-item="([^"]+)" data-version="0"', card)
    wang.post(f"{case}/checklist/{item}", {"verdict": "compliant", "seen": "0"})
    assert "升级以前的结论" not in wang.get(f"{case}/checklist").text


def test_a_case_is_upgraded_after_its_preview(wang, numbers, newer):
    page = f"/cases/{quote(numbers.inspected)}/catalogue?to={OWN}"
    shown = wang.get(page).text
    assert "请选择" in shown
    assert "计分有改动、已作答的检查项" in shown

    (version,) = re.findall(r'name="seen" value="(\d+)"', shown)
    day = {"occurred_on": "2026-03-25", "seen": version}
    refused = wang.post(page, {**day, "reason": "省里发布新版"})
    assert "请选择“沿用原结论”或“需重新回答”" in refused.text
    assert "省里发布新版" in refused.text

    given = {**day, "reason": "省里发布新版", "touched": "需重新回答"}
    done = wang.post(page, given)
    assert done.status_code == 303
    after = wang.get(f"/cases/{quote(numbers.inspected)}/catalogue").text
    assert "升级后需重新回答（1 项）" in after
    assert "原结论是合规" in after
    assert f"<strong>{OWN}</strong>" in after


def test_a_new_case_may_choose_its_catalogue(wang, newer, company_code):
    page = f"/enterprises/{company_code(1)}/checkups/new"
    assert "检查目录" in wang.get(page).text
    assert OWN in wang.get(page).text
