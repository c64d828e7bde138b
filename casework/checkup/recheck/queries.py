"""Reads of a re-check: each finding with its plan and its result, the score then and now, when to come again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from casework.cases.models import Case
from casework.cases.view import look
from casework.cases.work import Work, query
from casework.checkup.fieldwork.queries import scheme_of
from casework.checkup.models import Finding, Recheck
from casework.checkup.queries import answers, findings, tailored
from casework.checkup.recheck.comparing import Comparison, compared
from casework.checkup.recheck.interval import NextCheckup, next_checkup
from casework.checkup.recheck.outcomes import last_results
from casework.checkup.recheck.phone import may_phone
from casework.checkup.recheck.proposal import Proposal, proposed
from casework.checkup.recheck.results import Outcome
from casework.checkup.recheck.rounds import current_round
from casework.checkup.scoring import ScoringScheme


@dataclass(frozen=True, slots=True)
class Line:
    """A finding as the re-check sees it."""

    finding: Finding
    plan: Recheck | None  #: of the present round
    proposal: Proposal
    may_phone: bool
    outcome: Outcome | None  #: the last result, of whichever round

    def fresh(self, turn: int) -> bool:
        """Return whether the result is of the round *turn*."""
        return self.outcome is not None and self.outcome.round == turn


@query
def plans(work: Work, case: Case, turn: int | None = None) -> Mapping[int, Recheck]:
    """Return the plans of a round (the present one) by number of the finding."""
    work.ask("看", case)
    wanted = turn or current_round(work, case)
    rows = select(Recheck).where(Recheck.case_id == case.id, Recheck.round == wanted)
    return {row.finding_number: row for row in work.session.scalars(rows)}


@query
def lines(work: Work, case: Case) -> Sequence[Line]:
    """Return every finding with plan, proposal and result, in the order of the report."""
    work.ask("看", case)
    planned, decided = plans(work, case), last_results(work, case)
    scheme = scheme_of(work, case)
    return [
        Line(
            finding=row,
            plan=planned.get(row.number),
            proposal=proposed(work, case, row, scheme),
            may_phone=may_phone(work, case, row),
            outcome=decided.get(row.number),
        )
        for row in findings(work, case)
    ]


@query
def comparison(work: Work, case: Case) -> Comparison:
    """Return the score of the report and that with the results of the re-checks, by the scheme of the report's day."""
    work.ask("看", case)
    found = {number: one.result for number, one in last_results(work, case).items()}
    return compared(
        tailored(work, case),
        answers(work, case),
        findings(work, case),
        found,
        scheme=ScoringScheme.from_law(work.law, _reported_on(work, case) or work.today),
        headcount=case.enterprise.headcount,
    )


@query
def again(work: Work, case: Case) -> NextCheckup | None:
    """Return when the enterprise should be checked again, by the last grade it was given; None without one."""
    work.ask("看", case)
    rechecked = look(work, case).last("issue_recheck")
    if rechecked is not None:
        return next_checkup(work, case, comparison(work, case).now, rechecked.occurred_on)
    reported = _reported_on(work, case)
    if reported is None:
        return None
    return next_checkup(work, case, comparison(work, case).then, reported)


def _reported_on(work: Work, case: Case) -> date | None:
    issued = look(work, case).last("issue")
    return issued.occurred_on if issued else None
