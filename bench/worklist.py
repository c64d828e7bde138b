"""The worklist over 10,000 open negotiations with a running clock each, beside the bare query in sqlite3.

The cases are written straight into the tables: what is measured is only reading the first page, the one
due first on top, with states, leads and clocks, within the reach of the one who asks.
"""

import sqlite3
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlalchemy import insert, select

from casework import Casebook, Work, cases
from casework.cases.models import Case, ClockRow, Enterprise, Unit
from casework.cases.moving import pin
from examples import story

CASES, TIMES = 10_000, 7
_FIRST = date(2026, 9, 8)
_BARE = """
    SELECT c.number, min(k.due_on) AS due FROM "case" c JOIN clock k ON k.case_id = c.id
    WHERE NOT c.finished AND k.stopped_on IS NULL AND NOT k.paused
    GROUP BY c.id ORDER BY due, c.id LIMIT 50
"""


def run() -> dict[str, object]:
    """Return milliseconds for the first page, for a search in it, and for the bare query; and the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cases.db"
        book = story.found(path)
        with book.work("lawyer.wang", moment=story.morning(_FIRST)) as work:
            _fill(work)
        page = _milliseconds(lambda: _page(book))
        found = _milliseconds(lambda: _page(book, text="第99"))
        raw = sqlite3.connect(path)
        bare = _milliseconds(lambda: raw.execute(_BARE).fetchall())
        raw.close()
        book.close()
    return {
        "first page of 10,000 open negotiations, ms (goal: under 100)": page,
        "  searched for a part of the title, ms": found,
        "  the bare query with sqlite3, ms": bare,
        "  times the bare query": page / bare,
    }


def _fill(work: Work) -> None:
    kind = work.kinds["negotiation_full"]
    pin(work, "table", kind.table.title, kind.table.hash, kind.table.text)
    unit = work.session.scalars(select(Unit).limit(1)).one()
    company = work.session.scalars(select(Enterprise).limit(1)).one()
    first = 1_000
    work.session.execute(
        insert(Case),
        [
            {
                "id": first + n, "kind": kind.name, "number": f"第{n}号", "title": f"协商第{n}件",
                "unit_id": unit.id, "enterprise_id": company.id, "state": "offered",
                "table_hash": kind.table.hash, "opened_on": _FIRST, "finished": False, "version": 1,
            }
            for n in range(CASES)
        ],
    )  # fmt: skip
    work.session.execute(
        insert(ClockRow),
        [
            {
                "case_id": first + n, "subject": "", "name": "reply", "label": "书面回应",
                "rule": "offer.reply", "rule_label": "CN-OFFER-02", "starts_on": _FIRST,
                "due_on": _FIRST + timedelta(days=n * 37 % 365), "original_due_on": _FIRST,
                "status": "firm", "marks": [], "stopped_on": None, "paused": False,
            }
            for n in range(CASES)
        ],
    )  # fmt: skip


def _page(book: Casebook, text: str = "") -> None:
    with book.read("lawyer.wang") as work:
        cases.worklist(work, text=text)


def _milliseconds(act: Callable[[], object]) -> float:
    found = []
    for _ in range(TIMES):
        started = perf_counter()
        act()
        found.append(perf_counter() - started)
    return 1e3 * median(found)
