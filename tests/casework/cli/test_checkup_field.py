"""The commands of the field: papers in and out, a draw repeated, interviews and what is lacking."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casework import Casebook
from casework.cli import main
from tests import factories

NUMBER = factories.FIRST
OVERTIME = factories.ITEMS[0]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    brought: Any,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Run:
    """Run a command of ``casework checkup`` on a case that is being inspected."""
    book: Casebook = brought("sqlite", "start_inspection")
    monkeypatch.setenv("CASEWORK_DB", str(book.engine.url.database))
    monkeypatch.chdir(tmp_path)

    def call(*words: str) -> tuple[int, str, str]:
        code = 0
        try:
            main(["--as", "lawyer.wang", "checkup", *words])
        except SystemExit as stop:
            code = int(stop.code or 0)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def test_papers_are_received_with_a_receipt_withheld_and_given_back(run: Run) -> None:
    given = ("--on", "2026-03-06", "--by", "吴经理", "--copy", "复印件")
    _code, out, _err = run("paper", "receive", NUMBER, "工资表=36", "考勤记录", *given)
    seq = re.findall(r"[0-9]+", out)[-1]
    assert "工资表" in run("paper", "receipt", NUMBER, seq)[1]
    assert json.loads(run("paper", "receipt", NUMBER, seq, "--json")[1])["份数"] == 2
    told = ("--on", "2026-03-07", "--reason", "称没有订立")
    assert run("paper", "withhold", NUMBER, "集体合同", *told)[0] == 0
    assert run("paper", "return", NUMBER, "工资表", "--on", "2026-03-20", "--to", "吴经理")[0] == 0
    assert run("paper", "ask", NUMBER, "门禁记录", "--category", "人员")[0] == 0

    rows = json.loads(run("paper", "list", NUMBER, "--json")[1])
    states = {row["name"]: row["state"] for row in rows}
    named = ("工资表", "考勤记录", "集体合同", "门禁记录")
    assert [states[name] for name in named] == ["已退还", "已收到", "未提供", "待提供"]


def test_a_draw_is_made_listed_used_and_drawn_again(run: Run, tmp_path: Path) -> None:
    (tmp_path / "编号.txt").write_text(
        "【城东站】\n001-040\n【城西站】\n001-010\n", encoding="utf-8"
    )
    words = (
        "sample",
        "draw",
        NUMBER,
        "其他",
        "--file",
        "编号.txt",
        "--seed",
        "2026-7",
        "--size",
        "5",
    )
    _code, out, _err = run(*words)

    assert out.splitlines()[0] == "抽-01：50 中抽 5，少于建议的 30，种子 2026-7"
    assert run("sample", "use", NUMBER, "抽-01", OVERTIME)[0] == 0
    assert "与记录一致" in run("sample", "check", NUMBER, "抽-01")[1]
    (row,) = json.loads(run("sample", "list", NUMBER, "--json")[1])
    assert {name: len(codes) for name, codes in row["chosen"].items()} == {"城东站": 4, "城西站": 1}
    assert run("answer", NUMBER, OVERTIME, "合规", "--draw", "抽-01")[0] == 0
    assert "建议不少于30" in run("base", NUMBER)[1]


@pytest.fixture
def recorded(run: Run, tmp_path: Path) -> Run:
    """Return the command after a site, an interview and a survey were recorded by it."""
    (tmp_path / "题.txt").write_text(f"几天 #{OVERTIME}\n四天＝20\n", encoding="utf-8")
    assert run("site", "add", NUMBER, "城东站", "--labour", "50")[0] == 0
    assert run("site", "edit", NUMBER, "站-01", "--visited-on", "2026-03-10")[0] == 0
    talk = (
        "--side",
        "劳动者",
        "--employment",
        "劳动关系",
        "--site",
        "城东站",
        "--held-on",
        "2026-03-10",
    )
    asked = ("--asked-by", "王律", "--manager-absent", "是", "--remarks", f"{OVERTIME} 月休两天")
    assert run("interview", "add", NUMBER, *talk, *asked)[0] == 0
    figures = ("--held-on", "2026-03-10", "--handed-out", "60", "--returned", "45", "--valid", "42")
    assert run("survey", "add", NUMBER, "休息情况", *figures, "--file", "题.txt")[0] == 0
    return run


def test_sites_interviews_and_surveys_are_recorded_and_what_lacks_is_said(recorded: Run) -> None:
    run = recorded
    assert "不足：访谈“劳动关系”的劳动者1人，至少应为3人。" in run("interview", "list", NUMBER)[1]
    assert "城东站" in run("site", "list", NUMBER)[1]
    assert "42" in run("survey", "list", NUMBER)[1]
    (row,) = json.loads(run("base", NUMBER, OVERTIME, "--json")[1])
    assert (row["interviews"], row["questions"]) == (["访-01"], ["卷-01 几天"])
    assert run("withdraw-record", NUMBER, "访-01", "--reason", "重复")[0] == 0


def test_a_telephone_number_is_refused_with_the_reason(run: Run) -> None:
    talk = (
        "--side",
        "管理方",
        "--held-on",
        "2026-03-10",
        "--asked-by",
        "王律",
        "--manager-absent",
        "否",
    )
    code, _out, err = run("interview", "add", NUMBER, *talk, "--notes", "电话13800001234")

    assert code == 2
    assert "手机号码" in err
    assert "个人信息保护法" in err
    assert "13800001234" not in err
