"""Who works here: the unit tree of the unions, persons, and which role a person has in which unit."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.store import Base

#: Levels of the unit tree from the top; an industry federation (行业工会联合会) may sit under any.
LEVELS = ("省", "市", "县", "基层", "行业")


class Unit(Base):
    """A union organisation; ``path`` is "/1/4/9/", so a sub-tree is one LIKE."""

    __tablename__ = "unit"
    __table_args__ = (
        CheckConstraint("level IN ('省','市','县','基层','行业')", name="level_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    path: Mapped[str] = mapped_column(String(255), unique=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    #: Leads its numbers: 昆工法检〔2026〕7号.
    short: Mapped[str] = mapped_column(String(20), unique=True)
    level: Mapped[str] = mapped_column(String(4))
    region: Mapped[str] = mapped_column(String(6))  #: GB/T 2260, six digits
    phone: Mapped[str] = mapped_column(String(40), default="")
    address: Mapped[str] = mapped_column(String(200), default="")
    #: A re-check is done by somebody other than whoever gave the first verdict; units below follow.
    recheck_by_other: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    parent: Mapped["Unit | None"] = relationship(remote_side="Unit.id")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's declarative form

    @property
    def jurisdiction(self) -> str:
        """Return the law's name of the province: CN-32 for a region that begins with 32."""
        return f"CN-{self.region[:2]}"


class Person(Base):
    """Somebody who acts in the casebook, known by a login."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    active: Mapped[bool] = mapped_column(default=True)

    assignments: Mapped[list["Assignment"]] = relationship(back_populates="person")


class Assignment(Base):
    """A role of a person in a unit, from a day until a day (both included)."""

    __tablename__ = "assignment"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    role: Mapped[str] = mapped_column(String(30))  #: a key of policy.toml
    from_on: Mapped[date]
    until_on: Mapped[date | None]

    person: Mapped[Person] = relationship(back_populates="assignments")
    unit: Mapped[Unit] = relationship()
