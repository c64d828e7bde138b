"""Facts of every kind go to JSON and come back, whatever they hold; and no input is too strange to refuse."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.errors import InputError
from casework.workflow import Fact, Kind, facts
from casework.workflow.kinds import REORDERING

TODAY = date(2026, 11, 24)
OPTIONS = ("直接送达", "留置送达", "邮寄送达")

line = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff" + REORDERING),
    min_size=1,
)
lines = line.filter(lambda text: text.strip())
cents = st.integers(0, 10**14 - 1).map(lambda number: Decimal(number) / 100)
numbers = st.decimals(-(10**11), 10**11, allow_nan=False, places=4)

VALUES = {
    Kind.TEXT: lines.map(str.strip),
    Kind.LONGTEXT: st.lists(lines, min_size=1, max_size=3).map("\n".join).map(str.strip),
    Kind.DATE: st.dates(date(1949, 1, 1), TODAY),
    Kind.INT: st.integers(0, 10**12 - 1),
    Kind.NUMBER: numbers,
    Kind.MONEY: cents.map(lambda amount: amount.quantize(Decimal("0.01"))),
    Kind.FLAG: st.booleans(),
    Kind.CHOICE: st.sampled_from(OPTIONS),
    Kind.PERSON: lines.map(lambda text: text.strip()[:20].strip()),
    Kind.COLLEAGUE: st.from_regex(r"[a-z]{1,8}\.[a-z]{1,8}", fullmatch=True),
}
LISTABLE = (Kind.TEXT, Kind.PERSON, Kind.CHOICE, Kind.DATE)


def declared(kind, *, many=False):
    return Fact("x", "项", kind, many=many, options=OPTIONS if kind is Kind.CHOICE else ())


@st.composite
def facts_with_values(draw):
    kind = draw(st.sampled_from(list(Kind)))
    if kind in LISTABLE and draw(st.booleans()):
        return declared(kind, many=True), draw(
            st.lists(VALUES[kind], min_size=1, max_size=3, unique=True)
        )
    return declared(kind), draw(VALUES[kind])


def test_every_kind_has_values_here():
    assert set(VALUES) == set(Kind)


def goes_there_and_back(fact, value, from_json=facts.from_json):
    parsed = facts.parse([fact], {"x": value}, today=TODAY)["x"]
    stored = json.loads(json.dumps(facts.to_json(parsed)))
    again = from_json(fact, stored)

    assert parsed == value
    assert again == parsed
    assert facts.parse([fact], {"x": stored}, today=TODAY)["x"] == parsed
    assert facts.show(fact, again) == facts.show(fact, parsed) != ""


@given(facts_with_values())
def test_a_fact_comes_back_from_json_as_it_went(pair):
    goes_there_and_back(*pair)


def test_a_parser_that_loses_a_cent_or_swaps_a_day_is_caught():
    def careless(fact, value):
        typed = facts.from_json(fact, value)
        return typed.quantize(Decimal(1)) if isinstance(typed, Decimal) else typed

    def swapping(fact, value):
        year, month, day = str(value).split("-")
        return date(int(year), int(day), int(month))

    with pytest.raises(AssertionError):
        goes_there_and_back(declared(Kind.MONEY), Decimal("12.01"), careless)
    with pytest.raises(AssertionError):
        goes_there_and_back(declared(Kind.DATE), date(2026, 3, 2), swapping)


@given(VALUES[Kind.DATE])
def test_what_is_shown_of_a_date_can_be_typed_again(day):
    fact = declared(Kind.DATE)

    assert facts.parse([fact], {"x": facts.show(fact, day)}, today=TODAY) == {"x": day}


@given(VALUES[Kind.MONEY])
def test_what_is_shown_of_money_can_be_typed_again(amount):
    fact = declared(Kind.MONEY)

    assert facts.parse([fact], {"x": facts.show(fact, amount)}, today=TODAY) == {"x": amount}


strange = st.one_of(
    st.text(),
    st.binary(),
    st.floats(),
    st.integers(),
    st.decimals(),
    st.dates(),
    st.datetimes(),
    st.booleans(),
    st.lists(st.one_of(st.text(), st.integers(), st.none())),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)


@given(st.sampled_from(list(Kind)), st.booleans(), strange)
def test_nothing_is_too_strange_to_be_read_or_refused_in_a_sentence(kind, many, raw):
    found, problems = {}, []
    try:
        found = facts.parse([declared(kind, many=many)], {"x": raw}, today=TODAY)
    except InputError as error:
        problems = [str(problem) for problem in error.problems]

    assert json.dumps(facts.to_json(list(found.values())))
    assert all(text.startswith("x：项：") and text.encode() for text in problems)
