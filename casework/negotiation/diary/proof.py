"""Whether the diary is what the journals of the units add up to."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from casework.cases import history
from casework.cases.models import CaseNumber, Entry, Stream
from casework.cases.work import Work
from casework.negotiation.diary.fields import FACTS
from casework.negotiation.diary.service import ALL, SERIES, WITHDRAWN
from casework.negotiation.models import DiaryEntry
from casework.workflow import facts


def faults(work: Work) -> Iterator[str]:
    """Yield a sentence for each entry that is not what its journal says, or has no number of its own."""
    told = _replayed(work)
    numbers = set(work.session.scalars(select(CaseNumber.text).where(CaseNumber.kind == SERIES)))
    rows = work.session.scalars(select(DiaryEntry).order_by(DiaryEntry.id))
    stored = {row.number: row for row in rows}
    for number in [*stored, *(one for one in told if one not in stored)]:
        row, known = stored.get(number), told.get(number)
        if row is None:
            yield f"工作日志 {number} 被删除：日志里有。"
        elif known is None or number not in numbers:
            yield f"工作日志 {number} 没有登记记录，或编号与编号登记不符。"
        elif {name: getattr(row, name) for name in known} != known:
            yield f"工作日志 {number} 被改动：与日志不符。"


def _replayed(work: Work) -> dict[str, dict[str, Any]]:
    rows = work.session.execute(
        select(Stream.subject_id, Entry)
        .join(Stream, Stream.id == Entry.stream_id)
        .where(Stream.subject_kind == "unit", Entry.verb.in_(ALL))
        .order_by(Entry.stream_id, Entry.seq)
    )
    declared = {fact.name: fact for fact in FACTS}
    told: dict[str, dict[str, Any]] = {}
    for unit_id, row in rows:
        fresh = {"unit_id": unit_id, "person_id": row.actor_id, "withdrawn_because": ""}
        one = told.setdefault(row.meta["diary"], fresh)
        raw = history.raw_facts(row)
        one |= {n: facts.from_json(declared[n], v) for n, v in raw.items() if n in declared}
        one["version"] = row.meta["diary_version"]
        if row.verb == WITHDRAWN:
            one["withdrawn_because"] = history.reason_of(row)
    return told
