"""What the journal tells of an answer or a finding: the last that was recorded of each column."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from casework.cases import history
from casework.cases.models import Entry

#: What holds of a row until something is told of it.
_AT_FIRST: Mapping[str, Mapping[str, Any]] = {"answer": {"stale": False}}


def replayed(rows: Iterable[Entry], verb: str, name: str) -> dict[Any, dict[str, Any]]:
    """Return what the rows of *verb* recorded last, by item or number, and how often."""
    told: dict[Any, dict[str, Any]] = {}
    for row in rows:
        if row.verb == verb:
            blank = {"version": 0, "evidence": [], **_AT_FIRST.get(verb, {})}
            one = told.setdefault(row.meta[name], blank)
            added = [number for number in row.meta.get("evidence", []) if verb == "answer"]
            one["evidence"] += [number for number in added if number not in one["evidence"]]
            one.update(history.raw_facts(row))
            one["version"] += 1
    return told


def plain(value: Any) -> Any:
    """Return the value of a column as the journal keeps it."""
    return str(value) if isinstance(value, Decimal) else value


def typed(name: str, value: Any) -> Any:
    """Return a value of the journal as the column *name* of an answer holds it."""
    return Decimal(value) if name == "amount" and value is not None else value
