"""《集体合同规定》 binds the full procedure only; in the two others what it says is followed by analogy: 参照."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import wraps
from typing import Any

from casework.cases.kinds import Guard
from casework.errors import Reason

_REGULATION = "《集体合同规定》"
#: It puts together what its own checks rest on, and each of them says itself whether by analogy.
_SAYS_IT_ITSELF = "representatives_valid"


def by_analogy(guards: Mapping[str, Guard]) -> dict[str, Guard]:
    """Return the guards, so that each tells the articles of the regulation as the procedure at hand takes them."""
    return {
        name: guard if name == _SAYS_IT_ITSELF else _by_analogy(guard)
        for name, guard in guards.items()
    }


def _by_analogy(guard: Guard) -> Guard:
    @wraps(guard)
    def asked(view: Any, facts: Mapping[str, Any] | None, day: date) -> Reason | None:
        reason = guard(view, facts, day)
        if reason is None or not reason.basis.startswith(_REGULATION):
            return reason
        if view.procedure == "full":
            return reason
        return replace(reason, basis=f"参照{reason.basis}")

    return asked
