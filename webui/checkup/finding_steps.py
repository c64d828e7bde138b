"""What may be done with a finding now: its own steps, open or grey with every reason."""

from dataclasses import dataclass

from casework import Work, cases
from casework.cases.view import table_of
from casework.checkup.models import Finding


@dataclass(frozen=True, slots=True)
class OwnSteps:
    """Where a finding is, and the steps its state allows."""

    state: str  #: in words
    ready: tuple[cases.StepView, ...]
    blocked: tuple[cases.StepView, ...]  #: something else than the state stands against them


def of_finding(work: Work, row: Finding) -> OwnSteps:
    """Return the steps of a finding that a person takes; what follows from its case is left out."""
    table = table_of(work, row)
    found = [one for one in cases.steps(work, row) if one.here and not table.steps[one.name].along]
    ready = tuple(one for one in found if one.allowed)
    blocked = tuple(one for one in found if not one.allowed)
    return OwnSteps(table.label(row.state), ready, blocked)
