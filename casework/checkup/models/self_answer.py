"""What the company said of one item in its own check."""

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casework.store import Base


class SelfAnswer(Base):
    """The company's answer to one item: kept beside the lawyer's, which alone counts."""

    __tablename__ = "self_answer"
    __table_args__ = (
        UniqueConstraint("case_id", "item_id"),
        CheckConstraint(
            "verdict IN ('compliant','partial','non_compliant','not_applicable','unclear')",
            name="verdict_known",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    item_id: Mapped[str] = mapped_column(String(20))
    verdict: Mapped[str] = mapped_column(String(16))  #: a value of ``SelfVerdict``
    facts: Mapped[str] = mapped_column(Text, default="")
    filled_by: Mapped[str] = mapped_column(String(100), default="")  #: as the sheet names them
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012 - declarative
