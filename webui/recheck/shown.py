"""How a plan stands in its form, and which steps of a finding enter a result."""

from typing import Any

from casework.checkup.recheck.queries import Line
from casework.checkup.recheck.results import STEP_OF

#: Steps of a finding that enter a result of a re-check.
RESULTS = frozenset(STEP_OF.values())


def as_form(line: Line) -> dict[str, Any]:
    """Return the fields of a plan, or of what is proposed, a line of text for each entry of a list."""
    source = line.plan or line.proposal
    return {
        "method": source.method,
        "look_at": "\n".join(source.look_at),
        "population": source.population,
        "sample": source.sample,
        "codes": "\n".join(line.plan.codes) if line.plan else "",
    }
