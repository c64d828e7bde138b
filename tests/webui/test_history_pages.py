"""The pages of what came before: reached by links, and the picture stands beside the table."""

from datetime import date
from urllib.parse import quote

import pytest

from casework.checkup.history.printed import Figures
from casework.checkup.history.record import Counts, EnterpriseHistory, Examined
from webui.history.trend import trend


def examined(day: str, score: str, grade: str) -> Examined:
    figures = Figures(grade, score, "96.2%", 3, printed=True)
    counts = Counts(1, 2, 0, 0, 1, 2)
    return Examined(
        "1", date.fromisoformat(day), True, "基础", "已签发", "云工", figures, counts, (), None
    )


def told(*rows: tuple[str, str, str]) -> EnterpriseHistory:
    return EnterpriseHistory("X", "企业", tuple(examined(*row) for row in reversed(rows)))


def test_the_course_of_the_scores_is_drawn_and_said() -> None:
    picture = trend(
        told(("2024-03-01", "55.0", "红"), ("2025-03-01", "66.0", "黄"), ("2026-03-01", "91", "绿"))
    )
    assert 'aria-label="2024年3月1日55.0分、2025年3月1日66.0分、2026年3月1日91分"' in picture
    assert picture.count("<circle") == 3
    assert "style" not in picture


@pytest.mark.parametrize(
    "rows",
    [
        (),
        (("2026-03-01", "91", "绿"),),
        (("2025-03-01", "不足60", "红"), ("2026-03-01", "91", "绿")),
    ],
)
def test_fewer_than_two_numbers_make_no_course(rows) -> None:
    assert trend(told(*rows)) == ""


def test_the_pages_are_reached_from_the_case_the_file_and_the_worklist(
    wang, numbers, company_code
) -> None:
    case = f"/cases/{quote(numbers.issued)}"
    assert f'href="{case}/compare"' in wang.get(case).text
    code = company_code(3)
    assert f'href="/enterprises/{code}/history"' in wang.get(f"/enterprises/{code}").text
    assert 'href="/repeats"' in wang.get("/").text


def test_a_first_check_up_has_nothing_to_be_compared_with(wang, numbers) -> None:
    assert "没有可以对比的" in wang.get(f"/cases/{numbers.issued}/compare").text


def test_another_companys_case_is_refused_with_a_sentence(wang, numbers) -> None:
    answer = wang.get(f"/cases/{numbers.issued}/compare?with={numbers.opened}")
    assert answer.status_code == 422
    assert "另一次体检" in answer.text


def test_the_file_lists_the_check_up_with_grade_and_findings(wang, company_code) -> None:
    page = wang.get(f"/enterprises/{company_code(3)}/history").text
    assert "云工法检〔2026〕3号" in page
    assert "没有可以对比" not in page


def test_repeats_by_something_unknown_are_refused_with_a_sentence(wang) -> None:
    answer = wang.get("/repeats?by=colour")
    assert answer.status_code == 422
    assert "同一集团" in answer.text


def test_the_statistics_say_of_each_number_what_was_counted(wang) -> None:
    page = wang.get("/statistics?from=2026-01-01&until=2026-12-31").text
    assert "体检报告" in page
    assert "1 份" in page
    assert "云工法检〔2026〕3号" in page
    assert 'href="/statistics"' in wang.get("/").text


def test_the_statistics_are_kept_to_a_role_and_a_sector(wang) -> None:
    period = "/statistics?from=2026-01-01&until=2026-12-31"
    kept = wang.get(f"{period}&role=合作用工企业&sector=快递").text
    assert "看得到的全部单位，合作用工企业，快递" in kept
    assert "<option selected>快递</option>" in kept
    assert "云工法检〔2026〕3号" in kept
    assert "云工法检〔2026〕3号" not in wang.get(f"{period}&sector=货运").text
    refused = wang.get(f"{period}&sector=快餐")
    assert (refused.status_code, "可选：外卖配送" in refused.text) == (422, True)


def test_a_period_that_cannot_be_read_or_ends_before_it_begins_is_refused(wang) -> None:
    for query, told in (("from=2026-02-30", "2月"), ("from=2026-03-01&until=2026-02-01", "请对调")):
        answer = wang.get(f"/statistics?{query}")
        assert answer.status_code == 422
        assert told in answer.text
