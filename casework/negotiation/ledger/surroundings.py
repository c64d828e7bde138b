"""What a case allows its ledger now: read from its state, its representatives, topics and meetings."""

from collections.abc import Sequence

from casework.cases import records
from casework.cases.history import Standing
from casework.cases.models import Case
from casework.cases.view import standing_of, table_of
from casework.cases.work import Work
from casework.negotiation.ledger.numbering import number_in
from casework.negotiation.ledger.talks import Talks
from casework.negotiation.models import Meeting, Topic
from casework.negotiation.representative.persons import Duty
from casework.negotiation.representative.roster import present
from casework.negotiation.side import Side

#: States of the case in which first offers are collected before a meeting.
BEFORE_TALKS = ("preparing", "approached", "offered", "replied", "constituted", "prepared")
#: States in which everything may be entered.
IN_TALKS = ("negotiating",)
#: In the simple procedure the union acts for the workers, and whoever is in charge for the employer.
_WITHOUT_CHIEFS = ("negotiation_simple",)


def talks_of(work: Work, case: Case) -> Talks:
    """Return what the case allows its ledger now."""
    meetings = records.kept(work, case, Meeting)
    chiefs = {Side(row.side): row.name for row in present(work, case) if row.duty == Duty.CHIEF}
    lacking = frozenset(Side) - chiefs.keys() if case.kind in _WITHOUT_CHIEFS else frozenset[Side]()
    return Talks(
        open=case.state in BEFORE_TALKS + IN_TALKS,
        confirming=case.state in IN_TALKS,
        state=table_of(work, case).label(case.state),
        only=_objected(standing_of(work, case)),
        chiefs=chiefs,
        without_chief=lacking,
        topics=frozenset(row.number for row in records.kept(work, case, Topic)),
        meetings=frozenset(row.number for row in meetings),
        signed=frozenset(row.number for row in meetings if row.signed_hash),
    )


def _objected(steps: Sequence[Standing]) -> frozenset[int] | None:
    """Return the clauses named by an objection after which nobody signed or offered anew; None without one."""
    for step in reversed(steps):
        if step.step in {"sign", "deliver_offer"}:
            return None
        if step.step == "object":
            named = (number_in("款", str(code)) for code in step.facts.get("clauses") or ())
            return frozenset(number for number in named if number is not None)
    return None
