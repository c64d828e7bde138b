"""The table of the report that sets it beside the company's check-up before."""

from collections.abc import Iterator
from typing import Any

from casework.cases.models import Case
from casework.cases.work import Work
from casework.checkup.context.parts import chinese
from casework.checkup.history.change import Change, Line
from casework.checkup.history.comparison import Comparison, Side, compare

_NOTHING = "—"
#: So many codes are named in a cell; how many there are is said anyway.
_NAMED_MOST = 12


def compared(work: Work, case: Case) -> list[dict[str, Any]]:
    """Return the rows 项目, 上次, 本次; none where the company has no earlier signed report."""
    found = compare(work, case)
    if found is None:
        return []
    rows = [*_figures(found), *_changes(found)]
    return [{"项目": name, "上次": then, "本次": now} for name, then, now in rows]


def _figures(found: Comparison) -> Iterator[tuple[str, str, str]]:
    then, now = found.then.figures, found.now.figures
    yield (
        "报告日期",
        chinese(found.then.day),
        chinese(found.now.day) if found.now.issued else "本报告",
    )
    yield "等级", then.grade or "未评", now.grade or "未评"
    yield "得分", then.score or "未计分", now.score or "未计分"
    yield "覆盖率", then.coverage, now.coverage
    yield "不合规项数", str(then.non_compliant), str(now.non_compliant)
    if found.remarks_of_scope:
        titles = {found.then.catalogue, found.now.catalogue}
        named = [f"《{one.catalogue}》" * (len(titles) > 1) for one in (found.then, found.now)]
        yield "检查口径（两次不同）", named[0] + _asked(found.then), named[1] + _asked(found.now)
        if found.same_items:
            count, before, after = found.same_items
            yield f"只按两次都有结论的{count}项计算的得分", before, after


def _asked(side: Side) -> str:
    return f"{side.version}版目录，{side.asked}项"


def _changes(found: Comparison) -> Iterator[tuple[str, str, str]]:
    named = {
        Change.NEW: "新增的问题",
        Change.AGAIN: "重复的问题",
        Change.WORSE: "重复并加重的问题",
        Change.MENDED: "已改的问题",
        Change.UNSEEN: "上次的问题，本次未查",
    }
    for kind, name in named.items():
        lines = [line for line in found.lines if line.change is kind]
        if lines:
            why = kind is Change.WORSE
            yield name, _codes(lines, then=True), _codes(lines, then=False, why=why)


def _codes(lines: list[Line], *, then: bool, why: bool = False) -> str:
    told = []
    for line in lines:
        code = line.then if then else line.now
        if code is not None:
            reasons = (
                f"（{'，'.join(line.reasons)}）" if why else "（可能相同）" if line.maybe else ""
            )
            told.append(f"{code}{reasons}")
    if not told:
        return _NOTHING
    more = "等" if len(told) > _NAMED_MOST else ""
    return f"{len(told)}项：{'、'.join(told[:_NAMED_MOST])}{more}"
