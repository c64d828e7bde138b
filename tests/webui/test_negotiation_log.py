"""The log of a meeting in a real browser: Enter writes a line; a line refused stands there again."""

import shutil

import pytest
from waitress import create_server

pytestmark = pytest.mark.chromium
playwright = pytest.importorskip("playwright.sync_api", reason="needs the browser extra")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


@pytest.fixture
def tab(app, run_in_thread, numbers):
    """Return a page of a browser in which 王律 keeps the minutes of the first meeting."""
    with (
        run_in_thread(create_server(app, host="127.0.0.1", port=0, threads=4)) as port,
        playwright.sync_playwright() as started,
    ):
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
        page.goto(f"http://127.0.0.1:{port}/people")
        page.click("main button[value='lawyer.wang']")
        page.goto(f"http://127.0.0.1:{port}/cases/{numbers.talks}/meetings/1")
        yield page
        browser.close()


def test_enter_writes_a_line_and_leaves_the_field_ready_for_the_next(tab):
    for at, said in enumerate(("企 4 可以再谈", "职 4 请给数字"), start=2):
        tab.keyboard.type(said)
        tab.keyboard.press("Enter")
        tab.wait_for_selector(f"#log li:nth-child({at})")

    assert "请给数字" in tab.inner_text("#log li:first-child")
    assert tab.input_value("#line-text") == ""


def test_a_line_that_is_refused_stands_on_the_field_again(tab):
    tab.keyboard.type("没有写是谁说的")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("[data-told]")

    assert "看不出是谁说的" in tab.inner_text("[data-told]")
    assert tab.input_value("#line-text") == "没有写是谁说的"
