"""Whether visits are what the journals of their units add up to."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select

from casework.cases import history
from casework.cases.models import CaseNumber, Entry, Stream
from casework.cases.work import Work
from casework.checkup.models import Visit
from casework.checkup.visit import telling
from casework.checkup.visit.fields import PLAN
from casework.workflow import facts


@dataclass(slots=True)
class Told:
    """A visit as its rows tell it."""

    unit_id: int
    values: dict[str, Any] = field(default_factory=dict)
    stops: dict[int, tuple[Any, ...]] = field(default_factory=dict)  #: case → as `_stored_stops`
    held_on: date | None = None
    cancelled_because: str | None = None
    version: int = 0


def faults(work: Work) -> Iterator[str]:
    """Yield a sentence for each visit that is not what its journal says, or has no number of its own."""
    told = _replayed(work)
    numbers = set(work.session.scalars(select(CaseNumber.text).where(CaseNumber.kind == "visit")))
    stored = {row.number: row for row in work.session.scalars(select(Visit).order_by(Visit.id))}
    for number in [*stored, *(one for one in told if one not in stored)]:
        row, known = stored.get(number), told.get(number)
        if row is None:
            yield f"走访 {number} 的登记被删除：日志里有。"
        elif known is None or number not in numbers:
            yield f"走访 {number} 没有登记记录，或编号与编号登记不符。"
        elif _stored(row) != known:
            yield f"走访 {number} 的登记被改动：与日志不符。"


def _stored(row: Visit) -> Told:
    return Told(
        unit_id=row.unit_id,
        values={fact.name: getattr(row, fact.name) for fact in PLAN},
        stops={
            stop.case_id: (stop.position, stop.outcome, stop.note, stop.entry_seq)
            for stop in row.stops
        },
        held_on=row.held_on,
        cancelled_because=row.cancelled_because,
        version=row.version,
    )


def _replayed(work: Work) -> dict[str, Told]:
    rows = work.session.execute(
        select(Stream.subject_id, Entry)
        .join(Stream, Stream.id == Entry.stream_id)
        .where(Stream.subject_kind == "unit", Entry.verb.in_(telling.ALL))
        .order_by(Entry.stream_id, Entry.seq)
    )
    told: dict[str, Told] = {}
    for unit_id, row in rows:
        _follow(told.setdefault(row.meta["visit"], Told(unit_id)), row)
    return told


def _follow(known: Told, row: Entry) -> None:
    """Let the row change what is known of its visit."""
    meta = row.meta
    known.version = meta["visit_version"]
    if row.verb in {telling.PLANNED, telling.CHANGED}:
        declared = {fact.name: fact for fact in PLAN}
        given = history.raw_facts(row).items()
        blank = {fact.name: "" for fact in PLAN} if row.verb == telling.PLANNED else {}
        known.values |= {**blank, **{n: facts.from_json(declared[n], v) for n, v in given}}
    elif row.verb == telling.ADDED:
        known.stops[meta["case"]] = (meta["position"], None, "", None)
    elif row.verb == telling.DROPPED:
        del known.stops[meta["case"]]
    elif row.verb == telling.CANCELLED:
        known.cancelled_because = history.reason_of(row)
    elif row.verb == telling.HELD:
        known.held_on = row.occurred_on
        for case_id, seq in meta["present"].items():
            known.stops[int(case_id)] = (known.stops[int(case_id)][0], "到场", "", seq)
        raw = history.raw_facts(row)
        for case_id in meta["absent"]:
            why = raw.get(telling.why_absent(case_id), history.ERASED)
            known.stops[case_id] = (known.stops[case_id][0], "未到", why, None)
    else:
        known.held_on = None
        known.stops = {one: (was[0], None, "", None) for one, was in known.stops.items()}
