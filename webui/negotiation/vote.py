"""The vote: the count typed once, the step that follows from it taken, and the result explained in numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from casework import Work, cases, negotiation
from casework.cases.filling import OCCURRED_ON
from casework.cases.models import Case
from casework.cases.view import standing_of, table_of
from casework.negotiation.ballot.guards import outcome_of
from casework.negotiation.ballot.outcome import Outcome
from casework.negotiation.view import view
from casework.workflow import Fact
from webui.casebook import reading, writing
from webui.cases.taking import LATE
from webui.errors import Refusal, on_form
from webui.forms import FactForm, Papers, seen, version_for
from webui.negotiation.frame import frame

page = Blueprint("vote", __name__)
PASS, _RESULTS = "pass_vote", ("pass_vote", "fail_vote", "void_vote")


@dataclass(frozen=True, slots=True)
class Voted:
    """A vote that was counted, and what it came to."""

    on: date
    label: str
    outcome: Outcome


@page.get("/cases/<case:number>/vote")
def show(number: str) -> ResponseReturnValue:
    """Show the votes so far, and the form if one is due."""
    with reading() as work:
        case = negotiation.get(work, number)
        known = {"occurred_on": work.today}
        if PASS in table_of(work, case).steps:
            known |= cases.known(work, case, PASS)
        form = FactForm.showing(_asked(work, case), known)
        return _page(work, case, form, _papers(work, case))


@page.post("/cases/<case:number>/vote")
def count(number: str) -> ResponseReturnValue:
    """Enter the count; the step that follows is taken."""
    with reading() as work:
        case = negotiation.get(work, number)
        form, papers = FactForm.typed(_asked(work, case)), _papers(work, case)

    def act() -> ResponseReturnValue:
        with reading() as work:
            papers.receive(work)
        papers.check()
        flash(f"已按人数办理“{_counted(number, form, papers)}”。", "done")
        return redirect(url_for("vote.show", number=number), 303)

    def again(refusal: Refusal) -> str:
        with reading() as work:
            return _page(work, negotiation.get(work, number), form, papers, refusal)

    return on_form(act, again)


def _counted(number: str, form: FactForm, papers: Papers) -> str:
    """Enter the count and return the label of the step that followed."""
    given = {name: value for name, value in form.raw.items() if value or name != "next_on"}
    held = {name: files for name, files in papers.held.items() if files}
    with writing() as work:
        case = negotiation.get(work, number)
        negotiation.count_vote(work, case, evidence=held, seen=seen(), **given)
        return table_of(work, case).steps[standing_of(work, case)[-1].step].label


def _asked(work: Work, case: Case) -> tuple[Fact, ...]:
    steps = table_of(work, case).steps
    if PASS not in steps:
        return ()
    own = {fact.name for fact in steps[PASS].facts}
    void = [fact for fact in steps["void_vote"].facts if fact.name not in own]
    later = [replace(fact, help="到会不足的填写") for fact in void]
    return (OCCURRED_ON, *steps[PASS].facts, *later, LATE)


def _papers(work: Work, case: Case) -> Papers:
    steps = table_of(work, case).steps
    return Papers.of_step(steps[PASS]) if PASS in steps else Papers(())


def _votes(work: Work, case: Case) -> Sequence[Voted]:
    """Return the votes that stand, the last one first."""
    seen_as, steps = view(work, case), table_of(work, case).steps
    taken = [one for one in standing_of(work, case) if one.step in _RESULTS]
    return [
        Voted(
            one.occurred_on, steps[one.step].label, outcome_of(seen_as, one.facts, one.occurred_on)
        )
        for one in reversed(taken)
    ]


def _page(
    work: Work, case: Case, form: FactForm, papers: Papers, refusal: Refusal | None = None
) -> str:
    steps = {one.name: one for one in cases.steps(work, case)}
    return render_template(
        "negotiation/vote.html",
        form=form,
        papers=papers,
        refusal=refusal,
        rest=form.mark(papers.mark(refusal.problems)) if refusal else [],
        step=steps.get(PASS),
        votes=_votes(work, case),
        seen=version_for(case.version, refusal),
        **frame(work, case, "vote"),
    )
