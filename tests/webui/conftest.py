"""A casebook with invented persons and cases, made once and copied for each test; visitors with a browser."""

import re
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from waitress.server import BaseWSGIServer
from werkzeug.test import TestResponse

from casework import Casebook, Verdict, Work, checkup, negotiation
from casework.cases import enterprise as enterprises
from casework.cases import organisation
from casework.cases.credit_code import check_character
from casework.cases.evidence import Upload
from casework.cases.models import Case, Enterprise, Unit
from tests import bargaining
from webui import create_app

NOW = datetime(2026, 3, 25, 2, 0, tzinfo=UTC)
TODAY = date(2026, 3, 25)
#: Everybody somebody can act as: login, name, role, unit.
PEOPLE = (
    ("lawyer.wang", "王律", "lawyer", "云工"),
    ("lawyer.zhao", "赵律", "lawyer", "云工"),
    ("inspector.li", "李监", "inspector", "云工"),
    ("leader.chen", "陈主席", "leader", "云工"),
    ("lawyer.yuan", "远律", "lawyer", "远工"),
)
LOGINS = ("admin", *(login for login, *_ in PEOPLE))


@dataclass(frozen=True)
class Numbers:
    """Cases by what they are there for."""

    opened: str = "云工法检〔2026〕1号"
    inspected: str = "云工法检〔2026〕2号"
    issued: str = "云工法检〔2026〕3号"
    elsewhere: str = "远工法检〔2026〕1号"
    talks: str = "云工集协〔2025〕1号"
    unknown: str = "云工法检〔2026〕99号"


#: What the union side wrote for itself alone.
CANARY = "金丝雀底线七三一"
#: Why what happened weeks ago is entered now.
LATE = {"late_reason": "系统启用前办理"}
PAPER = Upload("送达回证.pdf", b"%PDF-1.4 receipt")


def clock() -> datetime:
    return NOW


def code(number: int) -> str:
    body = f"91320583MA1F0X0T{number}"
    return body + check_character(body)


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the casebook that tests copy."""
    folder = tmp_path_factory.mktemp("pattern")
    book = Casebook.create(folder / "cases.db", unit="江苏省总工会", short="苏工", clock=clock)
    with book.work("admin") as work:
        root = organisation.unit(work, "苏工")
        for name, short in (("云河市总工会", "云工"), ("远山市总工会", "远工")):
            organisation.add_unit(work, root, name, short=short, level="市", region="320500")
        for login, name, role, short in PEOPLE:
            organisation.add_person(
                work, login, name, unit=organisation.unit(work, short), role=role
            )
    with book.work("lawyer.yuan") as work:
        unit = organisation.unit(work, "远工")
        begin(work, company(work, unit, 8, "远山配送有限公司"), unit)
    with book.work("lawyer.wang") as work:
        unit = organisation.unit(work, "云工")
        begin(work, company(work, unit, 1, "云河甲快递有限公司"), unit)
        there = begin(work, company(work, unit, 2, "云河乙快递有限公司"), unit)
        inspect(work, there)
        said = {"source": "体检发现", "reason": "先提示", "occurred_on": date(2026, 3, 23)}
        checkup.open_notice(work, there, "提示函", ["WT-01"], **said)
        record(work, there)
        ready = begin(work, company(work, unit, 3, "云河丙快递有限公司"), unit)
        inspect(work, ready)
        submit(work, ready)
        trip = {"planned_on": date(2026, 3, 27), "team": ["王律", "李监"], "route": "云河东区"}
        checkup.plan_visit(work, unit, [Numbers().inspected], **trip)
    finish(book)
    negotiate(book)
    book.close()
    return folder


def company(work: Work, unit: Unit, number: int, name: str) -> Enterprise:
    content: Mapping[str, Any] = {"role": "合作用工企业", "sectors": ["快递"], "region": "320583"}
    return enterprises.register(
        work, unit, code(number), name=name, workers={"劳动关系": 9}, **content
    )


def begin(work: Work, row: Enterprise, unit: Unit) -> Case:
    given = {"source": "年度计划", "mode": "基础", "reason": "年度计划第1项", **LATE}
    return checkup.open(work, row, unit, occurred_on=date(2026, 3, 2), **given)


def inspect(work: Work, case: Case) -> None:
    """Take the case to the visit and answer the first items: one compliant, one not."""
    team = {
        "lead": "lawyer.wang",
        "inspectors": ["李监"],
        "reviewer": "赵律",
        "conflict_declared": True,
    }
    checkup.take(work, case, "form_team", occurred_on=date(2026, 3, 3), **LATE, **team)
    day: dict[str, Any] = {"occurred_on": date(2026, 3, 4), **LATE}
    checkup.take(work, case, "notify", received_on=date(2026, 3, 4), evidence=[PAPER], **day)
    checkup.take(work, case, "start_collection", **day)
    visit = {
        "visited_on": date(2026, 3, 23),
        "inspectors": ["王律", "李监"],
        "credentials_shown": True,
    }
    checkup.take(work, case, "start_inspection", occurred_on=date(2026, 3, 23), **visit)
    first, second, *_ = checkup.items(work, case)
    checkup.answer(work, case, first[0].id, Verdict.COMPLIANT)
    checkup.answer(work, case, second[0].id, Verdict.NON_COMPLIANT, facts="未见许可证", workers=3)
    free = {"facts": "未见台账", "sentences": ["参照示范文本。"], "remedy": "补台账。"}
    checkup.add_free(work, case, "目录外的台账问题", consequence="难以查证。", **free)


def record(work: Work, case: Case) -> None:
    """Record one of each that is met in the field."""
    day = date(2026, 3, 23)
    checkup.add_site(work, case, "城东站", labour=9, visited_on=day)
    codes = [f"E{number:02d}" for number in range(1, 10)]
    checkup.draw_sample(work, case, what="工资、报酬", roster=codes, size=3, seed="2026-7")
    talk = {"side": "劳动者", "employment": "劳动关系", "held_on": day, "asked_by": ["王律"]}
    checkup.add_interview(work, case, site="站-01", manager_absent=True, **talk)
    figures = {"held_on": day, "handed_out": 9, "returned": 8, "valid": 8}
    checkup.add_survey(work, case, "休息情况", **figures)


def end_visit(work: Work, case: Case) -> None:
    ended = {"onsite_ended_on": date(2026, 3, 24), "record_signed": "已核阅签名"}
    day = {"occurred_on": date(2026, 3, 24)}
    checkup.take(work, case, "end_onsite", evidence=[PAPER], **day, **ended)


def submit(work: Work, case: Case) -> None:
    for row in checkup.findings(work, case):
        checkup.edit(work, case, row.code, bases_checked=True)
    rows = [
        {"item_id": item.id, "verdict": Verdict.COMPLIANT}
        for item, given in checkup.items(work, case)
        if not given
    ]
    checkup.answer_many(work, case, rows)
    day = {"received_on": date(2026, 3, 24), "occurred_on": date(2026, 3, 24)}
    checkup.receive_papers(work, case, {"工资表": {"pages": 36}}, **day)
    end_visit(work, case)
    checkup.take(work, case, "submit_review", summary="总体较好。", occurred_on=date(2026, 3, 24))


def negotiate(book: Casebook) -> None:
    """Carry a negotiation into the talks: one clause agreed, one open, and what only the union side knows."""
    number = bargaining.carried(book, "open_talks", company=7)
    with book.work("lawyer.wang") as work:
        case = negotiation.get(work, number)
        bargaining.agree(work, case)
        said = {"meeting": "会-01", "said_on": date(2025, 11, 20)}
        for side, text, figures in (
            ("职工方", "夜间补贴每单不低于2元。", "夜间补贴 2元/单"),
            ("企业方", "夜间补贴每单不低于1元，原则上按月支付。", "夜间补贴 1元/单"),
        ):
            clause = {} if side == "职工方" else {"clause": "款-03"}
            negotiation.propose(
                work, case, "题-01", text, side=side, figures=figures, **clause, **said
            )
        line = {"meeting": 1, "said_at": "14:05:31", "stage": "提出要求", "side": "职工方"}
        negotiation.add(
            work, case, "statement", speaker="陈某", topic="题-01", text="夜间单多", **line
        )
        came = {"side": "职工方", "duty": "首席代表"}
        negotiation.add(work, case, "attendance", meeting=1, name="陈某", **came)
        negotiation.list_employer(work, case, "云河甲站点", workforce=60, late_reason="补录")
        floor = {"clause": "款-03", "option_figures": "夜间补贴 1.5元/单"}
        negotiation.write_note(work, case, "底线", CANARY, **floor)
        negotiation.set_cost_basis(work, case, "款-03", "夜间补贴", volume=300, persons=120)


def finish(book: Casebook) -> None:
    day = {"occurred_on": date(2026, 3, 24)}
    with book.work("lawyer.zhao") as work:
        case = checkup.get(work, Numbers().issued)
        said = {"kind": "表述", "severity": "建议", "text": "语句可再精简。"}
        checkup.write_remark(work, case, "WT-01", **said)
        checkup.take(work, case, "approve_review", opinion="同意", **day)
        checkup.take(work, case, "record_comment", comment="无意见", **day)
        checkup.take(work, case, "conclude_consulting", **day)
    with book.work("leader.chen") as work:
        case = checkup.get(work, Numbers().issued)
        checkup.take(work, case, "issue", signer="leader.chen", **day)


@pytest.fixture(scope="session")
def numbers() -> Numbers:
    return Numbers()


@pytest.fixture(scope="session")
def logins() -> tuple[str, ...]:
    return LOGINS


@pytest.fixture(scope="session")
def company_code() -> Callable[[int], str]:
    return code


@pytest.fixture(scope="session")
def form_of() -> Callable[[str], "Names"]:
    """Return a function that reads the fields of a page."""
    return Names


@pytest.fixture
def folder(pattern: Path, tmp_path: Path) -> Path:
    """Return a folder with a casebook of this test's own."""
    return Path(shutil.copytree(pattern, tmp_path / "book"))


@pytest.fixture
def ahead() -> list[timedelta]:
    return [timedelta()]


@pytest.fixture
def later(ahead: list[timedelta]) -> Callable[[timedelta], None]:
    """Return a function that lets time pass for the application."""

    def pass_by(time: timedelta) -> None:
        ahead[0] = time

    return pass_by


@pytest.fixture
def app(folder: Path, tmp_path: Path, ahead: list[timedelta]) -> Iterator[Flask]:
    made = create_app(
        {
            "CASEWORK_DB": str(folder / "cases.db"),
            "CASEWORK_CLOCK": lambda: clock() + ahead[0],
            "INSTANCE_PATH": tmp_path / "instance",
            "TESTING": True,
        }
    )
    yield made
    made.extensions["casework"].close()


@pytest.fixture
def book(app: Flask) -> Casebook:
    found: Casebook = app.extensions["casework"]
    return found


class Names(HTMLParser):
    """The names of all fields on a page, and its hidden values."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.hidden: dict[str, str] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in {"input", "select", "textarea"} and given.get("name"):
            self.names.append(str(given["name"]))
            if given.get("type") in {"hidden", "checkbox"}:
                self.hidden[str(given["name"])] = given.get("value") or ""


@dataclass
class Visitor:
    """Somebody with a browser: forms carry the token of the page they were read from."""

    client: FlaskClient

    def get(self, address: str, **more: Any) -> TestResponse:
        answer = self.client.get(address, **more)
        answer.get_data()
        answer.close()  # a static file stays open until then
        return answer

    def post(
        self, address: str, data: Mapping[str, Any] | None = None, **more: Any
    ) -> TestResponse:
        return self.client.post(address, data={"csrf_token": self.token(), **(data or {})}, **more)

    def token(self) -> str:
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.client.get("/people").text)
        assert found
        return found[1]

    def switch(self, login: str) -> None:
        assert self.post("/people", {"login": login}).status_code == 303


@pytest.fixture
def acting_as(app: Flask) -> Callable[[str], Visitor]:
    """Return a function that gives a visitor who acts as somebody."""

    def begin_as(login: str) -> Visitor:
        visitor = Visitor(app.test_client())
        visitor.switch(login)
        return visitor

    return begin_as


@pytest.fixture
def wang(acting_as: Callable[[str], Visitor]) -> Visitor:
    return acting_as("lawyer.wang")


@contextmanager
def running(server: BaseWSGIServer) -> Iterator[int]:
    """Run a server in a thread and give its port."""
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield int(server.effective_port)
    finally:
        server.task_dispatcher.shutdown()  # what was answered is finished before the loop ends
        server.trigger.pull_trigger(server.close)
        thread.join()


@pytest.fixture(scope="session")
def run_in_thread() -> Callable[[BaseWSGIServer], AbstractContextManager[int]]:
    return running
