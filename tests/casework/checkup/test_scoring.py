import json
from dataclasses import replace
from fractions import Fraction

import pytest

from casework.checkup.scoring import Grade, score
from casework.checkup.scoring import report as scoring_report
from casework.checkup.verdict import Verdict
from casework.errors import InputError

V = Verdict
IDS = {"高": "LC-05-01", "中": "LC-01-03", "低": "LC-02-01"}


def several(catalogue, risk, count):
    """Return the first *count* items of that risk."""
    return [item for item in catalogue.items.values() if item.risk == risk][:count]


def of(answered, pairs):
    """Return items and answers from (items, verdict) pairs."""
    items = [item for group, _ in pairs for item in group]
    return items, {item.id: answered(verdict) for group, verdict in pairs for item in group}


@pytest.fixture
def example(catalogue, answered):
    """Return the worked example of law-checkup 6.2: high 不合规, middle 部分合规, low 合规."""
    items = [catalogue.items[IDS[risk]] for risk in "高中低"]
    verdicts = (V.NON_COMPLIANT, V.PARTIAL, V.COMPLIANT)
    return score(items, {item.id: answered(v) for item, v in zip(items, verdicts, strict=True)})


def test_the_worked_example_scores_27_8_and_is_red(example):
    assert example.value == Fraction(100 * 5, 18)
    assert example.to_dict()["score"] == "27.8"
    assert (example.coverage, example.grade) == (1, Grade.RED)
    assert len(example.high_risk) == 1


def test_the_explanation_shows_where_each_number_comes_from(example):
    text = example.explain()
    assert (
        "27.8分＝100×（合规1项权重1×1＋部分合规1项权重3×0.5＋不合规1项权重5×0）÷已判定权重9" in text
    )
    assert "100%＝已判定权重9÷适用权重9" in text
    assert "按得分：27.8分，低于60→红（重大）" in text
    assert "按高风险不合规：1项（LC-05-01 标准工时与加班上限）→蓝（一般）" in text


def test_a_report_says_the_same_in_three_lines_without_names_of_rules(example):
    points, coverage, grade = scoring_report.lines(example)
    assert points.endswith("；2.5÷9×100＝27.8分。")
    assert coverage == (
        "覆盖率：已判定的分数÷适用的分数，9÷9＝100%；低于80%时只作初步结论，不评等级。"
    )
    assert grade == (
        "等级：得分27.8分为红色（不满60分）；高风险不合规1项为蓝色"
        "（1至2项；部分合规不计入，目录外发现计入）；未触发红线；取最差者，为红色。"
    )
    assert "PRAC" not in points + coverage + grade


def test_below_the_least_coverage_the_report_says_that_there_is_no_grade(catalogue, answered):
    items, answers = of(
        answered,
        [(several(catalogue, "高", 2), V.UNVERIFIED), (several(catalogue, "低", 1), V.COMPLIANT)],
    )
    *_, grade = scoring_report.lines(score(items, answers))
    assert grade.startswith("等级：覆盖率不足，不评等级；高风险不合规0项")


@pytest.mark.parametrize(
    ("compliant", "failing", "grade"),
    [(9, 1, Grade.GREEN), (89, 11, Grade.BLUE), (3, 1, Grade.BLUE), (74, 26, Grade.YELLOW),
     (3, 2, Grade.YELLOW), (59, 41, Grade.RED), (1, 0, Grade.GREEN), (0, 1, Grade.RED)],
)  # fmt: skip
def test_a_floor_itself_is_enough_and_a_point_below_is_not(
    catalogue, answered, compliant, failing, grade
):
    # Weights are only 5, 3, 1; copies of one low-risk item give any ratio.
    low = catalogue.items[IDS["低"]]
    items = [replace(low, id=f"X-{n}") for n in range(compliant + failing)]
    given = {
        item.id: answered(V.COMPLIANT if n < compliant else V.NON_COMPLIANT)
        for n, item in enumerate(items)
    }
    assert score(items, given).grade is grade


def test_the_unrounded_score_decides_and_the_printed_one_does_not_hide_it(catalogue, answered):
    low = catalogue.items[IDS["低"]]
    items = [replace(low, id=f"X-{n}") for n in range(3000)]
    # 8999 and a half of 10000 in the sum: 89.98…, which one decimal would print as 90.
    given = {
        item.id: answered(V.COMPLIANT if n < 2699 else V.NON_COMPLIANT)
        for n, item in enumerate(items)
    }
    result = score(items, given)
    assert result.grade is Grade.BLUE
    assert "得分89.97分" in result.headline()


@pytest.mark.parametrize(
    ("count", "grade"),
    [
        (0, "GREEN"),
        (1, "BLUE"),
        (2, "BLUE"),
        (3, "YELLOW"),
        (4, "YELLOW"),
        (5, "YELLOW"),
        (6, "RED"),
    ],
)
def test_the_number_of_high_risk_items_not_complied_with_bounds_the_grade(
    catalogue, answered, count, grade
):
    high, rest = several(catalogue, "高", count), several(catalogue, "中", 62) * 40
    rest = [replace(item, id=f"{item.id}-{n}") for n, item in enumerate(rest)]
    items, given = of(answered, [(high, V.NON_COMPLIANT), (rest, V.COMPLIANT)])
    result = score(items, given)
    assert result.value > 90
    assert result.grade is Grade[grade]


def test_a_high_risk_item_partly_complied_with_is_not_counted_as_not_complied_with(
    catalogue, answered
):
    items, given = of(answered, [(several(catalogue, "高", 8), V.PARTIAL)])
    assert score(items, given).high_risk == ()


@pytest.mark.parametrize(
    ("unverified", "preliminary"), [(0, False), (2, False), (3, True), (10, True)]
)
def test_a_coverage_of_just_four_fifths_still_gives_a_grade(
    catalogue, answered, unverified, preliminary
):
    low = several(catalogue, "低", 10)
    items, given = of(answered, [(low[unverified:], V.COMPLIANT), (low[:unverified], V.UNVERIFIED)])
    result = score(items, given)
    assert result.coverage == Fraction(10 - unverified, 10)
    assert (result.preliminary, result.grade is None) == (preliminary, preliminary)
    assert ("不出等级" in result.headline()) == preliminary


def test_what_does_not_apply_is_nowhere_and_what_is_unanswered_is_in_the_coverage(
    catalogue, answered
):
    low = several(catalogue, "低", 10)
    _, given = of(answered, [(low[:4], V.COMPLIANT), (low[4:8], V.NOT_APPLICABLE)])
    result = score(low, given)
    assert result.value == 100
    assert result.coverage == Fraction(4, 6)
    assert "不适用4项不计；未能核实0项、未作答2项计入分母" in result.explain()


def test_a_confirmed_red_line_is_red_and_is_shown_at_any_coverage(catalogue, answered):
    red = catalogue.items["LC-06-01"]
    items, given = of(answered, [(several(catalogue, "低", 10), V.COMPLIANT)])
    given[red.id] = answered(V.PARTIAL, red_line_confirmed=True)
    assert score([*items, red], given).grade is Grade.RED
    few = score(list(catalogue.items.values()), given)
    assert few.grade is None
    assert "初步结论" in few.headline()
    assert "已触发红线：LC-06-01 工资按时足额支付，须立即处理" in few.headline()


def test_a_red_line_that_nobody_confirmed_is_none(catalogue, answered):
    items = [catalogue.items["LC-06-01"]]
    assert score(items, {"LC-06-01": answered(V.COMPLIANT)}).grade is Grade.GREEN


@pytest.mark.parametrize(
    ("item_id", "verdict", "counts", "sentence"),
    [("LC-06-01", V.COMPLIANT, True, "结论却是“合规”"), ("LC-06-01", None, True, "结论却是“未作答”"),
     ("LC-05-01", V.NON_COMPLIANT, False, "不属红线检查项"), ("LC-06-01", V.PARTIAL, True, "")],
)  # fmt: skip
def test_a_red_line_that_contradicts_the_answer_is_said(
    catalogue, answered, item_id, verdict, counts, sentence
):
    result = score(
        [catalogue.items[item_id]], {item_id: answered(verdict, red_line_confirmed=True)}
    )
    assert bool(result.red_lines) is counts
    assert sentence in "".join(result.contradictions)
    assert bool(result.contradictions) is bool(sentence)


def test_a_free_finding_leaves_the_points_alone_but_counts_as_high_risk_or_red(
    catalogue, answered, extra
):
    items, given = of(answered, [(several(catalogue, "低", 10), V.COMPLIANT)])
    assert score(items, given, free=[extra(risk="中")]).grade is Grade.GREEN
    counted = score(items, given, free=[extra()])
    assert (counted.value, counted.grade, counted.high_risk) == (
        100,
        Grade.BLUE,
        ("自由发现“宿舍内为电动车充电”",),
    )
    assert score(items, given, free=[extra(risk="低", red_line_confirmed=True)]).grade is Grade.RED


def test_a_grade_is_moved_one_step_with_reason_and_approver_and_the_computed_one_stays(example):
    moved = example.adjusted(Grade.YELLOW, reason="已当场补发", approver="法律部 钱某")
    assert (moved.grade, moved.computed_grade, moved.value) == (
        Grade.YELLOW,
        Grade.RED,
        example.value,
    )
    assert "由红（重大）调为黄（较大）；理由：已当场补发；审批人：法律部 钱某" in moved.explain()
    assert moved.to_dict()["adjustment"]["to"] == "yellow"


@pytest.mark.parametrize(
    ("to", "reason", "approver", "sentence"),
    [(Grade.BLUE, "x", "y", "只允许调整1档"), (Grade.RED, "x", "y", "不需要调整"),
     (Grade.YELLOW, " ", "y", "写明理由"), (Grade.YELLOW, "x", "", "写明审批人")],
)  # fmt: skip
def test_an_adjustment_that_is_not_allowed_says_why(example, to, reason, approver, sentence):
    with pytest.raises(InputError, match=sentence):
        example.adjusted(to, reason=reason, approver=approver)


def test_nobody_adjusts_a_red_line_away_or_a_preliminary_result(catalogue, answered, extra):
    items, given = of(answered, [(several(catalogue, "低", 10), V.COMPLIANT)])
    red = score(items, given, free=[extra(red_line_confirmed=True)])
    with pytest.raises(InputError, match="红线尚在"):
        red.adjusted(Grade.YELLOW, reason="x", approver="y")
    with pytest.raises(InputError, match="初步结论"):
        score(items, {}).adjusted(Grade.YELLOW, reason="x", approver="y")


def test_nothing_to_check_and_nothing_judged_are_no_error(catalogue, answered):
    assert score([], {}).headline() == "尚无可计分的检查项，覆盖率0%，不出等级。"
    items, given = of(answered, [(several(catalogue, "低", 3), V.NOT_APPLICABLE)])
    assert "没有适用的检查项" in score(items, given).explain()


def test_the_outcome_is_json(example, catalogue, answered):
    data = json.loads(json.dumps(example.to_dict()))
    assert (data["score_exact"], data["grade"], data["coverage"]) == ("250/9", "red", "100%")
    assert [domain["score"] for domain in data["domains"]] == ["0", "50", "100"]
    assert data["counts"]["unanswered"] == 0
