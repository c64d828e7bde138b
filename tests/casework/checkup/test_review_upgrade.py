"""A remark outlives what it is about: an upgrade takes its item out of the catalogue, the remark is settled."""

from collections.abc import Callable
from pathlib import Path

import pytest

from casework import Casebook, checkup
from casework.errors import StepRefused
from tests import catalogues, factories

FIRST, ZHAO, WANG = factories.FIRST, "lawyer.zhao", "lawyer.wang"
FAULTY, COMPLIANT = "LC-05-01", "LC-06-01"
REMARK = {"kind": "事实不清", "severity": "必须改", "text": "未写明抽查份数。"}


@pytest.fixture
def upgraded(brought: Callable[[str, str], Casebook], tmp_path: Path) -> Casebook:
    """Return a casebook whose report came back with two remarks, at items the catalogue then lost."""
    book = brought("sqlite", "submit_review")
    book.catalogues = tmp_path / "catalogues"
    with book.work(ZHAO) as work:
        for about in ("WT-01", COMPLIANT):
            checkup.write_remark(work, checkup.get(work, FIRST), about, **REMARK)
    factories.take(book, FIRST, "return_from_review", ZHAO)
    gone = dict.fromkeys((FAULTY, COMPLIANT), "gone")
    catalogues.put(book.catalogues, catalogues.version("2026.3", gone))
    factories.take(book, FIRST, "upgrade_catalogue", WANG)
    return book


def resubmitted(book: Casebook) -> None:
    with book.work(WANG) as work:
        for code in ("FH-01", "FH-02"):
            given = {"reply": "不改", "reply_reason": "检查项已取消"}
            checkup.reply_remark(work, checkup.get(work, FIRST), code, **given)
    factories.take(book, FIRST, "submit_review", WANG)


def test_it_still_says_what_it_was_about(upgraded: Casebook) -> None:
    with upgraded.read(WANG) as work:
        first, second = checkup.remarks(work, checkup.get(work, FIRST))

    item = factories.small_catalogue().items[FAULTY]
    assert (first.row.concerns, first.title) == ("WT-01", item.title)
    assert (second.row.concerns, second.title) == (COMPLIANT, "目录升级后取消的检查项")
    assert first.may == second.may == {"reply"}
    assert [told.who + told.what for told in first.changes] == ["王律把 WT-01 撤下"]
    assert upgraded.verify() == []


def test_it_is_answered_and_settled_like_any_other(upgraded: Casebook) -> None:
    resubmitted(upgraded)
    with pytest.raises(StepRefused, match="FH-01"):
        factories.take(upgraded, FIRST, "approve_review", ZHAO)
    with upgraded.work(ZHAO) as work:
        for code in ("FH-01", "FH-02"):
            checkup.close_remark(work, checkup.get(work, FIRST), code)
    factories.take(upgraded, FIRST, "approve_review", ZHAO)

    assert factories.state(upgraded, FIRST) == "consulting"
    assert upgraded.verify() == []


def test_it_is_about_the_item_again_when_the_upgrade_is_taken_back(upgraded: Casebook) -> None:
    with upgraded.work(WANG) as work:
        checkup.reverse(work, checkup.get(work, FIRST), reason="升级有误")
        _first, second = checkup.remarks(work, checkup.get(work, FIRST))

    assert second.title == factories.small_catalogue().items[COMPLIANT].title
