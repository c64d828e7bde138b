"""Engines and transactions: how a casebook is reached, written and read.

SQLite by default loses updates silently and lets readers become writers half-way; the settings
here make a writer take the lock before it reads, and a reader unable to write.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from casework.errors import CasebookError, InputError

WRITES = "casework_writes"
#: Names the schema's revision; only a casebook has a table of this name.
VERSION_TABLE = "casework_version"
#: Addresses, not engines: a second Casebook on the same file would wait for the first until it gives up.
_open: ContextVar[frozenset[str]] = ContextVar("open_casebooks", default=frozenset())

#: busy_timeout goes first: switching to WAL may itself have to wait.
_SETTINGS = ("busy_timeout=30000", "synchronous=FULL", "foreign_keys=ON")
_WAL = "PRAGMA journal_mode=WAL"
_OURS = f"SELECT 1 FROM sqlite_master WHERE name = '{VERSION_TABLE}'"  # noqa: S608 - no input


def connect(url: URL) -> Engine:
    """Return a prepared engine for *url*; nothing is opened yet."""
    return prepare(create_engine(url, hide_parameters=True))


def prepare(engine: Engine) -> Engine:
    """Return *engine* with our transaction rules: every engine, Flask's too, before first use."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
    else:
        event.listen(engine, "begin", _wait_no_longer)
    return engine


def settings(connection: Connection) -> dict[str, str]:
    """Return the SQLite settings as the database itself reports them, read back."""
    names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    return {name: str(connection.exec_driver_sql(f"PRAGMA {name}").scalar()) for name in names}


@contextmanager
def session_for(engine: Engine, *, writes: bool) -> Iterator[Session]:
    """Open one transaction and give its session; commit at the end, or nothing happened.

    Raises:
        RuntimeError: a transaction on this casebook is already open here, or it was rolled back inside.
        CasebookError: the database is missing, locked, read-only or the disk is full.
    """
    place = str(engine.url)
    if place in _open.get():
        raise RuntimeError(
            "already at work on this casebook: pass the Work on instead of opening another"
        )
    token = _open.set(_open.get() | {place})
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
    """Turn what the database says about itself, or about a text it cannot hold, into a Chinese sentence."""
    try:
        yield
    except UnicodeEncodeError as error:
        raise InputError.one("", _UNPRINTABLE) from error
    except DBAPIError as error:
        if "NUL" in str(error.orig):
            raise InputError.one("", _UNPRINTABLE) from error
        # A full disk ends SQLite's transaction by itself; what fails then, going back, is no cause.
        sentences = (_sentence(str(one).lower()) for one in _causes(error))
        sentence = next(filter(None, sentences), None)
        if sentence is None:
            raise
        raise CasebookError(sentence) from error


_UNPRINTABLE = "文字里有不能保存的字符（控制字符或不成对的代码），请删去后再试。"


@contextmanager
def _begin(engine: Engine, *, writes: bool) -> Iterator[Connection]:
    sqlite = engine.dialect.name == "sqlite"
    options: dict[str, Any] = {WRITES: writes} if sqlite else {"postgresql_readonly": not writes}
    if not sqlite and not writes:
        options["isolation_level"] = "REPEATABLE READ"  # one picture, as SQLite gives a reader
    with engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


def _causes(error: DBAPIError) -> Iterator[BaseException]:
    one: BaseException | None = error
    while one is not None:
        if isinstance(one, DBAPIError):
            yield one.orig or one
        one = one.__context__


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
    if "deadlock" in text:
        return "两项操作互相等待，本次改动没有保存。请再试一次。"
    if "connection failed" in text or "connection refused" in text:
        return "连不上数据库服务器。请检查地址、网络和账号。"
    return None


def _on_connect(dbapi: Any, _record: object) -> None:
    dbapi.isolation_level = None  # pysqlite no longer begins by itself
    for setting in _SETTINGS:
        dbapi.execute(f"PRAGMA {setting}")
    # WAL is written into the file: never into one that is not ours.
    if dbapi.execute(_OURS).fetchone() is not None:
        dbapi.execute(_WAL)


def use_wal(engine: Engine) -> None:
    """Switch a new, empty SQLite database to WAL; later connections find it so."""
    raw = engine.raw_connection()
    try:
        raw.cursor().execute(_WAL)
    finally:
        raw.close()


def _on_begin(connection: Connection) -> None:
    # The options of this checkout, never the pool's: a plain session (webui's reads) cannot write.
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _wait_no_longer(connection: Connection) -> None:
    connection.exec_driver_sql("SET LOCAL lock_timeout = '30s'")  # as busy_timeout on SQLite
