"""The numbers of what happened in the period, whenever the report was signed: re-visits, escalations."""

from collections.abc import Iterator, Sequence

from casework.cases.history import Standing
from casework.checkup.figures.figure import Figure, counted, split
from casework.checkup.figures.scope import Examined, Period


def of_steps(all_: Sequence[Examined], period: Period) -> Iterator[Figure]:
    """Yield how often companies were visited again and cases escalated in the period."""
    again = [
        (
            str(step.facts.get("method") or "未登记"),
            f"{one.number} 第{round_}次（{step.occurred_on}）",
        )
        for one in all_
        for round_, step in enumerate(_rechecks(one), start=1)
        if step.occurred_on in period
    ]
    how = "期间内开始的复检，一次算一次，不论报告何时签发。"
    yield counted("rechecks", "复检回访", "次", [row for _, row in again], how, split(again))
    raised = [
        one.number
        for one in all_
        if any(step.step == "escalate" and step.occurred_on in period for step in one.steps)
    ]
    yield counted("escalations", "升级处理", "件", raised, "期间内转劳动法律监督程序处理的案件。")


def _rechecks(one: Examined) -> list[Standing]:
    return [step for step in one.steps if step.step == "start_recheck"]
