"""What the journal tells of an answer or a finding: the last that was recorded of each column."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from casework.cases import history
from casework.cases.models import Entry


def answers_told(rows: Iterable[Entry]) -> dict[str, dict[str, Any]]:
    """Return what was recorded last of each answer, by item, and how often."""
    told: dict[str, dict[str, Any]] = {}
    for row in rows:
        if row.verb == "answer":
            blank = {"version": 0, "evidence": [], "stale": False}
            one = told.setdefault(row.meta["item"], blank)
            added = row.meta.get("evidence", [])
            one["evidence"] += [number for number in added if number not in one["evidence"]]
            one.update(history.raw_facts(row))
            one["version"] += 1
    return told


def findings_told(rows: Iterable[Entry]) -> dict[int, dict[str, Any]]:
    """Return what was recorded last of the content of each finding, by number; its steps are proved elsewhere."""
    told: dict[int, dict[str, Any]] = {}
    for row in rows:
        if row.verb in {"open", "finding"} and "finding" in row.meta:
            told.setdefault(row.meta["finding"], {}).update(history.raw_facts(row))
    return told


def plain(value: Any) -> Any:
    """Return the value of a column as the journal keeps it."""
    return str(value) if isinstance(value, Decimal) else value


def typed(name: str, value: Any) -> Any:
    """Return a value of the journal as the column *name* of an answer holds it."""
    return Decimal(value) if name == "amount" and value is not None else value
