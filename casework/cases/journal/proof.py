"""Verifying streams: recompute every hash and name the first thing that is wrong."""

from collections.abc import Callable, Iterator
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from casework.cases.journal.chain import entry_hash, fact_digest
from casework.cases.journal.writing import key
from casework.cases.models import Entry, Stream

#: The verb of a row that names the digests of facts erased on purpose.
ERASE = "erase"


def checks(session: Session) -> list[Callable[[], list[str]]]:
    """Return one check a stream; each gives the sentences for what is wrong there, the first first."""
    streams = session.scalars(select(Stream).order_by(Stream.id)).all()
    return [partial(_stored_faults, session, stream) for stream in streams]


def _stored_faults(session: Session, stream: Stream) -> list[str]:
    entries = session.scalars(
        select(Entry)
        .where(Entry.stream_id == stream.id)
        .order_by(Entry.seq)
        .options(selectinload(Entry.facts))
    ).all()
    return list(stream_faults(stream, list(entries)))


def stream_faults(stream: Stream, entries: list[Entry]) -> Iterator[str]:
    """Yield the faults of one stream: a gap, a broken chain, an altered row, a fact changed or gone."""
    name, previous = key(stream), ""
    erased = {
        digest for entry in entries if entry.verb == ERASE for digest in entry.meta["digests"]
    }
    for expected, entry in enumerate(entries, start=1):
        place = f"日志 {name} 第 {expected} 行"
        if entry.seq != expected:
            yield f"{place}缺失：下一行的序号是 {entry.seq}，应为 {expected}。该行被删除。"
            return
        if entry.previous != previous:
            yield f"{place}与上一行接不上：上一行被改动、调换或删除。"
            return
        if entry.hash != entry_hash(entry, name):
            yield f"{place}的内容被改动：记录的校验值与重新计算的不一致。"
            return
        yield from _fact_faults(entry, place, erased)
        previous = entry.hash
    if stream.head_seq != len(entries) or stream.head_hash != previous:
        yield f"日志 {name} 的末尾被截断：应有 {stream.head_seq} 行，实有 {len(entries)} 行。"


def _fact_faults(entry: Entry, place: str, erased: set[str]) -> Iterator[str]:
    present = {fact.name: fact for fact in entry.facts}
    for name, digest in entry.digests:
        fact = present.pop(name, None)
        if fact is None:
            if digest not in erased:
                yield f"{place}的事实“{name}”被删除，且没有清除记录。"
        elif fact_digest(fact) != digest:
            yield f"{place}的事实“{name}”被改动。"
    for name in present:
        yield f"{place}多出一个没有登记的事实“{name}”。"
