"""What people read of the ledger: board, rounds, minutes, redline, draft."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.negotiation.ledger.board import Gap, gaps, lay_out
from casework.negotiation.ledger.clause import Status
from casework.negotiation.ledger.contract import assemble
from casework.negotiation.ledger.entry import Act, Figure, Measure
from casework.negotiation.ledger.minutes import Outcome, minutes_of
from casework.negotiation.ledger.redline import Change, Redline, Run, compare, compare_versions
from casework.negotiation.ledger.rounds import trace
from casework.negotiation.side import Side
from tests.ledgers import Table, fee

W, E = Side.WORKERS, Side.EMPLOYER
TOPICS = {2: "高温补贴", 1: "派送费", 3: "驿站"}


@pytest.fixture
def table() -> Table:
    """Return two meetings: 款-01 agreed in the second, 款-02 only asked for."""
    table = Table()
    table.offer(W, "派送费每件不低于1.20元。", figures=[fee("1.2")])
    table.offer(E, "派送费每件不低于0.80元。", figures=[fee("0.8")])
    table.offer(W, "高温补贴每月300元。", 2, figures=[fee("300", "补贴", "月")])
    table.meeting = 2
    table.offer(E, "派送费每件不低于1.00元。", figures=[fee("1.0")])
    table.agree()
    return table


def test_the_board_shows_both_offers_the_gap_and_what_has_no_clause_yet(table: Table) -> None:
    table.act(Act.REOPENED, W)
    table.offer(W, "派送费每件不低于1.10元。", figures=[fee("1.1")])
    board = lay_out(table.ledger, TOPICS)

    assert [(line.topic, line.status.label) for line in board.lines] == [
        (2, "职工方提出"),
        (1, "双方提出"),
        (3, "待提出"),
    ]
    line = board.lines[1]
    assert [str(gap) for gap in line.gaps] == ["派送费：差 0.1元/件"]
    assert line.gaps[0].percent == Decimal("10.0")
    assert line.note == "款-01 第3版 曾经达成，现在重新协商"
    assert (line.rounds, board.lines[2].rounds) == (4, 0)
    assert board.counts[Status.NONE] == 1


def test_seen_from_the_other_side_ours_and_theirs_change_places(table: Table) -> None:
    line = lay_out(table.ledger, ours=E).lines[1]
    assert line.ours is None
    assert line.theirs is table.ledger.clauses[2].workers


def test_who_has_still_to_confirm_is_shown(table: Table) -> None:
    table.act(Act.CONFIRMED, W, 2)
    assert lay_out(table.ledger).lines[1].waiting == (E,)


@pytest.mark.parametrize(
    ("ours", "theirs", "told"),
    [
        (fee("1"), fee("1.00"), "派送费：一致"),
        (fee("1"), fee("1", per="单"), "派送费：单位不同，不能直接比较"),
        (fee("1"), None, "派送费：对方没有提出"),
        (None, fee("1"), "派送费：我方没有提出"),
        (fee("0.9"), fee("1.1"), "派送费：差 0.2元/件"),
    ],
)
def test_a_gap_is_a_sentence(ours: Figure | None, theirs: Figure | None, told: str) -> None:
    assert str(Gap("派送费", ours, theirs)) == told


def test_a_gap_to_nothing_has_no_per_cent_and_nobody_has_no_gaps() -> None:
    assert Gap("派送费", fee("1"), fee("0")).percent is None
    assert gaps(None, None) == ()


def test_the_history_of_a_figure_tells_each_move(table: Table) -> None:
    table.offer(W, "高温补贴每月250元。", 2, figures=[fee("250", "补贴", "月")])
    table.meeting = None
    table.offer(W, "高温补贴另行商定。", 2)
    history = trace(table.ledger, 2)[0]

    assert [(move.round, move.shown, move.change) for move in history.moves] == [
        ("第1次会议", "300元/月", None),
        ("第2次会议", "250元/月", Decimal(-50)),
        ("会外", "不再提出", None),
    ]
    assert history.of(E) == ()
    assert trace(table.ledger, 9) == ()
    assert [move.agreed for move in trace(table.ledger, 1)[0].moves] == [False, False, True]


def test_the_minutes_tell_offer_answer_and_outcome_as_they_were_then(table: Table) -> None:
    first, second = (minutes_of(table.ledger, number, TOPICS) for number in (1, 2))

    assert [talk.clause for talk in first.talks] == [2, 1]
    assert first.talks[1].lines == (
        "职工方（某代表）提案，款-01 第1版：派送费每件不低于1.20元。（派送费 1.2元/件）",
        "企业方（某代表）反提案，款-01 第2版：派送费每件不低于0.80元。（派送费 0.8元/件）",
        "结果：分歧（派送费：差 0.4元/件）",
    )
    assert first.talks[0].outcome is Outcome.WAITING
    assert second.talks[0].result == "双方一致，款-01 第3版：派送费每件不低于1.00元。"
    assert second.topics == (1,)


def test_the_minutes_tell_what_was_put_aside_and_taken_back(table: Table) -> None:
    table.act(Act.RESERVED, E, 2, text="待测算")
    table.offer(W, "驿站。", 3)
    table.act(Act.WITHDRAWN, W, 3)
    talks = minutes_of(table.ledger, 2).talks

    assert [talk.outcome.label for talk in talks] == ["一致", "搁置", "撤回"]
    assert talks[1].lines[0] == "企业方（钱总）搁置 款-02：待测算"


def test_what_is_entered_late_for_an_early_meeting_does_not_tell_of_later_ones(
    table: Table,
) -> None:
    table.meeting = 1
    table.offer(E, "高温补贴每月100元。", 2, figures=[fee("100", "补贴", "月")])

    first = minutes_of(table.ledger, 1)
    assert [talk.outcome for talk in first.talks] == [Outcome.DIFFERENT, Outcome.DIFFERENT]


def test_the_draft_holds_what_is_agreed_and_says_what_is_open(table: Table) -> None:
    table.offer(W, "驿站。", 3)
    table.act(Act.RESERVED, E, 3, text="另议")
    draft = assemble(table.ledger, TOPICS)

    assert draft.text == "派送费\n第一条　派送费每件不低于1.00元。"
    assert draft.open == ("题-02 高温补贴 款-02：职工方提出",)
    assert draft.reserved == ("题-03 驿站 款-03：已搁置（搁置：另议）",)
    assert not draft.complete


def test_the_digest_of_the_draft_changes_with_every_wording(table: Table) -> None:
    before = assemble(table.ledger).digest
    table.agree(2)
    both = assemble(table.ledger, {1: "甲", 2: "乙"})
    table.act(Act.REOPENED, W, 2)
    table.agree(2)

    assert len({before, both.digest}) == 2
    assert assemble(table.ledger).digest == both.digest
    assert both.complete
    assert [one.label for one in both.articles] == ["第一条", "第二条"]


def test_a_redline_shows_whole_numbers_and_figures(table: Table) -> None:
    redline = compare_versions(table.ledger.clauses[1], 1, 3)

    assert str(redline) == "派送费每件不低于[-1.20-]{+1.00+}元。"
    assert redline.numbers == (("1.20", "1.00"),)
    assert [(str(one.theirs), str(one.ours)) for one in redline.figures] == [
        ("派送费 1.2元/件", "派送费 1元/件")
    ]
    assert compare_versions(table.ledger.clauses[1], 1, 1).unchanged
    with pytest.raises(KeyError):
        compare_versions(table.ledger.clauses[1], 1, 9)


def test_numbers_that_only_came_or_went_are_told() -> None:
    assert compare("每月发。", "每月10日前发2次。").numbers == (("", "10"), ("", "2"))
    assert compare("满3年的。", "的。").numbers == (("3", ""),)


_TEXTS = st.text(alphabet="每件不低于0.1239元。；\n a€\u0301%", max_size=60)


@given(_TEXTS, _TEXTS)
def test_a_redline_applied_to_the_old_text_gives_the_new(old: str, new: str) -> None:
    redline = compare(old, new)

    assert (redline.old, redline.new) == (old, new)
    assert redline.unchanged == (old == new)
    assert all(run.text for run in redline.runs)
    kinds = [run.change for run in redline.runs]
    assert all(one != two for one, two in pairwise(kinds))


def test_a_redline_that_loses_a_word_is_seen() -> None:
    lost = Redline((Run(Change.SAME, "每件"), Run(Change.INSERTED, "1.2")), ())
    assert (lost.old, lost.new) != ("每件", "每件1.2元")


def test_texts_too_long_to_compare_are_replaced_as_a_whole() -> None:
    old, new = "甲" * 2000, "乙" * 2000
    assert [run.change for run in compare(old, new).runs] == [Change.DELETED, Change.INSERTED]


def test_measures_have_chinese_names() -> None:
    assert [one.label for one in Measure] == ["金额", "百分比", "小时", "天数", "数量"]
    assert Figure("次数", Decimal(2), kind=Measure.COUNT).value == "2个"
