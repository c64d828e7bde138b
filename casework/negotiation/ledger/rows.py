"""Lines of the ledger as rows of the database and of the journal, and back."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

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


def entry_of(row: LedgerRow) -> Entry:
    """Return a row as a line."""
    values = {name: getattr(row, name) for name in _COLUMNS}
    return Entry(**{**values, **_typed(row.act, row.side, row.figures)})


def row_of(case: Case, entry: Entry) -> LedgerRow:
    """Return a line as a row, not stored yet."""
    values = {name: getattr(entry, name) for name in _COLUMNS}
    figures = [one.to_json() for one in entry.figures]
    plain = {"act": entry.act.value, "side": entry.side.value, "figures": figures}
    return LedgerRow(case_id=case.id, **{**values, **plain})


def append(work: Work, case: Case, entry: Entry, text: str) -> None:
    """Store a line and journal it; *text* says in the timeline what it is."""
    row = row_of(case, entry)
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


def _typed(act: str, side: str, figures: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    made = tuple(Figure.from_json(one) for one in figures)
    return {"act": Act(act), "side": Side(side), "figures": made}
