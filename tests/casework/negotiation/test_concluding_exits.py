"""The side exits after the draft: vote, objection, silence, renewal; and whose numbers the clocks use."""

from datetime import date, timedelta
from typing import Any

import pytest

from casework import Casebook, law, negotiation
from casework.law import Confidence
from casework.negotiation.kind import employer_kind, kinds
from tests import bargaining, factories

take = bargaining.take


def refusal(book: Casebook, number: str, step: str, on: date | None = None, **given: Any) -> str:
    """Return what a step is refused with."""
    return str(factories.refused(lambda: take(book, number, step, on, **given)))


def state(book: Casebook, number: str) -> str:
    return factories.state(book, number)


def test_a_draft_that_fails_is_talked_about_again(sqlite_book: Casebook) -> None:
    book, number = sqlite_book, bargaining.carried(sqlite_book, "submit_to_vote")
    take(book, number, "void_vote", date(2025, 12, 8))
    assert state(book, number) == "voting"
    take(book, number, "fail_vote", date(2025, 12, 12))
    assert state(book, number) == "rejected"
    take(book, number, "renegotiate", date(2025, 12, 13))
    assert state(book, number) == "negotiating"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"yes": 181, "present": 181}, "超过应到180人"),
        ({"yes": 90, "abstain": 40}, "恰好"),
        ({"yes": 121}, "应当等于实到150人"),
    ],
)
def test_a_vote_that_cannot_be_or_is_exactly_half_does_not_pass(
    sqlite_book: Casebook, given: dict[str, int], sentence: str
) -> None:
    number = bargaining.carried(sqlite_book, "submit_to_vote")
    assert sentence in refusal(sqlite_book, number, "pass_vote", **given)
    assert state(sqlite_book, number) == "voting"


def test_exactly_half_passes_once_a_person_cites_the_local_text(sqlite_book: Casebook) -> None:
    number = bargaining.carried(sqlite_book, "submit_to_vote")
    half = {"yes": 90, "abstain": 40, "half_confirmed": True, "half_basis": "当地条例第三十条"}
    take(sqlite_book, number, "pass_vote", date(2025, 12, 12), **half)
    assert state(sqlite_book, number) == "passed"


def test_a_signature_on_another_text_is_refused(sqlite_book: Casebook) -> None:
    number = bargaining.carried(sqlite_book, "pass_vote")
    said = refusal(sqlite_book, number, "sign", digest="0" * 12)
    assert "校验值“000000000000”与双方确认的文本不符" in said


def test_silence_takes_effect_only_on_the_day_after_the_last(sqlite_book: Casebook) -> None:
    book, number = sqlite_book, bargaining.carried(sqlite_book, "receive_filing")
    found = law.default().due("contract.review_silence", date(2025, 12, 19), jurisdiction="CN-32")
    last = found.due_on
    assert last is not None
    next_day = last + timedelta(1)
    early = refusal(book, number, "take_effect", last, effective_on=next_day)
    assert f"审查期限到{last}，还没有过" in early
    wrong = refusal(book, number, "take_effect", next_day, effective_on=last)
    assert f"默示生效的日期应为次日{next_day}" in wrong

    take(book, number, "take_effect", next_day)
    with book.read("admin") as work:
        clocks = bargaining.negotiation_clocks(work, negotiation.get(work, number))
        review = next(one for one, _due in clocks if one.name == "review")
    assert review.stopped_on == next_day


def test_after_an_objection_the_contract_is_filed_again_with_new_ten_days(
    sqlite_book: Casebook,
) -> None:
    book, number = sqlite_book, bargaining.carried(sqlite_book, "receive_filing")
    assert "合同里没有款-09" in refusal(book, number, "object", clauses=["款-09"])
    late = refusal(book, number, "object", received_on=date(2026, 2, 1))
    assert "合同已按默示生效" in late
    take(book, number, "object", date(2025, 12, 25))
    take(book, number, "renegotiate_objected", date(2025, 12, 26))
    for step in ("form_draft", "submit_to_vote", "pass_vote"):
        take(book, number, step, date(2025, 12, 30))
    take(book, number, "sign", date(2026, 1, 5), signed_on=date(2026, 1, 5))
    with book.read("admin") as work:
        clocks = bargaining.negotiation_clocks(work, negotiation.get(work, number))
        filing = next(one for one, _due in clocks if one.name == "filing")
    again = law.default().due("contract.filing", date(2026, 1, 5), jurisdiction="CN-32")
    assert (filing.stopped_on, filing.due_on) == (None, again.due_on)


@pytest.mark.parametrize("purpose", ["续订", "变更"])
def test_a_contract_is_carried_on_in_a_linked_case_and_a_change_keeps_the_renewal_clock(
    sqlite_book: Casebook, purpose: str
) -> None:
    book, number = sqlite_book, bargaining.carried(sqlite_book, "first_check")
    ground = "双方协商一致" if purpose == "变更" else ""
    with book.work(bargaining.ACTOR) as work:
        case = negotiation.get(work, number)
        new = negotiation.carry_on(work, case, purpose, ground=ground)
        clocks = bargaining.negotiation_clocks(work, case)
        renewal = next(one for one, _due in clocks if one.name == "renewal")
        assert (renewal.stopped_on is None) == (purpose == "变更")
        assert [one.number for one in negotiation.links(work, case)] == [new.number]
        texts = [row.text for row in negotiation.clause_ledger(work, new).entries]
    assert "派送费每件不低于1元。" in texts
    assert book.verify() == []


def test_a_case_that_is_not_linked_does_not_supersede(sqlite_book: Casebook) -> None:
    number = bargaining.carried(sqlite_book, "first_check")
    said = refusal(sqlite_book, number, "supersede", new_case="别的案件")
    assert "“别的案件”不是续订、变更本案或者由本案转入的案件" in said


def test_the_term_is_over_before_it_ends_by_time(sqlite_book: Casebook) -> None:
    number = bargaining.carried(sqlite_book, "first_check")
    assert "期满日是2027-12-31，还没有过" in refusal(sqlite_book, number, "expire", ground="期满")


def rules_used() -> list[str]:
    """Return the keys of the rules that the clocks of the four tables run by."""
    tables = [one.table for one in (*kinds(), employer_kind())]
    steps = [step for table in tables for step in table.steps.values()]
    return sorted({clock.rule for step in steps for clock in step.clocks})


@pytest.mark.parametrize("key", rules_used())
def test_every_rule_of_a_clock_is_cited_and_jiangsu_has_no_number_nobody_verified(key: str) -> None:
    versions = [one for one in law.default().rules if one.key == key]
    assert versions
    for rule in versions:
        if rule.confidence is Confidence.PRACTICE:
            assert rule.note
        else:
            assert rule.instrument
        if rule.jurisdiction == "CN-32" and rule.confidence is Confidence.NONE:
            assert rule.value is None
