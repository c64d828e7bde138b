"""The questions about a vote that a step was filled in with: does it add up, and is it what the step says?"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from casework.errors import Reason
from casework.negotiation.ballot.count import Ballot
from casework.negotiation.ballot.outcome import Outcome, Result, TieRuling
from casework.negotiation.guards import Facts
from casework.negotiation.view import EmployerView, NegotiationView

_REGULATION = "《集体合同规定》"


def ballot_of(facts: Mapping[str, Any]) -> Ballot:
    """Return the count a step was filled in with; of a meeting that was void nobody voted."""
    present = facts["present"]
    return Ballot(
        electorate=facts["electorate"],
        present=present,
        yes=facts.get("yes") or 0,
        no=facts.get("no") or 0,
        abstain=(0 if "yes" in facts else present)
        if facts.get("abstain") is None
        else facts["abstain"],
        invalid=facts.get("invalid") or 0,
        method=facts.get("method", ""),
        online=facts.get("method") == "线上投票",
    )


def outcome_of(
    view: NegotiationView | EmployerView, facts: Mapping[str, Any], day: date
) -> Outcome:
    """Return what a count comes to, by the law of the place on that day.

    Raises:
        InputError: it does not add up.
    """
    ruling = None
    if facts.get("half_confirmed"):
        ruling = TieRuling(True, str(facts.get("half_basis", "")), view.actor)
    return ballot_of(facts).outcome(view.law, view.jurisdiction, day, ruling=ruling)


def ballot_adds_up(
    _view: NegotiationView | EmployerView, facts: Facts, _day: date
) -> Reason | None:
    """Ask whether the numbers can be: nobody votes twice, everybody present is counted once."""
    if facts is None or not _counted(facts):
        return None
    problems = ballot_of(facts).problems()
    if not problems:
        return None
    why = "".join(f"{one.message.rstrip('。')}。" for one in problems)
    return Reason("ballot_adds_up", why, f"{_REGULATION}第三十六条", "核对计票单后改正")


def ballot_passed(view: Any, facts: Facts, day: date) -> Reason | None:
    """Ask whether enough came and enough agreed."""
    return _unless(view, facts, day, "ballot_passed", Result.PASSED)


def ballot_failed(view: Any, facts: Facts, day: date) -> Reason | None:
    """Ask whether enough came and too few agreed; of one employer also whether too few came."""
    void = (Result.VOID,) if isinstance(view, EmployerView) else ()
    return _unless(view, facts, day, "ballot_failed", Result.FAILED, Result.TIE, *void)


def ballot_void(view: Any, facts: Facts, day: date) -> Reason | None:
    """Ask whether too few came."""
    return _unless(view, facts, day, "ballot_void", Result.VOID)


def _counted(facts: Mapping[str, Any]) -> bool:
    """Say whether there is a count; old papers may not tell it."""
    return facts.get("electorate") is not None and facts.get("present") is not None


def _unless(
    view: NegotiationView | EmployerView, facts: Facts, day: date, code: str, *results: Result
) -> Reason | None:
    """Return why the vote did not come to one of *results*, in numbers; nothing if it did."""
    if facts is None or not _counted(facts) or ballot_of(facts).problems():
        return None
    outcome = outcome_of(view, facts, day)
    if outcome.result in results:
        return None
    why = f"按人数这次表决的结果是“{outcome.result.label}”：{''.join(outcome.sentences)}"
    steps = _OF_AN_EMPLOYER if isinstance(view, EmployerView) else _STEPS
    fix = f"按结果办理“{steps[outcome.result]}”"
    if outcome.result is Result.TIE:
        fix += "；当地条文恰好半数也算通过的，确认并写明条文"
    return Reason(code, why, "、".join(outcome.bases), fix)


_STEPS = {
    Result.PASSED: "表决通过",
    Result.FAILED: "表决未通过",
    Result.TIE: "表决未通过",
    Result.VOID: "到会不足，会议无效",
}
#: What the table of an employer calls them; it has no step of its own for a meeting that was void.
_OF_AN_EMPLOYER = {
    Result.PASSED: "本企业表决通过",
    Result.FAILED: "本企业表决未通过",
    Result.TIE: "本企业表决未通过",
    Result.VOID: "本企业表决未通过",
}

GUARDS = {one.__name__: one for one in (ballot_adds_up, ballot_passed, ballot_failed, ballot_void)}
