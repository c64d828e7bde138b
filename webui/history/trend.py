"""The scores of a company's check-ups as a small picture that stands beside the table.

Plain SVG with presentation attributes only, so that a strict content security policy passes it. It says
nothing that the table does not also say.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import pairwise

from casework.checkup.history.record import EnterpriseHistory
from casework.law.days import show_day

_WIDTH, _HEIGHT = 480, 200
#: Room at the left for the scale, right, top and bottom.
_LEFT, _RIGHT, _TOP, _BOTTOM = 36, 44, 26, 34
_FULL = 100
_MARKS = (0, 50, 100)
_FONT = "system-ui, 'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
_COLOURS = {"红": "#a3211b", "黄": "#d9a51c", "蓝": "#3a74b0", "绿": "#3c8a57", "": "#8793a3"}


@dataclass(frozen=True, slots=True)
class _Point:
    """A check-up with a score: where it stands in the picture."""

    x: float
    y: float
    score: str
    grade: str
    day: date


def trend(told: EnterpriseHistory) -> str:
    """Return the picture as one ``<svg>`` element; "" with fewer than two scored reports."""
    scored = [
        (one.day, one.figures.score, one.figures.grade)
        for one in reversed(told.checkups)
        if one.figures is not None and one.figures.score
    ]
    points = list(_points(scored))
    if len(points) < 2:  # noqa: PLR2004 - one point is no course
        return ""
    said = "、".join(f"{show_day(one.day)}{one.score}分" for one in points)
    return "".join([
        (f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}" role="img" '
        f'aria-label="{escape(said)}" font-family="{escape(_FONT)}" font-size="12">'),
        *_scale(),
        *_course(points),
        "</svg>",
    ])  # fmt: skip


def _points(scored: Sequence[tuple[date, str, str]]) -> Iterator[_Point]:
    step = (_WIDTH - _LEFT - _RIGHT) / max(len(scored) - 1, 1)
    for place, (day, score, grade) in enumerate(scored):
        try:
            value = float(score)
        except ValueError:  # 不足60: the report says on which side of a floor it is, and no number
            continue
        yield _Point(_LEFT + place * step, _height(value), score, grade, day)


def _height(score: float) -> float:
    return _TOP + (_HEIGHT - _TOP - _BOTTOM) * (1 - score / _FULL)


def _scale() -> Iterator[str]:
    for mark in _MARKS:
        y = _height(mark)
        yield (
            f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{_WIDTH - 8}" y2="{y:.1f}" stroke="#d5dbe3"/>'
            f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end" fill="#4d5a69">{mark}</text>'
        )


def _course(points: Sequence[_Point]) -> Iterator[str]:
    for one, two in pairwise(points):
        yield (
            f'<line x1="{one.x:.1f}" y1="{one.y:.1f}" x2="{two.x:.1f}" y2="{two.y:.1f}" '
            'stroke="#8793a3" stroke-width="2"/>'
        )
    for one in points:
        grade = f"，{one.grade}" if one.grade else ""
        yield (
            f"<g><title>{show_day(one.day)}：{escape(one.score)}分{grade}</title>"
            f'<circle cx="{one.x:.1f}" cy="{one.y:.1f}" r="6" fill="{_COLOURS[one.grade]}"/>'
            f'<text x="{one.x:.1f}" y="{one.y - 11:.1f}" text-anchor="middle" fill="#1c2530">'
            f"{escape(one.score)}{escape(one.grade)}</text>"
            f'<text x="{one.x:.1f}" y="{_HEIGHT - 12}" text-anchor="middle" fill="#4d5a69">'
            f"{one.day:%Y-%m}</text></g>"
        )
