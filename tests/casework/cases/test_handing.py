"""Somebody leaves: all their open cases go over in one go, or none does; nobody elsewhere is named."""

import pytest

from casework import Casebook, cases, checkup
from casework.errors import CaseworkError, InputError
from tests import factories


@pytest.fixture
def two(book: Casebook) -> tuple[Casebook, list[str]]:
    """Return a casebook with two cases that lawyer.wang leads."""
    return book, [factories.carried(book, "notify", company) for company in (1, 2)]


def leads(book: Casebook) -> list[str]:
    with book.read("admin") as work:
        return [line.lead for line in cases.worklist(work)]


def hand_all(
    book: Casebook, actor: str = "leader.chen", to: str = "赵律", **given: object
) -> list[str]:
    with book.work(actor) as work:
        return cases.handover_all(work, "lawyer.wang", to, **{"reason": "调离", **given})


def test_all_open_cases_go_over_with_what_runs_in_them(two: tuple[Casebook, list[str]]) -> None:
    book, numbers = two
    with book.read("leader.chen") as work:
        carried = cases.carried_by(work, "王律")
    assert [one.number for one in carried] == numbers
    assert {clock.label for one in carried for clock in one.clocks} == {"企业自查", "资料提交"}

    assert hand_all(book) == numbers
    assert leads(book) == ["赵律", "赵律"]
    with book.read("leader.chen") as work:
        assert cases.carried_by(work, "lawyer.wang") == []
        assert {one.duty for one in cases.carried_by(work, "lawyer.zhao")} == {"主办", "复核"}
    assert book.verify() == []


def test_one_case_that_cannot_go_over_keeps_them_all(two: tuple[Casebook, list[str]]) -> None:
    book, numbers = two
    with book.work("leader.chen") as work:
        person = cases.organisation.person(work, "lawyer.zhao")
        checkup.handover(work, checkup.get(work, numbers[1]), person, reason="先移一件")
    before = factories.dump(book)

    with pytest.raises(InputError) as refused:
        hand_all(book, numbers=[*numbers, "无此案"])
    assert [problem.message for problem in refused.value.problems] == [
        f"{numbers[1]} 不是lawyer.wang主办的在办案件。",
        "无此案 不是lawyer.wang主办的在办案件。",
    ]
    assert factories.dump(book) == before


@pytest.mark.parametrize(
    ("to", "given", "sentence"),
    [
        ("auditor.qian", {}, "没有能办理案件的角色"),
        ("lawyer.hai", {}, "没有找到人员：lawyer.hai。"),
        ("查无此人", {}, "没有找到人员：查无此人。"),
        ("赵律", {"reason": " "}, "移交原因"),
        ("赵律", {"numbers": []}, "至少选择一个案件"),
    ],
)
def test_a_handover_of_all_that_cannot_be_is_refused(
    either_book: Casebook, to: str, given: dict[str, object], sentence: str
) -> None:
    factories.carried(either_book, "notify")
    before = factories.dump(either_book)

    with pytest.raises(InputError, match=sentence):
        hand_all(either_book, to=to, **given)
    assert factories.dump(either_book) == before


def test_who_is_elsewhere_and_who_is_nobody_carry_the_same_nothing(either_book: Casebook) -> None:
    factories.carried(either_book, "notify")
    with either_book.read("lawyer.hai") as work:
        assert cases.carried_by(work, "lawyer.wang") == cases.carried_by(work, "查无此人") == []
    hidden = factories.refused(lambda: hand_all(either_book, actor="lawyer.hai"))

    assert str(hidden) == "cases：lawyer.wang没有主办的在办案件，不用移交。"


def test_a_name_shared_with_somebody_elsewhere_is_no_obstacle(either_book: Casebook) -> None:
    number = factories.carried(either_book, "notify")
    with either_book.work("admin") as work:
        home = factories.unit(work, "海工")
        cases.organisation.add_person(work, "lawyer.zhao2", "赵律", unit=home, role="lawyer")

    assert hand_all(either_book) == [number]
    with either_book.work("admin") as work:
        home = factories.unit(work)
        cases.organisation.add_person(work, "lawyer.zhao3", "赵律", unit=home, role="lawyer")
    with either_book.work("leader.chen") as work:
        case = checkup.get(work, number)
        with pytest.raises(CaseworkError, match="有2人，请用登录名"):
            cases.organisation.colleague(work, case.unit, "赵律")
