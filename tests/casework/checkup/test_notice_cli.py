"""``casework notice``: from the suggestion to the served opinion, in the words of the command."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from casework import Casebook
from casework.cli import main
from tests import factories


@pytest.fixture
def run(
    brought: Callable[[str, str], Casebook],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., str]:
    """Return a function that runs the command as somebody on a casebook with an issued report."""
    book = brought("sqlite", "issue")
    place = str(book.engine.url.database)
    monkeypatch.setattr("casework.book._now", lambda: factories.NOW)
    monkeypatch.setattr(
        "casework.cli.base.Settings.book", lambda _self: factories.reopened(place), raising=True
    )

    def command(actor: str, *words: str) -> str:
        main(["--db", place, "--as", actor, "notice", *words])
        return capsys.readouterr().out

    return command


def test_an_opinion_is_drafted_approved_and_served(run: Callable[..., str], tmp_path: Path) -> None:
    number, paper = factories.FIRST, tmp_path / "回证.pdf"
    paper.write_bytes(b"%PDF-1.4")
    (one,) = json.loads(run("lawyer.wang", "suggest", number, "--json"))
    why = ("--source", "体检发现", "--reason", "高风险")
    said = run("lawyer.wang", "open", number, one["instrument"], "--finding", "WT-01", *why)
    assert "已起草意见书：JD-01" in said
    assert "听取用人单位意见" in run("lawyer.wang", "steps", number, "JD-01")
    run("lawyer.wang", "edit", number, "JD-01", "--demands", "限期整改。")
    run("lawyer.wang", "take", number, "JD-01", "submit", "--heard", "体检征求意见时已听取")
    run("leader.chen", "take", number, "JD-01", "approve", "--signer", "leader.chen")
    given = ("--received-on", "2026-04-10", "--evidence", str(paper))
    said = run("lawyer.wang", "take", number, "JD-01", "serve_opinion", *given)
    out = run("lawyer.wang", "document", number, "JD-01", "--out", str(tmp_path / "意见书.docx"))

    assert "云工法监意〔2026〕1号现在是“已送达”" in said
    assert "已写出定稿" in out
    assert (tmp_path / "意见书.docx").stat().st_size > 5_000
    (row,) = json.loads(run("lawyer.wang", "list", number, "--json"))
    assert (row["state"], row["document_number"]) == ("served", "云工法监意〔2026〕1号")
    shown = run("lawyer.wang", "show", number, "云工法监意〔2026〕1号")
    assert "【JD-01 意见书答复】" in shown
    assert "限期整改。" in shown
    assert "已送达" in run("lawyer.wang", "list", number)


def test_a_draft_says_what_it_lacks_and_a_step_can_be_taken_back(
    run: Callable[..., str], tmp_path: Path
) -> None:
    number = factories.FIRST
    why = ("--source", "体检发现", "--reason", "提示")
    run("lawyer.wang", "open", number, "提示函", "--finding", "WT-01", *why)
    out = run("lawyer.wang", "document", number, "JD-01", "--out", str(tmp_path / "a.docx"))
    run("lawyer.wang", "take", number, "JD-01", "submit")

    assert "待填 2 处：文号、签发人" in out
    assert "现在是“起草”" in run("lawyer.wang", "reverse", number, "JD-01", "--reason", "再改")


def test_a_refusal_is_a_sentence(
    run: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        run("lawyer.wang", "show", factories.FIRST, "JD-07")

    assert "没有找到监督文书" in capsys.readouterr().err
