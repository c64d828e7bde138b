"""The clause ledger and the union's own rows as commands."""

import json
from collections.abc import Callable

import click
import pytest
from click.testing import CliRunner

from casework import Casebook
from casework.cli.base import Settings
from casework.cli.negotiation_board import board
from casework.cli.negotiation_clause import clause
from casework.cli.negotiation_internal import internal
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

    def command(which: click.Command, *words: str, actor: str = bargaining.ACTOR) -> str:
        names = words[:1] if isinstance(which, click.Group) else ()
        rest = words[len(names) :]
        done = CliRunner().invoke(
            which, [*names, number, *rest], obj=Settings(place, actor), standalone_mode=False
        )
        if done.exception is not None:
            raise done.exception
        return done.output

    return command


def test_a_clause_is_offered_answered_and_agreed_by_commands(run: Callable[..., str]) -> None:
    assert "第 1 行：职工方提案 款-01 第1版" in run(clause, "offer", "题-01", "每件1.2元。", *OFFER)
    answer = (
        "题-01",
        "每件1元。",
        "--side",
        "企业方",
        "--clause",
        "款-01",
        "--figures",
        "派送费 1元/件",
    )
    said = run(clause, "offer", *answer, "--seen", "1")
    digest = said.strip().rpartition(" ")[2]
    for side in ("职工方", "企业方"):
        assert "确认 款-01" in run(clause, "confirm", "款-01", digest, "--side", side)

    assert "第一条　每件1元。" in run(clause, "draft")
    told = json.loads(run(clause, "draft", "--json"))
    assert told["articles"][0]["hash"].startswith(digest)
    assert told["open"] == ["题-02 高温补贴：待提出"]
    assert "每件[-1.2-]{+1+}元。" in run(clause, "compare", "款-01")
    assert "派送费：1.2元/件 → 1元/件" in run(clause, "compare", "1", "--old", "1", "--new", "2")


ANSWER = ("1", "每件1元。", "--side", "企业方", "--clause", "1", "--figures", "派送费 1元/件")


def test_the_board_the_lines_and_the_figures_are_tables(run: Callable[..., str]) -> None:
    assert "还没有一款达成。" in run(clause, "draft")
    run(clause, "offer", "题-01", "每件1.2元。", *OFFER)
    run(clause, "offer", *ANSWER)

    lines = json.loads(run(board, "--json"))
    assert lines[0]["gaps"] == ["派送费：差 0.2元/件"]
    assert lines[1]["status"] == "待提出"
    assert "双方提出" in run(board)
    assert "1.2元/件" in run(clause, "figures", "款-01")
    rows = json.loads(run(clause, "list", "--json"))
    assert [(row["act"], row["meeting"], row["author"]) for row in rows] == [
        ("提案", "会-01", "刘某"),
        ("反提案", "", "王律"),
    ]


def test_lines_are_withdrawn_put_aside_and_reopened(run: Callable[..., str]) -> None:
    run(clause, "offer", "题-01", "每件1.2元。", *OFFER)
    assert "搁置 款-01" in run(clause, "reserve", "款-01", "--side", "企业方", "--reason", "待测算")
    assert "重新协商 款-01" in run(
        clause, "reopen", "款-01", "--side", "职工方", "--reason", "已测算"
    )
    assert "撤回 款-01" in run(clause, "withdraw", "款-01", "--side", "职工方")
    run(clause, "offer", "题-02", "每月300元。", "--side", "企业方", "--package", "方案一")
    said = run(clause, "withdraw-package", "方案一", "--side", "企业方")
    assert "撤回 打包方案“方案一”" in said


def test_a_package_is_confirmed_as_a_whole(run: Callable[..., str]) -> None:
    for topic in ("1", "2"):
        run(clause, "offer", topic, f"第{topic}款", "--side", "企业方", "--package", "方案一")
    for side in ("职工方", "企业方"):
        assert run(clause, "confirm-package", "方案一", "--side", side).count("确认 款-") == 2
    assert "第二条　第2款" in run(clause, "draft")


def test_what_is_agreed_on_paper_is_entered_at_once(run: Callable[..., str]) -> None:
    words = ("题-01", "每件1元。", "--figures", "派送费 1元/件", "--said-on", "2025-11-20")
    said = run(clause, "agreed", *words, "--side", "企业方")
    assert [line.partition("：")[2][:8] for line in said.splitlines()] == [
        "企业方提案 款-",
        "企业方确认 款-",
        "职工方确认 款-",
    ]
    assert "第一条　每件1元。" in run(clause, "draft")


def test_what_the_rules_refuse_the_command_refuses(run: Callable[..., str]) -> None:
    run(clause, "offer", "题-01", "每件1.2元。", *OFFER)
    with pytest.raises(StepRefused, match="是职工方提出的"):
        run(clause, "withdraw", "款-01", "--side", "企业方")
    with pytest.raises(Conflict):
        run(clause, "offer", "1", "每件1元。", "--side", "企业方", "--clause", "1", "--seen", "0")
    with pytest.raises(InputError, match="重新协商"):
        run(clause, "reopen", "款-01", "--side", "企业方")


def test_internal_rows_are_written_and_costed(run: Callable[..., str]) -> None:
    run(clause, "offer", "题-01", "每件1.2元。", *OFFER)
    said = run(
        internal, "note", "底线", "守住", "--clause", "款-01", "--option-figures", "派送费 1元/件"
    )
    assert said == "内-01 已记下，只有工会一方看得到。\n"
    run(
        internal,
        "basis",
        "款-01",
        "派送费",
        "--volume",
        "100",
        "--persons",
        "10",
        "--present",
        "0.8",
    )

    (first, _total) = json.loads(run(internal, "cost", "--json"))
    assert [first[one] for one in ("现行", "职工方", "底线")] == ["800.00", "1200.00", "1000.00"]
    assert "底线（元/月）" in run(internal, "cost")


def test_internal_rows_are_changed_and_withdrawn(run: Callable[..., str]) -> None:
    run(internal, "note", "内部意见", "守住")
    run(internal, "change", "内-01", "--opinion", "再议")
    assert "再议" in run(internal, "list")
    run(internal, "withdraw", "内-01", "--reason", "写错")
    assert json.loads(run(internal, "list", "--json")) == []


def test_internal_commands_are_refused_to_those_outside(run: Callable[..., str]) -> None:
    for words in (("list",), ("cost",), ("note", "底线", "守住")):
        with pytest.raises(AccessDenied, match="内部"):
            run(internal, *words, actor="auditor.qian")
