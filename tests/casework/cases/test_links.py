"""Cases linked with each other: both journals tell it, and nobody learns of a case they may not see."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from casework import Casebook, Work, cases, checkup
from casework.cases.kinds import Kinds
from casework.cases.models import Case, Entry
from casework.errors import AccessDenied, CaseworkError, InputError
from tests import factories

OLD = {"source": "年度计划", "mode": "基础", "reason": "年度计划第1项"}


def opened(work: Work, company: int, short: str = "云工", on: date = date(2026, 2, 20)) -> str:
    home = factories.unit(work, short)
    try:
        examined = cases.enterprise.get(work, factories.code(company))
    except CaseworkError:
        examined = factories.enterprise(work, company, short)
    return checkup.open(
        work, examined, home, occurred_on=on, late_reason=factories.LATE, **OLD
    ).number


@pytest.fixture
def pair(book: Casebook) -> tuple[str, str]:
    """Return an old check-up of a company and a newer one of the same."""
    with book.work("lawyer.wang") as work:
        return opened(work, 1), opened(work, 1, on=date(2026, 4, 1))


def linked(book: Casebook, first: str, second: str, kind: str, actor: str = "lawyer.wang") -> None:
    with book.work(actor) as work:
        case, other = cases.get(work, first), cases.get(work, second)
        cases.link(work, case, other, kind=kind, reason="到期复查")


def seen_by(book: Casebook, actor: str, number: str) -> list[tuple[str, str]]:
    with book.read(actor) as work:
        return [(one.words, one.number) for one in cases.links(work, cases.get(work, number))]


def test_a_link_is_read_from_both_ends(book: Casebook, pair: tuple[str, str]) -> None:
    old, new = pair
    linked(book, new, old, "复查自")

    assert seen_by(book, "lawyer.wang", new) == [("复查自", old)]
    assert seen_by(book, "lawyer.wang", old) == [("由其复查", new)]
    assert book.verify() == []


def test_both_journals_tell_it_and_name_the_other_case_by_id(
    book: Casebook, pair: tuple[str, str]
) -> None:
    old, new = pair
    linked(book, new, old, "复查自")

    with book.read("lawyer.wang") as work:
        rows = work.session.query(Entry).filter(Entry.verb == "linked").order_by(Entry.id).all()
        ids = {case.number: case.id for case in work.session.query(Case)}
        told = [(row.meta["outgoing"], row.meta["other"]) for row in rows]
    assert told == [(True, ids[old]), (False, ids[new])]
    assert not any(number in str(row.meta) for row in rows for number in pair)


def test_a_link_is_taken_back_from_either_end_and_may_be_made_again(
    book: Casebook, pair: tuple[str, str]
) -> None:
    old, new = pair
    linked(book, new, old, "复查自")
    with book.work("lawyer.zhao") as work:
        case, other = cases.get(work, old), cases.get(work, new)
        cases.unlink(work, case, other, kind="复查自", reason="关联错了")
    assert seen_by(book, "lawyer.wang", new) == []
    assert book.verify() == []

    linked(book, new, old, "复查自")
    assert book.verify() == []


def test_a_case_somebody_may_not_see_does_not_exist_for_them(either_book: Casebook) -> None:
    with either_book.work("lawyer.wang") as work:
        here = opened(work, 1)
    with either_book.work("lawyer.hai") as work:
        there = opened(work, 2, "海工")
    with either_book.work("admin") as work:
        person = cases.organisation.person(work, "leader.su")
        cases.organisation.assign(work, person, factories.unit(work, "苏工"), "lawyer")
    with either_book.work("leader.su") as work:
        case, other = cases.get(work, here), cases.get(work, there)
        cases.link(work, case, other, kind="同一集团", reason="同一控股股东")

    assert seen_by(either_book, "lawyer.wang", here) == []
    assert seen_by(either_book, "lawyer.hai", there) == []
    assert seen_by(either_book, "leader.su", here) == [("同属一个集团", there)]
    assert told_to(either_book, "lawyer.wang", here) == []
    assert told_to(either_book, "leader.su", here) == [f"同属一个集团 {there}"]
    error = factories.refused(lambda: linked(either_book, here, there, "转办"))
    nowhere = factories.refused(lambda: linked(either_book, here, "无此案", "转办"))
    assert str(error) == str(nowhere).replace("无此案", there)


def told_to(book: Casebook, actor: str, number: str) -> list[str]:
    with book.read(actor) as work:
        rows = cases.timeline(work, cases.get(work, number))
    return [row.lines[0] for row in rows if row.label == "关联案件"]


@pytest.mark.parametrize(
    ("first", "second", "kind", "sentence"),
    [
        ("new", "new", "复查自", "不能与自己关联"),
        ("old", "new", "复查自", "晚于本案"),
        ("new", "else", "复查自", "不是同一家企业的同类案件"),
        ("new", "old", "引出协商", "不是集体协商案件"),
        ("new", "old", "同一集团", "是同一家企业"),
        ("new", "old", "亲戚", "关系"),
        ("new", "old", "", "关系"),
    ],
)
def test_a_link_that_makes_no_sense_is_refused(
    either_book: Casebook, first: str, second: str, kind: str, sentence: str
) -> None:
    with either_book.work("lawyer.wang") as work:
        numbers = {"old": opened(work, 1), "new": opened(work, 1, on=date(2026, 4, 1))}
        numbers["else"] = opened(work, 2)
    before = factories.dump(either_book)

    with pytest.raises(InputError, match=sentence):
        linked(either_book, numbers[first], numbers[second], kind)
    assert factories.dump(either_book) == before


def test_the_same_link_is_not_made_twice_nor_backwards(
    either_book: Casebook,
) -> None:
    with either_book.work("lawyer.wang") as work:
        one, two = opened(work, 1), opened(work, 2)
    linked(either_book, one, two, "同一集团")

    for first, second in ((one, two), (two, one)):
        with pytest.raises(InputError, match="已经有“同一集团”的关联"):
            linked(either_book, first, second, "同一集团")
    with either_book.work("lawyer.wang") as work:
        case, other = cases.get(work, one), cases.get(work, two)
        with pytest.raises(InputError, match="没有“并案”"):
            cases.unlink(work, case, other, kind="并案", reason="误")


def test_a_case_of_another_kind_can_be_what_a_check_up_led_to(either_book: Casebook) -> None:
    with either_book.work("lawyer.wang") as work:
        kinds = work.kinds.by_name
        other = replace(kinds["checkup"], name="bargaining", word="协商")
        work.kinds = Kinds({**kinds, "bargaining": other})
        home, company = factories.unit(work), factories.enterprise(work, 1)
        case = checkup.open(work, company, home, **OLD)
        talks = cases.open_case(work, "bargaining", company, home, **OLD)
        cases.link(work, case, talks, kind="引出协商", reason="休息问题转入协商")
        found = cases.links(work, case)

    assert [(one.words, one.outgoing) for one in found] == [("引出协商", True)]


def test_who_may_only_look_links_nothing(either_book: Casebook) -> None:
    with either_book.work("lawyer.wang") as work:
        one, two = opened(work, 1), opened(work, 2)

    with pytest.raises(AccessDenied):
        linked(either_book, one, two, "同一集团", actor="auditor.qian")


CHANGED = {
    "gone": "DELETE FROM case_link",
    "turned round": "UPDATE case_link SET from_id = to_id, to_id = from_id",
    "another reason": "UPDATE case_link SET reason = '别的'",
    "another day": "UPDATE case_link SET linked_on = '2020-01-01'",
    "another sort": "UPDATE case_link SET kind = '转办'",
}


@pytest.mark.parametrize("what", CHANGED)
def test_a_link_changed_beside_the_journals_is_named(either_book: Casebook, what: str) -> None:
    with either_book.work("lawyer.wang") as work:
        one, two = opened(work, 1), opened(work, 2)
    linked(either_book, one, two, "同一集团")
    assert either_book.verify() == []
    with either_book.engine.execution_options(casework_writes=True).begin() as connection:
        connection.execute(text(CHANGED[what]))

    assert any("的关联（" in fault for fault in either_book.verify())
