"""走访: one trip of a team on one day to several companies, each of them a case of its own."""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.cases.models import Case, Unit
from casework.store import Base


class Visit(Base):
    """A trip: planned until ``held_on`` says it took place or ``cancelled_because`` why it will not."""

    __tablename__ = "visit"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    number: Mapped[str] = mapped_column(String(60), unique=True)
    planned_on: Mapped[date] = mapped_column(index=True)
    team: Mapped[list[Any]]  #: logins
    route: Mapped[str] = mapped_column(String(300), default="")
    purpose: Mapped[str] = mapped_column(String(300), default="")
    held_on: Mapped[date | None]
    cancelled_because: Mapped[str | None] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)

    unit: Mapped[Unit] = relationship()
    stops: Mapped[list["VisitCase"]] = relationship(
        back_populates="visit", order_by="VisitCase.position"
    )

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012 - declarative

    @property
    def open(self) -> bool:
        """Return whether it is still ahead: neither recorded nor called off."""
        return self.held_on is None and self.cancelled_because is None

    @property
    def standing(self) -> str:
        """Return in a word how it stands: 计划中, 已成行 or 已取消."""
        if self.cancelled_because is not None:
            return "已取消"
        return "计划中" if self.held_on is None else "已成行"


class VisitCase(Base):
    """A company on the way; ``outcome`` says afterwards whether the team was there."""

    __tablename__ = "visit_case"
    __table_args__ = (
        UniqueConstraint("visit_id", "case_id"),
        CheckConstraint("outcome IN ('到场','未到')", name="outcome_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    position: Mapped[int]  #: its place on the way, from 1
    outcome: Mapped[str | None] = mapped_column(String(4))
    note: Mapped[str] = mapped_column(Text, default="")  #: why nobody was there
    entry_seq: Mapped[int | None]  #: the row of the case's journal with which the inspection began

    visit: Mapped[Visit] = relationship(back_populates="stops")
    case: Mapped[Case] = relationship()
