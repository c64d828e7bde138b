"""One transaction, one lock: settings hold, readers cannot write, nothing is half done."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, select, text
from sqlalchemy.exc import OperationalError, StatementError
from sqlalchemy.orm import Session

from casework import Casebook, Work, cases
from casework.cases import journal, verb
from casework.cases.models import Person, StoredFile
from casework.errors import CasebookError, InputError
from casework.store import connect, prepare, session_for, settings
from tests import factories


def test_the_settings_hold_when_the_database_is_asked(sqlite_book: Casebook) -> None:
    with sqlite_book.engine.connect() as connection:
        assert settings(connection) == {
            "journal_mode": "wal",
            "synchronous": "2",
            "foreign_keys": "1",
            "busy_timeout": "30000",
        }


def test_a_plain_connection_has_other_settings(sqlite_book: Casebook) -> None:
    """The planted fault: what SQLite would do by itself is not what we ask."""
    plain = sqlite3.connect(str(sqlite_book.engine.url.database))

    assert plain.execute("PRAGMA foreign_keys").fetchone() == (0,)
    plain.close()


def test_a_reading_work_cannot_write(book: Casebook) -> None:
    with pytest.raises((CasebookError, RuntimeError)), book.read("admin") as work:
        work.session.execute(text("UPDATE person SET name = '改'"))

    with book.read("admin") as work:
        assert "改" not in work.session.scalars(select(Person.name)).all()


def test_a_reading_work_refuses_what_was_changed_in_memory(book: Casebook) -> None:
    with pytest.raises((CasebookError, RuntimeError)), book.read("admin") as work:
        work.session.scalars(select(Person)).first().name = "改"


def test_a_verb_in_a_reading_work_is_a_bug_of_the_caller(book: Casebook) -> None:
    with book.read("admin") as work, pytest.raises(RuntimeError, match=r"open book\.work"):
        cases.organisation.set_contact(work, factories.unit(work), phone="1")


def test_a_plain_session_of_the_engine_only_reads(sqlite_book: Casebook) -> None:
    """So the pages cannot write through Flask's session."""
    with Session(sqlite_book.engine) as session:
        session.execute(text("SELECT 1"))
        with pytest.raises(OperationalError, match="readonly"):
            session.execute(text("UPDATE person SET name = '改'"))


@pytest.mark.parametrize("inner", ["work", "read"])
@pytest.mark.parametrize("outer", ["work", "read"])
def test_a_work_inside_a_work_is_refused_at_once(book: Casebook, outer: str, inner: str) -> None:
    open_outer, open_inner = getattr(book, outer), getattr(book, inner)
    with open_outer("admin"):
        with pytest.raises(RuntimeError, match="pass the Work on"), open_inner("admin"):
            pass
        with pytest.raises(RuntimeError, match="pass the Work on"):
            book.verify()


@pytest.mark.parametrize("inner", ["work", "read"])
def test_another_casebook_object_on_the_same_place_is_refused_as_well(
    sqlite_book: Casebook, inner: str
) -> None:
    same = Casebook.open(sqlite_book.engine.url)
    with (
        sqlite_book.work("admin"),
        pytest.raises(RuntimeError, match="pass the Work on"),
        getattr(same, inner)("admin"),
    ):
        pass
    same.close()


def test_after_a_refused_inner_work_the_outer_goes_on(book: Casebook) -> None:
    with book.work("admin") as work:
        with pytest.raises(RuntimeError), book.work("admin"):
            pass
        cases.organisation.set_contact(work, factories.unit(work), phone="0512-1")

    with book.read("admin") as work:
        assert factories.unit(work).phone == "0512-1"


def test_two_casebooks_may_be_open_side_by_side(sqlite_book: Casebook, tmp_path: Path) -> None:
    other = factories.found(tmp_path / "other.db")
    with sqlite_book.work("admin") as one, other.work("admin") as two:
        assert one.session is not two.session


def test_a_work_rolled_back_inside_raises_at_its_end(book: Casebook) -> None:
    def rolled_back() -> None:
        with book.work("admin") as work:
            cases.organisation.set_contact(work, factories.unit(work), phone="0512-1")
            work.session.rollback()

    with pytest.raises(RuntimeError, match="nothing was kept"):
        rolled_back()

    with book.read("admin") as work:
        assert factories.unit(work).phone == ""


def test_an_error_in_a_work_keeps_nothing(book: Casebook) -> None:
    before = factories.dump(book)

    def fail() -> None:
        with book.work("lawyer.wang") as work:
            factories.enterprise(work)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert factories.dump(book) == before


@verb
def half_done(work: Work) -> None:
    """Write something and refuse then, as a verb does that meets a problem late."""
    work.ask("看", factories.unit(work))
    work.session.add(Person(login="half", name="半"))
    work.session.flush()
    raise InputError.one("name", "不行。")


def test_a_refusal_that_is_caught_leaves_nothing_behind(book: Casebook) -> None:
    before = factories.dump(book)

    with book.work("admin") as work, pytest.raises(InputError):
        half_done(work)

    assert factories.dump(book) == before


def test_without_its_savepoint_a_caught_refusal_would_leave_something(book: Casebook) -> None:
    before = factories.dump(book)

    with book.work("admin") as work, pytest.raises(InputError):
        half_done.__wrapped__(work)

    assert factories.dump(book) != before


def test_after_a_caught_refusal_the_case_is_as_it_was(book: Casebook) -> None:
    number = factories.opened(book)
    before = factories.dump(book)

    with book.work("lawyer.wang") as work:
        case = cases.get(work, number)
        factories.refused(lambda: cases.take(work, case, "notify", received_on="2026-03-03"))
        factories.refused(lambda: factories.enterprise(work))  # the code is taken
        assert (case.state, case.version) == ("registered", 1)

    assert factories.dump(book) == before


def test_a_moment_without_time_zone_is_refused_at_once(book: Casebook) -> None:
    with pytest.raises(InputError, match="时区"), book.work("admin", moment=datetime(2026, 3, 2)):  # noqa: DTZ001 - naive on purpose
        pass


def test_a_naive_moment_cannot_reach_a_column(book: Casebook) -> None:
    naive = datetime(2026, 3, 2)  # noqa: DTZ001 - naive on purpose
    row = StoredFile(sha256="0" * 64, size=1, stored_at=naive)

    with pytest.raises(StatementError, match="without time zone"), book.work("admin") as work:
        work.session.add(row)


def test_moments_come_back_aware_and_in_utc(book: Casebook) -> None:
    with book.read("admin") as work:
        row = journal.first(work.session, ("system", 0))

    assert row.recorded_at == factories.FOUNDED
    assert row.recorded_at.utcoffset() == timedelta(0)


def test_writers_wait_for_each_other_and_lose_nothing(sqlite_book: Casebook) -> None:
    def write(number: int) -> None:
        with sqlite_book.work("lawyer.wang") as work:
            factories.enterprise(work, number)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(12)))

    with sqlite_book.read("lawyer.wang") as work:
        assert len(cases.enterprise.search(work)) == 12


def test_an_engine_that_is_not_prepared_lets_readers_write(sqlite_book: Casebook) -> None:
    """The planted fault: our events are what stops a reader."""

    def writes(engine: Engine) -> bool:
        with engine.connect() as connection:
            try:
                connection.execute(text("UPDATE person SET name = name"))
            except OperationalError:
                return False
            return True

    assert writes(create_engine(sqlite_book.engine.url))
    assert not writes(prepare(create_engine(sqlite_book.engine.url)))


def test_a_locked_casebook_is_told_in_a_sentence(sqlite_book: Casebook) -> None:
    impatient = connect(sqlite_book.engine.url)
    with impatient.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=0")
    with closing(sqlite3.connect(str(sqlite_book.engine.url.database))) as another:
        another.execute("BEGIN IMMEDIATE")  # another program
        with (
            pytest.raises(CasebookError, match="正被别的程序占用"),
            session_for(impatient, writes=True),
        ):
            pass
