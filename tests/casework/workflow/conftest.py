"""A small table with one of everything, and the table of the check-up."""

from collections.abc import Callable
from datetime import date

import pytest

from casework.workflow import Table, shipped

TODAY = date(2026, 11, 24)

SMALL = """\
title = "试验流程"
kind = "trial"
version = "1"

[state.open]
label = "已立案"

[state.working]
label = "办理中"
help = "等待答复。"

[state.paused]
label = "已中止"
aside = true

[state.done]
label = "已办结"
final = true

[step.register]
label = "立案"
act = "编"
to = "open"
practice = "没有法条规定程序。"

[step.serve]
label = "送达"
act = "送达"
from = ["open"]
to = "working"
law = "《集体合同规定》第三十二条"
guards = ["ready"]
effects = ["stamp"]
documents = ["通知书"]
evidence = [{ name = "receipt", label = "送达回证", required = true }]
facts = [
  { name = "sent_on", label = "发出日", kind = "date" },
  { name = "received_on", label = "对方收到日", kind = "date", required = true, not_before = "sent_on" },
  { name = "manner", label = "送达方式", kind = "choice", options = ["直接送达", "留置送达"] },
  { name = "witnesses", label = "见证人", kind = "person", many = true, required_when = { manner = "留置送达" } },
]
clocks = [{ name = "reply", of = "书面回应", rule = "offer.reply", starts = "received_on", closed_by = ["finish"] }]

[step.prolong]
label = "延期"
act = "编"
from = ["working"]
to = "@stay"
practice = "可以延长一次。"
facts = [{ name = "days", label = "延长天数", kind = "int", required = true }]
extends = { clock = "reply", by = "days" }

[step.pause]
label = "中止"
act = "审核"
from = ["*"]
to = "paused"
practice = "暂时不能继续。"
pauses_clocks = true

[step.resume]
label = "恢复"
act = "审核"
from = ["paused"]
to = "@before"
practice = "原因消除。"
resumes_clocks = true

[step.finish]
label = "办结"
act = "归档"
from = ["working"]
to = "done"
practice = "收到答复后归档。"
"""


@pytest.fixture(scope="session")
def small_text() -> str:
    return SMALL


@pytest.fixture(scope="session")
def small() -> Table:
    return Table.read(SMALL, "small.toml")


@pytest.fixture(scope="session")
def changed() -> Callable[..., Table]:
    """Return the small table with pieces of its text replaced; every piece must be there."""

    def change(*pairs: tuple[str, str]) -> Table:
        text = SMALL
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new)
        return Table.read(text, "small.toml")

    return change


@pytest.fixture(scope="session")
def checkup() -> Table:
    return shipped(["casework.checkup"])["checkup"]


@pytest.fixture(scope="session")
def today() -> date:
    return TODAY
