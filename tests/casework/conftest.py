"""Casebooks for the tests of every room: founded once, copied for each test, on both engines."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from casework import Casebook
from casework.checkup import catalogue
from casework.store import casebook_url, connect
from tests import factories, postgres


class Shelf:
    """Casebooks brought to a stage once and copied for each test; the engine stays, warm."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[str, Path] = {}
        self._engine = connect(casebook_url(folder / "book" / "cases.db"))

    def path(self, stage: str) -> Path:
        """Return the folder of a SQLite casebook at that stage: "founded" or a step of PATH."""
        if stage not in self._made:
            folder = self._folder / f"{stage}-{len(self._made)}"
            if stage == "founded":
                folder.mkdir()
                factories.found(folder / "cases.db").close()
            else:
                shutil.copytree(self.path("founded"), folder)
                _carry(factories.reopened(folder / "cases.db"), stage)
            self._made[stage] = folder
        return self._made[stage]

    def take(self, stage: str) -> Casebook:
        """Return a casebook at that stage, its files copied anew."""
        kept, folder = self.path(stage), self._folder / "book"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(kept, folder)
        return factories.on_engine(self._engine, folder / "cases.db.files")


class PostgresShelf:
    """The same in databases that are used as templates of another."""

    def __init__(self, folder: Path, server: postgres.Server) -> None:
        self._folder, self._server = folder, server
        self._made: dict[str, tuple[str, Path]] = {}
        self._engine = connect(server.url("book"))

    def take(self, stage: str) -> Casebook:
        """Return a casebook at that stage, its database made anew."""
        template, kept = self._template(stage)
        files = self._folder / "files"
        shutil.rmtree(files, ignore_errors=True)
        shutil.copytree(kept, files)
        self._server.create(template, "book")
        return factories.on_engine(self._engine, files)

    def _template(self, stage: str) -> tuple[str, Path]:
        if stage not in self._made:
            kept, name = self._folder / stage, f"stage_{stage}"
            if stage == "founded":
                self._server.create("template0", name)
                factories.found(self._server.url(name), kept).close()
            else:
                template, files = self._template("founded")
                shutil.copytree(files, kept)
                self._server.create(template, name)
                _carry(factories.reopened(self._server.url(name), kept), stage)
            self._made[stage] = name, kept
        return self._made[stage]


def _carry(book: Casebook, stage: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "shipped", factories.small_catalogue)
        factories.carried(book, stage, faulty=("LC-05-01",))
    book.close()


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return Shelf(tmp_path_factory.mktemp("shelf"))


@pytest.fixture(scope="session")
def founded(shelf: Shelf) -> Path:
    """Return a folder with a SQLite casebook of units and persons, to be copied."""
    return shelf.path("founded")


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    """Return a running PostgreSQL server, or skip."""
    binary = postgres.binaries()
    if binary is None:
        pytest.skip(postgres.MISSING)
    with postgres.server(binary) as running:
        yield running


@pytest.fixture(scope="session")
def postgres_shelf(
    server: postgres.Server, tmp_path_factory: pytest.TempPathFactory
) -> PostgresShelf:
    return PostgresShelf(tmp_path_factory.mktemp("postgres"), server)


@pytest.fixture
def few_items(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let new cases be pinned to a catalogue of three items: every item is answered in a moment."""
    monkeypatch.setattr(catalogue, "shipped", factories.small_catalogue)


@pytest.fixture
def brought(
    request: pytest.FixtureRequest, few_items: None
) -> Iterator[Callable[[str, str], Casebook]]:
    """Return what copies a casebook of a kind of engine at a stage; it is closed after the test."""
    with ExitStack() as after:

        def bring(kind: str, stage: str) -> Casebook:
            shelf = "shelf" if kind == "sqlite" else "postgres_shelf"
            book: Casebook = request.getfixturevalue(shelf).take(stage)
            after.callback(book.close)
            return book

        yield bring


ENGINES = ["sqlite", "postgresql"]


@pytest.fixture
def sqlite_book(brought: Callable[[str, str], Casebook]) -> Casebook:
    """Return a casebook of units and persons in a SQLite file."""
    return brought("sqlite", "founded")


@pytest.fixture
def postgres_book(brought: Callable[[str, str], Casebook]) -> Casebook:
    """Return the same in a PostgreSQL database."""
    return brought("postgresql", "founded")


@pytest.fixture(params=ENGINES)
def book(request: pytest.FixtureRequest, brought: Callable[[str, str], Casebook]) -> Casebook:
    """Return a casebook of units and persons; the test runs on both engines."""
    return brought(request.param, "founded")


@pytest.fixture(params=ENGINES)
def inspecting_book(
    request: pytest.FixtureRequest, brought: Callable[[str, str], Casebook]
) -> Casebook:
    """Return a casebook whose check-up FIRST is being inspected, on both engines."""
    return brought(request.param, "start_inspection")


@pytest.fixture(params=ENGINES)
def issued_book(
    request: pytest.FixtureRequest, brought: Callable[[str, str], Casebook]
) -> Casebook:
    """Return a casebook whose check-up FIRST has an issued report with one finding, on both engines."""
    return brought(request.param, "issue")


#: Refusals, and what is done to a casebook by hand: on PostgreSQL only with --soak.
MOSTLY_SQLITE = ["sqlite", pytest.param("postgresql", marks=pytest.mark.soak)]


@pytest.fixture(params=MOSTLY_SQLITE)
def either_book(
    request: pytest.FixtureRequest, brought: Callable[[str, str], Casebook]
) -> Casebook:
    """Return a casebook of units and persons."""
    return brought(request.param, "founded")


@pytest.fixture(params=MOSTLY_SQLITE)
def either_inspecting_book(
    request: pytest.FixtureRequest, brought: Callable[[str, str], Casebook]
) -> Casebook:
    """Return a casebook whose check-up FIRST is being inspected."""
    return brought(request.param, "start_inspection")


@pytest.fixture(params=MOSTLY_SQLITE)
def either_issued_book(
    request: pytest.FixtureRequest, brought: Callable[[str, str], Casebook]
) -> Casebook:
    """Return a casebook whose check-up FIRST has an issued report."""
    return brought(request.param, "issue")
