"""What the page of a case shows when the case is a check-up: progress, score with its reasons, findings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casework import Work, checkup
from casework.cases.models import Case
from casework.checkup.models import Visit


@dataclass(frozen=True, slots=True)
class Panel:
    """The state of a check-up in a few numbers, each explained."""

    total: int
    answered: int
    headline: str
    explanation: tuple[str, ...]
    score: Mapping[str, Any]  #: as ``Score.to_dict``
    findings: int
    red_lines: int
    visits: Sequence[Visit]


def panel(work: Work, case: Case) -> Panel | None:
    """Return the panel of a check-up; None for a case of another kind."""
    if case.kind != "checkup":
        return None
    rows = checkup.items(work, case)
    score = checkup.score(work, case)
    found = checkup.findings(work, case)
    headline, *explanation = score.explain().splitlines()
    return Panel(
        total=len(rows),
        answered=sum(given is not None for _item, given in rows),
        headline=headline,
        explanation=tuple(explanation),
        score=score.to_dict(),
        findings=len(found),
        red_lines=sum(row.red_line for row in found),
        visits=checkup.visits_of(work, case),
    )
