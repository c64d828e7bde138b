"""条款台账: the lines of the clause ledger; added one after the other, never changed."""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casework.store import Base


class LedgerRow(Base):
    """One line; what its columns mean is said in :class:`~casework.negotiation.ledger.entry.Entry`."""

    __tablename__ = "ledger_row"
    __table_args__ = (
        UniqueConstraint("case_id", "seq"),
        CheckConstraint("side IN ('职工方','企业方')", name="side_known"),
        CheckConstraint(
            "act IN ('proposal','counter','package','withdrawn','reserved','confirmed','reopened')",
            name="act_known",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    seq: Mapped[int]
    act: Mapped[str] = mapped_column(String(10))
    side: Mapped[str] = mapped_column(String(4))
    author: Mapped[str] = mapped_column(String(60))
    said_on: Mapped[date]
    topic: Mapped[int | None]
    clause: Mapped[int | None]
    version: Mapped[int | None]
    text: Mapped[str] = mapped_column(Text)
    figures: Mapped[list[Any]]  #: each as Figure.to_json writes it
    meeting: Mapped[int | None]
    package: Mapped[str] = mapped_column(String(40))
    hash: Mapped[str] = mapped_column(String(64))
    of: Mapped[str] = mapped_column(String(64))
