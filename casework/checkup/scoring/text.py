"""A score in words: the headline, the explanation of every number, and the JSON of both."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from casework.checkup.scoring.scheme import ScoringScheme
from casework.checkup.scoring.tally import Tally
from casework.checkup.verdict import Verdict

if TYPE_CHECKING:  # scoring imports this module
    from casework.checkup.scoring import Score

_PLACES_MOST = 12


def decimal(value: Fraction, places: int = 1) -> str:
    """Return *value* (not negative) rounded half up to *places*, without needless zeros."""
    scale = 10**places
    whole, part = divmod((value * scale * 2 + 1) // 2, scale)
    digits = f"{part:0{places}d}".rstrip("0") if places else ""
    return f"{whole}.{digits}" if digits else str(whole)


def points(value: Fraction, scheme: ScoringScheme) -> str:
    """Return a score for print: one decimal, or as many as show on which side of a floor it is."""
    floors = [floor for floor in scheme.floors if value < floor]
    for places in range(1, _PLACES_MOST):
        text = decimal(value, places)
        if all(Fraction(text) < floor for floor in floors):
            return text
    return f"不足{min(floors)}"


def percent(value: Fraction, least: Fraction) -> str:
    """Return a share as a percentage: one decimal, or as many as show that it misses *least*."""
    for places in range(1, _PLACES_MOST):
        text = decimal(value * 100, places)
        if (Fraction(text) < least * 100) == (value < least):
            return f"{text}%"
    return f"不足{decimal(least * 100)}%"


def headline(score: "Score") -> str:
    """Return the outcome in one sentence."""
    coverage = percent(score.coverage, score.scheme.coverage_min)
    red = f"；已触发红线：{'、'.join(score.red_lines)}，须立即处理" if score.red_lines else ""
    if score.value is None:
        return f"尚无可计分的检查项，覆盖率{coverage}，不出等级{red}。"
    shown = points(score.value, score.scheme)
    if score.grade is None:
        least = percent(score.scheme.coverage_min, score.scheme.coverage_min)
        return f"初步结论：得分{shown}分，覆盖率{coverage}，低于{least}，不出等级{red}。"
    by_hand = "（人工调整）" if score.adjustment else ""
    return f"等级{score.grade.label}{by_hand}，得分{shown}分，覆盖率{coverage}{red}。"


def explanation(score: "Score") -> Iterator[str]:
    """Yield the lines of the explanation."""
    yield headline(score)
    yield from summary(score)
    yield "各领域："
    for domain in score.domains:
        yield f"{domain.name}：{_sum(domain, score.scheme)}"
    if score.contradictions:
        yield "须更正的矛盾："
        yield from score.contradictions


def summary(score: "Score") -> Iterator[str]:
    """Yield how score, coverage and grade came about, without the domains: what a report prints."""
    yield "本评分为工会内部评价口径（规则 PRAC-CHK-25 至 34），不是行政评级。"
    yield f"得分：{_sum(score.total, score.scheme)}"
    yield f"覆盖率：{_coverage(score.total, score.scheme)}"
    yield f"等级：{''.join(_grade(score))}"


def _sum(tally: Tally, scheme: ScoringScheme) -> str:
    if tally.score is None:
        return "尚无已判定的检查项，不计分。"
    parts = []
    for verdict, credit in scheme.credits.items():
        count, weight = tally.counts[verdict], tally.weight(verdict)
        if count:
            parts.append(f"{verdict.label}{count}项权重{decimal(weight)}×{decimal(credit, 2)}")
    plain = sum((tally.weight(kind) * part for kind, part in scheme.credits.items()), Fraction(0))
    if tally.earned != plain:
        count = sum(line.spread for line in tally.lines)
        parts.append(f"涉及面修正{count}项{decimal(tally.earned - plain, 2)}")
    shown = points(tally.score, scheme)
    return f"{shown}分＝100×（{'＋'.join(parts)}）÷已判定权重{decimal(tally.judged)}。"


def _coverage(tally: Tally, scheme: ScoringScheme) -> str:
    counts = tally.counts
    aside = f"不适用{counts[Verdict.NOT_APPLICABLE]}项不计"
    below = f"未能核实{counts[Verdict.UNVERIFIED]}项、未作答{counts[None]}项计入分母"
    if tally.coverage is None:
        return f"没有适用的检查项（{aside}）。"
    shown = percent(tally.coverage, scheme.coverage_min)
    weights = f"已判定权重{decimal(tally.judged)}÷适用权重{decimal(tally.applicable)}"
    return f"{shown}＝{weights}（{aside}；{below}）。"


def _grade(score: "Score") -> Iterator[str]:
    scheme, value = score.scheme, score.value
    named = f"（{'；'.join(score.high_risk)}）" if score.high_risk else ""
    count = len(score.high_risk)
    lines = "；".join(score.red_lines)
    red = f"已确认{len(score.red_lines)}项（{lines}），须立即处理" if lines else "无"
    if value is None or score.computed_grade is None:
        least = percent(scheme.coverage_min, scheme.coverage_min)
        yield f"覆盖率低于{least}，只出初步结论，不出等级。"
        yield f"高风险不合规：{count}项{named}。"
        yield f"红线：{red}。"
        return
    yield f"取下列最差者为{score.computed_grade.label}。"
    by_score = scheme.grade_of_score(value).label
    yield f"按得分：{points(value, scheme)}分，{_band(value, scheme)}→{by_score}。"
    yield f"按高风险不合规：{count}项{named}→{scheme.grade_of_high_risk(count).label}。"
    yield f"红线：{red}{'→红（重大）' if score.red_lines else ''}。"
    if score.adjustment:
        moved = score.adjustment
        yield (
            f"人工调整：由{score.computed_grade.label}调为{moved.to.label}；"
            f"理由：{moved.reason}；审批人：{moved.approver}；原始得分和计算等级保留。"
        )


def _band(value: Fraction, scheme: ScoringScheme) -> str:
    """Say between which floors an unrounded score lies."""
    above = [floor for floor in scheme.floors if value < floor]
    reached = [floor for floor in scheme.floors if value >= floor]
    parts = [f"达到{decimal(max(reached))}"] if reached else []
    parts += [f"低于{decimal(min(above))}"] if above else []
    return "、".join(parts)


def as_dict(score: "Score") -> dict[str, object]:
    """Return the outcome as JSON-ready values."""
    return {
        **_tally_dict(score.total, score.scheme),
        "headline": headline(score),
        "preliminary": score.preliminary,
        "grade": score.grade and score.grade.value,
        "grade_label": score.grade and score.grade.label,
        "computed_grade": score.computed_grade and score.computed_grade.value,
        "high_risk": list(score.high_risk),
        "red_lines": list(score.red_lines),
        "contradictions": list(score.contradictions),
        "adjustment": score.adjustment
        and {
            "to": score.adjustment.to.value,
            "reason": score.adjustment.reason,
            "approver": score.adjustment.approver,
        },
        "domains": [
            {"domain": domain.name, **_tally_dict(domain, score.scheme)} for domain in score.domains
        ],
    }


def _tally_dict(tally: Tally, scheme: ScoringScheme) -> dict[str, object]:
    exact, coverage = tally.score, tally.coverage
    return {
        "score": None if exact is None else points(exact, scheme),
        "score_exact": None if exact is None else str(exact),
        "coverage": None if coverage is None else percent(coverage, scheme.coverage_min),
        "coverage_exact": None if coverage is None else str(coverage),
        "counts": {verdict.value: tally.counts[verdict] for verdict in Verdict}
        | {"unanswered": tally.counts[None]},
    }
