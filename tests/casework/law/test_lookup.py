"""Which rule applies: by key or label, jurisdiction and day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from casework import law
from casework.errors import InputError, NotFound
from casework.law import Confidence, Rule
from casework.law.lookup import RuleBook

KNOWN = law.default()
TODAY = date(2026, 3, 2)


def label(key: str, jurisdiction: str = "CN-32", on: date = TODAY) -> str:
    return KNOWN.rule(key, jurisdiction=jurisdiction, on=on).rule.label


def national(key: str, jurisdiction: str = "CN-32", on: date = TODAY) -> bool:
    return KNOWN.rule(key, jurisdiction=jurisdiction, on=on).national


def test_a_national_value_stands_in_for_an_unknown_local_one() -> None:
    found = KNOWN.rule("offer.reply", on=TODAY)
    assert found.rule.label == "CN-OFFER-02"
    assert found.national
    assert found.mark == "按国家规章暂计"
    assert found.stands_in_for is not None
    assert found.stands_in_for.label == "JS-OFFER-01"


def test_a_local_value_goes_first() -> None:
    assert (label("offer.reply", "CN-33"), national("offer.reply", "CN-33")) == (
        "ZJ-OFFER-01",
        False,
    )


def test_where_no_local_version_exists_the_national_rule_simply_applies() -> None:
    assert (label("contract.term"), national("contract.term")) == ("CN-TERM-01", False)
    assert (label("offer.reply", "CN-44"), national("offer.reply", "CN-44")) == (
        "CN-OFFER-02",
        False,
    )


def test_a_practice_that_stands_in_is_never_called_national() -> None:
    found = KNOWN.rule("supervision.hint_reply", on=TODAY)
    assert (found.rule.label, found.national, found.mark) == ("PRAC-SUP-01", False, None)


def test_a_law_known_to_give_no_number_stands_in_too() -> None:
    found = KNOWN.rule("representative.maximum", on=TODAY)
    assert (found.rule.label, found.rule.value, found.national) == ("CN-REP-02", None, True)


def test_when_nobody_has_a_value_the_most_local_entry_is_found() -> None:
    assert (label("negotiation.period"), national("negotiation.period")) == ("JS-PROC-05", False)
    assert label("supervision.opinion_reply", "CN-44") == "CN-SUP-01"


@pytest.mark.parametrize("place", ["CN-32-05", "320500", "320506", "cn-32-05"])
def test_a_city_asks_its_province_then_the_state(place: str) -> None:
    assert label("supervision.opinion_reply", place) == "JS-SUP-01"
    assert (label("offer.reply", place), national("offer.reply", place)) == ("CN-OFFER-02", True)


def test_a_region_code_is_a_path_of_jurisdictions() -> None:
    assert law.jurisdiction_path("320506") == ("CN-32-05-06", "CN-32-05", "CN-32", "CN")
    assert law.jurisdiction_path("320000") == ("CN-32", "CN")
    assert law.jurisdiction_path("CN") == ("CN",)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "32",
        "JS",
        "CN-3",
        "CN32",
        "江苏",
        "CN-32-05-06-07",
        "000000x",
        "CN-23x",
        "CN-99",
        "993200",
    ],
)
def test_a_jurisdiction_nobody_can_read_is_refused(written: str) -> None:
    with pytest.raises(InputError, match="辖区"):
        KNOWN.rule("offer.reply", jurisdiction=written, on=TODAY)


def test_a_label_names_its_entry_whatever_jurisdiction_is_asked() -> None:
    assert (label("CN-OFFER-02"), national("CN-OFFER-02")) == ("CN-OFFER-02", False)
    assert label("ZJ-OFFER-01") == "ZJ-OFFER-01"


def test_the_label_of_an_entry_without_a_value_falls_back_by_its_key() -> None:
    assert (label("JS-OFFER-01", "CN"), national("JS-OFFER-01", "CN")) == ("CN-OFFER-02", True)


def test_an_unknown_name_is_answered_with_near_ones() -> None:
    with pytest.raises(NotFound, match=r"offer\.replly（相近的有：offer\.reply"):
        KNOWN.rule("offer.replly", on=TODAY)
    with pytest.raises(NotFound, match="casework law rules"):
        KNOWN.rule("甲乙丙", on=TODAY)


def test_a_day_before_any_version_is_told_so() -> None:
    with pytest.raises(NotFound, match="2003年1月1日没有在施行的版本；收录的版本自2004年5月1日"):
        KNOWN.rule("contract.term", on=date(2003, 1, 1))


def test_before_a_local_regulation_the_national_value_stands_in() -> None:
    before = date(2022, 6, 1)  # 江苏省集体合同条例 was in force, and is not in the data
    assert (label("offer.reply", on=before), national("offer.reply", on=before)) == (
        "CN-OFFER-02",
        True,
    )


RULE = Rule(
    label="T-1", key="t.k", jurisdiction="CN", subject="甲", confidence=Confidence.VERIFIED, procedure="all"
)  # fmt: skip


def versions() -> Iterator[Rule]:
    yield replace(RULE, label="OLD", value=1, until_on=date(2020, 12, 31))
    yield replace(RULE, label="NEW", value=2, from_on=date(2021, 1, 1), until_on=date(2024, 12, 31))
    yield replace(RULE, label="NEWEST", value=3, from_on=date(2025, 1, 1))
    yield replace(RULE, label="CITY", jurisdiction="CN-32-05", value=9, from_on=date(2026, 1, 1))
    yield replace(RULE, label="PROVINCE", jurisdiction="CN-32", confidence=Confidence.NONE)


@pytest.mark.parametrize(
    ("place", "day", "expected", "stands_in"),
    [
        ("CN", date(2020, 12, 31), "OLD", False),
        ("CN", date(2021, 1, 1), "NEW", False),
        ("CN", date(2024, 12, 31), "NEW", False),
        ("CN", date(2025, 1, 1), "NEWEST", False),
        ("CN-32", date(2025, 1, 1), "NEWEST", True),
        ("CN-32-05", date(2025, 12, 31), "NEWEST", True),
        ("CN-32-05", date(2026, 1, 1), "CITY", False),
        ("CN-32-06", date(2026, 1, 1), "NEWEST", True),
    ],
)
def test_the_version_of_the_day_is_found(
    place: str, day: date, expected: str, *, stands_in: bool
) -> None:
    found = RuleBook([*versions()]).find("t.k", place, day)
    assert (found.rule.label, found.national) == (expected, stands_in)


def test_a_province_that_stands_in_for_its_city_is_called_so() -> None:
    city = replace(RULE, label="C", jurisdiction="CN-32-05", confidence=Confidence.NONE)
    book = RuleBook([city, replace(RULE, label="P", jurisdiction="CN-32", value=5)])
    found = book.find("t.k", "CN-32-05", TODAY)
    assert (found.rule.label, found.mark) == ("P", "按省级规定暂计")


def test_the_quick_answer_is_that_of_asking_each_entry() -> None:
    """Segments and bisection against a plain scan, on every key, place and turn of a year."""
    book = RuleBook([*KNOWN.rules, *versions()])
    for key in {r.key for r in book.rules}:
        for day in (
            date(2004, 4, 30),
            date(2004, 5, 1),
            date(2023, 4, 30),
            date(2023, 5, 1),
            TODAY,
        ):
            local = [r for r in book.rules if (r.key, r.jurisdiction) == (key, "CN-32") and r.known]
            state = [r for r in book.rules if (r.key, r.jurisdiction) == (key, "CN") and r.known]
            scanned = [r for r in (*local, *state) if r.in_force(day)]
            if scanned:
                assert book.find(key, "CN-32", day).rule is scanned[0]
