"""站点: a place of the examined company at which people work."""

from datetime import date
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from casework.cases.models import Record
from casework.store import Base


class Site(Record, Base):
    """A station of the company, as of this case: who works there, and when it was visited by whom."""

    __tablename__ = "site"
    prefix = "站"
    label = "站点"

    name: Mapped[str] = mapped_column(String(80))
    address: Mapped[str] = mapped_column(String(300), default="")
    region: Mapped[str] = mapped_column(String(6), default="")
    headcount: Mapped[dict[str, Any]]  #: form of employment → persons
    visited_on: Mapped[date | None]
    visited_by: Mapped[list[Any]]  #: logins

    @property
    def persons(self) -> int:
        """Return how many work there, over all forms of employment."""
        return sum(int(number) for number in self.headcount.values())
