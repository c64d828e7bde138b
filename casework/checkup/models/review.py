"""复核: remarks on a report, the score of its quality, and the report as it was at each submission."""

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casework.store import Base


class Remark(Base):
    """A remark of the reviewer (复核意见). It has its own version; none is ever deleted."""

    __tablename__ = "review_remark"
    __table_args__ = (
        UniqueConstraint("case_id", "number"),
        CheckConstraint("severity IN ('必须改','建议')", name="severity_known"),
        CheckConstraint("reply IN ('','已改','不改')", name="reply_known"),
        CheckConstraint("state IN ('open','answered','closed')", name="state_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    number: Mapped[int]  #: FH-03 is 3; never used again
    round: Mapped[int]  #: the submission it was written on: 1 for the first
    concerns: Mapped[str] = mapped_column(String(20))  #: item id, code of a finding, "": the report
    kind: Mapped[str] = mapped_column(String(10))
    severity: Mapped[str] = mapped_column(String(4))
    text: Mapped[str] = mapped_column(Text)
    written_by: Mapped[str] = mapped_column(String(60))  #: login
    reply: Mapped[str] = mapped_column(String(4), default="")
    reply_reason: Mapped[str] = mapped_column(Text, default="")
    replied_by: Mapped[str] = mapped_column(String(60), default="")  #: login
    closed_note: Mapped[str] = mapped_column(Text, default="")
    closed_by: Mapped[str] = mapped_column(String(60), default="")  #: login
    state: Mapped[str] = mapped_column(String(10), default="open")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012 - declarative

    @property
    def code(self) -> str:
        """Return the number as people say it: FH-03."""
        return f"FH-{self.number:02d}"

    @property
    def binding(self) -> bool:
        """Return whether the report cannot pass before it is settled."""
        return self.severity == "必须改"


class QualityScore(Base):
    """The score one submission got for the report's quality, with the criteria of that day."""

    __tablename__ = "review_score"
    __table_args__ = (UniqueConstraint("case_id", "submission"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    submission: Mapped[int]  #: row of the submission in the case's stream
    round: Mapped[int]
    points: Mapped[list[Any]]  #: {"name", "label", "most", "given"} of each criterion, in order
    comment: Mapped[str] = mapped_column(Text, default="")
    given_by: Mapped[str] = mapped_column(String(60))  #: login
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012 - declarative

    @property
    def total(self) -> int:
        """Return the sum of the points given, of 100."""
        return sum(int(one["given"]) for one in self.points)


class Submission(Base):
    """What was submitted: answers, findings and grade as they were; the journal has its SHA-256."""

    __tablename__ = "review_submission"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)  #: row of the step in the case's stream
    content: Mapped[dict[str, Any]]
