"""The schema of a casebook: made by the migrations, checked on opening, never changed by opening.

The migrations are Alembic revisions that import no model; autogenerate gets the metadata handed over.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData, inspect
from sqlalchemy.orm import Session

from casework.errors import CasebookError
from casework.store.engine import VERSION_TABLE, WRITES, use_wal

#: Of two programs that migrate the same PostgreSQL database one waits for the other.
_MIGRATING = 0x6361736577
_HERE = Path(__file__).parent / "migrations"


def create_schema(engine: Engine, fill: Callable[[Session], None]) -> None:
    """Make every table in an empty database and *fill* it, in one transaction: all of it or nothing.

    Raises:
        CasebookError: the database already holds tables.
    """
    if engine.dialect.name == "sqlite":
        use_wal(engine)
    with _writing(engine) as connection:
        if inspect(connection).get_table_names():
            raise CasebookError("这个数据库里已经有表，不能在其中新建案件库。请换一个空的数据库。")
        command.upgrade(_config(connection), "head")
        with Session(connection, join_transaction_mode="rollback_only") as session:
            fill(session)
            session.flush()


def upgrade(engine: Engine) -> str:
    """Bring an older casebook to this version's schema in one transaction; return its revision."""
    with engine.connect() as connection:
        _heed_foreign_keys(connection, heed=False)
        try:
            with _begun(connection):
                _known(connection)
                command.upgrade(_config(connection), "head")
                _refuse_orphans(connection)
                return str(_revision(connection))
        finally:
            _heed_foreign_keys(connection, heed=True)


def check_current(engine: Engine) -> None:
    """Pass if the database is a casebook of exactly this version.

    Raises:
        CasebookError: no casebook, an older one (say how to migrate), or one from a newer version.
    """
    with engine.connect() as connection:
        if _known(connection) != _head():
            raise CasebookError(
                "案件库是旧版本建立的。请先备份，再运行 casework migrate 升级；打开不会自动升级。"
            )


def revise(engine: Engine, metadata: MetaData, number: str, message: str) -> None:
    """Write revision *number* from the difference between *metadata* and the database (for developers)."""
    with _writing(engine) as connection:
        config = _config(connection)
        config.attributes["metadata"] = metadata
        command.revision(config, message, autogenerate=True, rev_id=number)


def _known(connection: Connection) -> str:
    """Return the revision of the database, if this version knows it."""
    if not inspect(connection).has_table(VERSION_TABLE):
        raise CasebookError("这个数据库不是案件库。请核对路径；要新建请运行 casework init。")
    revision = _revision(connection)
    known = {script.revision for script in _scripts().walk_revisions()}
    if revision not in known:
        raise CasebookError("案件库是更新的版本建立的，本程序打不开。请升级 casework 后再打开。")
    return str(revision)


def _revision(connection: Connection) -> str | None:
    context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
    return context.get_current_revision()


def _head() -> str:
    return str(_scripts().get_current_head())


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(_HERE))


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_HERE))
    config.attributes["connection"] = connection
    return config


def _heed_foreign_keys(connection: Connection, *, heed: bool) -> None:
    """Switch SQLite's foreign keys, outside a transaction: rebuilding a table would delete what refers to it."""
    if connection.dialect.name == "sqlite":
        raw = connection.connection.driver_connection
        assert raw is not None  # noqa: S101 - the connection is open
        raw.execute(f"PRAGMA foreign_keys={'ON' if heed else 'OFF'}")


def _refuse_orphans(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if orphans:
            tables = "、".join(sorted({row[0] for row in orphans}))
            raise CasebookError(f"升级没有完成：{tables} 中有行指向不存在的数据。案件库保持原样。")


@contextmanager
def _begun(connection: Connection) -> Iterator[None]:
    if connection.dialect.name == "sqlite":
        connection.execution_options(**{WRITES: True})
    with connection.begin():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATING})")
        yield


def _writing(engine: Engine) -> AbstractContextManager[Connection]:
    return engine.execution_options(
        **({WRITES: True} if engine.dialect.name == "sqlite" else {})
    ).begin()
