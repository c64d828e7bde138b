"""Casebooks that cannot be: each is told in a sentence, and nothing is left half-written."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import make_url

from casework import Casebook
from casework.cases import journal
from casework.cases.files import FileStore
from casework.errors import CasebookError, DefinitionError, InputError
from casework.store import casebook_url
from tests import factories

HOUSE = Path(__file__).parents[3]


def test_a_relative_path_is_made_absolute_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert casebook_url("cases.db").database == str(tmp_path / "cases.db")
    assert casebook_url(Path("a/../cases.db")).database == str(tmp_path / "cases.db")
    assert casebook_url("sqlite:///cases.db").database == str(tmp_path / "cases.db")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg2"])
def test_every_postgresql_url_gets_our_driver(scheme: str) -> None:
    assert casebook_url(f"{scheme}://u@h/d").drivername == "postgresql+psycopg"


@pytest.mark.parametrize(
    "text", ["mysql://u@h/d", "oracle://x", "://", "sqlite://", "sqlite:///:memory:"]
)
def test_other_databases_are_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(CasebookError, match="案件库"):
        casebook_url(text)


def test_a_missing_file_is_not_made_by_opening(tmp_path: Path) -> None:
    with pytest.raises(CasebookError, match=r"没有找到案件库“cazes\.db”"):
        Casebook.open(tmp_path / "cazes.db")
    with pytest.raises(CasebookError, match="没有找到"):
        Casebook.migrate(tmp_path / "cazes.db")

    assert list(tmp_path.iterdir()) == []


def test_a_file_of_another_program_is_left_as_it_is(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.db"
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
    connection.close()
    before = foreign.read_bytes()

    for action in (Casebook.open, Casebook.migrate):
        with pytest.raises(CasebookError, match="不是案件库"):
            action(foreign)

    assert foreign.read_bytes() == before
    assert list(tmp_path.iterdir()) == [foreign]


@pytest.mark.parametrize("content", [b"PK\x03\x04 a sheet", b"SQLite format 3\x00 cut"])
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "cases.db"
    path.write_bytes(content * 100)

    with pytest.raises(CasebookError, match="不是案件库"):
        Casebook.open(path)

    assert path.read_bytes() == content * 100


def test_an_empty_file_is_no_casebook_and_stays_empty(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    path.touch()

    with pytest.raises(CasebookError, match="不是案件库"):
        Casebook.open(path)

    assert path.read_bytes() == b""


def test_a_casebook_of_a_newer_version_is_refused(book: Casebook) -> None:
    with book.engine.execution_options(casework_writes=True).begin() as connection:
        connection.exec_driver_sql("UPDATE casework_version SET version_num = '9999'")

    with pytest.raises(CasebookError, match="更新的版本"):
        factories.reopened(book.engine.url, book.files.root)


def test_a_creation_over_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "cases.db").write_text("mine")

    with pytest.raises(CasebookError, match="已经存在"):
        Casebook.create(tmp_path / "cases.db")
    with pytest.raises(CasebookError, match="文件夹“nowhere”不存在"):
        Casebook.create(tmp_path / "nowhere" / "cases.db")

    assert (tmp_path / "cases.db").read_text() == "mine"
    assert [one.name for one in tmp_path.iterdir()] == ["cases.db"]


@pytest.mark.parametrize(
    "wrong",
    [{"level": "镇"}, {"region": "32"}, {"admin": "王律"}, {"unit": " "}, {"short": "长" * 21}],
)
def test_a_casebook_founded_with_nonsense_is_not_made(
    tmp_path: Path, wrong: dict[str, str]
) -> None:
    with pytest.raises(InputError):
        Casebook.create(tmp_path / "cases.db", **wrong)

    assert list(tmp_path.iterdir()) == []


def test_a_creation_that_fails_half_way_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(journal, "append", interrupted)
    with pytest.raises(KeyboardInterrupt):
        Casebook.create(tmp_path / "cases.db")
    assert list(tmp_path.iterdir()) == []

    monkeypatch.undo()
    assert Casebook.create(tmp_path / "cases.db").verify() == []


def test_a_wrong_overlay_is_told_before_anything_is_made(tmp_path: Path) -> None:
    (tmp_path / "local.toml").write_text("[[rule]]\nnonsense = 1\n", encoding="utf-8")

    with pytest.raises(DefinitionError):
        Casebook.create(tmp_path / "cases.db", overlays=[tmp_path / "local.toml"])

    assert not (tmp_path / "cases.db").exists()


def test_an_unreachable_server_is_told_in_a_sentence(tmp_path: Path) -> None:
    url = make_url("postgresql://u@127.0.0.1:1/none")

    with pytest.raises(CasebookError, match="连不上数据库服务器"):
        Casebook.open(url, files=tmp_path)
    with pytest.raises(CasebookError, match="CASEWORK_FILES"):
        Casebook.open(url)


def test_a_full_database_is_told_and_keeps_nothing(sqlite_book: Casebook) -> None:
    before = factories.dump(sqlite_book)
    with sqlite_book.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")  # of the pooled connection

    def write() -> None:
        with sqlite_book.work("lawyer.wang") as work:
            for number in range(200):
                factories.enterprise(work, number)

    with pytest.raises(CasebookError, match="磁盘空间不足"):
        write()

    assert factories.dump(sqlite_book) == before
    with sqlite_book.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    factories.opened(sqlite_book)  # works again without a restart


FULL = """
import resource, sys
from pathlib import Path
from tests import factories
from casework.cases.evidence import Upload, hold
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
book = factories.reopened(Path(sys.argv[1]))
try:
    with book.work("lawyer.wang") as work:
        hold(work, Upload("大.pdf", bytes(1_000_000)))
except Exception as error:
    print(type(error).__name__, error)
"""


def test_a_full_disk_leaves_no_truncated_file(founded: Path, tmp_path: Path) -> None:
    shutil.copytree(founded, tmp_path / "book")
    files = sorted(p for p in (tmp_path / "book").rglob("*") if p.is_file() and "-" not in p.name)

    command = [sys.executable, "-c", FULL, str(tmp_path / "book" / "cases.db")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=HOUSE, check=True)

    assert "CasebookError 文件没有存下来" in done.stdout
    left = sorted(p for p in (tmp_path / "book").rglob("*") if p.is_file() and "-" not in p.name)
    assert left == files


@contextmanager
def nobody() -> Iterator[None]:
    """Act as a user whom permissions stop: root is stopped by none."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(was)


@pytest.fixture
def read_only(founded: Path) -> Iterator[Path]:
    """Return a folder with a casebook in it that nobody may write."""
    folder = Path(tempfile.mkdtemp(prefix="casework-"))
    shutil.copytree(founded, folder / "book")
    places = [folder, *folder.rglob("*")]
    for path in places:
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield folder / "book"
    for path in places:
        path.chmod(0o755)
    shutil.rmtree(folder)


def test_a_read_only_folder_is_told_in_a_sentence(read_only: Path) -> None:
    before = sorted(read_only.rglob("*"))

    with nobody():
        with pytest.raises(CasebookError, match="写权限"):
            Casebook.create(read_only / "new.db")
        with pytest.raises(CasebookError, match="权限"):
            factories.reopened(read_only / "cases.db")

    assert sorted(read_only.rglob("*")) == before


def test_read_only_files_are_told_in_a_sentence(read_only: Path) -> None:
    with nobody(), pytest.raises(CasebookError, match=r"文件没有存下来.*(写权限|没有写入权限)"):
        FileStore(read_only / "cases.db.files").put(b"evidence")
