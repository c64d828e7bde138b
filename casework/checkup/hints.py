"""What a lawyer should look at in an answer or a finding, typed, stored or returned in a sheet; it stops nothing."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from casework.checkup.wording.facts import lint_facts


class Told(Protocol):
    """What was found, as far as a hint looks at it."""

    @property
    def facts(self) -> str:
        """The facts in words."""

    @property
    def worker_forms(self) -> Sequence[str]:
        """The forms of employment concerned; none: all that the item is about."""

    @property
    def workers_affected(self) -> int | None:
        """How many are concerned."""


def hints_of(told: Told, workers: Mapping[str, int], concerned: Sequence[str]) -> tuple[str, ...]:
    """Return words a report should not use, and more workers affected than there are of these forms."""
    said = [f"事实描述里的“{hint.word}”：{hint.advice}。" for hint in lint_facts(told.facts)]
    most = sum(workers.get(form, 0) for form in told.worker_forms or concerned)
    if most and (told.workers_affected or 0) > most:
        said.append(f"涉及人数 {told.workers_affected} 多于这些劳动者的总数 {most}，请核对。")
    return tuple(said)
