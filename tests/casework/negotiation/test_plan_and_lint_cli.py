"""``plan``, ``lint`` and ``dismiss`` as commands: what is printed, what is refused, what is saved."""

import json
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from icalendar import Calendar

from casework import Casebook, negotiation
from casework.cli.base import Settings
from casework.cli.negotiation_plan import dismiss, lint, plan
from casework.errors import InputError
from tests import bargaining, factories


@pytest.fixture
def run(
    brought: Callable[[str, str], Casebook], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., str]:
    """Return a function that runs a command on a negotiation with one offer."""
    book = brought("sqlite", "founded")
    place = str(book.engine.url.database)
    number = bargaining.carried(book, "deliver_offer")
    with book.work(bargaining.ACTOR) as work:
        case = negotiation.get(work, number)
        text = "女职工津贴适当提高，计时岗每月2000元。"
        figures = "计时岗工资 2000元/月"
        negotiation.propose(work, case, "题-02", text, side="职工方", figures=figures)
    monkeypatch.setattr(
        "casework.cli.base.Settings.book", lambda _self: factories.reopened(place), raising=True
    )

    def command(which: click.Command, *words: str) -> str:
        done = CliRunner().invoke(
            which, [number, *words], obj=Settings(place, bargaining.ACTOR), standalone_mode=False
        )
        if done.exception is not None:
            raise done.exception
        return done.output

    return command


def test_the_plan_is_a_table_with_its_rules_marks_and_reckoning(run: Callable[..., str]) -> None:
    words = ("--goal", "生效", "--goal-on", "2026-12-31", "--days-talks", "20")
    said = run(plan, *words)
    assert "法定最后一日" in said
    assert "书面回应的期限：20日（《集体合同规定》第三十二条，按国家规章暂计）。" in said
    assert "协商的期限：没有核到期限，按自己填的 20 日暂排。" in said
    assert "民法典" not in said
    assert "《民法典》第二百零一条" in run(plan, *words, "--explain")


def test_the_plan_is_json_and_a_file_for_the_calendar(
    run: Callable[..., str], tmp_path: Path
) -> None:
    file = tmp_path / "倒排期.ics"
    told = json.loads(run(plan, "--ics", str(file), "--json"))
    days = {row["step"]: row["deadline_on"] for row in told["rows"]}
    assert days["reply"] == "2025-11-25"
    events = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert len(events) == len(told["rows"])
    with pytest.raises(InputError, match="不能写入"):
        run(plan, "--ics", str(tmp_path / "没有" / "倒排期.ics"))


def test_a_slip_is_refused_with_what_can_be_asked(run: Callable[..., str]) -> None:
    with pytest.raises(InputError, match="没有“days_reply”这一项"):
        run(plan, "--days-reply", "5")


def test_a_remark_is_listed_dismissed_and_listed_with_its_reason(run: Callable[..., str]) -> None:
    standards = ("--month", "2490", "--source", "某号通知")
    rows = json.loads(run(lint, *standards, "--json"))
    floor = next(row for row in rows if row["key"].startswith("floor"))
    assert floor["severity"] == "必须改正"
    said = run(dismiss, floor["key"], "--reason", "非全日制用工", *standards)
    assert said == "已记下不采纳的理由：免-01。\n"
    rows = json.loads(run(lint, *standards, "--json"))
    assert {row["key"]: row["dismissed"] for row in rows}[floor["key"]] == "非全日制用工"
