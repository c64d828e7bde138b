"""The plan of a case: what happened in it, its place and its matter, and what somebody wishes."""

from collections.abc import Mapping

from casework.cases.models import Case
from casework.cases.view import standing_of
from casework.cases.work import Work, query
from casework.negotiation.planner import fields
from casework.negotiation.planner.arrivals import arrived, matters
from casework.negotiation.planner.chains import chain
from casework.negotiation.planner.rows import Plan
from casework.negotiation.planner.schedule import plan
from casework.negotiation.view import PROCEDURES
from casework.workflow import Fact


@query
def plan_facts(work: Work, case: Case) -> tuple[Fact, ...]:
    """Return what a plan of this case can be asked with, for form and command."""
    work.ask("看", case)
    place, on = case.unit.jurisdiction, work.today
    return fields.wish_facts(work.law, PROCEDURES[case.kind], place, on, _matters(work, case))


@query
def plan_of(work: Work, case: Case, given: Mapping[str, object] | None = None) -> Plan:
    """Return the plan of a case. *given*: as typed, by the names of :func:`plan_facts`.

    Raises:
        InputError: every problem of what was typed; days of one's own where an article has its own.
    """
    work.ask("看", case)
    procedure, place, on = PROCEDURES[case.kind], case.unit.jurisdiction, work.today
    beside = _matters(work, case)
    wish = fields.wish(work.law, procedure, place, given or {}, on, beside)
    return plan(
        work.law,
        procedure,
        place,
        target=wish.target,
        starts_on=wish.starts_on,
        known=arrived(chain(procedure), standing_of(work, case)),
        lengths=wish.lengths,
        matters=beside,
    )


def _matters(work: Work, case: Case) -> tuple[str, ...]:
    opening = standing_of(work, case)[0].facts
    return matters(chain(PROCEDURES[case.kind]), opening)
