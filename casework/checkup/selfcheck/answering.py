"""Whether what a company wrote for one item can be kept: the one check behind preview and import."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from casework.checkup.selfcheck.verdict import SelfVerdict
from casework.errors import InputError
from casework.workflow import Fact, Kind, facts

#: What a company says besides its verdict, by the name of its column; read by the one parser.
DECLARED = (
    Fact("facts", "情况说明", Kind.LONGTEXT, side="employer"),
    Fact("filled_by", "填写人", Kind.PERSON, side="employer", data_class="personal"),
)
LABELS = {fact.name: fact.label for fact in DECLARED}


def checked_self(verdict: SelfVerdict | None, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns of a company's answer, typed.

    Raises:
        InputError: every problem; its place is the column's name.
    """
    values = dict.fromkeys(LABELS, "") | facts.parse(DECLARED, given, today=date.max)
    if verdict is None:
        why = "写了内容却没有选自查结论；请企业补选一个，说不准的选“不清楚”。"
        raise InputError.one("verdict", why)
    return {"verdict": verdict.value, **values}
