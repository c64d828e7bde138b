"""``casework checkup recheck`` as a lawyer types it."""

import json
from collections.abc import Callable

import pytest

from casework import Casebook
from casework.cli import main
from tests import factories

type_run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(
    brought: Callable[[str, str], Casebook],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> type_run:
    """Run ``casework checkup recheck`` on a check-up that is being re-checked; return exit code and output."""
    book = brought("sqlite", "start_recheck")
    monkeypatch.setenv("CASEWORK_DB", str(book.engine.url.database))

    def call(command: str, *words: str, actor: str = "lawyer.wang") -> tuple[int, str]:
        code = 0
        try:
            main(["--as", actor, "checkup", "recheck", command, factories.FIRST, *words])
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = capsys.readouterr()
        return code, said.out + said.err

    return call


def test_a_plan_is_made_and_a_sample_drawn_and_shown(run):
    assert run("plan", "WT-01", "--codes", "L1、L2、L3", "--sample", "2") == (
        0,
        "已安排第1轮复检：WT-01，现场，3 份中抽查 2 份。\n",
    )
    assert run("draw", "WT-01", "--seed", "s") == (0, "种子 s，3 个里抽 2 个：\n  L2\n  L3\n")
    (row,) = json.loads(run("show", "--json")[1])
    assert (row["method"], row["planned"], row["drawn"]) == ("现场", True, ["L2", "L3"])
    assert "L2、L3" in run("show")[1]


def test_a_second_draw_asks_for_its_reason(run):
    run("plan", "WT-01", "--codes", "L1、L2")
    run("draw", "WT-01")
    code, said = run("draw", "WT-01")
    assert code == 2
    assert "重抽理由" in said


def test_both_scores_are_printed_with_the_day_to_come_again(run):
    code, said = run("score")
    assert code == 0
    assert said.index("【初检】") < said.index("【复检】") < said.index("建议于2026年")
    told = json.loads(run("score", "--json")[1])
    assert told["then"]["score"] == told["now"]["score"]
    assert told["next"]["rule"].startswith("PRAC-CHK-2")


def test_another_word_than_the_four_results_is_refused(run):
    code, said = run("result", "WT-01", "免除")
    assert code == 2
    assert "已整改、部分整改、未整改、有异议" in said
