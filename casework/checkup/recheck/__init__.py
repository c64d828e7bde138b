"""复检: what was put right, looked at again finding by finding, and what that makes of the score.

>>> from casework.checkup import recheck                                     # doctest: +SKIP
>>> recheck.plan(work, case, "WT-01", codes=["L001", "L002", "L003"])        # doctest: +SKIP
>>> recheck.draw(work, case, "WT-01").drawn                                  # doctest: +SKIP
>>> recheck.record(work, case, "WT-01", "已整改", checked_on=day, …)          # doctest: +SKIP
>>> print(recheck.comparison(work, case).explain())                          # doctest: +SKIP

Loaded name by name: a command that only shows its help does not wait for a database.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.checkup.recheck.due import due_again
    from casework.checkup.recheck.outcomes import last_results
    from casework.checkup.recheck.queries import again, comparison, lines, plans
    from casework.checkup.recheck.results import Result
    from casework.checkup.recheck.service import PLANNING, draw, plan, record

_HOMES = {
    "last_results": "outcomes",
    "again": "queries",
    "comparison": "queries",
    "due_again": "due",
    "lines": "queries",
    "plans": "queries",
    "PLANNING": "service",
    "Result": "results",
    "draw": "service",
    "plan": "service",
    "record": "service",
}

__all__ = [
    "PLANNING",
    "Result",
    "again",
    "comparison",
    "draw",
    "due_again",
    "last_results",
    "lines",
    "plan",
    "plans",
    "record",
]


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
