"""Lines of the ledger as rows of the database and of the journal, and back."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.cases import history, journal
from casework.cases.models import Case
from casework.cases.models import Entry as JournalRow
from casework.cases.work import Work
from casework.negotiation.ledger.entry import Act, Entry, Figure
from casework.negotiation.models import LedgerRow
from casework.negotiation.side import Side

#: The verb of the journal's rows.
VERB = "ledger"
#: Columns whose content stands in facts of the journal, by the name of the fact; the rest is in ``line``.
_CONTENT = {"author": "author", "text": "wording", "figures": "figures"}
_COLUMNS = (
    *("seq", "act", "side", "author", "said_on", "topic", "clause", "version", "text"),
    *("figures", "meeting", "package", "hash", "of"),
)


def stored(work: Work, case: Case) -> Sequence[LedgerRow]:
    """Return the rows of a case in order."""
    return work.session.scalars(
        select(LedgerRow).where(LedgerRow.case_id == case.id).order_by(LedgerRow.seq)
    ).all()


def lines(session: Session, case_id: int) -> list[Entry]:
    """Return the lines of a case in order; only columns are read, no rows are kept alive."""
    found = session.execute(
        select(*(getattr(LedgerRow, name) for name in _COLUMNS))
        .where(LedgerRow.case_id == case_id)
        .order_by(LedgerRow.seq)
    )
    return [_entry(values) for values in found]


def entry_of(row: LedgerRow) -> Entry:
    """Return a row as a line."""
    return _entry([getattr(row, name) for name in _COLUMNS])


def row_of(case_id: int, entry: Entry) -> LedgerRow:
    """Return a line as a row, not stored yet."""
    values = {name: getattr(entry, name) for name in _COLUMNS}
    figures = [one.to_json() for one in entry.figures]
    plain = {"act": entry.act.value, "side": entry.side.value, "figures": figures}
    return LedgerRow(case_id=case_id, **{**values, **plain})


def append(work: Work, case: Case, entry: Entry, text: str) -> None:
    """Store a line and journal it; *text* says in the timeline what it is."""
    row = row_of(case.id, entry)
    work.session.add(row)
    line = told(row)
    content = {
        fact: journal.Recorded(
            line.pop(name), "shared", "personal" if name == "author" else "business"
        )
        for name, fact in _CONTENT.items()
    }
    meta = {"number": entry.seq, "line": line, "text": text}
    journal.append(
        work, ("case", case.id), VERB, occurred_on=entry.said_on, facts=content, meta=meta
    )


def told(row: LedgerRow) -> dict[str, Any]:
    """Return a row's columns as the journal keeps them."""
    values = {name: getattr(row, name) for name in _COLUMNS}
    return {**values, "said_on": row.said_on.isoformat()}


def replayed(row: JournalRow) -> Mapping[str, Any]:
    """Return what a row of the journal tells of a line; what was erased is not in it."""
    raw = history.raw_facts(row)
    content = {name: raw[fact] for name, fact in _CONTENT.items() if fact in raw}
    return {**row.meta["line"], **content}


def _entry(values: Sequence[Any]) -> Entry:
    """Return the line whose columns are *values*, in the order of ``_COLUMNS``."""
    seq, act, side, author, said_on, topic, clause, version, text, figures, *rest = values
    made = tuple(map(Figure.from_json, figures))
    return Entry(
        *(seq, _ACTS[act], _SIDES[side], author, said_on, topic, clause, version, text, made, *rest)
    )


_ACTS = {act.value: act for act in Act}
_SIDES = {side.value: side for side in Side}
