"""How the score came about, in the three lines a report prints: points, coverage, grade."""

from collections.abc import Iterator
from fractions import Fraction

from casework.checkup.scoring import Grade, Score, ScoringScheme
from casework.checkup.scoring.text import decimal, percent, points

_COLOURS = {
    Grade.GREEN: "绿色",
    Grade.BLUE: "蓝色",
    Grade.YELLOW: "黄色",
    Grade.RED: "红色",
}


def lines(score: Score) -> Iterator[str]:
    """Yield 得分, 覆盖率 and 等级, each with the numbers it is made of."""
    yield f"得分：{_points(score)}"
    yield f"覆盖率：{_coverage(score)}"
    yield f"等级：{_grade(score)}"
    if score.adjustment and score.computed_grade:
        moved = score.adjustment
        yield (
            f"人工调整：由{score.computed_grade.label}调为{moved.to.label}；"
            f"理由：{moved.reason}；审批人：{moved.approver}。"
        )


def _points(score: Score) -> str:
    scheme, total = score.scheme, score.total
    weights = "、".join(decimal(weight) for weight in scheme.weights)
    credits_ = "、".join(decimal(credit, 2) for credit in scheme.credit)
    rule = (
        f"检查项按风险高、中、低分别计{weights}分，合规、部分合规、不合规分别按{credits_}倍得分，"
        "不适用、未能核实的不计"
    )
    if total.score is None:
        return f"{rule}；尚无已判定的检查项，不计分。"
    made = (
        f"{decimal(total.earned, 2)}÷{decimal(total.judged)}×100＝{points(total.score, scheme)}分"
    )
    return f"{rule}；{made}。"


def _coverage(score: Score) -> str:
    least = percent(score.scheme.coverage_min, score.scheme.coverage_min)
    total = score.total
    if total.coverage is None:
        return "没有适用的检查项。"
    made = f"{decimal(total.judged)}÷{decimal(total.applicable)}＝{percent(total.coverage, score.scheme.coverage_min)}"
    return f"已判定的分数÷适用的分数，{made}；低于{least}时只作初步结论，不评等级。"


def _grade(score: Score) -> str:
    scheme, value, count = score.scheme, score.value, len(score.high_risk)
    counted = "部分合规不计入，目录外发现计入"
    lines_ = f"触发红线{len(score.red_lines)}项" if score.red_lines else "未触发红线"
    if value is None or score.computed_grade is None:
        return f"覆盖率不足，不评等级；高风险不合规{count}项（{counted}），{lines_}。"
    by_points, by_count = scheme.grade_of_score(value), scheme.grade_of_high_risk(count)
    red = f"{lines_}为红色" if score.red_lines else lines_
    return (
        f"得分{points(value, scheme)}分为{_COLOURS[by_points]}（{_band(value, scheme)}）；"
        f"高风险不合规{count}项为{_COLOURS[by_count]}（{_range(count, scheme)}；{counted}）；"
        f"{red}；取最差者，为{_COLOURS[score.computed_grade]}。"
    )


def _band(value: Fraction, scheme: ScoringScheme) -> str:
    """Return 75分以上不满90分 for a score between these floors."""
    above = [floor for floor in scheme.floors if value < floor]
    reached = [floor for floor in scheme.floors if value >= floor]
    low = f"{decimal(max(reached))}分以上" if reached else ""
    high = f"不满{decimal(min(above))}分" if above else ""
    return low + high


def _range(count: int, scheme: ScoringScheme) -> str:
    """Return 3至5项 for the numbers that make the same grade."""
    most = [limit for limit in scheme.high_risk_max if count <= limit]
    passed = [limit for limit in scheme.high_risk_max if count > limit]
    least = max(passed) + 1 if passed else 0
    if not most:
        return f"{least}项以上"
    return f"{least}项" if least == min(most) else f"{least}至{min(most)}项"
