"""A negotiation from 立项 to the first check by commands alone, as somebody at a terminal would do it."""

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from casework import Casebook, cases
from casework.cases.credit_code import check_character
from casework.cli import main
from examples import story

Run = Callable[[str], str]
LATE = "--late-reason 按纸质案卷录入"
OPEN = (
    "--unit 云工 --proposer 职工方 --level 企业 --outcome 集体合同 --labour-relation 全部有劳动关系 "
    "--involves-reduction 否 --workforce 180 --has-union 是 --reason 派送费多年没有调整"
)
COUNT = "--electorate 180 --present 150 --no 20 --abstain 10 --invalid 0 --method 无记名投票"
#: In order; {n} the number, {mark} the digest of the draft, {hash} that of the last line, {d0} … {d9} days.
WAY = (
    "add {n} topic --title 派送费 --subject 计件单价 --core 是 --core-reason 多数提出 --core-workers 120",
    "add {n} demand --source 问卷 --collected-on {d0} --text 希望提高 --workers 120 --topic 题-01",
    "take {n} deliver_offer --on {d1} --received-on {d1} --manner 直接送达 --received-by 周某 --evidence p.pdf",
    "take {n} accept --on {d2} --received-on {d2} --extent 同意 --evidence p.pdf",
    "add {n} representative --side 职工方 --name 陈某 --duty 首席 --office 工会主席 --chosen-how 工会选派",
    "add {n} representative --side 职工方 --name 刘某 --duty 代表 --chosen-how 工会选派",
    "add {n} representative --side 职工方 --name 林某 --duty 代表 --chosen-how 工会选派",
    "add {n} representative --side 企业方 --name 孙某 --duty 首席 --office 法定代表人 --chosen-how 法定代表人指派",
    "add {n} representative --side 企业方 --name 杨某 --duty 代表 --chosen-how 法定代表人指派",
    "add {n} representative --side 企业方 --name 何某 --duty 代表 --chosen-how 法定代表人指派",
    "take {n} confirm_representatives --on {d3}",
    (
        "take {n} finish_preparation --on {d4} --law-studied 是 --opinions-collected 是 --topics-set 是 "
        "--meeting-on {d5} --place 会议室 --recorder 吴记录"
    ),
    (
        "add {n} meeting --held-on {d5} --began-at 14:00 --place 会议室 --form 协商会议 --agenda 派送费 "
        "--chair-side 职工方 --chair 陈某 --recorder 吴记录"
    ),
    "take {n} open_talks --on {d5} --meeting 会-01",
    "meeting log {n} 会-01 职2题-01:派送费每件不低于1.2元",
    "propose {n} 题-01 派送费每件不低于1.2元。 --side 职工方 --figures 派送费:1.2元/件 --meeting 会-01",
    "counter {n} 款-01 派送费每件不低于1元。 --side 企业方 --figures 派送费:1元/件 --meeting 会-01",
    "confirm {n} 款-01 {hash} --side 职工方 --meeting 会-01",
    "confirm {n} 款-01 {hash} --side 企业方 --meeting 会-01",
    "take {n} form_draft --on {d6} --digest {mark} --evidence p.pdf",
    "take {n} submit_to_vote --on {d6} --body 职工代表大会 --meeting-on {d7}",
    "vote {n} --on {d7} --yes 120 --tellers 郑某 --evidence resolution=p.pdf " + COUNT,
    (
        "take {n} sign --on {d8} --signed-on {d8} --union-chief 陈某 --employer-chief 孙某 --digest {mark} "
        "--wage 否 --term-from {d8} --term-until {until} --evidence p.pdf"
    ),
    "take {n} file --on {d9} --authority 云河市人社局 --filed-by 用人单位 --channel 窗口 --copies 3 --missing 三日内补",
    "take {n} receive_filing --on {d9} --received-on {d9} --evidence p.pdf",
    "take {n} take_effect --on {effect} --checked 是 --effective-on {effect} --expires-on {until} --wage 否",
    "take {n} publish --on {effect} --published-on {effect} --channels 公告栏",
    "add {n} performance --clause 款-01 --checked-on {today} --result 已履行",
    "take {n} first_check --on {today} --checked-on {today} --summary 已按新标准计发",
)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a line of ``casework negotiation`` in a new casebook; it must succeed; return what it printed."""
    story.found(tmp_path / "cases.db").close()
    monkeypatch.setenv("CASEWORK_DB", str(tmp_path / "cases.db"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "p.pdf").write_bytes(b"%PDF-1.4 invented")

    def call(line: str) -> str:
        capsys.readouterr()
        main(["--as", "lawyer.wang", "negotiation", *line.split()])
        return capsys.readouterr().out

    return call


def test_a_negotiation_goes_from_its_opening_to_the_first_check_by_commands(run: Run) -> None:
    with Casebook.open("cases.db").read("lawyer.wang") as work:
        days = {f"d{place}": work.today - timedelta(days=70 - 2 * place) for place in range(10)}
        days |= {"today": work.today, "until": work.today + timedelta(days=700)}
        company = cases.enterprise.search(work, "疾风")[0].code
    assert company == "91320583MA1F0X0T0" + check_character("91320583MA1F0X0T0")
    out = run(f"open full {company} {OPEN} --on {days['d0']} {LATE}")
    said = {"n": out.strip().removeprefix("已立项："), "mark": "", "hash": ""}
    for line in WAY:
        late = f" {LATE}" if line.startswith(("take", "vote")) else ""
        if "{mark}" in line:
            said["mark"] = run(f"contract {said['n']}").split("校验值")[1].split()[0]
        if "{effect}" in line and "effect" not in days:
            clocks = json.loads(run(f"show {said['n']} --json"))["clocks"]
            (due,) = [one["due_on"] for one in clocks if one["label"] == "审查"]
            days["effect"] = date.fromisoformat(due) + timedelta(days=1)
        out = run(line.format(**said, **days) + late)
        found = re.search(r"校验值 ([0-9a-f]{12})", out)
        said["hash"] = found[1] if found else said["hash"]

    assert "案件现在是“履行中”" in out
    assert "检-01" in run(f"trace {said['n']} 诉-01")
    assert Casebook.open("cases.db").verify() == []
