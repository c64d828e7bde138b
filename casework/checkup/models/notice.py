"""A notice of supervision: 提示函, 意见书, 建议书; it moves by itself inside its case."""

from typing import Any

from sqlalchemy import CheckConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casework.cases.models import Mover
from casework.store import Base


class Notice(Mover, Base):
    """What a notice says. Texts are kept a paragraph a line; frozen once it is submitted."""

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("case_id", "number"),
        CheckConstraint(
            "instrument IN ('提示函','意见书','建议书','拒绝监督建议书')", name="instrument_known"
        ),
        CheckConstraint("reply_days >= 1", name="reply_days_positive"),
    )

    sort = "notice"

    instrument: Mapped[str] = mapped_column(String(10))
    findings: Mapped[list[Any]]  #: numbers of the findings it rests on, ascending
    addressee: Mapped[str] = mapped_column(String(200))
    facts: Mapped[str] = mapped_column(Text, default="")
    basis: Mapped[str] = mapped_column(Text, default="")
    demands: Mapped[str] = mapped_column(Text, default="")
    earlier: Mapped[str] = mapped_column(Text, default="")  #: what supervision there was before
    reply_days: Mapped[int | None]  #: working days; only where no law says how many
    reply_manner: Mapped[str] = mapped_column(String(200), default="")
    contact: Mapped[str] = mapped_column(String(60), default="")
    edited: Mapped[list[Any]]  #: names of the fields a person changed: not pre-filled again
    document_number: Mapped[str | None] = mapped_column(String(60), unique=True)  #: 文号
