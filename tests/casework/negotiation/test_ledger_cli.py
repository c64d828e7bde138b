"""The clause ledger and the union's own rows as commands."""

import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner

from casework import Casebook
from casework.cli.base import Settings
from casework.cli.negotiation import negotiation
from casework.errors import AccessDenied, Conflict, InputError, StepRefused
from tests import bargaining, factories

OFFER = (
    "--side",
    "职工方",
    "--figures",
    "派送费 1.2元/件",
    "--meeting",
    "会-01",
    "--author",
    "刘某",
)


@pytest.fixture
def run(
    brought: Callable[[str, str], Casebook], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., str]:
    """Return a function that runs a command on a negotiation at the table."""
    book = brought("sqlite", "founded")
    place = str(book.engine.url.database)
    number = bargaining.carried(book, "open_talks")
    monkeypatch.setattr(
        "casework.cli.base.Settings.book", lambda _self: factories.reopened(place), raising=True
    )

    def command(which: str, *words: str, actor: str = bargaining.ACTOR) -> str:
        *group, name = which.split()
        line = [*group, name, number, *words]
        settings = Settings(place, actor)
        done = CliRunner().invoke(negotiation, line, obj=settings, standalone_mode=False)
        if done.exception is not None:
            raise done.exception
        return done.output

    return command


def test_a_clause_is_offered_answered_and_agreed_by_commands(run: Callable[..., str]) -> None:
    assert "已记入：职工方提案 款-01 第1版" in run("propose", "题-01", "每件1.2元。", *OFFER)
    answer = ("款-01", "每件1元。", "--side", "企业方", "--figures", "派送费 1元/件")
    said = run("counter", *answer, "--seen", "1")
    digest = said.strip().rpartition(" ")[2]
    for side in ("职工方", "企业方"):
        assert "确认 款-01" in run("confirm", "款-01", digest, "--side", side)

    assert "第一条　每件1元。" in run("contract")
    told = json.loads(run("contract", "--json"))
    assert told["articles"][0]["hash"].startswith(digest)
    assert told["open"] == ["题-02 高温补贴：待提出"]
    assert "每件[-1.2-]{+1+}元。" in run("redline", "款-01")
    assert "派送费：1.2元/件 → 1元/件" in run("redline", "1", "--old", "1", "--new", "2")


ANSWER = ("1", "每件1元。", "--side", "企业方", "--figures", "派送费 1元/件")


def test_the_board_the_lines_and_the_figures_are_tables(run: Callable[..., str]) -> None:
    assert "还没有一款达成。" in run("contract")
    run("propose", "题-01", "每件1.2元。", *OFFER)
    run("counter", *ANSWER)

    lines = json.loads(run("board", "--json"))
    assert lines[0]["gaps"] == ["派送费：差 0.2元/件"]
    assert lines[1]["status"] == "待提出"
    assert "双方提出" in run("board")
    assert "1.2元/件" in run("rounds", "--clause", "款-01")
    rows = json.loads(run("lines", "--json"))
    assert [(row["act"], row["meeting"], row["author"]) for row in rows] == [
        ("提案", "会-01", "刘某"),
        ("反提案", "", "王律"),
    ]


def test_lines_are_withdrawn_put_aside_and_reopened(run: Callable[..., str]) -> None:
    run("propose", "题-01", "每件1.2元。", *OFFER)
    assert "搁置 款-01" in run("reserve", "款-01", "--side", "企业方", "--reason", "待测算")
    assert "重新协商 款-01" in run("reopen", "款-01", "--side", "职工方", "--reason", "已测算")
    assert "撤回 款-01" in run("take-back", "--clause", "款-01", "--side", "职工方")
    run("propose", "题-02", "每月300元。", "--side", "企业方", "--package", "方案一")
    said = run("take-back", "--package", "方案一", "--side", "企业方")
    assert "撤回 打包方案“方案一”" in said


def test_a_package_is_confirmed_as_a_whole(run: Callable[..., str]) -> None:
    for topic in ("1", "2"):
        run("propose", topic, f"第{topic}款", "--side", "企业方", "--package", "方案一")
    for side in ("职工方", "企业方"):
        assert run("confirm-package", "方案一", "--side", side).count("确认 款-") == 2
    assert "第二条　第2款" in run("contract")


def test_what_is_agreed_on_paper_is_entered_at_once(run: Callable[..., str]) -> None:
    words = ("题-01", "每件1元。", "--figures", "派送费 1元/件", "--said-on", "2025-11-20")
    said = run("agreed", *words, "--side", "企业方")
    assert [line.partition("：")[2][:8] for line in said.splitlines()] == [
        "企业方提案 款-",
        "企业方确认 款-",
        "职工方确认 款-",
    ]
    assert "第一条　每件1元。" in run("contract")


def test_what_the_rules_refuse_the_command_refuses(run: Callable[..., str]) -> None:
    run("propose", "题-01", "每件1.2元。", *OFFER)
    with pytest.raises(StepRefused, match="是职工方提出的"):
        run("take-back", "--clause", "款-01", "--side", "企业方")
    with pytest.raises(Conflict):
        run("counter", "1", "每件1元。", "--side", "企业方", "--seen", "0")
    with pytest.raises(InputError, match="重新协商"):
        run("reopen", "款-01", "--side", "企业方")


def test_internal_rows_are_written_and_costed(run: Callable[..., str]) -> None:
    run("propose", "题-01", "每件1.2元。", *OFFER)
    said = run(
        "caucus note", "底线", "守住", "--clause", "款-01", "--option-figures", "派送费 1元/件"
    )
    assert said == "内-01 已记下，只有工会一方看得到。\n"
    run(
        "caucus basis",
        "款-01",
        "派送费",
        "--volume",
        "100",
        "--persons",
        "10",
        "--present",
        "0.8",
    )

    told = {row["column"]: row["monthly"] for row in json.loads(run("caucus cost", "--json"))}
    assert [told[one] for one in ("现行", "职工方", "底线")] == ["800.00", "1200.00", "1000.00"]
    assert "底线" in run("caucus cost")


def test_internal_rows_are_changed_and_withdrawn(run: Callable[..., str]) -> None:
    run("caucus note", "内部意见", "守住")
    run("caucus edit", "内-01", "--opinion", "再议")
    assert "再议" in run("caucus list")
    run("caucus withdraw", "内-01", "--reason", "写错")
    assert json.loads(run("caucus list", "--json")) == []


def test_internal_commands_are_refused_to_those_outside(run: Callable[..., str]) -> None:
    for words in (("caucus list",), ("caucus cost",), ("caucus note", "底线", "守住")):
        with pytest.raises(AccessDenied, match="内部"):
            run(*words, actor="auditor.qian")
