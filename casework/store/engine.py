"""Engines and transactions: how a casebook is reached, written and read.

SQLite by default loses updates silently and lets readers become writers half-way; the settings
here make a writer take the lock before it reads, and a reader unable to write.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.orm import Session

from casework.errors import CasebookError

WRITES = "casework_writes"
_open: ContextVar[frozenset[int]] = ContextVar("open_casebooks", default=frozenset())

#: busy_timeout goes first: switching to WAL may itself have to wait.
SQLITE_SETTINGS = {
    "busy_timeout": "30000",
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "foreign_keys": "ON",
}


def casebook_url(where: str | Path | URL) -> URL:
    """Return the URL of a casebook named by a path or a URL.

    A relative SQLite path is made absolute here, once: SQLAlchemy and Flask would resolve it
    against different folders. PostgreSQL URLs always get the psycopg driver.

    Raises:
        CasebookError: the text is no path and no URL of a database we know.
    """
    if isinstance(where, URL):
        url = where
    elif "://" not in str(where):
        return URL.create("sqlite", database=str(Path(where).expanduser().resolve()))
    else:
        try:
            url = make_url(str(where))
        except ArgumentError as error:
            raise CasebookError(
                "案件库地址无法识别。应为文件路径，或 postgresql://… 形式的地址。"
            ) from error
    backend = url.drivername.split("+")[0]
    if backend in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and url.database and url.database != ":memory:":
        return url.set(drivername="sqlite", database=str(Path(url.database).resolve()))
    raise CasebookError(f"不支持“{url.drivername}”。案件库只能是 SQLite 文件或 PostgreSQL 数据库。")


def connect(url: URL) -> Engine:
    """Return a prepared engine for *url*; nothing is opened yet."""
    return prepare(create_engine(url))


def prepare(engine: Engine) -> Engine:
    """Return *engine* with our transaction rules: every engine, Flask's too, before first use."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
    return engine


def settings(connection: Connection) -> dict[str, str]:
    """Return the SQLite settings as the database itself reports them, read back."""
    names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    return {name: str(connection.exec_driver_sql(f"PRAGMA {name}").scalar()) for name in names}


@contextmanager
def session_for(engine: Engine, *, writes: bool) -> Iterator[Session]:
    """Open one transaction and give its session; commit at the end, or nothing happened.

    Raises:
        RuntimeError: a transaction on this engine is already open here, or it was rolled back inside.
        CasebookError: the database is missing, locked, read-only or the disk is full.
    """
    if id(engine) in _open.get():
        raise RuntimeError(
            "already at work on this casebook: pass the Work on instead of opening another"
        )
    token = _open.set(_open.get() | {id(engine)})
    try:
        with translated(), _begin(engine, writes=writes) as connection:
            transaction = connection.get_transaction()
            with Session(
                connection, join_transaction_mode="rollback_only", expire_on_commit=False
            ) as session:
                yield session
                session.flush()  # in a read this raises if anything was changed
            if transaction is None or not transaction.is_active:
                raise RuntimeError("the Work was rolled back inside: nothing was kept")
    finally:
        _open.reset(token)


@contextmanager
def translated() -> Iterator[None]:
    """Turn what the database says about its own state into a Chinese sentence."""
    try:
        yield
    except DBAPIError as error:
        sentence = _sentence(str(error.orig).lower())
        if sentence is None:
            raise
        raise CasebookError(sentence) from error


@contextmanager
def _begin(engine: Engine, *, writes: bool) -> Iterator[Connection]:
    sqlite = engine.dialect.name == "sqlite"
    options: dict[str, Any] = {WRITES: writes} if sqlite else {"postgresql_readonly": not writes}
    with engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


def _sentence(text: str) -> str | None:
    if "disk is full" in text or "no space left" in text or "disk i/o error" in text:
        return "磁盘空间不足或磁盘出错，本次改动没有保存。请清理磁盘后重试。"
    if "readonly" in text or "read-only" in text:
        return "案件库是只读的，不能写入。请检查文件和所在文件夹的写权限。"
    if "unable to open" in text:
        return "案件库打不开：文件夹不存在，或没有读写权限。"
    if "not a database" in text or "malformed" in text:
        return "这个文件不是案件库，或者已经损坏。请核对路径，必要时从备份恢复。"
    if "database is locked" in text or "lock timeout" in text:
        return "案件库正被别的程序占用，等待超时。本次改动没有保存，请稍后再试。"
    if "connection failed" in text or "connection refused" in text:
        return "连不上数据库服务器。请检查地址、网络和账号。"
    return None


def _on_connect(dbapi: Any, _record: object) -> None:
    dbapi.isolation_level = None  # pysqlite no longer begins by itself
    for name, value in SQLITE_SETTINGS.items():
        dbapi.execute(f"PRAGMA {name}={value}")


def _on_begin(connection: Connection) -> None:
    # The options of this checkout, never the pool's: a plain session (webui's reads) cannot write.
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
