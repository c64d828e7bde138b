"""The count of a vote entered once: the step that follows from the numbers is taken."""

from datetime import date

import pytest

from casework import Casebook, negotiation
from casework.errors import InputError
from tests import bargaining, factories

DAY = date(2025, 12, 12)
COUNT = {
    "electorate": 180, "present": 150, "no": 20, "invalid": 0, "method": "无记名投票",
    "tellers": ["郑某"],
}  # fmt: skip


def counted(book: Casebook, number: str, **given: object) -> str:
    with book.work(bargaining.ACTOR) as work:
        case = negotiation.get(work, number)
        papers = bargaining.papers(work, case, "pass_vote")
        row = negotiation.count_vote(
            work, case, occurred_on=DAY, evidence=papers, late_reason=factories.LATE,
            **{**COUNT, **given},
        )  # fmt: skip
        return f"{row.step} {case.state}"


@pytest.fixture
def voting(book: Casebook) -> tuple[Casebook, str]:
    """Return a casebook and the number of a case whose draft is put to the vote."""
    return book, bargaining.carried(book, "submit_to_vote")


@pytest.mark.parametrize(
    ("numbers", "step"),
    [
        ({"yes": 91, "abstain": 39}, "pass_vote passed"),
        ({"yes": 89, "abstain": 41}, "fail_vote rejected"),
        ({"yes": 90, "abstain": 40, "half_confirmed": False}, "fail_vote rejected"),
        (
            {
                "yes": 90,
                "abstain": 40,
                "half_confirmed": True,
                "half_basis": "本市职代会条例第九条",
            },
            "pass_vote passed",
        ),
    ],
)
def test_the_numbers_decide_which_step_is_taken(
    voting: tuple[Casebook, str], numbers: dict[str, object], step: str
) -> None:
    assert counted(*voting, **numbers) == step


def test_too_few_present_is_a_meeting_that_decides_nothing(voting: tuple[Casebook, str]) -> None:
    assert counted(*voting, present=119, yes=99, no=20, abstain=0) == "void_vote voting"


def test_exactly_one_half_waits_for_somebody_who_read_the_local_text(
    voting: tuple[Casebook, str],
) -> None:
    with pytest.raises(InputError, match=r"赞成90人，恰好是全体180人的.*请填"):
        counted(*voting, yes=90, abstain=40)


def test_more_votes_than_voters_are_not_saved(voting: tuple[Casebook, str]) -> None:
    with pytest.raises(InputError, match="180人不能投出181票"):
        counted(*voting, yes=181, abstain=0)
