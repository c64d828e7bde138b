"""Handing a case over: the lead changes, the journal says from whom to whom, later steps respect it."""

import pytest

from casework import Casebook, cases, checkup
from casework.errors import AccessDenied, CaseworkError, InputError
from tests import factories


def hand(book: Casebook, actor: str, to: str, reason: str = "休假") -> None:
    with book.work(actor) as work:
        case = checkup.get(work, factories.FIRST)
        checkup.handover(work, case, cases.organisation.person(work, to), reason=reason)


def leads(book: Casebook) -> list[str]:
    with book.read("admin") as work:
        return [line.lead for line in cases.worklist(work)]


def test_the_lead_hands_over_and_the_timeline_says_so(inspecting_book: Casebook) -> None:
    hand(inspecting_book, "lawyer.wang", "lawyer.zhao")

    assert leads(inspecting_book) == ["赵律"]
    with inspecting_book.read("admin") as work:
        row = cases.timeline(work, checkup.get(work, factories.FIRST))[0]
    assert (row.label, row.lines) == ("移交", ("休假", "主办：王律 → 赵律"))
    assert inspecting_book.verify() == []


def test_the_leader_of_the_union_can_hand_over_for_somebody_who_left(
    inspecting_book: Casebook,
) -> None:
    hand(inspecting_book, "leader.chen", "lawyer.zhao")

    assert leads(inspecting_book) == ["赵律"]


def test_somebody_else_may_not(inspecting_book: Casebook) -> None:
    with pytest.raises(AccessDenied, match="管理"):
        hand(inspecting_book, "lawyer.zhao", "lawyer.zhao")
    with pytest.raises(CaseworkError, match="没有找到"):
        hand(inspecting_book, "lawyer.hai", "lawyer.hai")


@pytest.mark.parametrize(
    ("to", "reason", "sentence"),
    [
        ("lawyer.wang", "休假", "已经是本案主办"),
        ("auditor.qian", "休假", "没有能办理案件的角色"),
        ("lawyer.hai", "休假", "没有能办理案件的角色"),
        ("lawyer.he", "休假", "没有能办理案件的角色"),
        ("lawyer.zhao", " ", "移交原因"),
    ],
)
def test_a_handover_that_cannot_be_is_refused(
    either_inspecting_book: Casebook, to: str, reason: str, sentence: str
) -> None:
    before = factories.dump(either_inspecting_book)

    with pytest.raises(InputError, match=sentence):
        hand(either_inspecting_book, "lawyer.wang", to, reason)

    assert factories.dump(either_inspecting_book) == before


def test_a_correction_of_the_team_does_not_undo_a_handover(inspecting_book: Casebook) -> None:
    hand(inspecting_book, "lawyer.wang", "lawyer.zhao")
    with inspecting_book.work("lawyer.zhao") as work:
        case = checkup.get(work, factories.FIRST)
        checkup.correct(work, case, 2, reason="补记", invited=["人社局"])

    assert leads(inspecting_book) == ["赵律"]
    assert inspecting_book.verify() == []


def test_a_step_taken_back_does_not_undo_a_handover(inspecting_book: Casebook) -> None:
    hand(inspecting_book, "lawyer.wang", "lawyer.zhao")
    with inspecting_book.work("lawyer.zhao") as work:
        checkup.reverse(work, checkup.get(work, factories.FIRST), reason="误办")

    assert leads(inspecting_book) == ["赵律"]
    assert inspecting_book.verify() == []


def test_who_took_over_the_case_may_not_review_it(inspecting_book: Casebook) -> None:
    hand(inspecting_book, "lawyer.wang", "lawyer.zhao")
    factories.answer_all(inspecting_book, factories.FIRST)
    factories.take(inspecting_book, factories.FIRST, "end_onsite", "lawyer.wang")
    factories.take(inspecting_book, factories.FIRST, "submit_review", "lawyer.zhao")

    with pytest.raises(CaseworkError, match="复核人不能是本案的主办人"):
        factories.take(inspecting_book, factories.FIRST, "approve_review", "lawyer.zhao")
