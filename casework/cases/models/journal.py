"""The journal: streams of rows that prove each other; facts beside them, so that they can be erased."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.cases.models.organisation import Person
from casework.store import Base


class Stream(Base):
    """One chain: of a case, an enterprise, a unit or the system. Its row is the lock."""

    __tablename__ = "stream"
    __table_args__ = (UniqueConstraint("subject_kind", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int]
    head_seq: Mapped[int] = mapped_column(default=0)
    head_hash: Mapped[str] = mapped_column(String(64), default="")


class Entry(Base):
    """One change. ``hash`` covers the previous hash, the facts' digests and everything else here."""

    __tablename__ = "entry"
    __table_args__ = (UniqueConstraint("stream_id", "seq"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    stream_id: Mapped[int] = mapped_column(ForeignKey("stream.id"))
    seq: Mapped[int]
    verb: Mapped[str] = mapped_column(String(40))
    step: Mapped[str | None] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(
        String(40), default=""
    )  #: finding/7; "": what the stream is of
    actor_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    actor_name: Mapped[str] = mapped_column(String(60))
    recorded_at: Mapped[datetime]
    occurred_on: Mapped[date]
    meta: Mapped[dict[str, Any]]
    digests: Mapped[list[Any]]  #: [[name, digest], …] in order
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))

    actor: Mapped[Person] = relationship()
    facts: Mapped[list["EntryFact"]] = relationship(back_populates="entry", order_by="EntryFact.id")


class EntryFact(Base):
    """One fact of a row, with the salt of its digest, the side that may see it and its data class."""

    __tablename__ = "entry_fact"
    __table_args__ = (UniqueConstraint("entry_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"))
    name: Mapped[str] = mapped_column(String(60))
    value: Mapped[dict[str, Any]]  #: {"value": …}, so that JSON null is a value and not an absence
    salt: Mapped[str] = mapped_column(String(32))
    side: Mapped[str] = mapped_column(String(10))
    data_class: Mapped[str] = mapped_column(String(12))

    entry: Mapped[Entry] = relationship(back_populates="facts")
