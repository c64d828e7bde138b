"""资料: a paper of the list, as far as a person said something about it."""

from datetime import date
from typing import Any

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from casework.cases.models import Record
from casework.store import Base


class Material(Record, Base):
    """What is known of a paper beside the list it stands on and the steps that received it.

    That it was received is no column: the standing steps 登记收到的资料 say so. ``details`` describes
    what came with each of them, by the seq of the step's row: copy, stamped, pages.
    """

    __tablename__ = "material"
    prefix = "料"
    label = "资料"

    name: Mapped[str] = mapped_column(String(120))
    category: Mapped[str] = mapped_column(String(40), default="")  #: "" for one that is on the list
    need: Mapped[str] = mapped_column(String(120), default="")
    items: Mapped[list[Any]]  #: ids of the check items it was asked for
    details: Mapped[dict[str, Any]]
    withheld_on: Mapped[date | None]
    withheld_because: Mapped[str] = mapped_column(Text, default="")  #: what the company said
    returned_on: Mapped[date | None]
    returned_to: Mapped[str] = mapped_column(String(100), default="")
