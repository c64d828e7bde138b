"""How a check-up is graded: points, coverage, grade, each number with its explanation.

The method is an internal one (law-checkup 6.2), not law. All arithmetic is exact (``Fraction``);
grades are taken from unrounded scores and only printing rounds.

What the reference leaves open is decided here:

* An item without an answer is treated like 未能核实: no points, but in what coverage is taken of.
* Below the least coverage there is no grade, only 初步结论; a red line is shown all the same.
* A free finding (outside the catalogue) has no weight and leaves points and coverage alone. Of
  high risk, it counts among the high-risk ones not complied with; with a confirmed red line it
  makes red.
* 高风险不合规 counts 不合规 only, not 部分合规.
* A person may move the grade one step, but not out of red while a red line stands.
* A red line confirmed beside a verdict that is no fault still counts and is listed as a
  contradiction; confirmed for an item that has none, it is listed and does not count.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Protocol

from casework.checkup.catalogue.items import Item, Risk
from casework.checkup.scoring import text as scoring_text
from casework.checkup.scoring.scheme import Grade, ScoringScheme
from casework.checkup.scoring.tally import Line, Tally
from casework.checkup.verdict import Verdict
from casework.errors import InputError, Problem

__all__ = ["Adjustment", "AnswerLike", "FreeFindingLike", "Grade", "Line", "Score", "ScoringScheme",
           "Tally", "contradiction", "score"]  # fmt: skip


class AnswerLike(Protocol):
    """What scoring needs of an answer."""

    @property
    def verdict(self) -> str | None:
        """A value of ``Verdict``; ``None`` while nothing is answered."""

    @property
    def red_line_confirmed(self) -> bool:
        """Whether a person confirmed the facts of ``red_line_when``."""

    @property
    def workers_affected(self) -> int | None:
        """Persons, for the optional correction by spread."""


class FreeFindingLike(Protocol):
    """What scoring needs of a finding outside the catalogue."""

    @property
    def title(self) -> str:
        """Named in the explanation."""

    @property
    def risk(self) -> str:
        """高 counts among the high-risk ones."""

    @property
    def red_line_confirmed(self) -> bool:
        """A confirmed one makes red."""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A grade moved by a person; the computed one is kept beside it."""

    to: Grade
    reason: str
    approver: str


@dataclass(frozen=True, slots=True)
class Score:
    """The outcome of a check-up, with everything needed to explain it."""

    scheme: ScoringScheme
    total: Tally
    domains: tuple[Tally, ...]  #: in the order of the items
    high_risk: tuple[str, ...]  #: what counts as high-risk and not complied with, named
    red_lines: tuple[str, ...]  #: confirmed red lines, named
    contradictions: tuple[str, ...]  #: sentences about answers that contradict themselves
    adjustment: Adjustment | None = None

    @property
    def value(self) -> Fraction | None:
        """The total score, 0 to 100, unrounded."""
        return self.total.score

    @property
    def coverage(self) -> Fraction:
        """Judged weight of applicable weight; 0 when nothing applies."""
        return self.total.coverage or Fraction(0)

    @property
    def preliminary(self) -> bool:
        """Whether this is only a 初步结论: coverage below the least one."""
        return self.value is None or self.coverage < self.scheme.coverage_min

    @property
    def computed_grade(self) -> Grade | None:
        """The worst of score, high-risk count and red line; ``None`` for a 初步结论."""
        if self.value is None or self.preliminary:
            return None
        if self.red_lines:
            return Grade.RED
        grades = (
            self.scheme.grade_of_score(self.value),
            self.scheme.grade_of_high_risk(len(self.high_risk)),
        )
        return max(grades, key=lambda grade: grade.rank)

    @property
    def grade(self) -> Grade | None:
        """The grade of the report: the adjusted one if there is an adjustment."""
        return self.adjustment.to if self.adjustment else self.computed_grade

    def adjusted(self, to: Grade, *, reason: str, approver: str) -> "Score":
        """Return the score with the grade moved by a person; points stay as computed.

        Raises:
            InputError: no grade yet, too many steps, a standing red line, no reason or approver.
        """
        problems = list(_adjustment_problems(self, to, reason, approver))
        if problems:
            raise InputError(problems)
        return replace(self, adjustment=Adjustment(to, reason.strip(), approver.strip()))

    def headline(self) -> str:
        """Return the outcome in one sentence."""
        return scoring_text.headline(self)

    def explain(self) -> str:
        """Return how each number came about, in Chinese, a line each."""
        return "\n".join(scoring_text.explanation(self))

    def to_dict(self) -> dict[str, object]:
        """Return the outcome as JSON-ready values: numbers as printed, exact ones as fractions."""
        return scoring_text.as_dict(self)


def score(
    items: Sequence[Item],
    answers: Mapping[str, AnswerLike],
    *,
    free: Iterable[FreeFindingLike] = (),
    scheme: ScoringScheme | None = None,
    headcount: int | None = None,
) -> Score:
    """Return the score of the tailored *items* under the *answers* by item id.

    *free* are findings outside the catalogue. *headcount* (persons in the enterprise) matters only
    when the scheme corrects by spread. Answers to items that are not among *items* are left aside.
    """
    scheme = scheme or ScoringScheme()
    free = tuple(free)
    lines = tuple(_line(item, answers.get(item.id), scheme, headcount) for item in items)
    names = tuple(dict.fromkeys(item.domain for item in items))
    return Score(
        scheme=scheme,
        total=Tally("总计", lines),
        domains=tuple(
            Tally(name, tuple(line for line in lines if line.item.domain == name)) for name in names
        ),
        high_risk=tuple(_high_risk(lines, free)),
        red_lines=tuple(_red_lines(items, answers, free)),
        contradictions=tuple(
            said for item in items if (said := contradiction(item, answers.get(item.id)))
        ),
    )


def contradiction(item: Item, answer: AnswerLike | None) -> str | None:
    """Return the sentence about a red line that cannot be confirmed like this, or ``None``."""
    if answer is None or not answer.red_line_confirmed:
        return None
    if not item.red_line:
        return f"{item.id} 不属红线检查项，不能确认红线；确有红线事实的，请另列为自由发现。"
    verdict = _verdict(answer)
    if verdict is None or not verdict.faulty:
        shown = verdict.label if verdict else "未作答"
        return f"{item.id} 确认了红线，结论却是“{shown}”；请改结论，或者撤回红线确认。"
    return None


def _verdict(answer: AnswerLike | None) -> Verdict | None:
    return Verdict(answer.verdict) if answer and answer.verdict else None


def _line(
    item: Item, answer: AnswerLike | None, scheme: ScoringScheme, headcount: int | None
) -> Line:
    verdict = _verdict(answer)
    credit = scheme.credits.get(verdict) if verdict else None
    raised = False
    if answer and verdict is Verdict.NON_COMPLIANT and credit is not None:
        residual = scheme.spread_credit(item, answer.workers_affected, headcount)
        raised, credit = residual > credit, max(credit, residual)
    return Line(item, verdict, scheme.weight(item.risk), credit, raised)


def _high_risk(lines: Iterable[Line], free: Iterable[FreeFindingLike]) -> Iterator[str]:
    for line in lines:
        if line.item.risk is Risk.HIGH and line.verdict is Verdict.NON_COMPLIANT:
            yield f"{line.item.id} {line.item.title}"
    yield from (f"自由发现“{finding.title}”" for finding in free if finding.risk == Risk.HIGH)


def _red_lines(
    items: Iterable[Item], answers: Mapping[str, AnswerLike], free: Iterable[FreeFindingLike]
) -> Iterator[str]:
    for item in items:
        answer = answers.get(item.id)
        if answer and answer.red_line_confirmed and item.red_line:
            yield f"{item.id} {item.title}"
    yield from (f"自由发现“{finding.title}”" for finding in free if finding.red_line_confirmed)


def _adjustment_problems(score: Score, to: Grade, reason: str, approver: str) -> Iterator[Problem]:
    computed, most = score.computed_grade, score.scheme.adjust_max
    if computed is None:
        yield Problem("等级", "覆盖率不足，只有初步结论，没有可以调整的等级；请先补足核实。")
    elif to is computed:
        yield Problem("等级", f"计算等级已经是{computed.label}，不需要调整。")
    elif abs(to.rank - computed.rank) > most:
        said = f"只允许调整{most}档：计算等级是{computed.label}，不能直接调到{to.label}。"
        yield Problem("等级", said)
    elif score.red_lines:
        named = "；".join(score.red_lines)
        yield Problem("等级", f"红线尚在（{named}），不能调低；请先更正红线确认。")
    if not reason.strip():
        yield Problem("理由", "人工调整必须写明理由。")
    if not approver.strip():
        yield Problem("审批人", "人工调整必须写明审批人。")
