"""What a visit writes: one row in the stream of its unit, and one in each company's case."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from casework.cases import journal
from casework.cases.models import Case, Entry
from casework.cases.work import Work
from casework.checkup.models import Visit
from casework.workflow import facts

#: Verbs of the rows in the unit's stream.
PLANNED, CHANGED, CANCELLED = "visit.planned", "visit.changed", "visit.cancelled"
ADDED, DROPPED = "visit.case_added", "visit.case_dropped"
HELD, REOPENED = "visit.held", "visit.reopened"
ALL = (PLANNED, CHANGED, CANCELLED, ADDED, DROPPED, HELD, REOPENED)
#: What each did, for whoever comes second.
WORDS = {
    PLANNED: "登记了走访",
    CHANGED: "修改了走访",
    CANCELLED: "取消了走访",
    ADDED: "加入了一家企业",
    DROPPED: "移出了一家企业",
    HELD: "登记了走访结果",
    REOPENED: "撤销了走访结果的登记",
}
#: The verb of the row in a case's stream.
IN_CASE = "visit"


def why_absent(case_id: int) -> str:
    """Return the name of the fact that tells why nobody was at the company of a case."""
    return f"absent:{case_id}"


def tell_unit(
    work: Work,
    visit: Visit,
    verb: str,
    values: Mapping[str, Any] | None = None,
    *,
    occurred_on: date | None = None,
    reason: str = "",
    more: Mapping[str, str] | None = None,
    **meta: Any,
) -> Entry:
    """Append the row of the visit's unit; its version goes up. *more*: texts that can be erased."""
    visit.version += 1
    recorded = {
        name: journal.Recorded(facts.to_json(value)) for name, value in (values or {}).items()
    }
    recorded |= journal.because(reason)
    for name, text in (more or {}).items():
        recorded |= journal.because(text, name)
    about = {"visit": visit.number, "visit_version": visit.version, **meta}
    return journal.append(
        work, ("unit", visit.unit_id), verb, occurred_on=occurred_on, facts=recorded, meta=about
    )


def tell_case(
    work: Work,
    visit: Visit,
    case: Case,
    text: str,
    *,
    occurred_on: date | None = None,
    values: Mapping[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Append what the visit means for one case to the case's stream."""
    recorded = {
        name: journal.Recorded(facts.to_json(value)) for name, value in (values or {}).items()
    }
    recorded |= journal.because(reason)
    meta = {"visit": visit.number, "text": text}
    journal.append(
        work, ("case", case.id), IN_CASE, occurred_on=occurred_on, facts=recorded, meta=meta
    )
