"""The side exits: each reached with its clock and what follows, refused a day too early with the reason."""

from datetime import date
from typing import Any

import pytest

from casework import Casebook, law, negotiation
from casework.cases import clock
from casework.cases.clock import Clock
from casework.errors import CaseworkError
from tests import bargaining, factories

take = bargaining.take


def refusal(book: Casebook, number: str, step: str, on: date | None = None, **given: Any) -> str:
    """Return what a step is refused with."""
    return str(factories.refused(lambda: take(book, number, step, on, **given)))


def state(book: Casebook, number: str) -> str:
    return factories.state(book, number)


def clocks(book: Casebook, number: str) -> dict[str, Clock]:
    """Return the stored clocks of a case, which must be what is derived from its steps."""
    with book.read("admin") as work:
        case = negotiation.get(work, number)
        return dict(clock.stored(work, case))


def due(key: str, start: date) -> date:
    """Return the last day of a period of Jiangsu, counted by the law's own room."""
    found = law.default().due(key, start, jurisdiction="CN-32").due_on
    assert found is not None
    return found


def test_silence_is_noted_only_after_the_period_and_a_late_proof_undoes_it(
    sqlite_book: Casebook,
) -> None:
    book, number = sqlite_book, bargaining.carried(sqlite_book, "deliver_offer")
    last = due("offer.reply", date(2025, 11, 5))
    said = refusal(book, number, "note_silence", last)
    assert f"回应的期限到{last}，还没有过，不能登记逾期。" in said

    take(book, number, "note_silence", last.replace(day=last.day + 1))
    assert state(book, number) == "unanswered"
    assert clocks(book, number)["reply"].stopped_on is not None
    with book.work(bargaining.ACTOR) as work:
        negotiation.reverse(work, negotiation.get(work, number), reason="后来收到按期寄出的答复")
    assert clocks(book, number)["reply"].stopped_on is None
    take(book, number, "accept", date(2025, 11, 20))
    assert state(book, number) == "replied"
    assert book.verify() == []


def test_a_refusal_can_be_answered_by_a_new_offer_with_a_new_period(sqlite_book: Casebook) -> None:
    book, number = sqlite_book, bargaining.carried(sqlite_book, "deliver_offer")
    take(book, number, "refuse", date(2025, 11, 12))
    assert clocks(book, number)["reply"].stopped_on == date(2025, 11, 12)

    again = date(2025, 12, 1)
    take(book, number, "deliver_offer", again, received_on=again)
    reply = clocks(book, number)["reply"]
    assert (reply.stopped_on, reply.due_on) == (None, due("offer.reply", again))


def test_an_offer_is_withdrawn_with_its_reason(sqlite_book: Casebook) -> None:
    number = bargaining.carried(sqlite_book, "deliver_offer")
    assert "撤回理由" in refusal(sqlite_book, number, "withdraw_offer", reason="")
    take(sqlite_book, number, "withdraw_offer", date(2025, 11, 10))
    assert state(sqlite_book, number) == "withdrawn"


@pytest.mark.parametrize("step", ["accept", "refuse"])
def test_a_reply_is_not_earlier_than_the_offer(sqlite_book: Casebook, step: str) -> None:
    number = bargaining.carried(sqlite_book, "deliver_offer")
    said = refusal(sqlite_book, number, step, received_on=date(2025, 11, 4))
    assert "回应的日期（2025-11-04）早于要约收到之日（2025-11-05）" in said
    assert "《集体合同规定》第三十二条" in said


@pytest.mark.parametrize("procedure", bargaining.PATHS)
@pytest.mark.parametrize(("answer", "there"), [("agree", "replied"), ("decline", "closed")])
def test_the_union_answers_what_the_employer_offers(
    sqlite_book: Casebook, procedure: str, answer: str, there: str
) -> None:
    number = bargaining.opened(sqlite_book, procedure, proposer="企业方")
    take(sqlite_book, number, "receive_offer", date(2025, 11, 5))
    take(sqlite_book, number, answer, date(2025, 11, 12))
    assert state(sqlite_book, number) == there


def test_talks_pause_for_the_days_agreed_and_all_four_facts_are_asked(
    sqlite_book: Casebook,
) -> None:
    book, number = sqlite_book, bargaining.carried(sqlite_book, "open_talks")
    for fact in ("days", "next_on", "next_place", "next_topics"):
        with pytest.raises(CaseworkError):
            take(book, number, "suspend", **{fact: None})
    assert "应为正整数" in refusal(book, number, "suspend", days=0)

    take(book, number, "suspend", date(2025, 11, 21))
    assert clocks(book, number)["suspension"].due_on == date(2025, 12, 1)
    take(book, number, "resume", date(2025, 12, 1))
    assert state(book, number) == "negotiating"


def test_coordination_takes_thirty_days_and_is_prolonged_once_by_fifteen_at_most(
    sqlite_book: Casebook,
) -> None:
    book, number = sqlite_book, bargaining.carried(sqlite_book, "open_talks")
    for step in ("break_off", "apply_coordination", "start_coordination"):
        take(book, number, step, date(2025, 11, 24))
    first = clocks(book, number)["coordination"].due_on
    assert first == due("dispute.coordination", date(2025, 11, 24))
    assert "延长16日，应为 1 至 15 日" in refusal(book, number, "extend_coordination", days=16)

    take(book, number, "extend_coordination", date(2025, 12, 20), days=15)
    assert first is not None
    assert clocks(book, number)["coordination"].due_on > first
    assert "只能延长一次" in refusal(book, number, "extend_coordination", days=1)
    take(book, number, "fail_coordination", date(2026, 1, 10))
    take(book, number, "close_unsettled", date(2026, 1, 12))
    assert state(book, number) == "closed"
    assert book.verify() == []


def test_a_settled_coordination_goes_back_to_the_talks(sqlite_book: Casebook) -> None:
    number = bargaining.carried(sqlite_book, "deliver_offer")
    for step, on in (("refuse", 12), ("start_coordination", 24), ("settle_coordination", 28)):
        take(sqlite_book, number, step, date(2025, 11, on))
    assert state(sqlite_book, number) == "negotiating"


@pytest.mark.parametrize("until", ["accept", "confirm_representatives", "finish_preparation"])
def test_talks_that_never_begin_can_be_broken_off(sqlite_book: Casebook, until: str) -> None:
    number = bargaining.carried(sqlite_book, until)
    take(sqlite_book, number, "break_off", date(2025, 11, 28), reason="一直不派代表")
    assert state(sqlite_book, number) == "broken"


def test_a_vacancy_has_fifteen_days_and_stops_the_draft(sqlite_book: Casebook) -> None:
    book, number = sqlite_book, bargaining.carried(sqlite_book, "confirm_representatives")
    assert "没有登记离任而空缺的代表" in refusal(book, number, "report_vacancy")
    with book.work(bargaining.ACTOR) as work:
        case = negotiation.get(work, number)
        negotiation.edit(work, case, "代-02", left_on=date(2025, 11, 18), left_because="离职")
    take(book, number, "report_vacancy", date(2025, 11, 18))
    assert clocks(book, number)["vacancy"].due_on == due(
        "representative.vacancy", date(2025, 11, 18)
    )
    assert "离任以后还没有产生新的代表" in refusal(book, number, "finish_preparation")

    with book.work(bargaining.ACTOR) as work:
        case = negotiation.get(work, number)
        new = {"side": "职工方", "name": "唐某", "duty": "代表", "chosen_how": "工会选派"}
        negotiation.add(work, case, "representative", replaces="代-02", **new)
    take(book, number, "fill_vacancy", date(2025, 11, 19))
    assert clocks(book, number)["vacancy"].stopped_on == date(2025, 11, 19)
