"""The commands of the review: a report remarked on, returned, answered, settled and compared by commands alone."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from casework import Casebook
from casework.cli import main
from tests import factories

NUMBER = factories.FIRST
Run = Callable[..., tuple[int, str, str]]
SAID = ("--kind", "事实不清", "--severity", "必须改", "--text", "未写明抽查份数")
POINTS = ("--facts-clear", "20", "--bases-right", "25", "--grade-fit", "15",
          "--remedy-workable", "18", "--well-worded", "12")  # fmt: skip


@pytest.fixture
def run(brought: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command of ``casework checkup`` on a case that is under review."""
    book: Casebook = brought("sqlite", "submit_review")
    monkeypatch.setenv("CASEWORK_DB", str(book.engine.url.database))

    def call(*words: str, actor: str = "lawyer.zhao") -> tuple[int, str, str]:
        code = 0
        try:
            main(["--as", actor, "checkup", *words])
        except SystemExit as stop:
            code = int(stop.code or 0)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def told(run: Run, *words: str) -> Any:
    return json.loads(run("review", *words, "--json")[1])


def test_a_report_goes_through_two_rounds_by_commands_alone(run: Run) -> None:
    assert "FH-01（第 1 次送审）" in run("review", "remark", NUMBER, "WT-01", *SAID)[1]
    assert run("review", "reword", NUMBER, "FH-01", "--kind", "证据")[0] == 0
    assert "90 分" in run("review", "score", NUMBER, *POINTS)[1]
    assert run("take", NUMBER, "return_from_review")[0] == 0
    answer = ("--reply", "已改", "--reason", "已补")
    assert run("review", "reply", NUMBER, "FH-01", *answer, actor="lawyer.wang")[0] == 0
    again = ("submit_review", "--summary", "有待改进。")
    assert run("take", NUMBER, *again, actor="lawyer.wang")[0] == 0
    assert run("review", "reopen", NUMBER, "FH-01", "--reason", "仍未写明")[0] == 0
    assert run("review", "close", NUMBER, "FH-01", "--note", "口头补正")[0] == 0

    (remark,) = told(run, "remarks", NUMBER)
    assert (remark["state"], remark["round"], remark["kind"]) == ("closed", 1, "证据")
    rows = [(row["round"], row["outcome"], row["score"]) for row in told(run, "rounds", NUMBER)]
    assert rows == [(1, "退回修改", 90), (2, "复核中", None)]
    (changed,) = told(run, "rounds", NUMBER, "--compare", "1", "2")
    assert (changed["before"], changed["after"]) == ("总体较好。", "有待改进。")


def test_what_is_printed_reads_as_it_is_said(run: Run) -> None:
    run("review", "remark", NUMBER, "WT-01", *SAID)

    assert "FH-01  第1次  必须改  待回应  WT-01" in run("review", "remarks", NUMBER)[1]
    assert "第1次" not in run("review", "rounds", NUMBER)[1]
    assert "内容相同" in run("review", "rounds", NUMBER, "--compare", "1", "0")[1]
    assert "--facts-clear  事实清楚  满分 25" in run("review", "score", NUMBER)[1]


def test_an_author_is_refused_with_the_sentence_of_the_page(run: Run) -> None:
    code, _, err = run("review", "remark", NUMBER, "WT-01", *SAID, actor="lawyer.wang")

    assert (code, "复核人不能是本案的主办人" in err) == (2, True), err
