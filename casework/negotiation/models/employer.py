"""用人单位: one of several employers in a sectoral or regional negotiation; it moves by itself."""

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casework.cases.models import Mover
from casework.store import Base


class Employer(Mover, Base):
    """An employer the agreement is to cover."""

    __tablename__ = "employer"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    sort = "employer"

    name: Mapped[str] = mapped_column(String(200))
    credit_code: Mapped[str] = mapped_column(String(18), default="")
