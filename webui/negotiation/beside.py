"""What stands beside the list of a register: what the rules say of the representatives, what topics come to."""

from collections.abc import Mapping
from typing import Any

from casework import Work, negotiation
from casework.cases.models import Case


def beside(work: Work, case: Case, register: str) -> Mapping[str, Any]:
    """Return what the template of a register's list is told besides its rows."""
    gathered = {"representative": _rules, "topic": _topics}
    return gathered.get(register, _nothing)(work, case)


def _rules(work: Work, case: Case) -> Mapping[str, Any]:
    protected = negotiation.protected(work, case)
    rows = negotiation.listed(work, case, "representative")
    people = {row.code: f"{row.side} {row.name}" for row in rows}
    return {
        "defects": negotiation.defects(work, case),
        "unknown": negotiation.unverified(work, case),
        "protected": [(people[code], notes) for code, notes in protected.items() if notes],
    }


def _topics(work: Work, case: Case) -> Mapping[str, Any]:
    return {"topics": negotiation.topics(work, case), "credit": negotiation.credit(work, case)}


def _nothing(_work: Work, _case: Case) -> Mapping[str, Any]:
    return {}
