import hashlib
import re
import sqlite3
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from werkzeug.routing import Rule

from casework import checkup, negotiation
from webui.safety import HEADERS

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
#: What the union side wrote for itself in the negotiation of the pattern casebook.
CANARY = "金丝雀底线七三一"
#: Endpoints of these pages are about the negotiation of the pattern casebook.
TALKS = (
    "registers", "board", "offers", "meetings", "vote", "dossier", "plan", "lint", "employers",
    "succession", "caucus",
)  # fmt: skip
#: The parts of their addresses.
OF_TALKS = {
    "register": "topic",
    "entry": "题-01",
    "clause": "款-03",
    "code": "题-01",
    "doing": "propose",
    "kind": "cost",
}
#: The parts of addresses, as the pages of the pattern casebook fill them in.
PARTS = {
    "name": "end_onsite",
    "seq": 2,
    "item": "LC-01-01",
    "place": 1,
    "record": 1,
    "at": 1,
    "title": "体检报告",
    "visit": "云工走访〔2026〕1号",
    "end": "cancel",
    "kind": "interview",
    "entry": "抽-01",
    "change": "withhold",
    "login": "lawyer.wang",
    "doing": "reply",
    "procedure": "platform",
}


class Inline(HTMLParser):
    """What a strict policy would block: scripts and styles that stand on the page itself."""

    def __init__(self, text):
        super().__init__()
        self.found, self._script = [], False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self._script = tag == "script"
        handlers = [name for name, _ in attrs if name.startswith("on") or name == "style"]
        elsewhere = [v for name, v in attrs if name in {"src", "href"} and v and "//" in v]
        self.found += [*handlers, *elsewhere, *([tag] if tag == "style" else [])]

    def handle_data(self, data):
        self.found += [data] if self._script and data.strip() else []

    def handle_endtag(self, tag):
        self._script = False


@pytest.fixture
def addresses(app, book, numbers, company_code):
    """Return a function that gives each rule's address for a method."""

    receipt = received(book, numbers.issued)

    def all_of(method):
        for rule in app.url_map.iter_rules():
            if method in rule.methods:
                yield rule, address(app, rule, numbers, company_code, receipt)

    return all_of


def notice_row(app, number: str) -> int:
    """Return the row in which the first notice of a case was begun."""
    with app.extensions["casework"].read("admin") as work:
        rows = checkup.timeline(work, checkup.get(work, number))
    return next(row.seq for row in rows if row.subject == "notice/1")


def address(app, rule: Rule, numbers, company_code, receipt) -> str:
    finding = "WT-02" if "withdraw" in rule.endpoint else "WT-01"
    of_issued = ("documents", "review", "papers.receipt")
    issued = any(name in rule.endpoint for name in of_issued)
    own = {"number": numbers.issued if issued else numbers.inspected}
    if "sort" in rule.arguments:  # what moves inside a case has the same pages
        own |= {"sort": "notice", "name": "submit", "seq": notice_row(app, numbers.inspected)}
    blueprint = rule.endpoint.partition(".")[0]
    if blueprint in TALKS:
        own |= {"number": numbers.talks, **OF_TALKS}
        own |= {"entry": "内-01"} if blueprint == "caucus" else {}
    own["code"] = company_code(2) if "enterprise" in rule.rule else own.get("code", finding)
    own |= {"code": "FH-01"} if rule.endpoint == "review.act" else {}
    values = {
        name: {**PARTS, **own, "receipt": receipt, "filename": "app.css"}[name]
        for name in rule.arguments
    }
    if rule.endpoint == "lint.ask_dismiss":  # the remark stands behind the question mark
        values["key"] = remark_key(app, numbers.talks)
    with app.test_request_context("/"):
        return app.url_map.bind("localhost").build(rule.endpoint, values)


def remark_key(app, number: str) -> str:
    """Return the key of the first remark about the text of a negotiation."""
    with app.extensions["casework"].read("lawyer.wang") as work:
        return negotiation.remarks_of(work, negotiation.get(work, number)).standing[0].key


def received(book, number):
    """Return the seq of the step by which the pattern's only paper came."""
    with book.read("lawyer.wang") as work:
        listed = checkup.paper_list(work, checkup.get(work, number))
    return next(paper.came[0].seq for paper in listed if paper.came)


def contents(folder: Path) -> str:
    """Return a hash of all rows and of the names of all files."""
    with sqlite3.connect(folder / "cases.db") as database:
        told = "\n".join(database.iterdump())
    files = sorted(str(path.relative_to(folder)) for path in folder.rglob("*/*/*"))
    return hashlib.sha256("\n".join([told, *files]).encode()).hexdigest()


def test_every_page_answers_everybody_and_changes_nothing(addresses, acting_as, logins, folder):
    before = contents(folder)
    for login in logins:
        visitor = acting_as(login)
        for rule, path in addresses("GET"):
            answer = visitor.get(path)
            expected = {200, 404} if login == "lawyer.yuan" else {200}
            if rule.endpoint.startswith("caucus.") and login in ("admin", "inspector.li"):
                expected = {403}
            assert answer.status_code in expected, (login, rule, answer.text[:500])
    assert contents(folder) == before


def test_what_the_union_side_wrote_for_itself_is_on_its_own_pages_alone(addresses, wang, numbers):
    holding, talks = set(), quote(numbers.talks)
    for rule, path in addresses("GET"):
        about = path.replace(quote(numbers.inspected), talks).replace(quote(numbers.issued), talks)
        assert "<case:number>" not in rule.rule or talks in about
        if CANARY.encode() in wang.get(about).data:
            holding.add(rule.endpoint)

    assert holding == {"caucus.show", "caucus.ask_edit"}


def test_a_change_would_be_seen(folder, book, numbers):
    before = contents(folder)
    with sqlite3.connect(folder / "cases.db") as database:
        database.execute("UPDATE enterprise SET contact = '改'")

    assert contents(folder) != before


def test_nobody_sees_a_page_before_saying_who_they_are(addresses, app):
    open_to_all = {"people.choose", "people.alive", "static"}
    for rule, path in addresses("GET"):
        answer = app.test_client().get(path)
        answer.close()
        assert (answer.status_code == 200) == (rule.endpoint in open_to_all), rule
        if rule.endpoint not in open_to_all:
            assert answer.location.startswith("/people?back=")


def test_every_change_needs_the_token_of_a_form(addresses, wang, folder):
    before = contents(folder)
    for rule, path in addresses("POST"):
        answer = wang.client.post(path, data={"reason": "没有令牌"})
        assert answer.status_code == 400, rule
        assert "页面已失效" in answer.text
    assert contents(folder) == before


def test_what_was_typed_on_a_stale_page_is_given_back(wang, numbers):
    answer = wang.client.post(
        f"/cases/{numbers.inspected}/reverse", data={"reason": "打了很久的字"}
    )

    assert "打了很久的字" in answer.text


def test_every_page_forbids_what_it_does_not_need(addresses, wang):
    for rule, path in addresses("GET"):
        answer = wang.get(path)
        told = {name: answer.headers.get(name) for name in HEADERS}
        assert told == {
            "Content-Security-Policy": POLICY,
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
            "Referrer-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
        }
        kept = "no-cache" if rule.endpoint == "static" else "no-store"
        assert answer.headers["Cache-Control"] == kept


def test_no_page_carries_a_script_a_style_or_another_host(addresses, wang):
    for rule, path in addresses("GET"):
        answer = wang.get(path)
        if answer.mimetype == "text/html":
            told = answer.text.replace('xmlns="http://www.w3.org/2000/svg"', "")
            assert Inline(told).found == [], rule


@pytest.mark.parametrize(
    "planted",
    ['<p style="color:red">', '<a onclick="x()">', "<script>x()</script>", "<style>p{}</style>",
     '<script src="https://elsewhere/x.js"></script>'],
)  # fmt: skip
def test_an_inline_script_or_style_is_seen(planted):
    assert Inline(planted).found


#: Pages about a case.
OF_A_CASE = (
    "",
    "/checklist",
    "/findings",
    "/notices",
    "/notices/1",
    "/documents",
    "/sheet",
    "/fieldwork",
    "/fieldwork/papers",
    "/fieldwork/访-01",
    "/steps/notify",
    "/reverse",
    "/compare",
    "/board",
    "/registers/topic",
    "/meetings/1",
    "/vote",
    "/plan",
    "/caucus",
    "/caucus/内-01",
)


def test_a_case_nobody_may_see_is_told_like_one_that_does_not_exist(wang, numbers):
    wang.get("/")  # shows what was flashed
    for page in OF_A_CASE:
        there = wang.get(f"/cases/{quote(numbers.elsewhere)}{page}")
        nowhere = wang.get(f"/cases/{quote(numbers.unknown)}{page}")
        assert (there.status_code, nowhere.status_code) == (404, 404)
        assert neutral(there.text, numbers.elsewhere) == neutral(nowhere.text, numbers.unknown)


def neutral(text, number):
    """Return a page without the number it is about, and without its token, in which there is a second."""
    bare = text.replace(number, "N").replace(quote(number), "N")
    return re.sub('name="csrf_token" value="[^"]*"', "", bare)
