"""The lint of a case: its clauses as they stand, against the standards typed and the agreement before."""

from collections.abc import Mapping

from sqlalchemy import select

from casework.cases import links, records
from casework.cases.models import Case
from casework.cases.view import standing_of
from casework.cases.work import Work, query
from casework.negotiation.ledger.queries import ledger_of
from casework.negotiation.lint.contract import lint_contract
from casework.negotiation.lint.draft import Draft, DraftClause, Form
from casework.negotiation.lint.fields import floors
from casework.negotiation.lint.remark import Remark, Sorted, sort_out
from casework.negotiation.lint.word_table import words
from casework.negotiation.models import Dismissal, Topic
from casework.negotiation.view import PROCEDURES
from casework.negotiation.voice.taxonomy import subjects

#: Links from a new negotiation to the one whose agreement it follows.
_FOLLOWS = ("续订自", "变更自")


@query
def remarks_of(work: Work, case: Case, given: Mapping[str, object] | None = None) -> Sorted:
    """Return what to look at in the agreement of a case, and what was dismissed with which reason.

    *given*: the standards of the place, by the names of ``FACTS``. Each clause is read as agreed, else
    as last offered.

    Raises:
        InputError: every problem of what was typed.
    """
    work.ask("看", case)
    return sort_out(found_in(work, case, given or {}), dismissals(work, case))


def found_in(work: Work, case: Case, given: Mapping[str, object]) -> tuple[Remark, ...]:
    """Return every remark, dismissed or not. It asks nothing: whoever calls has asked.

    Raises:
        InputError: every problem of what was typed.
    """
    return lint_contract(
        _draft(work, case),
        work.law,
        case.unit.jurisdiction,
        work.today,
        floors=floors(given, work.today),
        previous=_previous(work, case),
    )


def dismissals(work: Work, case: Case) -> Mapping[str, str]:
    """Return the reason of each remark that was dismissed, by its key. It asks nothing."""
    return {row.remark: row.reason for row in records.kept(work, case, Dismissal)}


def _draft(work: Work, case: Case) -> Draft:
    steps = standing_of(work, case)
    outcome = str(steps[0].facts.get("outcome", ""))
    signed = next((taken.facts for taken in reversed(steps) if taken.step == "sign"), {})
    return Draft(
        clauses=_clauses(work, case),
        procedure=PROCEDURES[case.kind],
        form=Form(words().outcomes.get(outcome, Form.COLLECTIVE_CONTRACT)),
        starts_on=signed.get("term_from"),
        expires_on=signed.get("term_until"),
    )


def _clauses(work: Work, case: Case) -> tuple[DraftClause, ...]:
    topics = {row.number: row for row in records.kept(work, case, Topic)}
    codes = {one.label: one.code for one in subjects().values()}
    made = []
    for clause in ledger_of(work, case).in_order():
        entry, topic = clause.agreed or clause.current, topics.get(clause.topic)
        if entry is None or clause.reserved is not None:
            continue
        subject = codes.get(topic.subject, topic.subject) if topic else ""
        title = topic.title if topic else ""
        made.append(DraftClause(clause.code, subject, title, entry.text, entry.figures))
    return tuple(made)


def _previous(work: Work, case: Case) -> tuple[DraftClause, ...]:
    """Return the clauses agreed in the negotiation this one renews or changes, if one is linked."""
    numbers = [one.number for one in links(work, case) if one.kind in _FOLLOWS and one.outgoing]
    earlier = work.session.scalars(select(Case).where(Case.number.in_(numbers)).order_by(Case.id))
    return tuple(clause for other in earlier for clause in _clauses(work, other))
