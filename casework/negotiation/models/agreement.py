"""What follows the signature: papers of the filing dossier, checks of performance, remarks set aside."""

from datetime import date

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from casework.cases.models import Record
from casework.store import Base


class DossierPaper(Record, Base):
    """A paper of the filing dossier that is there."""

    __tablename__ = "dossier_paper"
    prefix = "材"
    label = "报送材料"

    item: Mapped[str] = mapped_column(String(40))  #: code in the region's list
    provided_on: Mapped[date]
    provided_by: Mapped[str] = mapped_column(String(20))
    copies: Mapped[int]
    original: Mapped[bool]
    note: Mapped[str] = mapped_column(Text)


class PerformanceCheck(Record, Base):
    """How one clause is kept, as found on one day, and what is put right."""

    __tablename__ = "performance_check"
    prefix = "检"
    label = "履约检查"

    clause: Mapped[str] = mapped_column(String(10))  #: 款-01
    checked_on: Mapped[date]
    result: Mapped[str] = mapped_column(String(10))
    workers: Mapped[int | None]  #: whom a shortfall concerns
    found: Mapped[str] = mapped_column(Text)
    rectify_by: Mapped[date | None]
    rectified_on: Mapped[date | None]
    rectified_how: Mapped[str] = mapped_column(Text)


class Dismissal(Record, Base):
    """A remark of the contract lint that somebody set aside, and why."""

    __tablename__ = "lint_dismissal"
    prefix = "免"
    label = "不采纳的提示"

    remark: Mapped[str] = mapped_column(String(120))  #: key of the remark
    reason: Mapped[str] = mapped_column(Text)
