"""The lint of a case: what is on the table, the standards typed, the agreement before; dismissed with a reason."""

import pytest

from casework import Casebook, negotiation
from casework.errors import InputError, NotFound
from tests import bargaining

_STANDARDS = {"month": "2490", "source": "某号通知"}


def offered(book: Casebook, text: str, figures: str) -> str:
    number = bargaining.opened(book)
    with book.work(bargaining.ACTOR) as work:
        case = negotiation.get(work, number)
        negotiation.propose(work, case, "题-02", text, side="职工方", figures=figures)
    return number


def test_what_is_only_offered_is_read_too(book: Casebook) -> None:
    number = offered(book, "工资适当提高，每月2000元。", "计时岗工资 2000元/月")
    with book.read("admin") as work:
        case = negotiation.get(work, number)
        found = negotiation.remarks_of(work, case, _STANDARDS)
        without = negotiation.remarks_of(work, case)
    codes = {one.code for one in found.standing}
    assert {"floor", "vague", "missing", "term_missing", "unlisted"} <= codes
    assert "floor" not in {one.code for one in without.standing}


def test_a_remark_is_dismissed_with_a_reason_and_comes_back_when_that_is_withdrawn(
    book: Casebook,
) -> None:
    number = offered(book, "女职工津贴适当提高。", "")
    with book.work(bargaining.ACTOR) as work:
        case = negotiation.get(work, number)
        row = negotiation.dismiss(work, case, "vague|款-01|适当", reason="附件已写明")
        kept = negotiation.remarks_of(work, case).dismissed
        assert [(one.remark.code, one.reason) for one in kept] == [("vague", "附件已写明")]
        with pytest.raises(InputError, match="已经写过不采纳的理由"):
            negotiation.dismiss(work, case, "vague|款-01|适当", reason="再写一次")
        with pytest.raises(NotFound):
            negotiation.dismiss(work, case, "vague|款-09|适当", reason="没有这一条")
        negotiation.withdraw(work, case, row.code, reason="附件没有写")
        assert negotiation.remarks_of(work, case).dismissed == ()
    assert book.verify() == []


def test_the_agreement_that_is_renewed_is_what_the_new_one_is_compared_with(
    book: Casebook,
) -> None:
    earlier = bargaining.carried(book, "sign")
    later = bargaining.opened(book, company=2)
    with book.work(bargaining.ACTOR) as work:
        case, before = negotiation.get(work, later), negotiation.get(work, earlier)
        negotiation.link(work, case, before, kind="续订自", reason="期满续订")
        negotiation.propose(
            work, case, "题-01", "派送费每件0.9元。", side="企业方", figures="派送费 0.9元/件"
        )
        found = {one.code: one for one in negotiation.remarks_of(work, case).standing}
    assert "由上一份的1元/件改为0.9元/件，对职工更不利" in found["worse"].sentence
    assert "“高温补贴”（300元/月），这一份没有写" in found["dropped"].sentence
