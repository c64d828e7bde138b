"""The lint of a draft: every question asked, every remark with its article or said to be practice."""

from collections.abc import Iterable, Sequence
from datetime import date

from casework.law import Law
from casework.negotiation.lint import amounts, contents, wording
from casework.negotiation.lint.asking import Looking
from casework.negotiation.lint.draft import Draft, DraftClause, Floor
from casework.negotiation.lint.remark import Remark, in_order


def lint_contract(
    draft: Draft,
    law: Law,
    jurisdiction: str,
    on: date,
    *,
    floors: Iterable[Floor] = (),
    previous: Sequence[DraftClause] = (),
) -> tuple[Remark, ...]:
    """Return what somebody should look at in a draft, the most serious first.

    *floors* are the standards of the place, looked up by a person; *previous* the clauses of the
    agreement that is renewed. Nothing here decides anything: a person changes the text or dismisses
    the remark under its key.

    Raises:
        InputError: the jurisdiction cannot be read.
    """
    looking = Looking(draft, law, jurisdiction, on, tuple(floors), tuple(previous))
    questions = (
        amounts.below_floor,
        contents.term,
        contents.compulsory,
        contents.core,
        contents.unlisted,
        amounts.contradictions,
        amounts.not_in_text,
        amounts.worse,
        wording.vague,
    )
    return in_order(remark for ask in questions for remark in ask(looking))
