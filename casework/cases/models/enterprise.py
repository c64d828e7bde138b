"""一企一档: the enterprise as it is now, and every version it had."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.cases.models.organisation import Unit
from casework.store import Base


class Enterprise(Base):
    """A company that employs, by its 统一社会信用代码."""

    __tablename__ = "enterprise"
    __table_args__ = (
        CheckConstraint(
            "role IN ('平台企业','合作用工企业','劳务派遣单位','企业代表组织','其他用人单位')",
            name="role_known",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)  #: who looks after it
    code: Mapped[str] = mapped_column(String(18), unique=True)
    name: Mapped[str] = mapped_column(String(200), index=True)
    role: Mapped[str] = mapped_column(String(10))
    sectors: Mapped[list[Any]]  #: 外卖配送, 网约车, 货运, 快递
    workers: Mapped[dict[str, Any]]  #: form of employment → number of workers
    region: Mapped[str] = mapped_column(String(6))
    address: Mapped[str] = mapped_column(String(300), default="")
    contact: Mapped[str] = mapped_column(String(120), default="")
    has_union: Mapped[bool] = mapped_column(default=False)
    group: Mapped[str] = mapped_column(String(120), default="", index=True)  #: 所属集团, its name
    #: credit codes of those it works with: a platform and who works for it; either side may say so
    partners: Mapped[list[Any]]
    profile: Mapped[dict[str, Any]]  #: 站点, 合作方, 职代会 and other facts for the report
    data_as_of: Mapped[date]  #: the day these figures were true
    version: Mapped[int] = mapped_column(default=1)

    unit: Mapped[Unit] = relationship()

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012 - declarative

    @property
    def headcount(self) -> int:
        """Return the number of workers over all forms of employment."""
        return sum(int(number) for number in self.workers.values())


class EnterpriseVersion(Base):
    """What the file of an enterprise said from ``data_as_of`` on, as recorded then."""

    __tablename__ = "enterprise_version"
    __table_args__ = (UniqueConstraint("enterprise_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"))
    version: Mapped[int]
    data_as_of: Mapped[date]
    recorded_at: Mapped[datetime]
    content: Mapped[dict[str, Any]]
