"""The examples run as a newcomer would run them."""

import os
import runpy
import zipfile
from datetime import date, datetime
from functools import partial
from pathlib import Path

import pytest

from casework import Casebook, cases, checkup
from casework.checkup import recheck
from casework.checkup.sampling import draw
from examples import demo, story

ROOT = Path(__file__).resolve().parents[2]


def test_the_first_day_is_no_longer_than_the_blueprint_promises() -> None:
    """Imports, one Work, seven calls."""
    lines = (ROOT / "examples" / "first_day.py").read_text(encoding="utf-8").splitlines()

    code = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    assert len(code) <= 35


def test_the_first_day_ends_with_a_draft_on_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The script of the blueprint, word for word, on the day it speaks of; later it would be 补录."""
    book = _prepared(tmp_path / "cases.db")
    then = partial(Casebook.open, clock=lambda: story.morning(date(2026, 3, 3)))
    monkeypatch.setattr(Casebook, "open", then)
    (tmp_path / "送达回证.pdf").write_bytes(b"%PDF-1.4 invented")
    monkeypatch.chdir(tmp_path)

    runpy.run_path(str(ROOT / "examples" / "first_day.py"), run_name="__main__")

    printed = capsys.readouterr().out
    assert "案件现在是“已告知”" in printed
    assert "等级" in printed
    assert zipfile.is_zipfile(tmp_path / "体检报告（草稿）.docx")
    assert book.verify() == []


def test_the_sheet_goes_out_and_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """examples/sheet.py: the late case is printed, the untouched sheet changes nothing."""
    book = _prepared(tmp_path / "cases.db")
    with book.work("lawyer.wang", moment=story.morning(date(2026, 3, 2))) as work:
        receipt = [story.paper("送达回证.pdf")]
        case = checkup.get(work, "昆工法检〔2026〕7号")
        checkup.take(work, case, "notify", received_on=date(2026, 3, 2), evidence=receipt)
    monkeypatch.chdir(tmp_path)

    runpy.run_path(str(ROOT / "examples" / "sheet.py"), run_name="__main__")

    assert "企业自查 2026-03-09" in capsys.readouterr().out
    assert book.verify() == []


def test_the_demo_ends_with_a_closed_case_and_one_in_mid_course_with_a_red_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What `make demo SERVE=0` promises."""
    monkeypatch.setattr(demo, "DEMO", tmp_path / "demo")
    monkeypatch.setitem(os.environ, "SERVE", "0")

    demo.main()

    assert "核验通过" in capsys.readouterr().out
    reports = list((tmp_path / "demo").glob("*体检报告.docx"))
    assert len(reports) == 1
    assert "【待填" not in zipfile.ZipFile(reports[0]).read("word/document.xml").decode()
    (again,) = (tmp_path / "demo").glob("*复检报告.docx")
    printed = zipfile.ZipFile(again).read("word/document.xml").decode()
    assert "88份中抽查30份，随机，种子复检-WT-02" in printed
    with Casebook.open(tmp_path / "demo" / "cases.db").read("lawyer.wang") as work:
        running, closed = (cases.worklist(work, finished=done)[0] for done in (False, True))
        found = checkup.findings(work, cases.get(work, closed.number))
        (notice,) = checkup.notices(work, cases.get(work, running.number))
    assert (running.state, closed.state) == ("inspecting", "closed")
    assert {row.state for row in found} == {"verified"}
    assert (notice.instrument, notice.state) == ("意见书", "draft")


def test_the_demo_plans_its_re_check_and_draws_what_anybody_can_draw_again(tmp_path: Path) -> None:
    """The plans stay with the closed case, the seeds with them."""
    book = story.found(tmp_path / "cases.db")
    demo.finished(book, tmp_path)

    with book.read("lawyer.wang") as work:
        (closed,) = cases.worklist(work, finished=True)
        case = cases.get(work, closed.number)
        plans = list(recheck.plans(work, case, 1).values())
    drawn = [one for one in plans if one.drawn]
    assert {one.method for one in plans} == {"现场", "书面"}
    assert [(one.population, one.sample) for one in drawn] == [(88, 30), (52, 30)]
    assert all(list(draw(one.codes, 30, one.seed).chosen) == one.drawn for one in drawn)


def test_the_same_story_gives_the_same_report_byte_for_byte(tmp_path: Path) -> None:
    """Same data, same bytes: nothing of the clock or of chance is in the document."""
    made = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        book = story.found(folder / "cases.db")
        demo_report = demo.finished(book, folder)
        made.append(demo_report.read_bytes())

    assert made[0] == made[1]


def _prepared(where: Path) -> Casebook:
    """Return a casebook of 昆工 whose seventh check-up stands at 已立项 with its team formed."""

    def clock() -> datetime:
        return story.morning(date(2026, 2, 2))

    book = Casebook.create(
        where, unit="昆河市总工会", short="昆工", level="市", region="320500", clock=clock
    )
    with book.work("admin") as work:
        unit = cases.organisation.unit(work, "昆工")
        for login, name, role in (
            ("lawyer.wang", "王文律", "lawyer"),
            ("inspector.li", "李监督", "inspector"),
        ):
            cases.organisation.add_person(work, login, name, unit=unit, role=role)
        for _ in range(6):
            cases.numbering.reserve(work, unit, "checkup", "样例：跳过的编号")
    with book.work("lawyer.wang", moment=story.morning(date(2026, 2, 24))) as work:
        unit = cases.organisation.unit(work, "昆工")
        enterprise = cases.enterprise.register(
            work, unit, "91320583MA1F0X0T0D", name="昆河疾风快递有限公司", role="合作用工企业",
            sectors=["快递"], workers={"劳动关系": 40}, region="320583",
        )  # fmt: skip
        case = checkup.open(
            work, enterprise, unit, source="年度计划", mode="基础", reason="年度计划"
        )
        checkup.take(
            work,
            case,
            "form_team",
            lead="lawyer.wang",
            inspectors=["inspector.li"],
            conflict_declared=True,
        )
    return book


def test_a_local_value_moves_the_due_dates_of_the_casebook_and_all_who_open_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """examples/overlay.py, and what the command then computes by."""
    book = story.found(tmp_path / "cases.db")
    demo.running(book)
    book.close()
    monkeypatch.chdir(tmp_path)

    runpy.run_path(str(ROOT / "examples" / "overlay.py"), run_name="__main__")

    printed = capsys.readouterr().out
    assert "资料提交：" in printed
    assert printed.rstrip().endswith("核验通过")
    assert Casebook.open("cases.db").verify() == []
    (tmp_path / "cases.law" / "ours.toml").unlink()
    assert any("期限" in fault for fault in Casebook.open("cases.db").verify())
