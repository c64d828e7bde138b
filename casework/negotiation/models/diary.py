"""工作日志: what an instructor did on a day; of a unit and a person, not of one case."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Numeric, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.cases.models import Person, Unit
from casework.store import Base


class DiaryEntry(Base):
    """A piece of work of an instructor on one day; ``withdrawn_because`` says why it no longer counts."""

    __tablename__ = "diary_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    number: Mapped[str] = mapped_column(String(60), unique=True)
    done_on: Mapped[date] = mapped_column(index=True)
    activity: Mapped[str] = mapped_column(String(10))
    place: Mapped[str] = mapped_column(String(120))
    hours: Mapped[Decimal] = mapped_column(Numeric(4, 2))
    visited: Mapped[list[Any]]  #: units and companies
    trained: Mapped[int | None]  #: persons
    case_numbers: Mapped[list[Any]]
    done: Mapped[str] = mapped_column(Text)
    obstacles: Mapped[str] = mapped_column(Text)
    advice: Mapped[str] = mapped_column(Text)
    withdrawn_because: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    unit: Mapped[Unit] = relationship()
    person: Mapped[Person] = relationship()

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012 - declarative
