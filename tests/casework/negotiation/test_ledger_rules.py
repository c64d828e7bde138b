from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from casework.errors import Reason
from casework.negotiation.ledger.clause import Status
from casework.negotiation.ledger.entry import Act, Entry, Figure, Measure, digest_of
from casework.negotiation.ledger.rules import faults, reasons_against
from casework.negotiation.ledger.talks import Talks
from casework.negotiation.side import Side
from tests.ledgers import CHIEFS, TALKS, Table, fee

W, E = Side.WORKERS, Side.EMPLOYER


def codes(reasons: tuple[Reason, ...]) -> list[str]:
    return [reason.code for reason in reasons]


@pytest.fixture
def table() -> Table:
    """Return a table with 款-01: 职工方 1.2, 企业方 0.8."""
    table = Table()
    assert not table.offer(W, "每件1.2元", figures=[fee("1.2")])
    assert not table.offer(E, "每件0.8元", figures=[fee("0.8")])
    return table


def status(table: Table, clause: int = 1) -> Status:
    return table.standing.clauses[clause].status


def test_a_clause_is_agreed_when_both_chiefs_confirmed_the_same_hash(table: Table) -> None:
    assert not table.act(Act.CONFIRMED, W)
    assert status(table) is Status.BOTH
    assert not table.act(Act.CONFIRMED, E)

    assert status(table) is Status.AGREED
    agreed = table.standing.clauses[1].agreed
    assert agreed is not None
    assert agreed.version == 2


def test_a_later_version_reopens_what_was_agreed(table: Table) -> None:
    table.agree()
    assert not table.offer(W, "每件0.9元")

    clause = table.standing.clauses[1]
    assert clause.status is Status.BOTH
    assert (clause.agreed, clause.confirmed) == (None, frozenset())
    assert clause.before is not None


def test_an_outdated_hash_cannot_be_confirmed(table: Table) -> None:
    first = table.standing.clauses[1].versions[0]
    reasons = table.act(Act.CONFIRMED, E, of=first.hash)

    assert codes(reasons) == ["outdated"]
    assert reasons[0].sentence == (
        "款-01 第1版 已经不是现在的文本：企业方在 2026-03-03 提出了第2版。"
    )
    assert codes(table.act(Act.CONFIRMED, E, of="0" * 64)) == ["unknown"]


def test_only_the_chief_of_that_side_may_confirm(table: Table) -> None:
    reasons = table.act(Act.CONFIRMED, W, author="李代表")
    assert reasons[0].sentence == ("只有首席代表能确认条款：职工方首席代表是周工，不是李代表。")
    assert codes(table.act(Act.CONFIRMED, E, author=CHIEFS[W])) == ["not_chief"]
    nobody = replace(TALKS, chiefs={})
    line = table.line(Act.CONFIRMED, W, 1)
    assert codes(reasons_against(table.ledger, line, nobody)) == ["no_chief"]


def test_a_chief_confirms_once(table: Table) -> None:
    table.act(Act.CONFIRMED, W)
    reasons = table.act(Act.CONFIRMED, W)
    assert codes(reasons) == ["confirmed"]
    assert reasons[0].where_to_fix == "等企业方首席代表确认。"


def test_nobody_withdraws_what_the_other_side_offered(table: Table) -> None:
    reasons = table.act(Act.WITHDRAWN, W)
    assert codes(reasons) == ["foreign"]
    assert reasons[0].sentence == "款-01 第2版 是企业方提出的，职工方不能撤回。"


def test_a_withdrawal_makes_the_other_offer_the_current_one_again(table: Table) -> None:
    table.act(Act.CONFIRMED, E)
    assert not table.act(Act.WITHDRAWN, E)
    clause = table.standing.clauses[1]

    assert clause.status is Status.WORKERS
    assert clause.current is clause.versions[0]
    assert clause.confirmed == frozenset()
    gone = table.act(Act.WITHDRAWN, E, of=clause.versions[1].hash)
    assert [one.sentence for one in gone] == ["款-01 第2版 已经撤回，不必再撤回。"]


def test_what_one_replaced_oneself_does_not_come_back(table: Table) -> None:
    assert not table.offer(E, "每件0.9元")
    assert not table.act(Act.WITHDRAWN, E)
    assert table.standing.clauses[1].employer is None


def test_what_is_agreed_is_neither_withdrawn_nor_put_aside(table: Table) -> None:
    table.agree()
    assert codes(table.act(Act.WITHDRAWN, E)) == ["agreed"]
    assert codes(table.act(Act.RESERVED, W)) == ["agreed"]
    assert not table.act(Act.REOPENED, W)
    assert status(table) is Status.BOTH


def test_what_is_put_aside_is_reopened_before_it_is_confirmed(table: Table) -> None:
    assert not table.act(Act.RESERVED, E)
    assert status(table) is Status.RESERVED
    assert codes(table.act(Act.RESERVED, W)) == ["reserved"]
    assert codes(table.act(Act.CONFIRMED, W)) == ["reserved"]
    assert not table.act(Act.REOPENED, W)
    table.agree()


def test_what_is_open_is_not_reopened_and_a_reopening_has_a_reason(table: Table) -> None:
    assert codes(table.act(Act.REOPENED, W, text=" ")) == ["open", "no_reason"]
    assert codes(table.act(Act.REOPENED, W, 9)) == ["unknown"]
    assert codes(table.act(Act.RESERVED, W, 9)) == ["unknown"]


def test_a_clause_stays_with_its_topic_and_new_ones_are_numbered_on(table: Table) -> None:
    assert codes(table.offer(W, "每件1元", topic=5)) == ["other_topic"]
    assert codes(table.offer(W, "每件1元", 7)) == ["no_clause"]
    lost = replace(table.wording(W, "每件1元"), topic=None)
    assert codes(table.add(lost)) == ["no_clause"]


def test_saying_the_same_twice_is_no_new_version(table: Table) -> None:
    assert codes(table.offer(E, "每件0.8元", figures=[fee("0.80")])) == ["the_same"]
    assert not table.offer(
        W, "每件1.2元", figures=[fee("1.2")]
    )  # after a counter it may be repeated


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"text": "改过"}, "hash"),
        ({"figures": (fee("9"),)}, "hash"),
        ({"version": 9}, "version"),
        ({"act": Act.PROPOSAL}, "act"),
        ({"author": " "}, "no_author"),
    ],
)
def test_a_line_says_what_it_is(table: Table, change: dict[str, object], code: str) -> None:
    assert codes(table.add(replace(table.wording(W, "每件1元"), **change))) == [code]  # type: ignore[arg-type] — every field in turn


@pytest.mark.parametrize(
    ("figures", "code"),
    [
        ([fee("1"), fee("2")], "figure_twice"),
        ([fee("1", " ")], "figure_name"),
        ([fee("-1")], "figure_amount"),
        ([fee("1e12")], "figure_amount"),
        ([fee("NaN")], "figure_amount"),
        ([Figure("工时", Decimal(25), per="日", kind=Measure.HOURS)], "figure_amount"),
    ],
)
def test_figures_that_cannot_be_are_refused(table: Table, figures: list[Figure], code: str) -> None:
    assert codes(table.offer(W, "每件1元", figures=figures)) == [code]
    assert codes(table.offer(W, " ")) == ["no_text"]


def test_a_closed_ledger_takes_nothing_and_says_why(table: Table) -> None:
    line = table.wording(W, "每件1元")
    (reason,) = reasons_against(table.ledger, line, Talks(open=False, state="已签字"))
    assert reason.code == "closed"
    assert "案件现在是“已签字”" in reason.sentence


def test_before_the_talks_offers_are_collected_and_nothing_is_confirmed(table: Table) -> None:
    table.talks = replace(TALKS, confirming=False, state="准备")
    assert not table.offer(W, "每件1元")
    assert codes(table.act(Act.CONFIRMED, W)) == ["too_early"]


def test_after_an_objection_only_its_clauses_are_open(table: Table) -> None:
    table.offer(W, "年休假", 2)
    table.talks = replace(TALKS, only=frozenset({2}))
    reasons = table.offer(W, "每件1元")
    assert codes(reasons) == ["not_objected"]
    assert "（款-02）" in reasons[0].sentence
    assert not table.offer(W, "年休假十天", 2)


def test_topics_and_meetings_that_are_not_there_are_refused(table: Table) -> None:
    table.talks = replace(TALKS, topics=frozenset({1}), meetings=frozenset({1}))
    assert codes(table.offer(W, "其他", 2)) == ["no_topic"]
    table.meeting = 4
    assert codes(table.offer(W, "每件1元")) == ["no_meeting"]


def test_a_stored_ledger_is_proved_line_by_line(table: Table) -> None:
    table.agree()
    entries: list[Entry] = list(table.ledger.entries)
    assert list(faults(entries)) == []

    altered = replace(entries[0], text="每件2元")
    assert list(faults([altered, *entries[1:]])) == [
        "台账第 1 行（款-01 第1版 提案）不成立：款-01 第1版 的校验值与文字、数字不符：内容被改动。"
    ]
    assert list(faults([entries[0], *entries[2:]])) == ["台账第 2 行缺失：下一行的序号是 3。"]


def test_a_hash_covers_clause_version_words_and_figures() -> None:
    one = digest_of(1, 1, "每件", [fee("1.20"), fee("3", "补贴")])
    assert one == digest_of(1, 1, "每件", [fee("3", "补贴"), fee("1.2")])
    others = {
        digest_of(2, 1, "每件", [fee("1.2"), fee("3", "补贴")]),
        digest_of(1, 2, "每件", [fee("1.2"), fee("3", "补贴")]),
        digest_of(1, 1, "每单", [fee("1.2"), fee("3", "补贴")]),
        digest_of(1, 1, "每件", [fee("1.21"), fee("3", "补贴")]),
        digest_of(1, 1, "每件", [fee("1.2", per="单"), fee("3", "补贴")]),
    }
    assert one not in others
    assert len(others) == 5


def test_what_happened_is_printed_in_chinese() -> None:
    line = Entry(1, Act.RESERVED, W, "周工", date(2026, 3, 2), 1, 3)
    assert (line.code, line.act.label) == ("款-03", "搁置")
    assert str(fee("1.20")) == "派送费 1.2元/件"
    assert Figure("比例", Decimal(5), kind=Measure.PERCENT).value == "5%"
