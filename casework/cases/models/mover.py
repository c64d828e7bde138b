"""What moves by itself inside a case: a finding, a notice. Each sort has a table and a model of its own."""

from typing import Any, ClassVar, TypeAlias

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from casework.cases.models.case import Case
from casework.cases.models.organisation import Unit


class Mover:
    """The columns of a mover; ``number`` is its own per case and sort, ``state`` a cache of the journal.

    Its rows are in the journal of its case, its clocks among the clocks of its case.
    """

    sort: ClassVar[str]  #: the name of its table and of its kind: finding, notice

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    number: Mapped[int]  #: never used again
    state: Mapped[str] = mapped_column(String(40))
    table_hash: Mapped[str] = mapped_column(ForeignKey("pinned.hash"))
    version: Mapped[int] = mapped_column(default=0)

    @declared_attr
    def case(self) -> Mapped[Case]:
        """Return the case it belongs to."""
        return relationship(Case)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - the declarative way
        table = cls.__table__  # type: ignore[attr-defined]  # every model has one
        return {"version_id_col": table.c.version, "version_id_generator": False}

    @property
    def unit(self) -> Unit:
        """Return the unit whose case it belongs to: access is decided by the case."""
        return self.case.unit

    @property
    def subject(self) -> str:
        """Return what its rows in the journal of the case are marked with: finding/7."""
        return f"{self.sort}/{self.number}"


#: Whatever a table moves: the verbs of `casework.cases` take either.
Subject: TypeAlias = Case | Mover
