"""Several employers in one case; a case entered from its papers; a wrong date put right."""

from datetime import date
from typing import Any

import pytest

from casework import Casebook, negotiation
from casework.errors import CaseworkError
from casework.negotiation.ledger.queries import draft_of
from tests import bargaining, bargaining_parties, factories


def moved(book: Casebook, number: str, name: str, step: str, **given: Any) -> str:
    """Take a step of an employer and return its state, or what it was refused with."""
    with book.work(bargaining.ACTOR) as work:
        case = negotiation.get(work, number)
        row = next(one for one in negotiation.employers(work, case) if one.name == name)
        facts = {**bargaining_parties.EMPLOYER_FACTS[step], **given}
        if step == "sign":
            facts.setdefault("digest", draft_of(work, case).digest[:12])
        late = {"late_reason": factories.LATE, "occurred_on": factories.TODAY}
        papers = bargaining.papers(work, row, step)
        try:
            negotiation.take(work, row, step, evidence=papers, **late, **facts)
        except CaseworkError as error:
            return str(error)
        return row.state


@pytest.fixture
def sectoral(sqlite_book: Casebook) -> str:
    """Return a sectoral case whose draft was passed, with three employers."""
    number = bargaining.opened(sqlite_book, level="行业", outcome="行业性集体合同")
    with sqlite_book.work(bargaining.ACTOR) as work:
        case = negotiation.get(work, number)
        for name in ("甲快递", "乙快递", "丙快递"):
            given = {"workforce": 30, "late_reason": factories.LATE, "occurred_on": "2025-11-04"}
            negotiation.list_employer(work, case, name, **given)
    for step, on in bargaining.PATHS["full"]:
        bargaining.take(sqlite_book, number, step, on)
        if step == "pass_vote":
            break
    return number


def test_nothing_is_signed_while_an_employer_neither_signed_nor_left(
    sqlite_book: Casebook, sectoral: str
) -> None:
    book = sqlite_book
    for name in ("甲快递", "乙快递", "丙快递"):
        assert moved(book, sectoral, name, "deliver_offer") == "offered"
    assert moved(book, sectoral, "甲快递", "join") == "joined"
    assert moved(book, sectoral, "乙快递", "join") == "joined"
    assert moved(book, sectoral, "丙快递", "note_silence") == "silent"
    said = str(factories.refused(lambda: bargaining.take(book, sectoral, "sign")))
    assert "还有用人单位没有签字，也没有退出：甲快递、乙快递。" in said

    assert moved(book, sectoral, "甲快递", "fail_vote") == "rejected"
    assert moved(book, sectoral, "甲快递", "vote_again") == "joined"
    assert moved(book, sectoral, "甲快递", "ratify") == "ratified"
    assert moved(book, sectoral, "甲快递", "sign") == "signed"
    assert moved(book, sectoral, "乙快递", "exit") == "exited"
    bargaining.take(book, sectoral, "sign", date(2025, 12, 15))
    assert book.verify() == []


def test_an_employer_signs_no_draft_that_talks_may_change(
    sqlite_book: Casebook, sectoral: str
) -> None:
    book = sqlite_book
    assert moved(book, sectoral, "甲快递", "join") == "joined"
    assert "不符" in moved(book, sectoral, "甲快递", "sign", digest="0" * 12)
    assert moved(book, sectoral, "甲快递", "ratify") == "ratified"
    bargaining.take(book, sectoral, "reopen_talks", date(2025, 12, 13))
    assert "又重开了协商，没有可以表决、签字的文本" in moved(book, sectoral, "甲快递", "sign")
    bargaining.take(book, sectoral, "form_draft", date(2025, 12, 14))
    assert "表决通过的是以前的草案" in moved(book, sectoral, "甲快递", "sign")


#: What a file of paper tells, with gaps.
PAPERS = [
    ("deliver_offer", date(2025, 11, 5), {"received_on": date(2025, 11, 5)}),
    ("accept", date(2025, 11, 12), {"received_on": date(2025, 11, 12)}),
    ("confirm_representatives", date(2025, 11, 14), {}),
    ("finish_preparation", date(2025, 11, 17), {}),
    ("open_talks", date(2025, 11, 20), {}),
    ("suspend", date(2025, 11, 21), {}),
]


def test_a_negotiation_is_entered_from_its_papers_and_a_wrong_date_is_put_right(
    sqlite_book: Casebook,
) -> None:
    book = sqlite_book
    number = bargaining.opened(book, number="旧案1号", adopted=True)
    with book.work(bargaining.ACTOR) as work:
        case = negotiation.get(work, number)
        negotiation.adopt(work, case, PAPERS, reason="纸质案卷转入")
        assert case.state == "suspended"
        rows = negotiation.timeline(work, case)
        seq = next(row.seq for row in rows if row.label == "送达要约")
        told = negotiation.correct(
            work, case, seq, reason="回执日期看错", received_on=date(2025, 11, 15)
        )
    assert [line.split("：")[0] for line in told.moved] == ["书面回应"]
    assert "2025-11-25 → 2025-12-05" in told.moved[0]
    assert any("早于要约收到之日（2025-11-15）" in line for line in told.no_longer_hold)
    assert book.verify() == []


@pytest.mark.parametrize(
    ("code", "change", "sentence"),
    [
        ("代-02", {"left_on": date(2025, 11, 6)}, "职工方2人，企业方3人"),
        ("代-04", {"duty": "代表", "office": ""}, "首席代表"),
        ("代-01", {"external": True, "mandate": True}, "陈某不是本单位人员"),
        ("代-05", {"name": "刘某"}, "刘某"),
        ("代-01", {"office": ""}, "陈某"),
    ],
)
def test_each_defect_of_the_representatives_blocks_them_by_name(
    sqlite_book: Casebook, code: str, change: dict[str, Any], sentence: str
) -> None:
    number = bargaining.carried(sqlite_book, "accept")
    with sqlite_book.work(bargaining.ACTOR) as work:
        negotiation.edit(work, negotiation.get(work, number), code, **change)
    said = factories.refused(
        lambda: bargaining.take(sqlite_book, number, "confirm_representatives")
    )
    assert sentence in str(said)
    assert "处理办法：" in str(said)
