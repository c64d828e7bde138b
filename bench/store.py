"""Durable steps a second, beside the same rows written by hand with sqlite3.

A step is 安排到场 with its two facts: journal row, facts, case, stream and clock, each in a transaction
of its own, synchronous=FULL. By hand there is no access, no guard, no hash and no clock to compute.
"""

import sqlite3
import tempfile
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from types import SimpleNamespace

from casework import Casebook, checkup
from examples import story

STEPS, ROUNDS = 20, 5
_BY_HAND = (
    "UPDATE stream SET head_seq = head_seq + 1 WHERE id = 1",
    "UPDATE stock SET version = version + 1 WHERE id = 1",
    "INSERT INTO entry (text) VALUES (?)",
    "INSERT INTO fact (text) VALUES (?)",
    "INSERT INTO fact (text) VALUES (?)",
    "UPDATE clock SET due_on = ? WHERE id = 1",
)


def run() -> dict[str, object]:
    """Return steps a second through the library and by hand, interleaved rounds, medians."""
    with tempfile.TemporaryDirectory() as folder:
        book = story.found(Path(folder) / "cases.db")
        raw = _raw(Path(folder) / "raw.db")
        ours, theirs = [], []
        for _ in range(ROUNDS):
            number = _opened(book)  # a case of its own: a long history is read longer
            ours.append(_timed(partial(_step, book, number)))
            theirs.append(_timed(lambda: _row(raw)))
        fire = _fire(book)
        book.close()
        raw.close()
    return {
        "durable steps a second": round(1 / median(ours)),
        "the same rows with sqlite3, a second": round(1 / median(theirs)),
        "a step costs so many times its bare rows": round(median(ours) / median(theirs), 1),
        "share of the engine in a step, per cent": round(100 * fire / median(ours), 3),
    }


def _fire(book: Casebook) -> float:
    """Return the seconds the engine takes to move one case by the same step."""
    engine = book.kinds["checkup"].engine
    subject = SimpleNamespace(state="registered")
    started = perf_counter()
    for _ in range(STEPS * 100):
        engine.fire(subject, "plan_visit")
    return (perf_counter() - started) / (STEPS * 100)


def _timed(act: Callable[[], None]) -> float:
    started = perf_counter()
    for _ in range(STEPS):
        act()
    return (perf_counter() - started) / STEPS


def _opened(book: Casebook) -> str:
    with book.work("lawyer.wang", moment=story.morning(date(2026, 9, 7))) as work:
        reason = "年度计划"
        return story.begin(work, "疾风", date(2026, 9, 7), source="年度计划", reason=reason)


def _step(book: Casebook, number: str) -> None:
    with book.work("lawyer.wang", moment=story.morning(date(2026, 9, 8))) as work:
        case = checkup.get(work, number)
        day = date(2026, 9, 21)
        checkup.take(work, case, "plan_visit", planned_visit_on=day, place="企业办公地点")


def _raw(where: Path) -> sqlite3.Connection:
    raw = sqlite3.connect(where, isolation_level=None)
    raw.executescript("""
        PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
        CREATE TABLE stream (id INTEGER PRIMARY KEY, head_seq INTEGER);
        CREATE TABLE stock (id INTEGER PRIMARY KEY, version INTEGER);
        CREATE TABLE entry (id INTEGER PRIMARY KEY, text TEXT);
        CREATE TABLE fact (id INTEGER PRIMARY KEY, text TEXT);
        CREATE TABLE clock (id INTEGER PRIMARY KEY, due_on TEXT);
        INSERT INTO stream VALUES (1, 0); INSERT INTO stock VALUES (1, 0);
        INSERT INTO clock VALUES (1, '2026-09-14');
    """)
    return raw


def _row(raw: sqlite3.Connection) -> None:
    raw.execute("BEGIN IMMEDIATE")
    for statement in _BY_HAND:
        raw.execute(statement, ("x" * 300,) if "?" in statement else ())
    raw.execute("COMMIT")
