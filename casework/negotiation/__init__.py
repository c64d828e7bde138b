"""集体协商: from what workers ask for to an agreement that is kept.

>>> from casework import negotiation                                # doctest: +SKIP
>>> case = negotiation.open(work, "platform", company, union, proposer="职工方", workforce=320)   # doctest: +SKIP
>>> negotiation.add(work, case, "topic", title="计件单价", subject="计件单价")   # doctest: +SKIP

Loaded name by name, as :mod:`casework.checkup` is.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.cases import (
        adopt,
        correct,
        handover,
        link,
        links,
        reverse,
        steps,
        take,
        timeline,
        unlink,
    )
    from casework.negotiation.agreement.dossier import dossier
    from casework.negotiation.caucus.queries import cost_bases, costing, internal_notes
    from casework.negotiation.caucus.service import (
        change_internal,
        set_cost_basis,
        withdraw_internal,
        write_note,
    )
    from casework.negotiation.diary.queries import diary_entries, get_diary_entry
    from casework.negotiation.diary.service import (
        change_diary_entry,
        withdraw_diary_entry,
        write_diary_entry,
    )
    from casework.negotiation.ledger.queries import (
        board,
        clause_ledger,
        compare_clause,
        contract_text,
        draft_agreement,
        figure_history,
        meeting_talks,
    )
    from casework.negotiation.ledger.service import (
        confirm,
        confirm_package,
        counter,
        enter_agreed,
        propose,
        reopen,
        reserve,
        withdraw_offer,
    )
    from casework.negotiation.lint.queries import remarks_of
    from casework.negotiation.lint.service import dismiss
    from casework.negotiation.meeting.minutes import minutes
    from casework.negotiation.meeting.service import log, sign_minutes
    from casework.negotiation.planner.ics import plan_calendar
    from casework.negotiation.planner.queries import plan_facts, plan_of
    from casework.negotiation.queries import (
        credit,
        defects,
        employers,
        get,
        get_employer,
        sides,
        topics,
        trace,
    )
    from casework.negotiation.recording import add, edit, found, listed, withdraw
    from casework.negotiation.representative.queries import chair_proposal, protected, unverified
    from casework.negotiation.service import count_vote, list_employer
    from casework.negotiation.service import open_negotiation as open  # noqa: A004 - negotiation.open reads as what it does
    from casework.negotiation.side import Side
    from casework.negotiation.succession import carry_on, change_procedure
    from casework.negotiation.typical import typical_case

#: Room → the public names that live there.
_HOMES = {
    "casework.cases": "adopt correct handover link links reverse steps take timeline unlink",
    "casework.negotiation.agreement.dossier": "dossier",
    "casework.negotiation.caucus.queries": "cost_bases costing internal_notes",
    "casework.negotiation.caucus.service": (
        "change_internal set_cost_basis withdraw_internal write_note"
    ),
    "casework.negotiation.diary.queries": "diary_entries get_diary_entry",
    "casework.negotiation.diary.service": (
        "change_diary_entry withdraw_diary_entry write_diary_entry"
    ),
    "casework.negotiation.ledger.queries": (
        "board clause_ledger compare_clause contract_text draft_agreement figure_history meeting_talks"
    ),
    "casework.negotiation.ledger.service": (
        "confirm confirm_package counter enter_agreed propose reopen reserve withdraw_offer"
    ),
    "casework.negotiation.lint.queries": "remarks_of",
    "casework.negotiation.lint.service": "dismiss",
    "casework.negotiation.meeting.minutes": "minutes",
    "casework.negotiation.meeting.service": "log sign_minutes",
    "casework.negotiation.planner.ics": "plan_calendar",
    "casework.negotiation.planner.queries": "plan_facts plan_of",
    "casework.negotiation.queries": "credit defects employers get get_employer sides topics trace",
    "casework.negotiation.recording": "add edit found listed withdraw",
    "casework.negotiation.representative.queries": "chair_proposal protected unverified",
    "casework.negotiation.service": "count_vote list_employer open",
    "casework.negotiation.side": "Side",
    "casework.negotiation.succession": "carry_on change_procedure",
    "casework.negotiation.typical": "typical_case",
}

__all__ = [
    "Side",
    "add",
    "adopt",
    "board",
    "carry_on",
    "chair_proposal",
    "change_diary_entry",
    "change_internal",
    "change_procedure",
    "clause_ledger",
    "compare_clause",
    "confirm",
    "confirm_package",
    "contract_text",
    "correct",
    "cost_bases",
    "costing",
    "count_vote",
    "counter",
    "credit",
    "defects",
    "diary_entries",
    "dismiss",
    "dossier",
    "draft_agreement",
    "edit",
    "employers",
    "enter_agreed",
    "figure_history",
    "found",
    "get",
    "get_diary_entry",
    "get_employer",
    "handover",
    "internal_notes",
    "link",
    "links",
    "list_employer",
    "listed",
    "log",
    "meeting_talks",
    "minutes",
    "open",
    "plan_calendar",
    "plan_facts",
    "plan_of",
    "propose",
    "protected",
    "remarks_of",
    "reopen",
    "reserve",
    "reverse",
    "set_cost_basis",
    "sides",
    "sign_minutes",
    "steps",
    "take",
    "timeline",
    "topics",
    "trace",
    "typical_case",
    "unlink",
    "unverified",
    "withdraw",
    "withdraw_diary_entry",
    "withdraw_internal",
    "withdraw_offer",
    "write_diary_entry",
    "write_note",
]


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names.split():
            inner = "open_negotiation" if name == "open" else name
            return getattr(import_module(home), inner)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
