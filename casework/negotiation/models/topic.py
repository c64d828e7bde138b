"""议题: what is negotiated, classed by the taxonomy."""

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from casework.cases.models import Record
from casework.store import Base


class Topic(Record, Base):
    """A topic; whether it is a core common issue is decided by a person, with the reason."""

    __tablename__ = "topic"
    prefix = "题"
    label = "议题"

    subject: Mapped[str] = mapped_column(String(40))  #: label of a class of the taxonomy
    title: Mapped[str] = mapped_column(String(120))
    priority: Mapped[int]  #: 1 first
    core: Mapped[bool]  #: 核心共性问题
    core_reason: Mapped[str] = mapped_column(Text)
    core_workers: Mapped[int | None]  #: how many workers it concerns
