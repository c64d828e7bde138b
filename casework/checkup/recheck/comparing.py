"""The score then and now: the first answers scored as they were, and with the re-check's results.

Both by the scheme of the day of the report. The first answers are never written over:

* 已整改 makes an item 合规 and lifts its red line; 部分整改 makes it 部分合规, and its red line stands.
* 未整改, 有异议, 免除 and no result leave it as it was: a waiver puts nothing right.
* A free finding 已整改 counts no more; 部分整改 it is not among the high-risk ones (as 部分合规 is not),
  but its red line stands.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from casework.checkup.catalogue import Item
from casework.checkup.queries import Given
from casework.checkup.recheck.results import Result
from casework.checkup.scoring import AnswerLike, Score, ScoringScheme, score
from casework.checkup.verdict import Verdict


class FindingLike(Protocol):
    """What the comparison needs of a finding."""

    @property
    def number(self) -> int:
        """Its number in the case."""

    @property
    def code(self) -> str:
        """WT-07."""

    @property
    def item_id(self) -> str | None:
        """None: outside the catalogue."""

    @property
    def title(self) -> str:
        """As the report names it."""

    @property
    def risk(self) -> str:
        """高, 中 or 低."""

    @property
    def red_line_confirmed(self) -> bool:
        """Whether it is a red line."""


@dataclass(frozen=True, slots=True)
class Change:
    """A finding and what its result makes of it."""

    code: str
    item_id: str | None
    title: str
    before: str  #: the verdict as printed, or 目录外发现
    after: str
    result: Result | None
    why: str  #: a sentence


@dataclass(frozen=True, slots=True)
class Comparison:
    """The first score and that of the re-check, each with its explanation."""

    then: Score
    now: Score
    changes: tuple[Change, ...]  #: a line for each finding, in the order given

    def explain(self) -> str:
        """Return both scores line by line, and what each finding became, in Chinese."""
        told = [
            f"{one.code} {one.title}：{one.before}→{one.after}。{one.why}" for one in self.changes
        ]
        then, now = self.then.explain(), self.now.explain()
        return "\n".join(["【初检】", then, "【复检】", now, "【变化】", *(told or ["没有问题。"])])

    def to_dict(self) -> dict[str, object]:
        """Return both as JSON-ready values."""
        changes = [
            {"code": one.code, "item": one.item_id, "before": one.before, "after": one.after,
             "result": one.result and one.result.value}
            for one in self.changes
        ]  # fmt: skip
        return {"then": self.then.to_dict(), "now": self.now.to_dict(), "changes": changes}


@dataclass(frozen=True, slots=True)
class _Free:
    title: str
    risk: str
    red_line_confirmed: bool


def compared(
    items: Sequence[Item],
    answers: Mapping[str, AnswerLike],
    findings: Sequence[FindingLike],
    results: Mapping[int, Result],
    *,
    scheme: ScoringScheme,
    headcount: int | None = None,
) -> Comparison:
    """Return the score of *answers*, and that with the *results* by number of the finding applied."""
    free = [one for one in findings if one.item_id is None]
    then = score(items, answers, free=free, scheme=scheme, headcount=headcount)
    now = score(
        items,
        {**answers, **dict(_answers_now(answers, findings, results))},
        free=_free_now(free, results),
        scheme=scheme,
        headcount=headcount,
    )
    changes = tuple(_change(one, answers, results.get(one.number)) for one in findings)
    return Comparison(then, now, changes)


def _answers_now(
    answers: Mapping[str, AnswerLike],
    findings: Iterable[FindingLike],
    results: Mapping[int, Result],
) -> Iterator[tuple[str, AnswerLike]]:
    for one in findings:
        first = answers.get(one.item_id or "")
        if one.item_id is None or first is None:
            continue
        result = results.get(one.number)
        if result is Result.DONE:
            yield one.item_id, Given(Verdict.COMPLIANT, False, None)
        elif result is Result.PARTLY:
            red, affected = first.red_line_confirmed, first.workers_affected
            yield one.item_id, Given(Verdict.PARTIAL, red, affected)


def _free_now(free: Iterable[FindingLike], results: Mapping[int, Result]) -> Iterator[_Free]:
    for one in free:
        result = results.get(one.number)
        if result is not Result.DONE:
            risk = "" if result is Result.PARTLY else one.risk
            yield _Free(one.title, risk, one.red_line_confirmed)


def _change(one: FindingLike, answers: Mapping[str, AnswerLike], result: Result | None) -> Change:
    first = answers.get(one.item_id or "")
    before = Verdict(first.verdict).label if first and first.verdict else "目录外发现"
    after = {
        Result.DONE: Verdict.COMPLIANT.label if one.item_id else "不再计入",
        Result.PARTLY: Verdict.PARTIAL.label if one.item_id else "部分整改",
    }.get(result, before) if result else before  # fmt: skip
    why = _WHY[result] if result else "还没有复检结果，按初检计。"
    if one.red_line_confirmed:
        why += "红线解除。" if result is Result.DONE else "红线没有解除。"
    return Change(one.code, one.item_id, one.title, before, after, result, why)


_WHY = {
    Result.DONE: "复检核实已整改，按合规计。",
    Result.PARTLY: "复检核实部分整改，按部分合规计。",
    Result.NOT_DONE: "复检未见整改，按初检计。",
    Result.DISPUTED: "企业有异议，结论没有改变，按初检计。",
    Result.WAIVED: "已免除，不等于整改，按初检计。",
}
