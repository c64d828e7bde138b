"""What a check-up was cut to, and the answers item by item."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.cases.models import Case
from casework.store import Base


class Checkup(Base):
    """The catalogue a check-up is pinned to and what was tailored from it, item ids in order."""

    __tablename__ = "checkup"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    catalogue_hash: Mapped[str] = mapped_column(ForeignKey("pinned.hash"))
    party: Mapped[str] = mapped_column(String(10))
    sectors: Mapped[list[Any]]
    workers: Mapped[dict[str, Any]]  #: form of employment → number, as tailored by
    items: Mapped[list[Any]]
    again_on: Mapped[date | None] = mapped_column(index=True)  #: proposed at closing, by the grade

    case: Mapped[Case] = relationship()


class Answer(Base):
    """One item answered. It has its own version: two inspectors on site don't collide."""

    __tablename__ = "answer"
    __table_args__ = (
        UniqueConstraint("case_id", "item_id"),
        CheckConstraint(
            "verdict IN ('compliant','partial','non_compliant','not_applicable','unverified')",
            name="verdict_known",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    item_id: Mapped[str] = mapped_column(String(20))
    verdict: Mapped[str] = mapped_column(String(16))
    facts: Mapped[str] = mapped_column(Text, default="")
    evidence: Mapped[list[Any]]  #: numbers of the evidence list
    papers: Mapped[list[Any]]  #: names of papers seen on site and not uploaded
    note: Mapped[str] = mapped_column(Text, default="")  #: for colleagues; never printed
    sampled: Mapped[int | None]  #: n looked at
    sampled_of: Mapped[int | None]  #: N in all
    seed: Mapped[str] = mapped_column(String(40), default="")
    workers_affected: Mapped[int | None]
    worker_forms: Mapped[list[Any]]  #: forms of those affected; empty: all the item is about
    amount: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))  #: yuan
    red_line_confirmed: Mapped[bool] = mapped_column(default=False)
    answered_by: Mapped[str] = mapped_column(String(60))  #: login
    stale: Mapped[bool] = mapped_column(default=False)  #: to be given anew: the catalogue changed
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012 - declarative

    @property
    def shown_version(self) -> int:
        """Return the version a page shows: 0, as of none, for one that has to be given anew."""
        return 0 if self.stale else self.version
