"""Appending to a stream: gapless, under the stream's lock, chained to the row before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.cases.journal.chain import entry_hash, fact_digest, new_salt
from casework.cases.models import Entry, EntryFact, Stream
from casework.cases.work import Work
from casework.store import ensure


@dataclass(frozen=True, slots=True)
class Recorded:
    """A fact on its way into the journal: a JSON value, the side that may see it, its data class."""

    value: Any
    side: str = "union"
    data_class: str = "business"


#: The side of what only those may see who may do the act “内部”: 底线, 备选方案, 内部意见. No table declares it.
CAUCUS = "caucus"

#: The facts a row keeps its reason in, why it was corrected or comes late: such a text may name a
#: person, and a fact can be erased. No step declares facts of these names.
REASON, LATE_REASON = "@reason", "@late_reason"


def because(reason: str, name: str = REASON) -> dict[str, Recorded]:
    """Return the reason of a row as its fact; none for an empty one."""
    return {name: Recorded(reason, data_class="personal")} if reason else {}


def key(stream: Stream) -> str:
    """Return the name of a stream as it goes into the hash: case/12."""
    return f"{stream.subject_kind}/{stream.subject_id}"


def lock(work: Work, subject_kind: str, subject_id: int) -> Stream:
    """Return the stream of a subject, locked for this Work; it is made on first use.

    On SQLite the writer's lock is already held; on PostgreSQL the row is taken FOR UPDATE. A
    writing Work calls this before it reads anything of the subject.
    """
    subject = (subject_kind, subject_id)
    if subject in work.locked:
        return work.locked[subject]
    statement = select(Stream).where(
        Stream.subject_kind == subject_kind, Stream.subject_id == subject_id
    )
    if not work.writes:
        return work.session.scalars(statement).one()
    work.session.flush()
    locking = statement.with_for_update().execution_options(populate_existing=True)
    stream = work.session.scalars(locking).one_or_none()
    if stream is None:
        ensure(
            work.session,
            Stream,
            subject_kind=subject_kind,
            subject_id=subject_id,
            head_seq=0,
            head_hash="",
        )
        stream = work.session.scalars(locking).one()
    work.locked[subject] = stream
    work.remembered.clear()
    _forget(work, stream)
    return stream


def _forget(work: Work, stream: Stream) -> None:
    """Read everything anew after the first lock of a stream: what was read before it may be old.

    On SQLite a writing Work holds the lock from its beginning, and nothing can be old.
    """
    if work.session.get_bind().dialect.name != "sqlite":
        for loaded in list(work.session.identity_map.values()):
            if loaded is not stream:
                work.session.expire(loaded)


def first(session: Session, subject: tuple[str, int]) -> Entry | None:
    """Return the first row of a stream, or None."""
    return session.scalars(
        select(Entry)
        .join(Stream, Stream.id == Entry.stream_id)
        .where(Stream.subject_kind == subject[0], Stream.subject_id == subject[1], Entry.seq == 1)
    ).one_or_none()


def append(
    work: Work,
    subject: tuple[str, int],
    verb: str,
    *,
    step: str | None = None,
    about: str = "",
    occurred_on: date | None = None,
    facts: Mapping[str, Recorded] | None = None,
    meta: Mapping[str, Any] | None = None,
) -> Entry:
    """Append one row to the stream of *subject* and return it, flushed.

    *about*: the mover inside the case it is about (finding/7).
    """
    stream = lock(work, *subject)
    rows = [_fact(name, fact) for name, fact in (facts or {}).items()]
    entry = Entry(
        stream_id=stream.id,
        seq=stream.head_seq + 1,
        verb=verb,
        step=step,
        subject=about,
        actor_id=work.actor.id,
        actor_name=work.actor.name,
        recorded_at=work.moment.astimezone(UTC),
        occurred_on=occurred_on or work.today,
        meta=dict(meta or {}),
        digests=[[row.name, fact_digest(row)] for row in rows],
        previous=stream.head_hash,
        facts=rows,
    )
    entry.hash = entry_hash(entry, key(stream))
    stream.head_seq, stream.head_hash = entry.seq, entry.hash
    work.session.add(entry)
    work.session.flush()
    moves = ("moves", stream.subject_id, about)
    if stream.subject_kind == "case" and moves in work.remembered:
        work.remembered[moves] = [*work.remembered[moves], entry]
    return entry


def _fact(name: str, fact: Recorded) -> EntryFact:
    return EntryFact(
        name=name,
        value={"value": fact.value},
        salt=new_salt(),
        side=fact.side,
        data_class=fact.data_class,
    )
