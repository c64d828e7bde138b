"""The checklist in a real browser, by keyboard; skipped and said so where there is no Chromium."""

import shutil

import pytest
from waitress import create_server

from casework import checkup

pytestmark = pytest.mark.chromium
playwright = pytest.importorskip("playwright.sync_api", reason="needs the browser extra")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


@pytest.fixture
def address(app, run_in_thread):
    with run_in_thread(create_server(app, host="127.0.0.1", port=0, threads=4)) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def tab(address, numbers):
    """Return a page of a browser in which 王律 looks at the checklist, and everything it complained of."""
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("console", lambda said: page.complaints.append(said.text))
        page.goto(f"{address}/people")
        page.click("main button[value='lawyer.wang']")
        page.goto(f"{address}/cases/{numbers.inspected}/checklist")
        yield page
        browser.close()


def answers(book, number):
    with book.read("lawyer.wang") as work:
        given = checkup.answers(work, checkup.get(work, number))
        return {name: (row.verdict, row.facts) for name, row in given.items()}


def current(tab):
    return tab.get_attribute(".item.current", "id")


def test_one_key_answers_and_moves_on(tab, book, numbers):
    first = current(tab)
    tab.keyboard.press("1")
    tab.wait_for_selector(f"#{first}[data-answered]")

    assert answers(book, numbers.inspected)[first] == ("compliant", "")
    assert current(tab) != first
    assert tab.complaints == []


def test_a_fault_asks_for_the_facts_and_the_draft_survives_a_reload(tab, book, numbers):
    first = current(tab)
    tab.keyboard.press("3")
    tab.keyboard.type("未见1至3月台账")
    tab.reload()
    tab.wait_for_selector(f"#{first}[data-dirty]")
    assert tab.input_value(f"#{first} textarea[name=facts]") == "未见1至3月台账"
    assert first not in answers(book, numbers.inspected)

    tab.focus(f"#{first} textarea[name=facts]")
    tab.keyboard.press("Control+Enter")
    tab.wait_for_selector(f"#{first}[data-answered]")
    assert answers(book, numbers.inspected)[first] == ("non_compliant", "未见1至3月台账")
    assert tab.evaluate("localStorage.length") == 0


def test_what_somebody_else_answered_meanwhile_is_not_overwritten(tab, book, numbers):
    first = current(tab)
    with book.work("inspector.li") as work:
        checkup.answer(work, checkup.get(work, numbers.inspected), first, "合规", facts="齐全")
    tab.keyboard.press("e")
    tab.keyboard.type("我看到的不一样")
    tab.keyboard.press("Escape")
    tab.keyboard.press("2")
    tab.wait_for_selector(f"#{first} .theirs")

    assert answers(book, numbers.inspected)[first] == ("compliant", "齐全")
    assert tab.input_value(f"#{first} textarea[name=facts]") == "我看到的不一样"
    tab.click(f"#{first} button.save")
    tab.wait_for_selector(f"#{first}.verdict-partial")


def test_no_page_is_wider_than_a_telephone(tab, address, numbers):
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    case = f"/cases/{numbers.inspected}"
    for page in ("/", "/people", "/enterprises", "/enterprises/new", case, f"{case}/checklist", f"{case}/findings",
                 f"{case}/documents", f"{case}/sheet", f"{case}/steps/end_onsite", f"{case}/correct/2"):  # fmt: skip
        tab.goto(address + page)
        assert tab.evaluate(wide) == 0, page
