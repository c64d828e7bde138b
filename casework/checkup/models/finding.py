"""A finding of the report."""

from typing import Any

from sqlalchemy import CheckConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casework.cases.models import Mover
from casework.store import Base

#: States in which nothing more is asked of the company.
SETTLED = ("verified", "waived")
WITHDRAWN = "withdrawn"


class Finding(Mover, Base):
    """A finding of the report: pre-filled from an item or free, editable; it moves by finding.toml."""

    sort = "finding"

    __tablename__ = "finding"
    __table_args__ = (
        UniqueConstraint("case_id", "number"),
        UniqueConstraint("case_id", "item_id"),
        CheckConstraint("risk IN ('高','中','低')", name="risk_known"),
        CheckConstraint("rectify_days >= 1", name="days_positive"),
    )

    item_id: Mapped[str | None] = mapped_column(String(20))  #: None: a free finding
    title: Mapped[str] = mapped_column(String(200))
    domain: Mapped[str] = mapped_column(String(60))
    facts: Mapped[str] = mapped_column(Text, default="")
    sentences: Mapped[list[Any]]  #: the legal basis as the report says it, one sentence each
    consequence: Mapped[str] = mapped_column(Text, default="")
    remedy: Mapped[str] = mapped_column(Text, default="")
    rectify_days: Mapped[int]  #: natural days from service of the report
    risk: Mapped[str] = mapped_column(String(2))
    red_line: Mapped[bool] = mapped_column(default=False)
    workers_affected: Mapped[int | None]
    worker_forms: Mapped[list[Any]]
    evidence: Mapped[list[Any]]
    papers: Mapped[list[Any]]  #: names of papers seen; of an item's finding they are in the answer
    department: Mapped[str] = mapped_column(String(100), default="")
    topic: Mapped[str | None] = mapped_column(String(40))  #: a topic of negotiation, if it is one
    bases_checked: Mapped[bool] = mapped_column(default=False)  #: a person looked at each basis
    edited: Mapped[list[Any]]  #: names of the fields a person changed: not pre-filled again

    @property
    def settled(self) -> bool:
        """Return whether nothing more is asked of the company: put right and checked, or waived."""
        return self.state in SETTLED

    @property
    def code(self) -> str:
        """Return the number as it is printed: WT-07."""
        return f"WT-{self.number:02d}"

    @property
    def red_line_confirmed(self) -> bool:
        """Return whether a person confirmed the red line (the name scoring asks by)."""
        return self.red_line
