"""The schema: what the migrations make is what the models say, and opening changes nothing."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Column, Connection, Engine, Integer, Table, inspect

from casework import Casebook
from casework.errors import CasebookError
from casework.store import Base, connect, schema
from casework.store.engine import VERSION_TABLE
from casework.store.schema import upgrade
from tests import factories
from tests.postgres import Server


@pytest.fixture
def metadata_engine(book: Casebook, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Return an engine of the same kind as the casebook's, its tables made from the models."""
    if book.engine.dialect.name == "sqlite":
        folder: Path = request.getfixturevalue("tmp_path")
        engine = connect(book.engine.url.set(database=str(folder / "models.db")))
        yield from _with_tables(engine)
    else:
        server: Server = request.getfixturevalue("server")
        name = server.create()
        yield from _with_tables(connect(server.url(name)))
        server.drop(name)


def _with_tables(engine: Engine) -> Iterator[Engine]:
    with engine.execution_options(casework_writes=True).begin() as connection:
        Base.metadata.create_all(connection)
    yield engine
    engine.dispose()


def differences(connection: Connection) -> list[object]:
    options = {"version_table": VERSION_TABLE, "compare_type": True}
    return compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata)


def rules(engine: Engine) -> dict[str, object]:
    """Return what a comparison by Alembic leaves out: checks, keys and unique rules by table."""
    seen = inspect(engine)
    return {
        table: (
            sorted((one["name"], one["sqltext"]) for one in seen.get_check_constraints(table)),
            sorted(
                (one["name"], tuple(one["column_names"]))
                for one in seen.get_unique_constraints(table)
            ),
            sorted(
                (one["name"], tuple(one["constrained_columns"]), one["referred_table"])
                for one in seen.get_foreign_keys(table)
            ),
            seen.get_pk_constraint(table)["constrained_columns"],
            {one["name"]: one["nullable"] for one in seen.get_columns(table)},
        )
        for table in seen.get_table_names()
        if table != VERSION_TABLE
    }


def test_what_the_migrations_make_is_what_the_models_say(book: Casebook) -> None:
    with book.engine.connect() as connection:
        assert differences(connection) == []


def test_checks_keys_and_unique_rules_are_the_same_too(
    book: Casebook, metadata_engine: Engine
) -> None:
    assert rules(book.engine) == rules(metadata_engine)


def test_a_model_nobody_migrated_is_seen(book: Casebook) -> None:
    planted = Table("planted", Base.metadata, Column("id", Integer, primary_key=True))
    try:
        with book.engine.connect() as connection:
            assert [change[0] for change in differences(connection)] == ["add_table"]
    finally:
        Base.metadata.remove(planted)


def test_a_check_nobody_migrated_is_seen(book: Casebook, metadata_engine: Engine) -> None:
    add = (
        "ALTER TABLE unit ADD COLUMN planted INTEGER DEFAULT 1 CONSTRAINT ck_p CHECK (planted > 0)"
    )
    with metadata_engine.execution_options(casework_writes=True).begin() as connection:
        connection.exec_driver_sql(add)

    assert rules(book.engine) != rules(metadata_engine)


def test_opening_changes_not_one_byte(sqlite_book: Casebook) -> None:
    path = Path(str(sqlite_book.engine.url.database))
    sqlite_book.close()
    before = path.read_bytes()

    factories.reopened(path).close()

    assert path.read_bytes() == before


def test_a_current_casebook_can_be_upgraded_again(book: Casebook) -> None:
    before = factories.dump(book)

    assert upgrade(book.engine) == "0001"
    assert factories.dump(book) == before


def test_an_older_casebook_is_not_upgraded_by_opening_it(
    sqlite_book: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "_head", lambda: "0002")

    with pytest.raises(CasebookError, match="casework migrate"):
        factories.reopened(str(sqlite_book.engine.url.database))


def test_a_second_creation_in_the_same_database_is_refused(
    postgres_book: Casebook, tmp_path: Path
) -> None:
    before = factories.dump(postgres_book)

    with pytest.raises(CasebookError, match="已经有表"):
        Casebook.create(postgres_book.engine.url, files=tmp_path / "other")

    assert factories.dump(postgres_book) == before
    assert not (tmp_path / "other").exists()


SECOND = """
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "0002", "0001", None, None


def upgrade():
    rebuilt = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    with op.batch_alter_table("unit", recreate=rebuilt) as batch:
        batch.add_column(sa.Column("motto", sa.String(20), nullable=False, server_default="团结"))
    {then}
"""


@pytest.fixture
def second(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return what plants a second revision: it rebuilds a table that others refer to."""

    def plant(then: str = "") -> None:
        folder = tmp_path / "migrations"
        shutil.copytree(Path(schema.__file__).parent / "migrations", folder)
        text = SECOND.replace("{then}", then)
        (folder / "versions" / "0002_motto.py").write_text(text, encoding="utf-8")
        monkeypatch.setattr(schema, "_HERE", folder)

    return plant


def test_a_migration_keeps_every_row(book: Casebook, second: Callable[[str], None]) -> None:
    factories.carried(book, "start_inspection")
    before = factories.dump(book)
    second()

    assert upgrade(book.engine) == "0002"

    assert factories.dump(book) == before
    assert book.verify() == []
    with book.engine.connect() as connection:
        mottos = connection.exec_driver_sql("SELECT DISTINCT motto FROM unit").scalars().all()
        assert mottos == ["团结"]


def test_a_migration_that_fails_leaves_the_old_schema(
    book: Casebook, second: Callable[[str], None]
) -> None:
    before = factories.dump(book)
    second("raise ZeroDivisionError")

    with pytest.raises(ZeroDivisionError):
        upgrade(book.engine)

    assert factories.dump(book) == before
    columns = {column["name"] for column in inspect(book.engine).get_columns("unit")}
    assert "motto" not in columns
    with book.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
