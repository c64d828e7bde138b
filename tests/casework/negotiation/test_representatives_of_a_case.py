"""What a case says of its representatives: protection, what is not verified, whose turn it is to chair."""

from datetime import date

import pytest

from casework import Casebook, negotiation
from tests import bargaining


def test_each_representative_is_told_what_protects_them(book: Casebook) -> None:
    number = bargaining.opened(book)
    with book.read("admin") as work:
        held = negotiation.protected(work, negotiation.get(work, number))
    codes = {code: [note.code for note in notes] for code, notes in held.items()}
    assert codes["代-01"] == ["contract_extended", "no_dismissal", "paid_time", "retaliation"]
    assert codes["代-04"] == ["paid_time"]


@pytest.mark.parametrize(
    ("procedure", "keys"),
    [
        ("full", ["representative.women"]),
        ("simple", []),
        ("platform", ["platform.representative_limits"]),
    ],
)
def test_what_nobody_has_verified_is_said(book: Casebook, procedure: str, keys: list[str]) -> None:
    number = bargaining.opened(book, procedure)
    with book.read("admin") as work:
        told = negotiation.unverified(work, negotiation.get(work, number))
    assert [one.code for one in told] == keys


def test_the_chief_of_the_other_side_is_proposed_for_the_next_meeting(book: Casebook) -> None:
    number = bargaining.opened(book)
    with book.work(bargaining.ACTOR) as work:
        case = negotiation.get(work, number)
        assert negotiation.chair_proposal(work, case).side == "企业方"
        negotiation.add(
            work,
            case,
            "meeting",
            held_on=date(2025, 11, 27),
            began_at="14:00",
            place="工会会议室",
            form="协商会议",
            agenda="派送费",
            chair_side="企业方",
            chair="孙某",
            recorder="吴记录",
        )
        assert negotiation.chair_proposal(work, case).side == "职工方"
