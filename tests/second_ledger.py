"""The ledger told a second time, the slow and obvious way; and what the projections disagree about.

Nothing here uses the fold: for each question all lines are walked again.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casework.negotiation.ledger.board import Board
from casework.negotiation.ledger.contract import Draft
from casework.negotiation.ledger.entry import Act, Entry
from casework.negotiation.ledger.minutes import Minutes, Outcome
from casework.negotiation.ledger.redline import Redline
from casework.negotiation.ledger.rounds import FigureHistory
from casework.negotiation.side import Side

WORDINGS = (Act.PROPOSAL, Act.COUNTER, Act.PACKAGE)


@dataclass(frozen=True)
class Shown:
    """Everything that is shown of a ledger."""

    board: Board
    draft: Draft
    histories: Sequence[FigureHistory]
    minutes: Sequence[Minutes]
    redlines: Sequence[tuple[Entry, Entry, Redline]]


def versions(entries: Sequence[Entry], clause: int) -> list[Entry]:
    return [one for one in entries if one.clause == clause and one.act in WORDINGS]


class Walk:
    """The lines walked through with plain dicts: offers, who said yes, what is aside, what is done."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.offers: dict[tuple[int, Side], Entry] = {}
        self.yes: dict[int, set[Side]] = {}
        self.done: dict[int, str] = {}
        self.packages: dict[str, list[Entry]] = {}
        self.settled: set[str] = set()
        for one in entries:
            if one.act in WORDINGS:
                self.word(one)
            elif one.act is Act.WITHDRAWN:
                for member in self.packages[one.package] if one.package else [one]:
                    self.gone(member.clause or 0, member.hash or member.of)
            elif one.act is Act.CONFIRMED:
                self.confirm(one)
            else:
                self.yes[one.clause or 0] = set()
                self.done.pop(one.clause or 0, None)

    def now(self, clause: int) -> Entry | None:
        both = [self.offers[clause, side] for side in Side if (clause, side) in self.offers]
        return max(both, key=lambda one: one.version or 0, default=None)

    def word(self, one: Entry) -> None:
        clause = one.clause or 0
        self.offers[clause, one.side], self.yes[clause] = one, set()
        self.done.pop(clause, None)
        if one.package:
            self.packages.setdefault(one.package, []).append(one)

    def gone(self, clause: int, digest: str) -> None:
        before = self.now(clause)
        for side in Side:
            held = self.offers.get((clause, side))
            if clause not in self.done and held and held.hash == digest:
                del self.offers[clause, side]
        if self.now(clause) != before:
            self.yes[clause] = set()

    def confirm(self, one: Entry) -> None:
        clause = one.clause or 0
        self.yes[clause].add(one.side)
        current = self.now(clause)
        assert current is not None
        label = current.package if current.package not in self.settled else ""
        group = self.packages[label] if label else [current]
        numbers = [member.clause or 0 for member in group]
        if all(self.yes[n] == set(Side) for n in numbers) and [*map(self.now, numbers)] == group:
            for number, member in zip(numbers, group, strict=True):
                self.done[number] = member.hash
                self.offers |= {(number, side): member for side in Side}
            self.settled |= {label} - {""}


def disagreements(entries: Sequence[Entry], shown: Shown) -> Iterator[str]:
    """Yield what one projection says and another doesn't, or the lines don't."""
    yield from _agreed(entries, shown)
    yield from _figures(entries, shown)
    yield from _minutes(entries, shown)
    for old, new, redline in shown.redlines:
        if (redline.old, redline.new) != (old.text, new.text):
            yield f"redline {old.code} → {new.code}"
        named = {one.name: (one.theirs, one.ours) for one in redline.figures}
        for name in {one.name for one in (*old.figures, *new.figures)}:
            pair = old.figure(name), new.figure(name)
            if (pair[0] != pair[1]) != (name in named) or named.get(name, pair) != pair:
                yield f"redline figure {name} of {new.code}"


def _agreed(entries: Sequence[Entry], shown: Shown) -> Iterator[str]:
    told = Walk(entries).done
    on_board = {line.clause.number: line.agreed.hash for line in shown.board.lines
                if line.clause and line.agreed}  # fmt: skip
    in_draft = {one.clause: one.hash for one in shown.draft.articles}
    if on_board != told:
        yield "board: agreed"
    if in_draft != told:
        yield "draft: agreed"
    for one in shown.draft.articles:
        version = versions(entries, one.clause)[one.version - 1]
        if (version.text, version.figures, version.hash) != (one.text, one.figures, one.hash):
            yield f"draft: words of {one.clause}"
        sides = {line.side for line in entries if line.act is Act.CONFIRMED and line.of == one.hash}
        if sides != set(Side):
            yield f"draft: {one.clause} not confirmed by both"
        if f"{one.label}　{version.text}" not in shown.draft.text:
            yield f"draft: text of {one.clause}"
    order = [(one.topic, one.clause) for one in shown.draft.articles]
    if order != sorted(order):
        yield "draft: order"
    hashes = json.dumps([told[clause] for _topic, clause in sorted(order)], separators=(",", ":"))
    if shown.draft.digest != hashlib.sha256(hashes.encode()).hexdigest():
        yield "draft: digest"
    if len(shown.board.lines) != len(told) + len(shown.draft.open) + len(shown.draft.reserved):
        yield "draft: what is open"


def _figures(entries: Sequence[Entry], shown: Shown) -> Iterator[str]:
    told = {
        (one.clause, one.version, figure.name): figure
        for one in entries
        if one.act in WORDINGS
        for figure in one.figures
    }
    moved = {
        (history.clause, move.version, history.name): move.figure
        for history in shown.histories
        for move in history.moves
        if move.figure is not None
    }
    if moved != told:
        yield "rounds: figures"
    for line in shown.board.lines:
        number = line.clause.number if line.clause else 0
        for gap in line.gaps:
            offers = ((gap.ours, line.ours), (gap.theirs, line.theirs))
            for figure, offer in offers:
                if offer and moved.get((number, offer.version or 0, gap.name)) != figure:
                    yield f"board: gap {gap.name} of {number}"


def _minutes(entries: Sequence[Entry], shown: Shown) -> Iterator[str]:
    said = {one.seq for one in entries if one.meeting is not None and one.clause is not None}
    printed = {one.seq for each in shown.minutes for talk in each.talks for one in talk.said}
    if not said <= printed:
        yield "minutes: not everything that was said"
    last = max((one.seq for one in entries), default=0)
    for each in shown.minutes:
        mine = [one.seq for one in entries if one.meeting == each.meeting]
        later = [one for one in entries if (one.meeting or 0) > each.meeting]
        if later or max(mine, default=0) != last:
            continue  # only what nobody spoke after is compared with the board
        board = {line.clause.number: line for line in shown.board.lines if line.clause}
        for talk in each.talks:
            agreed = board[talk.clause].agreed if talk.clause in board else None
            if (talk.outcome is Outcome.AGREED) != (agreed is not None) or talk.agreed != agreed:
                yield f"minutes: outcome of {talk.clause}"
