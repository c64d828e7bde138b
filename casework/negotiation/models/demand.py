"""诉求: what workers ask for, without saying who they are."""

from datetime import date

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from casework.cases.models import Record
from casework.store import Base


class Demand(Record, Base):
    """A demand as it was heard, from how many, and the topic it was put under."""

    __tablename__ = "demand"
    prefix = "诉"
    label = "诉求"

    source: Mapped[str] = mapped_column(String(10))
    collected_on: Mapped[date]
    place: Mapped[str] = mapped_column(String(80))  #: station, park, street
    text: Mapped[str] = mapped_column(Text)
    workers: Mapped[int]  #: how many asked for it
    topic: Mapped[str] = mapped_column(String(10))  #: code of a topic; "" while not sorted
