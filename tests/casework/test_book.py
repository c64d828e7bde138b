"""The front door: a casebook is made, opened, worked in, verified; kinds of case plug in."""

import dataclasses
import os
import threading
from datetime import UTC, date, datetime
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from casework import Casebook, cases, checkup, registry
from casework.cases.kinds import Kind
from casework.cases.view import look
from casework.checkup.kind import kind as checkup_kind
from casework.errors import CasebookError, DefinitionError, InputError, NotFound
from casework.workflow import Table
from tests import factories


def test_a_new_casebook_has_one_unit_and_one_administrator(tmp_path: Path) -> None:
    book = Casebook.create(
        tmp_path / "cases.db", unit="海岚市总工会", short="海工", level="市", region="320800"
    )

    with book.read("admin") as work:
        (unit,) = cases.organisation.units(work)
        assert (unit.name, unit.short, unit.jurisdiction) == ("海岚市总工会", "海工", "CN-32")
        assert [one.login for one in cases.organisation.colleagues(work, unit)] == ["admin"]
    assert book.verify() == []
    book.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cases.db", "cases.db.files"]


def test_what_was_written_is_there_when_it_is_opened_again(book: Casebook) -> None:
    number = factories.carried(book, "form_team")
    again = factories.reopened(book.engine.url, book.files.root)

    with again.read("lawyer.wang") as work:
        assert checkup.get(work, number).state == "registered"
    again.close()


@pytest.mark.parametrize("login", ["", "nobody", "LAWYER.WANG", "王律"])
def test_only_a_login_opens_a_work(either_book: Casebook, login: str) -> None:
    for opened in (either_book.work, either_book.read):
        with pytest.raises(NotFound, match="没有找到人员"), opened(login):
            pass


def test_a_work_has_one_actor_one_moment_one_day(either_book: Casebook) -> None:
    """Twenty past midnight in Shanghai is still the day before in London."""
    moment = datetime(2026, 3, 1, 16, 20, tzinfo=UTC)
    with either_book.work("lawyer.wang", moment=moment) as work:
        assert (work.actor.login, work.actor.name) == ("lawyer.wang", "王律")
        assert (work.moment, work.today) == (moment, date(2026, 3, 2))
    with either_book.read("lawyer.wang") as work:
        assert work.moment == factories.NOW


def test_the_clock_of_the_casebook_may_not_forget_its_zone(founded: Path) -> None:
    naive = datetime(2026, 3, 2)  # noqa: DTZ001 - naive on purpose
    book = Casebook.open(founded / "cases.db", clock=lambda: naive)

    with pytest.raises(InputError, match="时区"), book.read("admin"):
        pass
    book.close()


def test_a_reader_sees_one_picture_while_somebody_writes(book: Casebook) -> None:
    number = factories.opened(book)
    with book.read("admin") as work:
        before = checkup.get(work, number).version
        writer = threading.Thread(
            target=factories.take, args=(book, number, "form_team", "lawyer.wang")
        )
        writer.start()
        writer.join()
        work.session.expire_all()
        assert checkup.get(work, number).version == before

    with book.read("admin") as work:
        assert checkup.get(work, number).version == before + 1


def test_opening_sweeps_uploads_nobody_came_back_for(sqlite_book: Casebook) -> None:
    held = sqlite_book.files.put(b"a form given up")
    young = sqlite_book.files.put(b"a form still open")
    os.utime(sqlite_book.files.root / "held" / held, (0, 0))

    assert sqlite_book.sweep() == [held]
    assert sqlite_book.files.read(young)


def test_evidence_beside_postgresql_needs_a_folder(
    postgres_book: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = postgres_book.engine.url.render_as_string(hide_password=False)
    monkeypatch.delenv("CASEWORK_FILES", raising=False)
    with pytest.raises(CasebookError, match="CASEWORK_FILES"):
        Casebook.open(url)

    monkeypatch.setenv("CASEWORK_FILES", str(postgres_book.files.root))
    opened = Casebook.open(url)
    assert opened.files.root == postgres_book.files.root
    opened.close()


def test_an_address_shown_in_an_error_hides_the_password() -> None:
    with pytest.raises(CasebookError) as refusal:
        Casebook.open("postgresql://user:geheim@127.0.0.1:1/x", files=Path())

    assert "geheim" not in str(refusal.value)


def another(**changes: object) -> Kind:
    """Return a small kind of case of somebody else's."""
    text = """
title = "来访登记"
kind = "visit"
version = "1"
[state.open]
label = "已登记"
[state.done]
label = "已答复"
final = true
[step.register]
label = "登记"
act = "编"
to = "open"
practice = "来访随时登记。"
facts = [{ name = "topic", label = "来访事项", kind = "text", required = true }]
[step.reply]
label = "答复"
act = "编"
from = ["open"]
to = "done"
practice = "当面答复。"
"""
    plain = {
        "name": "visit",
        "label": "来访",
        "word": "访",
        "table": Table.read(text, "visit.toml"),
        "guards": {},
        "effects": {},
        "view": look,
        "contexts": {},
    }
    return Kind(**{**plain, **changes})


@pytest.fixture
def plugged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plug another kind in, as a package does by its entry point."""
    point = EntryPoint("visit", f"{__name__}:another", "casework.kinds")
    monkeypatch.setattr(EntryPoint, "load", lambda _self: another)
    monkeypatch.setattr(registry, "entry_points", lambda **_: [point])
    registry.kinds.cache_clear()


def test_another_package_adds_a_kind_of_case(either_book: Casebook, plugged: None) -> None:
    book = either_book
    book.kinds = registry.kinds()
    registry.kinds.cache_clear()
    with book.work("lawyer.wang") as work:
        company = factories.enterprise(work)
        case = cases.open_case(work, "visit", company, factories.unit(work), topic="加班费")
        cases.take(work, case, "reply")
        assert (case.number, case.state, case.finished) == ("云工访〔2026〕1号", "done", True)

    assert book.verify() == []


@pytest.mark.parametrize("part", ["guards", "effects", "contexts"])
def test_a_kind_that_lacks_what_its_table_names_is_refused(
    monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    whole = checkup_kind()
    lacking = dataclasses.replace(whole, **{part: dict(list(getattr(whole, part).items())[1:])})
    gone = next(iter(getattr(whole, part)))
    monkeypatch.setattr(registry, "checkup", lambda: lacking)
    registry.kinds.cache_clear()

    with pytest.raises(DefinitionError, match=gone):
        registry.kinds()
    registry.kinds.cache_clear()


def test_a_case_of_an_unknown_kind_is_not_found(either_book: Casebook) -> None:
    with either_book.work("lawyer.wang") as work, pytest.raises(NotFound, match="案件种类"):
        cases.open_case(work, "visit", None, factories.unit(work))


def test_a_case_stays_with_the_table_it_was_opened_with(either_book: Casebook) -> None:
    """The table changes in the next version of casework; running cases keep theirs."""
    number = factories.opened(either_book)
    kind = either_book.kinds["checkup"]
    text = kind.table.text.replace('label     = "告知"', 'label     = "发出告知"')
    assert text != kind.table.text
    newer = dataclasses.replace(kind, table=Table.read(text, "newer"))
    either_book.kinds = cases.kinds.Kinds({"checkup": newer})

    with either_book.read("lawyer.wang") as work:
        labels = [step.label for step in checkup.steps(work, checkup.get(work, number))]
    assert "告知" in labels
    assert "发出告知" not in labels
    assert either_book.verify() == []
    assert factories.opened(either_book, 2)
    with either_book.read("lawyer.wang") as work:
        case = checkup.get(work, "云工法检〔2026〕2号")
        assert "发出告知" in [step.label for step in checkup.steps(work, case)]
