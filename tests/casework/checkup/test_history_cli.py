"""The commands about what came before: words for people, JSON for scripts."""

import json

import pytest

from casework.cli import main
from tests import factories


@pytest.fixture
def run(brought, monkeypatch, capsys):
    """Return what runs a command on a casebook with one signed report, and gives what it printed."""
    book = brought("sqlite", "issue")
    monkeypatch.setenv("CASEWORK_DB", str(book.engine.url.database))

    def call(*words: str) -> str:
        main(["--as", "lawyer.wang", *words])
        return capsys.readouterr().out

    return call


def test_a_first_check_up_is_compared_with_nothing(run) -> None:
    assert "没有可以对比的" in run("checkup", "compare", factories.FIRST)
    assert json.loads(run("checkup", "compare", factories.FIRST, "--json")) is None


def test_the_history_of_a_company_is_printed(run) -> None:
    code = factories.code(1)
    assert factories.FIRST in run("enterprise", "history", code)
    told = json.loads(run("enterprise", "history", code, "--json"))
    assert [one["number"] for one in told["checkups"]] == [factories.FIRST]
    assert told["checkups"][0]["findings"] == {
        "high": 1, "middle": 0, "low": 0, "red_lines": 0, "settled": 0, "open": 1
    }  # fmt: skip


def test_nothing_is_found_at_two_companies_where_there_is_one(run) -> None:
    assert json.loads(run("checkup", "repeats", "--by", "sector", "--json")) == []


def test_the_statistics_name_their_numbers_and_what_was_counted(run) -> None:
    period = ("--from", "2026-01-01", "--until", "2026-04-10")
    assert "体检报告" in run("checkup", "statistics", *period)
    assert f"{factories.FIRST} WT-01" in run(
        "checkup", "statistics", *period, "--rows", "--unit", "云工", "--sector", "快递"
    )
    told = json.loads(run("checkup", "statistics", *period, "--json"))
    assert {one["key"]: one["shown"] for one in told["figures"]}["companies"] == "1 家"
