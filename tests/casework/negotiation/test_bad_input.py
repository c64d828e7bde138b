"""Bad input by whole calls: one clear sentence with its article, and nothing of the case is lost or moved.

A reply before the offer is in test_side_exits, unequal sides and an outsider as chief in
test_sectoral_and_old, 181 votes of 180 in test_concluding_exits, minutes edited after signing in
test_meetings, the wrong procedure in test_procedures_change.
"""

from datetime import date
from typing import Any

import pytest

from casework import Casebook, negotiation
from casework.errors import InputError, StepRefused
from casework.negotiation.ledger.queries import draft_of
from tests import bargaining, factories

take = bargaining.take


def untouched(book: Casebook, number: str, step: str, on: date | None, **given: Any) -> str:
    """Return what a step is refused with; the case must stand as it stood, and be provable."""
    before = factories.case_row(book, number)
    error = factories.refused(lambda: take(book, number, step, on, **given))
    assert factories.case_row(book, number) == before
    assert book.verify() == []
    assert isinstance(error, StepRefused)
    return str(error)


@pytest.mark.parametrize(
    ("procedure", "paper"),
    [("full", "送达凭证"), ("simple", "要约书或者通话、网络记录"), ("platform", "送达凭证")],
)
def test_an_offer_without_evidence_of_its_delivery_is_refused(
    sqlite_book: Casebook, procedure: str, paper: str
) -> None:
    number = bargaining.opened(sqlite_book, procedure)
    before = factories.case_row(sqlite_book, number)
    with sqlite_book.work(bargaining.ACTOR) as work:
        case = negotiation.get(work, number)
        facts = bargaining.facts_for(work, case, "deliver_offer")
        facts |= {"occurred_on": date(2025, 11, 5), "late_reason": factories.LATE}
        error = factories.refused(lambda: negotiation.take(work, case, "deliver_offer", **facts))
    assert isinstance(error, InputError)
    told = [one.message for one in error.problems]
    assert told == [f"缺少证据“{paper}”，请上传后再提交。"]
    assert factories.case_row(sqlite_book, number) == before


def reworded(book: Casebook, number: str) -> str:
    """Reopen the talks, agree on another wording, draft it; return the digest of the text before."""
    with book.read("admin") as work:
        old = draft_of(work, negotiation.get(work, number)).digest[:12]
    take(book, number, "reopen_talks", date(2025, 12, 5))
    with book.work(bargaining.ACTOR) as work:
        case = negotiation.get(work, number)
        said: dict[str, Any] = {"meeting": "会-01", "said_on": date(2025, 11, 20)}
        negotiation.reopen(work, case, 1, side="职工方", reason="再谈派送费", **said)
        line = negotiation.propose(
            work, case, "题-01", "派送费每件不低于1.1元。", side="职工方", clause=1,
            figures="派送费 1.1元/件", author="陈某", **said,
        )  # fmt: skip
        for side in ("职工方", "企业方"):
            negotiation.confirm(work, case, 1, line.hash, chief_side=side, **said)
    take(book, number, "form_draft", date(2025, 12, 6))
    return old


def test_a_signature_on_the_text_before_the_last_change_is_refused(sqlite_book: Casebook) -> None:
    number = bargaining.carried(sqlite_book, "form_draft", "simple")
    old = reworded(sqlite_book, number)

    said = untouched(sqlite_book, number, "sign", date(2025, 12, 15), digest=old)

    assert f"校验值“{old}”与双方确认的文本不符，现在的文本是 " in said
    assert "（依据：参照《集体合同规定》第三十四条、第三十七条）" in said
    assert "换成现在的文本重新签字" in said


def test_silence_is_not_noted_where_nobody_knows_the_period(sqlite_book: Casebook) -> None:
    """Old papers may not tell how many days the application left for an answer."""
    number = bargaining.opened(sqlite_book, "platform", number="旧案1号", adopted=True)
    offer = ("deliver_offer", date(2025, 11, 5), {"received_on": date(2025, 11, 5)})
    with sqlite_book.work(bargaining.ACTOR) as work:
        case = negotiation.get(work, number)
        negotiation.adopt(work, case, [offer], reason="纸质案卷转入")

    said = untouched(sqlite_book, number, "note_silence", date(2026, 3, 2))

    assert "回应的期限没有数值，算不出是不是逾期。" in said
    assert "更正“送达协商申请”，补填对方收到日和申请书写明的答复天数" in said


def test_a_period_nobody_verified_has_no_last_day_and_says_so(sqlite_book: Casebook) -> None:
    number = bargaining.carried(sqlite_book, "take_effect")
    with sqlite_book.read("admin") as work:
        found = bargaining.negotiation_clocks(work, negotiation.get(work, number))
    clock, due = next(one for one in found if one[0].name == "publication")

    assert (clock.due_on, due.due_on, clock.status) == (None, None, "unverified")
    assert clock.marks == ("未核实", "按国家规章暂计")
    take(sqlite_book, number, "publish", date(2026, 1, 8))
    assert factories.state(sqlite_book, number) == "published"
