"""Where a casebook lies: a path or URL made exact, a new file claimed, a missing one refused."""

import os
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from casework.errors import CasebookError

#: What SQLite keeps beside its file.
_BESIDE = ("", "-wal", "-shm", "-journal")


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


def beside(url: URL, suffix: str, variable: str) -> Path | None:
    """Return the folder of a casebook for files of the user's own: ``cases.law`` beside ``cases.db``.

    The environment *variable* names another; with PostgreSQL there is one only if it does.
    """
    folder = os.environ.get(variable)
    if folder is None and url.drivername == "sqlite":
        return Path(str(url.database)).with_suffix(suffix)
    return Path(folder) if folder else None


def claim(url: URL) -> None:
    """Take the place of a new SQLite casebook: afterwards an empty file of ours lies there.

    Raises:
        CasebookError: there is one already, the folder is missing or cannot be written.
    """
    if url.drivername != "sqlite":
        return
    path = Path(str(url.database))
    if not path.parent.is_dir():
        raise CasebookError(f"文件夹“{path.parent.name}”不存在，请先建好文件夹。")
    try:
        path.touch(exist_ok=False)
    except FileExistsError:
        raise CasebookError(
            f"“{path.name}”已经存在。要打开它请去掉 init；要新建请换一个文件名。"
        ) from None
    except OSError as error:
        raise CasebookError(
            f"不能在文件夹“{path.parent.name}”里新建文件：{error.strerror}。请检查写权限和磁盘空间。"
        ) from error


def discard(url: URL) -> None:
    """Remove what was claimed: a casebook that was not finished is none."""
    if url.drivername == "sqlite":
        for suffix in _BESIDE:
            Path(f"{url.database}{suffix}").unlink(missing_ok=True)


def expect(url: URL) -> None:
    """Pass if a SQLite casebook can lie there: opening must not make one.

    Raises:
        CasebookError: no such file.
    """
    if url.drivername == "sqlite" and not Path(str(url.database)).is_file():
        name = Path(str(url.database)).name
        raise CasebookError(f"没有找到案件库“{name}”。请核对路径；要新建请运行 casework init。")
