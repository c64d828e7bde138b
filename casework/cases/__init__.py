"""What every case has: Work, the generic verbs, enterprises, units and persons, evidence, numbers.

The verbs and queries here are the public surface of the room; a domain room builds on them.
"""

from casework.cases import enterprise, evidence, numbering, organisation
from casework.cases.asking import StepView, known, steps
from casework.cases.handing import Carried, carried_by, handover_all
from casework.cases.linking import Linked, link, links, unlink
from casework.cases.mending import Correction, correct, reverse
from casework.cases.movers import open_mover
from casework.cases.queries import clocks, get, of_enterprise, worklist
from casework.cases.service import adopt, handover, open_case, refresh_clocks, take
from casework.cases.telling import timeline
from casework.cases.work import Actor, Work, query, verb

__all__ = [
    "Actor",
    "Carried",
    "Correction",
    "Linked",
    "StepView",
    "Work",
    "adopt",
    "carried_by",
    "clocks",
    "correct",
    "enterprise",
    "evidence",
    "get",
    "handover",
    "handover_all",
    "known",
    "link",
    "links",
    "numbering",
    "of_enterprise",
    "open_case",
    "open_mover",
    "organisation",
    "query",
    "refresh_clocks",
    "reverse",
    "steps",
    "take",
    "timeline",
    "unlink",
    "verb",
    "worklist",
]
