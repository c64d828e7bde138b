"""Votes: totals that do not add up are refused, shares are exact and of all, and the result explains itself."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.errors import InputError, NotFound
from casework.law import default
from casework.negotiation.ballot.count import Ballot
from casework.negotiation.ballot.outcome import Result, TieRuling

DAY = date(2026, 11, 24)
PASSED, FAILED, VOID, TIE = Result.PASSED, Result.FAILED, Result.VOID, Result.TIE


def result(ballot: Ballot, place: str = "CN-32") -> Result:
    return ballot.outcome(default(), place, DAY).result


def independent(everyone: int, present: int, yes: int, *, more_than_half: bool) -> Result:
    """Count by whole numbers only, without the product's fractions and rules."""
    if 3 * present < 2 * everyone:
        return VOID
    if 2 * yes == everyone:
        return FAILED if more_than_half else TIE
    return PASSED if 2 * yes > everyone else FAILED


def all_ballots(most: int) -> Iterator[Ballot]:
    for everyone in range(1, most + 1):
        for present in range(everyone + 1):
            for yes in range(present + 1):
                yield Ballot(everyone, present, yes, present - yes, 0, 0)


@pytest.mark.parametrize(("place", "more_than_half"), [("CN-32", False), ("CN-33", True)])
def test_every_vote_of_up_to_twenty_four_agrees_with_an_independent_count(
    place: str, more_than_half: object
) -> None:
    for one in all_ballots(24):
        expected = independent(
            one.electorate, one.present, one.yes, more_than_half=bool(more_than_half)
        )
        outcome = one.outcome(default(), place, DAY)
        assert outcome.result is expected, one
        assert (outcome.attendance_needed <= one.present) is (expected is not VOID)
        if expected is not VOID:
            assert (outcome.yes_needed <= one.yes) is (expected in {PASSED, TIE})


def test_the_independent_count_sees_a_share_taken_of_those_present() -> None:
    wrong = [
        one
        for one in all_ballots(12)
        if 3 * one.present >= 2 * one.electorate
        and (2 * one.yes > one.present)
        is not (independent(one.electorate, one.present, one.yes, more_than_half=False) is PASSED)
    ]
    assert wrong


@given(st.integers(1, 10**6), st.data())
def test_a_large_vote_agrees_too(everyone: int, data: st.DataObject) -> None:
    present = data.draw(st.integers(0, everyone))
    yes = data.draw(st.integers(0, present))
    no = data.draw(st.integers(0, present - yes))
    ballot = Ballot(everyone, present, yes, no, present - yes - no, 0)
    assert result(ballot) is independent(everyone, present, yes, more_than_half=False)


def test_a_vote_adds_up_exactly_when_the_parts_are_those_present_and_nobody_is_invented() -> None:
    for numbers in product(range(5), repeat=5):
        ballot = Ballot(3, *numbers)
        right = sum(numbers[1:]) == numbers[0] <= 3
        assert (ballot.problems() == ()) is right, numbers


def test_181_votes_of_180_are_refused_in_a_sentence() -> None:
    said = Ballot(180, 180, 181, 0, 0, 0).problems()
    assert said[0].message == "赞成票181张，超过应到180人；180人不能投出181票。"
    assert said[1].message == (
        "赞成181＋反对0＋弃权0＋无效0＝181，应当等于实到180人，多出1票；"
        "请核对计票单，到会没有交票的计入弃权。"
    )


@pytest.mark.parametrize(
    ("ballot", "place", "part"),
    [
        (Ballot(180, 181, 90, 91, 0, 0), "present", "实到181人，超过应到180人"),
        (Ballot(180, 150, 90, 30, 20, 5), "yes", "＝145，应当等于实到150人，还差5票"),
        (Ballot(180, 150, -1, 151, 0, 0), "yes", "赞成票写了-1；应当是0以上的整数。"),
        (Ballot(0, 0, 0, 0, 0, 0), "electorate", "应到人数写了0"),
    ],
)
def test_what_does_not_add_up_can_not_be_judged(ballot: Ballot, place: str, part: str) -> None:
    said = ballot.problems()[0]
    assert said.place == place
    assert part in said.message
    with pytest.raises(InputError):
        ballot.outcome(default(), "CN-32", DAY)


def test_the_result_explains_itself_in_numbers_with_articles() -> None:
    outcome = Ballot(180, 125, 95, 20, 8, 2).outcome(default(), "CN-32", DAY)
    basis = "依据：《集体合同规定》第三十六条，按国家规章暂计；以全体为准，不是到会人数"
    assert outcome.sentences == (
        "应到180人，三分之二为120人；实到125人，达到要求（依据：《集体合同规定》第三十六条）。",
        f"赞成95人，达到全体180人的半数90人（{basis}）。",
        "草案通过。",
    )
    failed = Ballot(181, 125, 90, 35, 0, 0).outcome(default(), "CN-32", DAY)
    assert failed.sentences[1] == (
        f"赞成90人，没有达到全体181人的半数以上（至少91人），还差1人（{basis}）。"
    )
    assert outcome.passed


def test_a_share_that_is_no_whole_number_is_rounded_up_in_words_only() -> None:
    outcome = Ballot(181, 120, 120, 0, 0, 0).outcome(default(), "CN-32", DAY)
    assert outcome.result is VOID
    assert "三分之二以上至少121人；实到120人，还差1人" in outcome.sentences[0]
    assert outcome.sentences[-1].startswith("到会人数不足，会议无效")


def test_exactly_half_is_not_passed_until_somebody_cites_the_local_text() -> None:
    ballot = Ballot(180, 150, 90, 60, 0, 0)
    tie = ballot.outcome(default(), "CN-32", DAY)
    assert (tie.result, tie.passed) == (TIE, False)
    ruling = TieRuling(passed=True, citation="某市集体协商办法第二十条", decided_by="李指导")
    settled = ballot.outcome(default(), "CN-32", DAY, ruling=ruling)
    assert settled.passed
    said = "经李指导核对本地文本，确认通过（依据：某市集体协商办法第二十条）。"
    assert said in settled.sentences
    refused = TieRuling(passed=False, citation="某市集体协商办法第二十条")
    assert ballot.outcome(default(), "CN-32", DAY, ruling=refused).result is FAILED
    with pytest.raises(InputError, match="还没有写依据"):
        ballot.outcome(default(), "CN-32", DAY, ruling=TieRuling(passed=True, citation=" "))


def test_a_ruling_about_a_tie_changes_no_other_vote() -> None:
    ruling = TieRuling(passed=True, citation="某条")
    for one in all_ballots(8):
        plain = one.outcome(default(), "CN-32", DAY).result
        ruled = one.outcome(default(), "CN-32", DAY, ruling=ruling).result
        assert ruled is (PASSED if plain is TIE else plain)


def test_where_the_local_text_says_more_than_half_a_half_has_failed() -> None:
    outcome = Ballot(180, 150, 90, 60, 0, 0).outcome(default(), "CN-33", DAY)
    assert outcome.result is FAILED
    assert "恰好是全体180人的半数，没有达到过半数" in outcome.sentences[1]
    assert outcome.yes_needed == 91


def test_an_online_vote_carries_what_is_not_known() -> None:
    outcome = Ballot(3, 3, 3, 0, 0, 0, online=True).outcome(default(), "CN-32", DAY)
    assert outcome.passed
    assert "能否线上表决，本地规定没有核到" in outcome.explain()
    assert Ballot(3, 3, 3, 0, 0, 0).outcome(default(), "CN-32", DAY).notes == ()


def test_a_day_before_the_rules_is_refused_and_not_guessed() -> None:
    with pytest.raises(NotFound, match="没有在施行的版本"):
        Ballot(3, 3, 3, 0, 0, 0).outcome(default(), "CN-32", date(2003, 1, 1))


def test_the_shares_are_those_of_the_rules() -> None:
    shares = {
        key: default().rule(key, on=DAY).rule.value for key in ("vote.attendance", "vote.approval")
    }
    assert shares == {"vote.attendance": Fraction(2, 3), "vote.approval": Fraction(1, 2)}
