"""The two negotiations of the demo: from demands to the first check, proved, and told as 典型案例."""

import json
import runpy
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from casework import negotiation
from casework.cli import main
from examples import negotiation_courier, negotiation_platform, story, talks

ROOT = Path(__file__).resolve().parents[2]


def test_nine_courier_companies_agree_on_two_drafts(tmp_path: Path) -> None:
    book = story.found(tmp_path / "cases.db")
    both = negotiation_courier.told(book)

    with book.read("lawyer.wang") as work:
        for number in both:
            case = negotiation.get(work, number)
            assert case.state == "performing"
            assert {one.state for one in negotiation.employers(work, case)} == {"signed"}
            assert len(negotiation.employers(work, case)) == 9
        wages = negotiation.get(work, both[1])
        text = negotiation.contract_text(work, wages)
        assert "不低于1元" in text
        assert "不低于3500元" in text
        assert [one.number for one in negotiation.links(work, wages)] == both[:1]
    assert book.verify() == []


def test_seven_elected_drivers_bring_twenty_three_proposals(tmp_path: Path) -> None:
    book = story.found(tmp_path / "cases.db")
    number = negotiation_platform.told(book)

    with book.read("lawyer.wang") as work:
        case = negotiation.get(work, number)
        assert case.state == "performing"
        assert len(negotiation.listed(work, case, "demand")) == 23
        assert len(negotiation.sides(work, case)["职工方"]) == 7
        run = negotiation.trace(work, case, "检-01")
        assert (len(run.demands), len(run.checks)) == (6, 1)
        assert len(negotiation.draft_agreement(work, case).reserved) == 1
    assert book.verify() == []


def test_the_typical_case_has_four_parts_and_the_figures_but_nobody_is_named(
    tmp_path: Path,
) -> None:
    book = story.found(tmp_path / "cases.db")
    both = negotiation_courier.told(book)

    with book.read("lawyer.wang") as work:
        made = negotiation.typical_case(work, negotiation.get(work, both[1]))
    names = talks.read("negotiation_courier")["representatives"]
    assert list(made.as_dict()) == ["标题", "背景", "主要做法", "成果", "启示"]
    assert "职工方首次提出1.2元/件；企业方首次提出0.9元/件；达成1元/件" in made.text
    assert "覆盖用人单位9家，职工9980人" in made.text
    assert "【待填：本案最值得推广的做法】" in made.text
    assert [
        name for side in ("职工方", "企业方") for name in names[side] if name in made.text
    ] == []
    assert "不低于一元二角" not in made.text  # what workers said stays in the case
    assert "低于这个数不签" not in made.text  # and what the union side keeps to itself


def test_the_scripts_print_what_was_agreed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["negotiation_platform", str(tmp_path)])
    runpy.run_path(str(ROOT / "examples" / "negotiation_platform.py"), run_name="__main__")

    printed = capsys.readouterr().out
    assert "会员费每月不高于120元" in printed
    assert printed.rstrip().endswith("核验通过")


Run = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in a casebook that has the two stories; it must succeed; return what it printed."""
    book = story.found(tmp_path / "cases.db")
    negotiation_courier.told(book)
    negotiation_platform.told(book)
    book.close()
    monkeypatch.setenv("CASEWORK_DB", str(tmp_path / "cases.db"))

    def call(*words: str) -> str:
        capsys.readouterr()
        main(["--as", "lawyer.wang", "negotiation", *words])
        return capsys.readouterr().out

    return call


FULL = "云工集协〔2026〕2号"
#: Every command that reads, and what it must show of the wage negotiation.
SHOWN = (
    (("list",), FULL),
    (("show", FULL), "履行中"),
    (("steps", FULL, "--all"), "check_performance"),
    (("records", FULL, "topic"), "派送费"),
    (("records", FULL, "meeting", "--fields"), "--form"),
    (("employer", "list", FULL), "已签字"),
    (("employer", "steps", FULL, "企-01", "--all"), "sign"),
    (("board", FULL), "派送费每件不低于1元。"),
    (("rounds", FULL, "--clause", "款-01"), "0.9元/件"),
    (("redline", FULL, "款-01"), "1"),
    (("contract", FULL), "计时岗工资每月不低于3500元。"),
    (("minutes", FULL, "会-02"), "计时岗工资"),
    (("meeting", "minutes", FULL, "会-02"), "2026-09-23 已签字"),
    (("dossier", FULL), "职工代表大会"),
    (("trace", FULL, "诉-01"), "履行"),
    (("credit", FULL), "计一件"),
    (("typical", FULL), "四、启示"),
    (("caucus", "list", FULL), "0.95"),
    (("caucus", "cost", FULL), "派送费"),
    (("diary", "list", "--case", FULL), "走访九家企业"),
    (("diary", "sum"), "13.00"),
)


def test_every_reading_command_shows_the_story(run: Run) -> None:
    silent = [words for words, said in SHOWN if said not in run(*words)]

    assert silent == []
    assert json.loads(run("board", FULL, "--json"))
    assert json.loads(run("diary", "list", "--json"))[0]["activity"] == "走访"
