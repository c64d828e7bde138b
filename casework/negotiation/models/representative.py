"""协商代表: who speaks for a side at the table."""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, String, Text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from casework.cases.models import Record
from casework.store import Base


class Representative(Record, Base):
    """A representative of one side, how chosen and until when; who left stays with the day of leaving."""

    __tablename__ = "representative"
    prefix = "代"
    label = "协商代表"

    side: Mapped[str] = mapped_column(String(4))
    name: Mapped[str] = mapped_column(String(60))
    duty: Mapped[str] = mapped_column(String(6))  #: 首席 or 代表
    position: Mapped[str] = mapped_column(String(80))  #: 单位、岗位、职务
    office: Mapped[str] = mapped_column(
        String(12)
    )  #: 工会主席, 法定代表人: chief without a mandate
    external: Mapped[bool]  #: from outside the unit (第二十三条)
    woman: Mapped[bool]
    chosen_how: Mapped[str] = mapped_column(String(12))
    chosen_on: Mapped[date | None]
    consent_yes: Mapped[int | None]  #: workers who agreed, where there is no union
    mandate: Mapped[bool]  #: a written mandate is on file
    replaces: Mapped[str] = mapped_column(String(10))  #: code of the representative replaced
    left_on: Mapped[date | None]
    left_because: Mapped[str] = mapped_column(Text)

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805 - SQLAlchemy hands the class
        """Return the constraints: numbered once, one of the two sides, one of the two duties."""
        sides = CheckConstraint("side IN ('职工方','企业方')", name="side_known")
        duties = CheckConstraint("duty IN ('首席','代表')", name="duty_known")
        return (*super().__table_args__, sides, duties)
