"""Rows that two writers may want to make at the same moment."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from casework.store.base import Base


def ensure(session: Session, model: type[Base], **values: Any) -> None:
    """Make the row unless one with its key is there; whoever comes second waits and then sees it.

    Only what is asked for here is written: columns that may not be empty must be among *values*.
    """
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    session.execute(insert(model).values(**values).on_conflict_do_nothing())
