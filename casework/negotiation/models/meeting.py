"""会次: a meeting of the two sides, and what was said in it."""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, String, Text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from casework.cases.models import Record
from casework.store import Base


class Meeting(Record, Base):
    """A meeting; frozen by the hash of its minutes once both chiefs have signed them."""

    __tablename__ = "meeting"
    prefix = "会"
    label = "会次"

    held_on: Mapped[date]
    began_at: Mapped[str] = mapped_column(String(5))  #: 14:00
    ended_at: Mapped[str] = mapped_column(String(5))
    place: Mapped[str] = mapped_column(String(120))
    form: Mapped[str] = mapped_column(String(10))
    agenda: Mapped[str] = mapped_column(Text)
    chair_side: Mapped[str] = mapped_column(String(4))
    chair: Mapped[str] = mapped_column(String(60))
    recorder: Mapped[str] = mapped_column(String(60))
    observers: Mapped[str] = mapped_column(Text)
    annexes: Mapped[str] = mapped_column(Text)
    next_on: Mapped[date | None]
    next_place: Mapped[str] = mapped_column(String(120))
    signed_on: Mapped[date | None]  #: the minutes, by both chiefs
    signed_hash: Mapped[str] = mapped_column(String(64), default="")
    #: the minutes as they were signed: what is changed elsewhere later does not change them
    signed_content: Mapped[dict[str, Any] | None]

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805 - SQLAlchemy hands the class
        """Return the constraints: numbered once, chaired by one of the two sides."""
        sides = CheckConstraint("chair_side IN ('职工方','企业方')", name="chair_side_known")
        return (*super().__table_args__, sides)


class Attendance(Record, Base):
    """That somebody was at a meeting, from when until when."""

    __tablename__ = "attendance"
    prefix = "到"
    label = "到会"

    meeting: Mapped[int]  #: number of the meeting
    name: Mapped[str] = mapped_column(String(60))
    side: Mapped[str] = mapped_column(String(4))
    duty: Mapped[str] = mapped_column(String(10))
    arrived_at: Mapped[str] = mapped_column(String(5))
    left_at: Mapped[str] = mapped_column(String(5))


class Statement(Record, Base):
    """A line of the log: what was said, by which side, when, on which topic."""

    __tablename__ = "statement"
    prefix = "录"
    label = "会议记录"

    meeting: Mapped[int]
    said_at: Mapped[str] = mapped_column(String(8))  #: 14:05:31
    stage: Mapped[str] = mapped_column(String(8))  #: of the order of article 34
    side: Mapped[str] = mapped_column(String(4))
    speaker: Mapped[str] = mapped_column(String(60))
    topic: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(Text)
