"""Each guard of the negotiations: what it says word for word, when it is silent, and that it waits for facts."""

import re
from collections.abc import Callable, Mapping

import pytest

from casework.errors import Reason
from casework.negotiation.ballot.outcome import Result
from casework.negotiation.kind import GUARDS, employer_kind, kinds
from casework.negotiation.view import PROCEDURES, EmployerView, NegotiationView
from tests.bargaining_refusals import FAILED, PASSED, TIE, VOID, Refusal
from tests.bargaining_refusals_late import PASSES, REFUSALS
from tests.bargaining_views import DAY, employer, seen

#: A guard is only ever asked about views of the tables that name it.
ASK: Mapping[str, Callable[..., Reason | None]] = GUARDS
NEEDS_FACTS = [row for row in REFUSALS if row.facts is not None]


def named(row: Refusal) -> str:
    return f"{row.guard}: {row.sentence[:12]}"


@pytest.mark.parametrize("row", REFUSALS, ids=named)
def test_a_guard_says_what_is_wrong_the_article_and_the_remedy(row: Refusal) -> None:
    reason = ASK[row.guard](row.view, row.facts, row.day)

    assert reason is not None
    assert reason.code == row.guard
    assert reason.sentence == row.sentence
    assert reason.basis == row.basis
    assert reason.where_to_fix == row.fix


@pytest.mark.parametrize("name", PASSES)
def test_a_guard_is_silent_where_nothing_is_wrong(name: str) -> None:
    assert ASK[name](*PASSES[name]) is None


@pytest.mark.parametrize("row", NEEDS_FACTS, ids=named)
def test_a_guard_that_needs_facts_is_silent_while_somebody_looks(row: Refusal) -> None:
    reason = ASK[row.guard](row.view, None, row.day)

    assert reason is None


@pytest.mark.parametrize("name", GUARDS)
def test_no_guard_stumbles_over_facts_that_old_papers_lack(name: str) -> None:
    rows = [row for row in REFUSALS if row.guard == name]
    for view in (employer() if isinstance(rows[0].view, EmployerView) else seen(), rows[0].view):
        ASK[name](view, {}, DAY)


def test_every_guard_of_every_table_has_a_row_and_a_situation_in_which_it_is_silent() -> None:
    tables = (*kinds(), employer_kind())
    known = {name for one in tables for name in one.guards}
    asked = {name for one in tables for step in one.table.steps.values() for name in step.guards}

    assert {row.guard for row in REFUSALS} == known
    assert PASSES.keys() == known
    assert asked == known


def steps_within_reach(view: NegotiationView | EmployerView) -> set[str]:
    """Return the labels of the steps of the employers and of the case, as its procedure calls them."""
    procedure = view.procedure if isinstance(view, NegotiationView) else "full"
    case = next(kind for kind in kinds() if PROCEDURES[kind.name] == procedure)
    return {step.label for one in (case, employer_kind()) for step in one.table.steps.values()}


@pytest.mark.parametrize("row", REFUSALS, ids=named)
def test_a_step_that_a_remedy_names_is_one_of_the_table_at_hand(row: Refusal) -> None:
    told = re.findall("(?:办理|更正|先|撤回)“(.+?)”", row.fix)

    assert set(told) <= steps_within_reach(row.view)


@pytest.mark.parametrize("result", Result)
def test_an_employer_is_sent_to_no_step_that_only_a_case_has(result: Result) -> None:
    own = {step.label for step in employer_kind().table.steps.values()}
    counts = {"passed": PASSED, "failed": FAILED, "tie": TIE, "void": VOID}[result]
    for name in ("ballot_passed", "ballot_failed"):
        reason = ASK[name](employer(), counts, DAY)
        told = re.findall("办理“(.+?)”", reason.where_to_fix) if reason else []
        assert set(told) <= own
