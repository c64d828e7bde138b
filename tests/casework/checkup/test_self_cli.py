"""The company's own check from the command line: the sheet out, looked at, received, compared."""

import json

import pytest
from openpyxl import load_workbook

from casework.cli import main
from tests import factories

FIRST = factories.ITEMS[0]


@pytest.fixture
def run(brought, monkeypatch, capsys, tmp_path):
    """Return what runs a command of ``casework checkup self-check`` on a case being inspected."""
    book = brought("sqlite", "start_inspection")
    monkeypatch.setenv("CASEWORK_DB", str(book.engine.url.database))
    monkeypatch.chdir(tmp_path)

    def call(name, *words):
        code = 0
        try:
            main(["--as", "inspector.li", "checkup", "self-check", name, factories.FIRST, *words])
        except SystemExit as stop:
            code = int(stop.code or 0)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def fill(path, verdict):
    book = load_workbook(path)
    book["自查表"]["F4"].value = verdict
    book.save(path)


def test_the_sheet_goes_out_is_looked_at_received_and_compared(run):
    assert "没有收到企业自查表" in run("compare")[1]
    assert run("sheet", "--out", "自查表.xlsx")[:2] == (0, "已写出：自查表.xlsx\n")
    fill("自查表.xlsx", "不适用")
    code, out, _ = run("import", "自查表.xlsx")
    assert (code, out.splitlines()[0]) == (0, f"新增  “自查表”第4行  {FIRST}")
    assert "这是预览，没有读入" in out
    assert "没有收到企业自查表" in run("compare")[1]
    code, out, _ = run("import", "自查表.xlsx", "--apply", "--received-on", "2026-03-12")
    assert (code, out.splitlines()[-1]) == (0, "已登记收到，读入 1 项。企业自查不改变检查结论。")
    assert f"{FIRST}  " in run("compare")[1]
    told = json.loads(run("compare", "--json")[1])
    assert (told["received_on"], told["rows"][0]["company"]) == ("2026-03-12", "not_applicable")
    assert told["own_score"] is None


def test_a_fault_is_named_by_its_cell_and_nothing_is_received(run):
    run("sheet", "--out", "自查表.xlsx")
    fill("自查表.xlsx", "大概")
    code, _, err = run("import", "自查表.xlsx")
    assert code == 2
    assert "“自查表”第4行 自查结论（F4）：“大概”看不懂" in err
    told = json.loads(run("import", "自查表.xlsx", "--json")[1])
    assert told["counts"]["error"] == 1
    code, _, err = run("import", "自查表.xlsx", "--apply", "--received-on", "2026-03-12")
    assert (code, "看不懂" in err) == (2, True)


def test_the_day_of_receipt_is_asked_for(run):
    run("sheet", "--out", "自查表.xlsx")
    fill("自查表.xlsx", "符合")
    code, _, err = run("import", "自查表.xlsx", "--apply")
    assert (code, err.splitlines()[0]) == (2, "收到日：必须填写（received_on）")
