"""Scoring against a second computation, written from law-checkup 6.2 in whole numbers."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from types import SimpleNamespace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from casework import law
from casework.checkup.catalogue import shipped
from casework.checkup.scoring import ScoringScheme, score
from casework.checkup.scoring import text as scoring_text
from casework.checkup.verdict import Verdict
from casework.errors import DefinitionError
from tests.second_scoring import ITEMS, second

ANSWERS = st.dictionaries(
    st.sampled_from(range(len(ITEMS))),
    st.tuples(st.sampled_from([*Verdict, None]), st.integers(0, 40).map(lambda n: n == 0)),
    max_size=40,
)


def first(chosen):
    items = [ITEMS[index] for index in sorted(chosen)]
    answers = {
        ITEMS[index].id: SimpleNamespace(verdict=v, red_line_confirmed=red, workers_affected=None)
        for index, (v, red) in chosen.items()
    }
    result = score(items, answers)
    return int((result.value or 0) * 10_000), result.grade


@settings(max_examples=1000)
@given(ANSWERS)
def test_a_second_computation_agrees(chosen):
    assert first(chosen) == second(chosen)


def test_the_proof_would_notice_a_planted_fault():
    with pytest.raises(AssertionError):
        settings(max_examples=1000, database=None, phases=[Phase.generate])(
            given(ANSWERS)(
                lambda chosen: _same(first(chosen), second(chosen, unverified_as_zero=True))
            )
        )()


def _same(one, other):
    assert one == other


@given(st.fractions(0, 100, max_denominator=10**6))
def test_a_printed_score_is_on_the_same_side_of_every_floor_as_the_exact_one(value):
    scheme = ScoringScheme()
    shown = Fraction(scoring_text.points(value, scheme))
    assert [shown >= floor for floor in scheme.floors] == [
        value >= floor for floor in scheme.floors
    ]
    assert abs(shown - value) <= Fraction(1, 20)


@given(st.fractions(0, 1, max_denominator=10**6))
def test_a_printed_coverage_is_on_the_same_side_of_the_bound_as_the_exact_one(value):
    shown = Fraction(scoring_text.percent(value, Fraction(4, 5)).removesuffix("%"))
    assert (shown >= 80) == (value >= Fraction(4, 5))


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        ("0", 1, "0"),
        ("100", 1, "100"),
        ("27.75", 1, "27.8"),
        ("27.74", 1, "27.7"),
        ("9.95", 1, "10"),
        ("0.5", 2, "0.5"),
    ],
)
def test_numbers_are_rounded_half_up_without_needless_zeros(value, places, text):
    assert scoring_text.decimal(Fraction(value), places) == text


def test_the_default_numbers_are_those_of_the_rules():
    assert ScoringScheme.from_law(law.default(), date(2026, 3, 2)) == ScoringScheme()
    assert ScoringScheme().problems() == []


def test_numbers_that_are_no_scheme_are_refused_by_the_rule_to_correct():
    wrong = replace(
        ScoringScheme(), floors=(Fraction(60), Fraction(75), Fraction(90)), coverage_min=Fraction(2)
    )
    assert [problem.place for problem in wrong.problems()] == [
        "checkup.score.coverage_min",
        "checkup.score.grade_floor",
    ]


class Overlaid:
    """A law whose overlay gives the floors in the wrong order, and the rest as shipped."""

    def rule(self, key, *, on):
        found = law.default().rule(key, on=on)
        floors = SimpleNamespace(rule=SimpleNamespace(value=[60, 75, 90]))
        return floors if key.endswith("grade_floor") else found


def test_an_overlay_whose_numbers_are_no_scheme_is_refused():
    with pytest.raises(DefinitionError, match=r"checkup\.score\.grade_floor"):
        ScoringScheme.from_law(Overlaid(), date(2026, 3, 2))


@pytest.mark.parametrize(
    ("item_id", "affected", "earned"),
    [("LC-05-01", 5, "0.4"), ("LC-05-01", 6, "0.2"), ("LC-05-01", 20, "0.2"), ("LC-05-01", 21, "0"),
     ("LC-05-01", None, "0"), ("LC-06-01", 1, "0"), ("LC-02-04", 1, "0"), ("LC-08-03", 1, "0")],
)  # fmt: skip
def test_the_correction_by_spread_is_off_unless_asked_for_and_never_for_life_or_arrears(
    item_id, affected, earned
):
    item = shipped().items[item_id]
    answers = {
        item_id: SimpleNamespace(
            verdict="non_compliant", red_line_confirmed=False, workers_affected=affected
        )
    }
    assert score([item], answers, headcount=100).value == 0
    corrected = score([item], answers, headcount=100, scheme=ScoringScheme(spread=True))
    assert corrected.value == 100 * Fraction(earned)
    assert ("涉及面修正1项" in corrected.explain()) == (earned != "0")
