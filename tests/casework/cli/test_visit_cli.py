"""``casework visit`` as people use it: planned, shown with what to mind, recorded, taken back."""

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from casework import Casebook, checkup
from casework.cli import main
from casework.law import civil_date
from tests import factories

Run = Callable[..., tuple[int, str, str]]
VISIT = "云工走访〔2026〕1号"


@pytest.fixture
def run(
    sqlite_book: Casebook, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Run:
    """Run the command on a casebook of units and persons; return exit code, stdout, stderr."""
    monkeypatch.setenv("CASEWORK_DB", str(sqlite_book.engine.url.database))

    def call(*words: str, actor: str = "lawyer.wang") -> tuple[int, str, str]:
        code = 0
        try:
            main(["--as", actor, *words])
        except SystemExit as stop:
            code = int(stop.code or 0)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


@pytest.fixture
def cases(sqlite_book: Casebook) -> tuple[str, str]:
    """Return a case whose papers are being collected, and one just opened."""
    return (
        factories.carried(sqlite_book, "start_collection", 1),
        factories.opened(sqlite_book, 2),
    )


def test_a_visit_from_plan_to_record_by_commands(run: Run, cases: tuple[str, str]) -> None:
    ready, new = cases
    trip = ("--on", "2099-03-10", "--team", "王律", "--team", "inspector.li", "--route", "东区")
    code, out, err = run("visit", "plan", "--unit", "云工", *trip, ready, new)
    assert (code, err) == (0, "")
    assert f"已安排走访：{VISIT}，2099-03-10，2 家企业。" in out
    assert f"{new}：案件还是“已立项”" in out

    assert VISIT in run("visit", "list", "--from", "2099-03-01")[1]
    shown = json.loads(run("visit", "show", VISIT, "--json")[1])
    assert [stop["case"] for stop in shown["stops"]] == [ready, new]
    today = str(civil_date(datetime.now(UTC)))
    there = ("visit", "record", VISIT, "--visited-on", today, "--credentials-shown", "是")
    code, out, err = run(*there)
    assert code == 2
    assert f"{new}（云河疾风快递服务有限公司2）" in err
    code, out, err = run(*there, "--absent", f"{new}=企业停电")
    assert (code, err) == (0, "")
    assert out.splitlines() == [f"{ready}：已开始现场检查", f"{new}：没有去成（企业停电）"]
    assert "没有去成：企业停电" in run("visit", "show", VISIT)[1]
    assert run("visit", "reopen", VISIT, "--reason", "日期登错")[0] == 0


def test_a_visit_is_changed_and_called_off_by_commands(run: Run, cases: tuple[str, str]) -> None:
    one, two = cases
    run("visit", "plan", "--unit", "云工", "--on", "2099-03-10", "--team", "王律", one)

    assert (
        "计划走访日、走访人员"
        in run("visit", "change", VISIT, "--on", "2099年3月11日", "--team", "赵律")[1]
    )
    assert run("visit", "add", VISIT, two)[0] == 0
    assert run("visit", "drop", VISIT, one, "--reason", "企业改约")[0] == 0
    code, _out, err = run("visit", "drop", VISIT, one, "--reason", "再移")
    assert (code, "没有列在走访" in err) == (2, True)
    assert run("visit", "cancel", VISIT, "--reason", "台风")[0] == 0
    assert "已取消" in run("visit", "list")[1]


def test_a_day_that_does_not_exist_is_a_sentence(run: Run) -> None:
    code, _out, err = run("visit", "list", "--from", "2026-02-30")

    assert code == 2
    assert "没有2026年2月30日这一天" in err


def test_papers_and_a_note_come_with_an_answer_and_a_free_finding_is_withdrawn(
    run: Run, sqlite_book: Casebook
) -> None:
    number = factories.carried(sqlite_book, "start_inspection", 3)
    told = (
        "--facts",
        "未见考勤记录",
        "--papers",
        "考勤表",
        "--papers",
        "工资表",
        "--note",
        "再问一次",
    )
    code, _out, err = run("checkup", "answer", number, "LC-05-01", "不合规", *told)
    assert (code, err) == (0, "")
    free = ("--facts", "通道停车", "--sentences", "参照规定。", "--remedy", "清除", "--risk", "中")
    assert "WT-02" in run("checkup", "add", number, "通道停车", *free)[1]

    assert run("checkup", "withdraw", number, "WT-02", "--reason", "核实后不成立")[0] == 0
    with sqlite_book.read("lawyer.wang") as work:
        case = checkup.get(work, number)
        row = checkup.answers(work, case)["LC-05-01"]
        assert (row.papers, row.note) == (["考勤表", "工资表"], "再问一次")
        assert [one.code for one in checkup.findings(work, case)] == ["WT-01"]
