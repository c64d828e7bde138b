"""The wrong procedure, the way to the right one, two procedures side by side, and what one place allows."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from casework import Casebook, law, negotiation
from casework.negotiation import guards
from tests import bargaining, factories


@pytest.mark.parametrize(
    ("procedure", "given", "sentence"),
    [
        ("simple", {"involves_reduction": True}, "涉及减损职工权益的，应当用普通程序"),
        ("simple", {"outcome": "集体合同"}, "要签“集体合同”的，应当用普通程序"),
        ("full", {"labour_relation": "没有劳动关系"}, "应当用平台劳动规则和算法协商"),
    ],
)
def test_the_wrong_procedure_is_refused_with_the_right_one(
    sqlite_book: Casebook, procedure: str, given: dict[str, Any], sentence: str
) -> None:
    said = factories.refused(lambda: bargaining.opened(sqlite_book, procedure, **given))
    assert sentence in str(said)
    assert "改选" in str(said)


def test_a_simple_negotiation_turns_into_a_full_one(sqlite_book: Casebook) -> None:
    number = bargaining.carried(sqlite_book, "open_talks", "simple")
    with sqlite_book.work(bargaining.ACTOR) as work:
        case = negotiation.get(work, number)
        new = negotiation.change_procedure(
            work, case, reason="需要签订集体合同", outcome="集体合同"
        )
        assert (case.state, new.state) == ("transferred", "preparing")
        assert [one.topic.title for one in negotiation.topics(work, new)] == ["派送费", "高温补贴"]
    assert sqlite_book.verify() == []


def test_a_mixed_workforce_talks_in_two_linked_cases_that_do_not_replace_each_other(
    sqlite_book: Casebook,
) -> None:
    full = bargaining.carried(sqlite_book, "first_check", labour_relation="部分有劳动关系")
    with sqlite_book.work(bargaining.ACTOR) as work:
        case = negotiation.get(work, full)
        given = {**bargaining.ALWAYS, **bargaining.OPENING["platform"]}
        given.pop("involves_reduction")
        other = negotiation.open(work, "platform", case.enterprise, case.unit, **given)
        negotiation.link(work, other, case, kind="同批协商", reason="同一企业的两类劳动者")
        number = other.number
    said = factories.refused(
        lambda: bargaining.take(sqlite_book, full, "supersede", new_case=number)
    )
    assert "不是续订、变更本案" in str(said)


@pytest.mark.parametrize(("place", "most"), [("CN-50", 30), ("CN-11", 60), ("CN-32", None)])
def test_talks_pause_as_long_as_the_place_allows(place: str, most: int | None) -> None:
    seen: Any = SimpleNamespace(law=law.default(), jurisdiction=place)
    day = date(2026, 3, 2)
    for days in (1, 30, 31, 60, 61, 300):
        reason = guards.suspension_within(seen, {"days": days}, day)
        assert (reason is not None) == (most is not None and days > most)
        assert reason is None or f"超过当地规定的最多{most}日" in reason.sentence


def test_a_case_opened_by_mistake_is_told_how_it_ends(sqlite_book: Casebook) -> None:
    number = bargaining.opened(sqlite_book)
    with sqlite_book.work(bargaining.ACTOR) as work:
        case = negotiation.get(work, number)
        said = factories.refused(lambda: negotiation.reverse(work, case, reason="立错"))
    assert "如果立错案，请办理“撤回要约”" in str(said)
