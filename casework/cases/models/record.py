"""What records in a case have in common: a number of their own in the case, and a version."""

from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column


class Record:
    """A mixin: numbered from 1 in each case, never deleted; ``withdrawn_because`` says why it no longer counts."""

    prefix: ClassVar[str]  #: of its codes: 访
    label: ClassVar[str]  #: what people call it: 访谈

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    number: Mapped[int]
    withdrawn_because: Mapped[str] = mapped_column(Text, default="")  #: "" while it counts
    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __table_args__(cls) -> tuple[UniqueConstraint, ...]:  # noqa: N805 - SQLAlchemy hands the class
        """Return the constraint that no number is given twice in a case."""
        return (UniqueConstraint("case_id", "number"),)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - as above
        """Return which column guards against a change that was not seen."""
        return {"version_id_col": cls.version, "version_id_generator": False}

    @property
    def code(self) -> str:
        """Return the number as it is printed: 访-01."""
        return f"{self.prefix}-{self.number:02d}"
