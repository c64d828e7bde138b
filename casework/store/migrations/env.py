"""Runs the revisions on the connection handed over by ``casework.store.schema``; inside its transaction."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from casework.store.base import UtcDateTime
from casework.store.engine import VERSION_TABLE

config = context.config
connection = config.attributes["connection"]


def plain(kind: str, value: Any, _context: AutogenContext) -> str | Literal[False]:
    """Write our own column type as the plain one below it: a revision imports nothing of ours."""
    return (
        "sa.DateTime(timezone=True)" if kind == "type" and isinstance(value, UtcDateTime) else False
    )


context.configure(
    connection=connection,
    target_metadata=config.attributes.get("metadata"),
    transactional_ddl=True,
    version_table=VERSION_TABLE,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
    render_item=plain,
)
context.run_migrations()
