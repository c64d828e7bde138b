"""The clause ledger: a board of 60 topics in 12 rounds from its rows, and 10,000 lines replayed.

Replayed bare (the fold), and with every line asked whether it may be added, as ``casework verify`` does.
Beside them a plain loop over the same lines that only keeps the last wording of each clause and side.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from statistics import median
from time import perf_counter

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from casework.negotiation.ledger.board import lay_out
from casework.negotiation.ledger.contract import assemble
from casework.negotiation.ledger.entry import Act, Entry, Figure, digest_of
from casework.negotiation.ledger.fold import Tally, fold
from casework.negotiation.ledger.minutes import minutes_of
from casework.negotiation.ledger.rounds import trace
from casework.negotiation.ledger.rows import lines, row_of
from casework.negotiation.ledger.rules import faults
from casework.negotiation.ledger.wording_rules import act_of
from casework.negotiation.models import LedgerRow
from casework.negotiation.side import Side

TOPICS, ROUNDS, LINES, TIMES = 60, 12, 10_000, 5
_TITLES = {number: f"议题{number}" for number in range(1, TOPICS + 1)}


def run() -> dict[str, object]:
    """Return milliseconds for the board and the other pictures, seconds for the replay, and ratios."""
    talks, many = said(TOPICS * ROUNDS * 2), said(LINES)
    ledger, session = fold(talks), kept(talks)
    replay, plain = _seconds(lambda: fold(many)), _seconds(lambda: _last(many))
    return {
        "board of 60 topics × 12 rounds from the database, ms (goal: under 50)": 1e3
        * _seconds(lambda: lay_out(fold(lines(session, 1)), _TITLES)),
        "  from its lines, ms": 1e3 * _seconds(lambda: lay_out(fold(talks), _TITLES)),
        "  the board alone, ms": 1e3 * _seconds(lambda: lay_out(ledger, _TITLES)),
        "  the history of all figures, ms": 1e3 * _seconds(lambda: trace(ledger)),
        "  the minutes of the last meeting, ms": 1e3 * _seconds(lambda: minutes_of(ledger, ROUNDS)),
        "  the draft, ms": 1e3 * _seconds(lambda: assemble(ledger, _TITLES)),
        "10,000 lines replayed, seconds (goal: under 1)": replay,
        "  times a plain loop over them": replay / plain,
        "  every line asked whether it may be added, seconds": _seconds(lambda: list(faults(many))),
    }


def kept(entries: list[Entry]) -> Session:
    """Return a session of a database in memory that holds those lines and nothing else."""
    engine = create_engine("sqlite://")
    LedgerRow.metadata.create_all(engine)
    session = Session(engine)
    session.add_all(row_of(1, entry) for entry in entries)
    session.commit()
    return session


def said(count: int) -> list[Entry]:
    """Return lines of offers and answers, round by round; every fifth clause is agreed as it goes."""
    tally, entries = Tally(), list[Entry]()

    def add(entry: Entry) -> None:
        tally.add(entry)
        entries.append(entry)

    meeting = 0
    while len(entries) < count:
        meeting += 1
        for clause in range(1, TOPICS + 1):
            for side in Side:
                add(_wording(tally, len(entries) + 1, clause, side, meeting))
            if clause % 5 == 0 and meeting % 4 == 0:
                for side in Side:
                    add(_confirmed(tally, len(entries) + 1, clause, side, meeting))
    return entries[:count]


def _wording(tally: Tally, seq: int, clause: int, side: Side, meeting: int) -> Entry:
    hundredths = 120 - meeting if side is Side.WORKERS else 80 + meeting
    figures = (
        Figure("派送费", Decimal(hundredths) / 100, per="件"),
        Figure("补贴", Decimal(300 + seq), per="月"),
    )
    text = f"派送费每件不低于{figures[0].amount}元，高温补贴每月{figures[1].amount}元。"
    version = tally.standing.next_version(clause)
    return Entry(
        seq=seq,
        act=act_of(tally.standing, clause, side),
        side=side,
        author="某代表",
        said_on=date(2026, 3, 2),
        topic=clause,
        clause=clause,
        version=version,
        text=text,
        figures=figures,
        meeting=meeting,
        hash=digest_of(clause, version, text, figures),
    )


def _confirmed(tally: Tally, seq: int, clause: int, side: Side, meeting: int) -> Entry:
    current = tally.standing.clauses[clause].current
    of = current.hash if current else ""
    return Entry(
        seq, Act.CONFIRMED, side, "某代表", date(2026, 3, 2), clause, clause, meeting=meeting, of=of
    )


def _last(entries: list[Entry]) -> dict[tuple[int | None, Side], Entry]:
    return {(entry.clause, entry.side): entry for entry in entries if entry.is_wording}


def _seconds(act: Callable[[], object]) -> float:
    found = []
    for _ in range(TIMES):
        started = perf_counter()
        act()
        found.append(perf_counter() - started)
    return median(found)
