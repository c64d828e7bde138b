"""Evidence: a file by its SHA-256, and what it proves in which case."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.store import Base


class StoredFile(Base):
    """A file in the store beside the casebook, named by what is in it."""

    __tablename__ = "stored_file"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int]
    stored_at: Mapped[datetime]


class Evidence(Base):
    """A file as evidence of a case; ``number`` is its place in the evidence list, from 1."""

    __tablename__ = "evidence"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    number: Mapped[int]
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    slot: Mapped[str] = mapped_column(String(60))  #: the step's evidence slot, or "item:LC-05-01"
    source: Mapped[str] = mapped_column(String(120), default="")
    received_on: Mapped[date]
    entry_seq: Mapped[int | None]  #: the journal row it came with

    file: Mapped[StoredFile] = relationship()
