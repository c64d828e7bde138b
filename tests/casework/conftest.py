"""Casebooks for the tests of every room: founded once, copied for each test, on both engines."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from casework import Casebook
from casework.checkup import catalogue
from tests import factories, postgres


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a SQLite casebook of units and persons, to be copied."""
    folder = tmp_path_factory.mktemp("founded")
    factories.found(folder / "cases.db").close()
    return folder


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    """Return a running PostgreSQL server, or skip."""
    binary = postgres.binaries()
    if binary is None:
        pytest.skip(postgres.MISSING)
    with postgres.server(binary) as running:
        yield running


@pytest.fixture(scope="session")
def founded_postgres(
    server: postgres.Server, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path]:
    """Return a database of units and persons and its folder of files, to be copied."""
    files, name = tmp_path_factory.mktemp("pg") / "files", server.create()
    factories.found(server.url(name), files).close()
    return name, files


@pytest.fixture
def few_items(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let new cases be pinned to a catalogue of three items: every item is answered in a moment."""
    monkeypatch.setattr(catalogue, "shipped", factories.small_catalogue)


@pytest.fixture
def sqlite_book(founded: Path, tmp_path: Path, few_items: None) -> Iterator[Casebook]:
    """Return a copied casebook in a SQLite file, ``book/cases.db`` in the test's folder."""
    shutil.copytree(founded, tmp_path / "book")
    book = factories.reopened(tmp_path / "book" / "cases.db")
    yield book
    book.close()


@pytest.fixture
def postgres_book(
    server: postgres.Server, founded_postgres: tuple[str, Path], tmp_path: Path, few_items: None
) -> Iterator[Casebook]:
    """Return a copied casebook in a PostgreSQL database."""
    template, files = founded_postgres
    shutil.copytree(files, tmp_path / "files")
    name = server.create(template)
    book = factories.reopened(server.url(name), tmp_path / "files")
    yield book
    book.close()
    server.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def book(request: pytest.FixtureRequest) -> Casebook:
    """Return a casebook; the test runs on both engines."""
    name = "sqlite_book" if request.param == "sqlite" else "postgres_book"
    found: Casebook = request.getfixturevalue(name)
    return found
