"""访谈: a talk with somebody who stays unnamed."""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, String, Text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from casework.cases.models import Record
from casework.store import Base


class Interview(Record, Base):
    """An interview sheet; nothing on it says who it was."""

    __tablename__ = "interview"
    prefix = "访"
    label = "访谈"

    side: Mapped[str] = mapped_column(String(4))
    employment: Mapped[str] = mapped_column(String(10), default="")  #: a worker's form of it
    duty: Mapped[str] = mapped_column(String(60), default="")  #: what the person does there
    site: Mapped[str] = mapped_column(String(10), default="")  #: code of a site
    held_on: Mapped[date]
    place: Mapped[str] = mapped_column(String(200), default="")
    asked_by: Mapped[list[Any]]  #: logins
    manager_absent: Mapped[bool]
    notes: Mapped[str] = mapped_column(Text, default="")
    remarks: Mapped[dict[str, Any]]  #: item id → what was said about it

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805 - SQLAlchemy hands the class
        """Return the constraints: numbered once, one of the two sides."""
        sides = CheckConstraint("side IN ('劳动者','管理方')", name="side_known")
        return (*super().__table_args__, sides)
