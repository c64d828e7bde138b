"""抽样: which papers are looked at, drawn so that anybody can draw them again."""

from datetime import date
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from casework.cases.models import Record
from casework.store import Base


class Sample(Record, Base):
    """A draw with its population, seed and outcome; only the items it serves may change afterwards."""

    __tablename__ = "sample"
    prefix = "抽"
    label = "抽样"

    what: Mapped[str] = mapped_column(String(20))  #: 劳动合同、书面协议, 工资、报酬, …
    about: Mapped[str] = mapped_column(String(200), default="")
    drawn_on: Mapped[date]
    seed: Mapped[str] = mapped_column(String(40))
    population: Mapped[dict[str, Any]]  #: stratum → anonymous codes
    total: Mapped[int]  #: N
    proposed: Mapped[int]  #: the size the practice proposed that day for N
    size: Mapped[int]  #: n
    chosen: Mapped[dict[str, Any]]  #: stratum → codes in the order drawn
    population_hash: Mapped[str] = mapped_column(String(64))
    items: Mapped[list[Any]]  #: ids of the check items it serves
    sites: Mapped[list[Any]]  #: codes of sites
