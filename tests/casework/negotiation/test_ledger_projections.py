"""Board, rounds, minutes, redline and contract agree, because they are read from one folded ledger."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given

from casework.negotiation.ledger.board import Board, lay_out
from casework.negotiation.ledger.contract import assemble
from casework.negotiation.ledger.entry import Act
from casework.negotiation.ledger.fold import Ledger, fold
from casework.negotiation.ledger.minutes import minutes_of
from casework.negotiation.ledger.redline import Change, compare_versions
from casework.negotiation.ledger.rounds import trace
from casework.negotiation.ledger.rules import faults
from casework.negotiation.side import Side
from tests.ledgers import Table, fee, in_order, ledgers
from tests.second_ledger import Shown, disagreements


def shown(ledger: Ledger) -> Shown:
    meetings = sorted({one.meeting for one in ledger.entries if one.meeting is not None})
    redlines = [
        (old, new, compare_versions(clause, old.version or 0, new.version or 0))
        for clause in ledger.in_order()
        for old, new in pairwise(clause.versions)
    ]
    return Shown(
        lay_out(ledger),
        assemble(ledger),
        trace(ledger),
        [minutes_of(ledger, one) for one in meetings],
        redlines,
    )


@given(ledgers())
def test_whatever_is_said_at_the_table_all_projections_agree(ledger: Ledger) -> None:
    assert in_order(ledger)
    assert list(faults(ledger.entries)) == []
    assert list(disagreements(ledger.entries, shown(ledger))) == []


@given(ledgers(longest=25))
def test_the_fold_of_a_line_more_is_the_fold_and_then_the_line(ledger: Ledger) -> None:
    grown = Ledger()
    for entry in ledger.entries:
        grown = grown.after(entry)
    assert grown == ledger == fold(ledger.entries)


def talked() -> Ledger:
    """Return two meetings: one clause agreed, one open, one put aside."""
    table = Table()
    table.offer(Side.WORKERS, "每件1.20元。", figures=[fee("1.2")])
    table.offer(Side.EMPLOYER, "每件0.80元。", figures=[fee("0.8")])
    table.offer(Side.WORKERS, "高温补贴300元。", 2, figures=[fee("300", "补贴", "月")])
    table.meeting = 2
    table.offer(Side.EMPLOYER, "每件1.00元。", figures=[fee("1")])
    table.agree()
    table.offer(Side.EMPLOYER, "高温补贴200元。", 2, figures=[fee("200", "补贴", "月")])
    table.offer(Side.WORKERS, "驿站。", 3)
    table.act(Act.RESERVED, Side.EMPLOYER, 3)
    return table.ledger


def _forgot_a_line(it: Shown) -> Shown:
    return replace(it, board=Board(it.board.ours, it.board.lines[1:]))


def _agreed_what_is_open(it: Shown) -> Shown:
    line = replace(it.board.lines[1], agreed=it.board.lines[1].ours)
    return replace(it, board=Board(it.board.ours, (it.board.lines[0], line, it.board.lines[2])))


def _another_gap(it: Shown) -> Shown:
    line = it.board.lines[1]
    wrong = replace(line, gaps=(replace(line.gaps[0], ours=fee("9", "补贴", "月")),))
    return replace(it, board=Board(it.board.ours, (it.board.lines[0], wrong, it.board.lines[2])))


def _other_words(it: Shown) -> Shown:
    article = replace(it.draft.articles[0], text="每件0.10元。")
    return replace(it, draft=replace(it.draft, articles=(article,)))


def _other_digest(it: Shown) -> Shown:
    return replace(it, draft=replace(it.draft, digest="0" * 64))


def _nothing_open(it: Shown) -> Shown:
    return replace(it, draft=replace(it.draft, open=()))


def _a_move_lost(it: Shown) -> Shown:
    first = it.histories[0]
    return replace(it, histories=[replace(first, moves=first.moves[1:]), *it.histories[1:]])


def _said_lost(it: Shown) -> Shown:
    first = it.minutes[0]
    return replace(it, minutes=[replace(first, talks=first.talks[1:]), *it.minutes[1:]])


def _outcome_invented(it: Shown) -> Shown:
    last = it.minutes[1]
    talk = replace(last.talks[0], agreed=None)
    return replace(it, minutes=[it.minutes[0], replace(last, talks=(talk, *last.talks[1:]))])


def _insertion_lost(it: Shown) -> Shown:
    old, new, redline = it.redlines[0]
    runs = tuple(run for run in redline.runs if run.change is not Change.INSERTED)
    return replace(it, redlines=[(old, new, replace(redline, runs=runs))])


def _figure_unmarked(it: Shown) -> Shown:
    old, new, redline = it.redlines[0]
    return replace(it, redlines=[(old, new, replace(redline, figures=()))])


PLANTED = [
    _forgot_a_line,
    _agreed_what_is_open,
    _another_gap,
    _other_words,
    _other_digest,
    _nothing_open,
    _a_move_lost,
    _said_lost,
    _outcome_invented,
    _insertion_lost,
    _figure_unmarked,
]


@pytest.mark.parametrize("plant", PLANTED)
def test_a_projection_that_says_something_else_is_seen(plant: Callable[[Shown], Shown]) -> None:
    ledger = talked()
    assert list(disagreements(ledger.entries, shown(ledger))) == []

    assert list(disagreements(ledger.entries, plant(shown(ledger))))
