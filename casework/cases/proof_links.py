"""Whether the links between cases are what the journals of both ends tell."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select

from casework.cases import history
from casework.cases.linking import LINKED, UNLINKED
from casework.cases.models import Case, CaseLink, Entry, Stream
from casework.cases.work import Work

#: A link as it is compared: from, to, kind; then reason and day.
Ends = tuple[int, int, str]


def link_faults(work: Work) -> Iterator[str]:
    """Yield a sentence for each link that is not told, or told and not there, at either end."""
    stored = {
        (row.from_id, row.to_id, row.kind): (row.reason, row.linked_on)
        for row in work.session.scalars(select(CaseLink))
    }
    told = [_told(work, outgoing=True), _told(work, outgoing=False)]
    wrong = {
        ends
        for ends in stored.keys() | told[0].keys() | told[1].keys()
        if not stored.get(ends) == told[0].get(ends) == told[1].get(ends)
    }
    numbers = dict(work.session.execute(select(Case.id, Case.number)).all())
    for start, end, kind in sorted(wrong):
        names = f"{numbers.get(start, start)} 与 {numbers.get(end, end)}"
        yield f"案件 {names} 的关联（{kind}）与日志不符。"


def _told(work: Work, *, outgoing: bool) -> dict[Ends, tuple[str, date]]:
    """Return the links that stand by the rows of one end."""
    rows = work.session.execute(
        select(Stream.subject_id, Entry)
        .join(Stream, Stream.id == Entry.stream_id)
        .where(Stream.subject_kind == "case", Entry.verb.in_((LINKED, UNLINKED)))
        .order_by(Entry.stream_id, Entry.seq)
    )
    told: dict[Ends, tuple[str, date]] = {}
    for case_id, row in rows:
        if row.meta["outgoing"] is not outgoing:
            continue
        pair = (case_id, row.meta["other"]) if outgoing else (row.meta["other"], case_id)
        ends = (*pair, row.meta["link"])
        if row.verb == LINKED:
            told[ends] = (history.reason_of(row), row.occurred_on)
        else:
            told.pop(ends, None)
    return told
