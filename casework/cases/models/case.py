"""A case, who works on it, its number, its clocks, and the definitions it is pinned to."""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.cases.models.enterprise import Enterprise
from casework.cases.models.organisation import Person, Unit
from casework.store import Base


class Case(Base):
    """One case of any kind; ``state`` is a cache of its journal, ``version`` guards its steps."""

    __tablename__ = "case"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), index=True)
    number: Mapped[str] = mapped_column(String(60), unique=True)
    title: Mapped[str] = mapped_column(String(250))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), index=True)
    state: Mapped[str] = mapped_column(String(40))
    table_hash: Mapped[str] = mapped_column(ForeignKey("pinned.hash"))
    opened_on: Mapped[date]
    finished: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    unit: Mapped[Unit] = relationship()
    enterprise: Mapped[Enterprise] = relationship()
    members: Mapped[list["CaseMember"]] = relationship(back_populates="case")

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012 - declarative

    subject = ""  #: what its rows in the journal are marked with; a mover's bear its name

    @property
    def case(self) -> "Case":
        """Return itself: a verb asks a case and what moves inside one alike."""
        return self


class CaseMember(Base):
    """A person's duty in a case: 主办, 协办 or 复核."""

    __tablename__ = "case_member"
    __table_args__ = (
        UniqueConstraint("case_id", "person_id", "duty"),
        CheckConstraint("duty IN ('主办','协办','复核')", name="duty_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    duty: Mapped[str] = mapped_column(String(4))

    case: Mapped[Case] = relationship(back_populates="members")
    person: Mapped[Person] = relationship()


class CaseLink(Base):
    """One case has to do with another, read from ``from_id`` to ``to_id``: 体检 → 通知书 → 协商."""

    __tablename__ = "case_link"
    __table_args__ = (
        UniqueConstraint("from_id", "to_id", "kind"),
        CheckConstraint(
            "kind IN ('复查自','转办','并案','引出协商','续订自','变更自','转入自','同批协商','同一集团')",
            name="kind_known",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    kind: Mapped[str] = mapped_column(String(8))
    reason: Mapped[str] = mapped_column(Text)
    linked_on: Mapped[date]


class NumberSeries(Base):
    """The last number given out per unit, kind and year; the row is the lock.

    Numbers below ``first`` were given out on paper, before the series began here.
    """

    __tablename__ = "number_series"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    first: Mapped[int] = mapped_column(default=1)
    last: Mapped[int] = mapped_column(default=0)


class CaseNumber(Base):
    """A number that was given out, imported, or cancelled with its reason; none is ever deleted."""

    __tablename__ = "case_number"
    __table_args__ = (UniqueConstraint("unit_id", "kind", "year", "ordinal"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[str] = mapped_column(String(20))
    year: Mapped[int]
    ordinal: Mapped[int | None]  #: None for an imported number of another form
    text: Mapped[str] = mapped_column(String(60), unique=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))
    imported: Mapped[bool] = mapped_column(default=False)
    cancelled_because: Mapped[str | None] = mapped_column(Text)


class ClockRow(Base):
    """A period that runs in a case: a cache of a pure function of facts, law and calendar."""

    __tablename__ = "clock"
    __table_args__ = (UniqueConstraint("case_id", "subject", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    subject: Mapped[str] = mapped_column(String(40), default="")  #: finding/7; "": the case itself
    name: Mapped[str] = mapped_column(String(60))
    label: Mapped[str] = mapped_column(String(60))
    rule: Mapped[str] = mapped_column(String(60))  #: key of the rule
    rule_label: Mapped[str] = mapped_column(String(40))  #: which version of it applied
    starts_on: Mapped[date]
    due_on: Mapped[date | None] = mapped_column(index=True)
    original_due_on: Mapped[date | None]
    status: Mapped[str] = mapped_column(String(12))
    marks: Mapped[list[Any]]
    stopped_on: Mapped[date | None]  #: the day of the step that closed it; None while it runs
    paused: Mapped[bool] = mapped_column(default=False)

    case: Mapped[Case] = relationship()


class Pinned(Base):
    """The text of a table or catalogue that a case was opened with, by hash."""

    __tablename__ = "pinned"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    sort: Mapped[str] = mapped_column(String(20))  #: table, catalogue
    name: Mapped[str] = mapped_column(String(80))
    text: Mapped[str] = mapped_column(Text)
