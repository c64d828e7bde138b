"""问卷: papers handed out and come back, and what was ticked."""

from datetime import date
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from casework.cases.models import Record
from casework.store import Base


class Survey(Record, Base):
    """A questionnaire with its figures; single papers are not kept."""

    __tablename__ = "survey"
    prefix = "卷"
    label = "问卷"

    title: Mapped[str] = mapped_column(String(200))
    held_on: Mapped[date]
    persons: Mapped[int]  #: those it was meant for (应查人数)
    handed_out: Mapped[int]
    returned: Mapped[int]
    valid: Mapped[int]
    questions: Mapped[list[Any]]  #: {"text": …, "counts": {option: number}, "items": [ids]}
    sites: Mapped[list[Any]]  #: codes of sites
