"""Whether the notices of a case are what its journal says, and each has the number it was given."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select

from casework.cases import history, movers
from casework.cases.models import Case, CaseNumber, Entry
from casework.cases.view import code_of
from casework.cases.work import Work
from casework.checkup.models import Notice
from casework.checkup.notice.fields import DECLARED, SERIES
from casework.checkup.notice.rows import KEPT

#: What notices record, as a person reads it in the timeline.
LABELS = {fact.name: fact.label for fact in DECLARED} | {
    "instrument": "文书",
    "document_number": "文号",
}


def faults(work: Work, case: Case, rows: Sequence[Entry]) -> Iterator[str]:
    """Yield a sentence for each notice that is not what replaying the journal gives."""
    told = _replayed(rows)
    held: dict[str, Notice] = {}
    for row in movers.of(work, case, Notice.sort):
        if not isinstance(row, Notice):
            continue
        values = told.get(row.subject, {})
        if any(getattr(row, name) != values.get(name) for name in KEPT):
            yield f"案件 {case.number} 的监督文书 {code_of(work, row)} 被改动：与日志不符。"
        if row.document_number is not None:
            held[row.document_number] = row
    yield from _number_faults(work, case, held)


def _replayed(rows: Sequence[Entry]) -> dict[str, dict[str, Any]]:
    """Return what the rows recorded last, by subject."""
    told: dict[str, dict[str, Any]] = {}
    for row in rows:
        begun = row.verb == "open" and row.subject.startswith(f"{Notice.sort}/")
        if begun or row.verb == "notice":
            facts = history.raw_facts(row)
            known = {name: facts[name] for name in KEPT if name in facts}
            told.setdefault(row.subject, {}).update(known)
    return told


def _number_faults(work: Work, case: Case, held: dict[str, Notice]) -> Iterator[str]:
    series = set(SERIES.values())
    given = {
        one.text: one
        for one in work.session.scalars(
            select(CaseNumber).where(CaseNumber.case_id == case.id, CaseNumber.kind.in_(series))
        )
    }
    for text in sorted(held.keys() | given.keys()):
        notice, number = held.get(text), given.get(text)
        if number is None or (notice is None and number.cancelled_because is None):
            yield f"案件 {case.number} 的文号“{text}”与编号登记不符。"
        elif notice is not None and (
            (number.cancelled_because is not None) != (notice.state == "withdrawn")
            or number.kind != SERIES[notice.instrument]
        ):
            yield f"案件 {case.number} 的文号“{text}”与文书的状态不符。"
