"""The command as scripts and people use it: exit codes, sentences, JSON, a whole check-up."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from casework.cli import main
from casework.cli.base import given_facts
from casework.errors import CasebookError, InputError
from casework.law import civil_date

CODE = "91320583MA1F0X0T0D"
type_run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> type_run:
    """Run the command on a casebook of this test; return exit code, stdout, stderr."""
    monkeypatch.setenv("CASEWORK_DB", str(tmp_path / "cases.db"))
    monkeypatch.chdir(tmp_path)

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
def opened(run: type_run, tmp_path: Path) -> str:
    """Return the number of a check-up opened wholly by commands, its team formed."""
    run("init", "--unit", "云河市总工会", "--short", "云工", "--level", "市", "--region", "320500")
    for login, name, role in (
        ("lawyer.wang", "王文律", "lawyer"),
        ("inspector.li", "李监督", "inspector"),
    ):
        assert (
            run("person", "add", login, name, "--unit", "云工", "--role", role, actor="admin")[0]
            == 0
        )
    words = (
        "--role",
        "合作用工企业",
        "--sector",
        "快递",
        "--worker",
        "劳动关系=40",
        "--region",
        "320583",
    )
    assert run("enterprise", "add", CODE, "云河疾风快递有限公司", "--unit", "云工", *words)[0] == 0
    _, out, _ = run(
        "checkup",
        "open",
        CODE,
        "--unit",
        "云工",
        "--source",
        "年度计划",
        "--mode",
        "基础",
        "--reason",
        "计划",
    )
    number = out.strip().removeprefix("已立项：")
    team = ("--lead", "lawyer.wang", "--inspectors", "李监督", "--conflict-declared", "是")
    assert run("checkup", "take", number, "form_team", *team)[0] == 0
    (tmp_path / "送达回证.pdf").write_bytes(b"%PDF-1.4 invented")
    return number


def test_a_check_up_can_be_carried_forward_by_commands_alone(run: type_run, opened: str) -> None:
    """Facts are options named by the table; the answer says where the case stands."""
    code, out, err = run(
        "checkup", "take", opened, "notify", "--received-on", civil_date(datetime.now(UTC)).isoformat(),
        "--evidence", "送达回证.pdf",
    )  # fmt: skip

    assert (code, err) == (0, "")
    assert "已告知" in out
    assert run("verify")[0] == 0


def test_every_refused_fact_is_told_at_once_in_chinese_with_exit_code_two(
    run: type_run, opened: str
) -> None:
    """A date that doesn't exist and the missing receipt, in one go; nothing was changed."""
    code, _, err = run("checkup", "take", opened, "notify", "--received-on", "2026-02-30")

    assert code == 2
    assert "2026-02-30" in err
    assert "送达回证" in err
    assert json.loads(run("checkup", "show", opened, "--json")[1])["state"] == "registered"


def test_a_step_that_is_not_open_gives_every_reason(run: type_run, opened: str) -> None:
    """The same sentences as on the page."""
    code, _, err = run("checkup", "take", opened, "submit_review", "--summary", "小结")

    assert code == 2
    assert "案件现在是“已立项”" in err


def test_the_steps_say_what_they_ask(run: type_run, opened: str) -> None:
    """A newcomer finds the options without reading the table."""
    _, out, _ = run("checkup", "steps", opened)

    assert "--received-on" in out
    assert "必填" in out


def test_a_sheet_goes_out_and_its_preview_comes_back_unchanged(run: type_run, opened: str) -> None:
    """Nothing typed, nothing changed; a foreign file is refused with a sentence."""
    assert run("checkup", "sheet", opened, "--out", "检查表.xlsx")[0] == 0

    code, out, _ = run("checkup", "import", opened, "检查表.xlsx", "--json")
    assert code == 0
    assert json.loads(out)["counts"]["changed"] == 0
    code, _, err = run("checkup", "import", opened, "送达回证.pdf")
    assert code == 2
    assert "PDF" in err


def test_a_misspelt_path_never_creates_a_casebook(run: type_run, tmp_path: Path) -> None:
    """The sentence says how to make one on purpose."""
    code, _, err = run("--db", "nosuch.db", "checkup", "list")

    assert code == 2
    assert "casework init" in err
    assert not (tmp_path / "nosuch.db").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nonsense",), "casework --help"),
        (("checkup", "take"), "缺少“案号”"),
        (("checkup", "list", "--nosuch"), "没有选项“--nosuch”"),
        (("enterprise", "add", "123", "某公司", "--unit", "云工"), "18位"),
    ],
)
def test_a_wrong_command_is_answered_in_chinese(
    run: type_run, opened: str, words: tuple[str, ...], said: str
) -> None:
    """And points to the help."""
    assert opened
    code, _, err = run(*words)

    assert code == 2
    assert said in err


def test_a_casebook_that_was_tampered_with_is_named_with_exit_code_two(
    run: type_run, opened: str, tmp_path: Path
) -> None:
    """`casework verify` tells the first thing that is wrong."""
    import sqlite3

    with sqlite3.connect(tmp_path / "cases.db") as raw:
        raw.execute("UPDATE entry SET actor_name = '别人' WHERE seq = 1")

    code, _, err = run("verify")
    assert code == 2
    assert opened
    assert "第 1 行" in err


def test_a_free_option_reaches_only_declared_facts(run: type_run, opened: str) -> None:
    """What the verb calls its own arguments is no fact."""
    for word in ("--seen", "--adopted", "--work", "--step-name"):
        code, _, err = run("checkup", "take", opened, "notify", word, "1")
        assert code == 2
        assert "不是一项事实" in err


def test_nothing_is_said_to_be_done_before_it_is_kept(
    run: type_run, opened: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A commit that fails leaves no 已办理 on the screen."""

    def refuse(*_: object) -> None:
        raise CasebookError("磁盘空间不足")

    monkeypatch.setattr("sqlalchemy.engine.base.RootTransaction._connection_commit_impl", refuse)
    code, out, err = run("checkup", "reverse", opened, "--reason", "试")

    assert (code, out) == (2, "")
    assert "磁盘空间不足" in err


def test_facts_may_be_written_in_three_ways_and_several_times() -> None:
    """--name value, --name=value, name=value; a repeated name is a list."""
    words = ["--received-on", "2026-03-03", "--manner=直接送达", "items=甲", "--items", "乙"]

    assert given_facts(words) == {
        "received_on": "2026-03-03",
        "manner": "直接送达",
        "items": ["甲", "乙"],
    }
    with pytest.raises(InputError, match="缺少值"):
        given_facts(["--received-on"])


def test_a_bug_of_ours_is_exit_code_one() -> None:
    """Scripts can tell their mistake from ours."""
    script = "import casework.cli as c; c._COMMANDS['verify'] = 'nosuch'; c.main(['verify'])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)

    assert done.returncode == 1


def test_an_old_case_is_entered_from_its_papers_and_handed_over(
    run: type_run, opened: str, tmp_path: Path
) -> None:
    """Gaps in the papers are remarks, not refusals; the batch is marked 补录."""
    today = civil_date(datetime.now(UTC)).isoformat()
    papers = f'[[step]]\nname = "notify"\non = {today}\nmanner = "直接送达"\n'
    (tmp_path / "案卷.toml").write_text(papers, encoding="utf-8")

    code, out, _ = run("checkup", "adopt", opened, "案卷.toml", "--reason", "纸质案卷转入")
    assert code == 0
    assert "缺少“企业收到日”" in out
    assert json.loads(run("checkup", "show", opened, "--json")[1])["state"] == "notified"
    code, _, err = run("checkup", "adopt", opened, "送达回证.pdf", "--reason", "试")
    assert code == 2
    assert "TOML" in err
    code, _, err = run("checkup", "handover", opened, "lawyer.wang", "--reason", "试")
    assert code == 2
    assert "已经是本案主办" in err


def test_what_a_field_holds_is_decided_by_the_one_parser(run: type_run, opened: str) -> None:
    """² is a digit to Python and crashed the command; to the parser it is a 2 of another width."""
    number = opened
    receipt = ("--received-on", str(civil_date(datetime.now(UTC))), "--evidence", "送达回证.pdf")
    assert run("checkup", "take", number, "notify", *receipt)[0] == 0
    said = ("--facts", "未见台账", "--sentences", "参照示范文本。", "--remedy", "补台账")

    code, _, err = run("checkup", "add", number, "台账", *said, "--rectify-days", "二十")
    assert (code, "“二十”不是整数" in err) == (2, True), err
    assert run("checkup", "add", number, "台账", *said, "--rectify-days", "²")[0] == 0
    code, _, err = run("checkup", "edit", number, "WT-01", "--red-line", "也许")
    assert (code, "应填“是”或“否”" in err) == (2, True), err
