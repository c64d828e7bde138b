"""The plan of a re-check: what will be looked at for one finding in one round, and the sample drawn."""

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casework.store import Base


class Recheck(Base):
    """The working paper of one finding in one round; what is found is a step of the finding itself."""

    __tablename__ = "recheck"
    __table_args__ = (
        UniqueConstraint("case_id", "round", "finding_number"),
        CheckConstraint("method IN ('现场','电话','书面')", name="method_known"),
        CheckConstraint("round >= 1", name="round_positive"),
        CheckConstraint("sample >= 0 AND sample <= population", name="sample_of_population"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    round: Mapped[int]  #: 1 for the first re-check of the case
    finding_number: Mapped[int]  #: WT-07 is 7
    look_at: Mapped[list[Any]]  #: what to look at, a line each
    method: Mapped[str] = mapped_column(String(4))
    population: Mapped[int | None]  #: N
    sample: Mapped[int | None]  #: n
    codes: Mapped[list[Any]]  #: the anonymous codes of the N, if a list was handed in
    seed: Mapped[str] = mapped_column(String(40), default="")
    population_hash: Mapped[str] = mapped_column(String(64), default="")  #: of the codes drawn from
    drawn: Mapped[list[Any]]  #: the n codes, in the order drawn
    draws: Mapped[int] = mapped_column(default=0)  #: how often a sample was drawn
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012 - declarative
