"""The clause ledger in a casebook: written in its states, journaled, read again, proved."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import update

from casework import Casebook, Work, negotiation
from casework.cases.models import Case
from casework.errors import AccessDenied, Conflict, InputError, NotFound, StepRefused
from casework.negotiation.ledger import queries, service
from casework.negotiation.ledger.clause import Status
from casework.negotiation.models import LedgerRow
from tests import bargaining, factories

W, E = "职工方", "企业方"
TEXT = "派送费每件不低于1.2元。"
LINE = {"figures": "派送费 1.2元/件", "author": "刘某"}


@pytest.fixture
def talking(either_book: Casebook) -> tuple[Casebook, str]:
    """Return a casebook with a negotiation at the table: 会-01 on 20 November."""
    return either_book, bargaining.carried(either_book, "open_talks")


def at(talking: tuple[Casebook, str], act: Callable[[Work, Case], Any], actor: str = "") -> Any:
    """Do something in a Work of its own."""
    book, number = talking
    with book.work(actor or bargaining.ACTOR) as work:
        return act(work, negotiation.get(work, number))


def refused(talking: tuple[Casebook, str], act: Callable[[Work, Case], Any]) -> StepRefused:
    error = factories.refused(lambda: at(talking, act))
    assert isinstance(error, StepRefused)
    return error


def offered(work: Work, case: Case) -> Any:
    return negotiation.propose(work, case, "题-01", TEXT, side=W, meeting="会-01", **LINE)


def test_an_offer_is_a_line_with_the_day_of_its_meeting_and_comes_out_on_the_board(
    talking: tuple[Casebook, str],
) -> None:
    line = at(talking, offered)
    assert (line.seq, line.code, line.act.label) == (1, "款-01 第1版", "提案")
    assert line.said_on == date(2025, 11, 20)

    def look(work: Work, case: Case) -> None:
        board = negotiation.board(work, case)
        assert [(one.title, one.status.label) for one in board.lines] == [
            ("派送费", "职工方提出"),
            ("高温补贴", "待提出"),
        ]
        told = negotiation.timeline(work, case)[0]
        assert told.label == "条款台账"
        assert told.lines == (
            f"发言人：{LINE['author']}",
            f"文字：{TEXT}",
            "职工方提案 款-01 第1版：派送费 1.2元/件",
        )

    at(talking, look)
    assert talking[0].verify() == []


def countered(work: Work, case: Case) -> Any:
    text, figures = "派送费每件不低于1元。", "派送费 1元/件"
    return negotiation.counter(work, case, "款-01", text, side=E, figures=figures, meeting=1)


def confirmed(talking: tuple[Casebook, str], digest: str) -> None:
    for side in (W, E):
        at(talking, lambda w, c, s=side: negotiation.confirm(w, c, 1, digest, chief_side=s))


def test_a_clause_goes_from_offer_to_counter_to_agreement(talking: tuple[Casebook, str]) -> None:
    at(talking, offered)
    answer = at(talking, countered)
    assert answer.act.label == "反提案"
    confirmed(talking, answer.hash[:12])

    ledger = at(talking, queries.clause_ledger)
    assert ledger.clauses[1].status is Status.AGREED
    assert [one.author for one in ledger.entries[2:]] == ["陈某", "孙某"]
    assert talking[0].verify() == []


def test_every_picture_of_the_ledger_is_a_query(talking: tuple[Casebook, str]) -> None:
    at(talking, offered)
    confirmed(talking, at(talking, countered).hash)

    def look(work: Work, case: Case) -> None:
        assert negotiation.contract_text(work, case) == "派送费\n第一条　派送费每件不低于1元。"
        moves = negotiation.figure_history(work, case, "款-01")[0].moves
        assert [move.shown for move in moves] == ["1.2元/件", "1元/件"]
        assert queries.compare_clause(work, case, 1).numbers == (("1.2", "1"),)
        (talk,) = queries.meeting_talks(work, case, "会-01").talks
        assert talk.outcome.label == "分歧"  # confirmed after the meeting

    at(talking, look)


def test_withdrawing_reserving_and_reopening_are_lines(talking: tuple[Casebook, str]) -> None:
    at(talking, offered)
    at(talking, lambda w, c: service.reserve(w, c, "款-01", side=E, reason="待测算"))
    at(talking, lambda w, c: service.reopen(w, c, "款-01", side=W, reason="已测算"))
    at(talking, lambda w, c: service.withdraw_offer(w, c, "款-01", side=W))
    entries = at(talking, queries.clause_ledger).entries

    assert [one.act.label for one in entries] == ["提案", "搁置", "重新协商", "撤回"]
    assert talking[0].verify() == []


def test_a_package_is_offered_confirmed_and_agreed_as_a_whole(
    talking: tuple[Casebook, str],
) -> None:
    for topic in (1, 2):
        at(
            talking,
            lambda w, c, t=topic: negotiation.propose(
                w, c, t, f"第{t}款", side=E, package="方案一"
            ),
        )
    for side in (W, E):
        lines = at(
            talking, lambda w, c, s=side: service.confirm_package(w, c, "方案一", chief_side=s)
        )
        assert len(lines) == 2
    assert at(talking, queries.draft_agreement).complete
    with pytest.raises(InputError):
        at(talking, lambda w, c: service.confirm_package(w, c, "方案九", chief_side=W))


def test_a_package_is_withdrawn_by_its_name(talking: tuple[Casebook, str]) -> None:
    at(talking, lambda w, c: negotiation.propose(w, c, 1, "第一款", side=E, package="方案一"))
    line = at(talking, lambda w, c: service.withdraw_offer(w, c, side=E, package="方案一"))
    assert line.code == "打包方案“方案一”"
    with pytest.raises(InputError):
        at(talking, lambda w, c: service.withdraw_offer(w, c, 1, side=E, package="方案一"))


def test_every_reason_against_a_line_is_in_the_refusal(talking: tuple[Casebook, str]) -> None:
    at(talking, offered)
    error = refused(
        talking,
        lambda w, c: negotiation.confirm(w, c, 1, "0" * 12, chief_side=E, author="何某", meeting=9),
    )
    assert {one.code for one in error.reasons} == {"no_meeting", "not_chief", "unknown"}
    assert error.state == "协商中"


def test_before_the_talks_offers_are_collected_and_nothing_is_confirmed(
    either_book: Casebook,
) -> None:
    preparing = either_book, bargaining.opened(either_book)
    line = at(preparing, lambda w, c: negotiation.propose(w, c, 1, TEXT, side=W))
    error = refused(preparing, lambda w, c: negotiation.confirm(w, c, 1, line.hash, chief_side=W))
    assert [one.code for one in error.reasons] == ["too_early"]


def test_what_is_agreed_is_entered_whole_or_not_at_all(either_book: Casebook) -> None:
    preparing = either_book, bargaining.opened(either_book)
    error = refused(preparing, lambda w, c: negotiation.enter_agreed(w, c, 1, TEXT))
    assert [one.code for one in error.reasons] == ["too_early"]
    assert at(preparing, queries.clause_ledger).entries == ()


def test_after_the_draft_the_ledger_is_closed(either_book: Casebook) -> None:
    drafted = either_book, bargaining.carried(either_book, "form_draft")
    error = refused(drafted, lambda w, c: negotiation.propose(w, c, 1, "另一版", side=W, clause=1))
    assert [one.code for one in error.reasons] == ["closed"]


def test_after_an_objection_only_what_it_names_is_open(either_book: Casebook) -> None:
    number = bargaining.carried(either_book, "receive_filing")
    bargaining.take(either_book, number, "object", date(2025, 12, 25))
    bargaining.take(either_book, number, "renegotiate_objected", date(2025, 12, 26))
    again = either_book, number

    error = refused(again, lambda w, c: negotiation.propose(w, c, 2, "另一版", side=W, clause=2))
    assert [one.code for one in error.reasons] == ["not_objected"]
    at(again, lambda w, c: negotiation.propose(w, c, 1, "另一版", side=W, clause=1))


def test_somebody_who_looked_at_an_older_version_is_told_what_came_since(
    talking: tuple[Casebook, str],
) -> None:
    at(talking, offered)
    with pytest.raises(Conflict, match="职工方（刘某）提案，款-01 第1版"):
        at(talking, lambda w, c: negotiation.propose(w, c, 1, "另一版", side=E, clause=1, seen=0))
    at(talking, lambda w, c: negotiation.propose(w, c, 1, "另一版", side=E, clause=1, seen=1))


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ({"side": "第三方"}, "side"),
        ({"topic": "派送费"}, "topic"),
        ({"clause": "第一款"}, "clause"),
        ({"text": " "}, "text"),
        ({"figures": "很多"}, "figures"),
        ({"package": "方" * 41}, "package"),
        ({"author": "某" * 61}, "author"),
        ({"said_on": "2026-13-01"}, "said_on"),
        ({"said_on": date(2027, 1, 1)}, "said_on"),
    ],
)
def test_what_cannot_be_read_is_named_and_nothing_is_added(
    talking: tuple[Casebook, str], given: dict[str, Any], place: str
) -> None:
    values = {"side": W, "topic": 1, "text": TEXT, **given}
    error = factories.refused(
        lambda: at(
            talking,
            lambda w, c: negotiation.propose(
                w, c, values.pop("topic"), values.pop("text"), **values
            ),
        )
    )
    assert isinstance(error, InputError)
    assert [one.place for one in error.problems] == [place]
    assert at(talking, queries.clause_ledger).entries == ()


def test_clauses_and_versions_that_are_not_there_are_named(talking: tuple[Casebook, str]) -> None:
    at(talking, offered)
    with pytest.raises(NotFound, match="已有：款-01 至 款-01"):
        at(talking, lambda w, c: negotiation.figure_history(w, c, "款-09"))
    with pytest.raises(NotFound, match="共1版"):
        at(talking, lambda w, c: queries.compare_clause(w, c, 1, 1, 2))
    with pytest.raises(NotFound):
        at(talking, lambda w, c: queries.meeting_talks(w, c, "首次"))
    with pytest.raises(InputError):
        at(talking, lambda w, c: negotiation.counter(w, c, 9, "另一版", side=E))


def test_who_may_only_look_writes_nothing(talking: tuple[Casebook, str]) -> None:
    with pytest.raises(AccessDenied):
        at(talking, offered, "auditor.qian")
    assert at(talking, queries.clause_ledger, "auditor.qian").entries == ()
    with pytest.raises(NotFound):
        at(talking, offered, "lawyer.hai")


def test_in_the_simple_procedure_nobody_needs_to_be_a_chief(either_book: Casebook) -> None:
    simple = either_book, bargaining.carried(either_book, "open_talks", "simple")
    with either_book.work(bargaining.ACTOR) as work:
        case = negotiation.get(work, simple[1])
        for row in negotiation.listed(work, case, "representative"):
            negotiation.edit(
                work, case, row.code, left_on=date(2025, 11, 4), left_because="不设代表"
            )
    line = at(simple, lambda w, c: negotiation.propose(w, c, 1, TEXT, side=W))
    for side, name in ((W, "陈某"), (E, "孙某")):
        at(
            simple,
            lambda w, c, s=side, n=name: negotiation.confirm(
                w, c, 1, line.hash, chief_side=s, author=n
            ),
        )
    assert at(simple, queries.clause_ledger).clauses[1].status is Status.AGREED


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"text": "派送费每件不低于9元。"}, "的条款台账第 1 行被改动：与日志不符。"),
        ({"seq": 7}, "的条款台账第 1 行不见了：与日志不符。"),
        ({"author": "别人"}, "的条款台账第 1 行被改动：与日志不符。"),
    ],
)
def test_a_line_changed_by_hand_is_seen(
    talking: tuple[Casebook, str], change: dict[str, Any], told: str
) -> None:
    at(talking, offered)
    with talking[0].engine.execution_options(casework_writes=True).begin() as connection:
        connection.execute(update(LedgerRow).values(**change))
    assert talking[0].verify()[0] == f"案件 {talking[1]} {told}"
