import hashlib
from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework import law
from casework.checkup.sampling import (
    SamplingScheme,
    draw,
    draw_by_stratum,
    fresh_seed,
    interviews,
    questionnaires,
    sample_size,
)
from casework.errors import DefinitionError, InputError

OVERLAY = """
[[rule]]
label = "YUNHE-CHK-99"
key = "checkup.{key}"
jurisdiction = "CN-32"
subject = "本市工会的抽样数量。"
value = {value}
unit = "{unit}"
direction = "equal"
procedure = "checkup"
confidence = "practice"
"""
SHIPPED = SamplingScheme.from_law(law.default(), date(2026, 3, 2), "CN-32")
NAMES = [f"L{n:03}" for n in range(1, 101)]


@pytest.mark.parametrize(
    ("headcount", "size"),
    [(0, 0), (1, 1), (29, 29), (30, 30), (200, 30), (201, 50), (1000, 50), (1001, 51), (3999, 200),
     (4000, 200), (1_000_000, 200)],
)  # fmt: skip
def test_the_proposed_size_follows_the_head_count(headcount, size):
    assert sample_size(headcount, SHIPPED) == size


@pytest.mark.parametrize(
    ("headcount", "back"), [(0, 0), (20, 20), (30, 30), (299, 30), (301, 31), (1000, 100)]
)
def test_enough_questionnaires_are_a_tenth_and_not_fewer_than_thirty(headcount, back):
    assert questionnaires(headcount, SHIPPED) == back


def test_interviews_are_three_of_a_form_and_two_of_a_site_where_there_are_so_many():
    least = interviews({"劳动关系": 90, "民事关系": 2}, {"城东站": 40, "城西站": 1}, SHIPPED)
    assert least == {"劳动关系": 3, "民事关系": 2, "城东站": 2, "城西站": 1}


def test_the_same_seed_draws_the_same_on_every_machine():
    # Written down once: a change of method would break the records of older cases.
    assert draw(NAMES, 5, "2026-7").chosen == ("L006", "L092", "L057", "L081", "L015")


def test_anybody_can_draw_again_with_another_tool():
    ranked = sorted(NAMES, key=lambda name: hashlib.sha256(f"s\n{name}".encode()).hexdigest())
    assert draw(NAMES, 10, "s").chosen == tuple(ranked[:10])


@given(st.permutations(NAMES[:20]), st.integers(0, 25), st.text(min_size=1, max_size=5))
def test_order_does_not_matter_and_a_larger_sample_contains_the_smaller(names, size, seed):
    one = draw(names, size, seed)
    assert one == draw(sorted(names), size, seed)
    assert one.chosen == draw(names, size + 3, seed).chosen[: min(size, 20)]
    assert len(set(one.chosen)) == min(size, 20)
    assert one.total == 20


def test_another_seed_draws_others_and_another_population_shows():
    assert draw(NAMES, 10, "a").chosen != draw(NAMES, 10, "b").chosen
    assert draw(NAMES, 10, "a").population_hash != draw(NAMES[1:], 10, "a").population_hash


@given(
    st.dictionaries(st.sampled_from("甲乙丙丁戊"), st.integers(0, 60), min_size=1),
    st.integers(0, 120),
)
def test_strata_share_the_sample_in_proportion_and_none_is_left_out(counts, size):
    strata = {name: [f"{name}{n}" for n in range(count)] for name, count in counts.items()}
    drawn = draw_by_stratum(strata, size, "s")
    taken = {name: len(one.chosen) for name, one in drawn.items()}
    total = sum(counts.values())
    assert sum(taken.values()) == min(size, total)
    assert all(taken[name] <= counts[name] for name in counts)
    if size >= len(counts):
        assert all(taken[name] for name in counts if counts[name])


@given(
    st.dictionaries(st.sampled_from("甲乙丙丁戊"), st.integers(0, 60), min_size=1),
    st.integers(0, 120),
)
def test_a_larger_sample_by_strata_contains_the_smaller(counts, size):
    strata = {name: [f"{name}{n}" for n in range(count)] for name, count in counts.items()}
    small, large = (draw_by_stratum(strata, more, "s") for more in (size, size + 1))

    assert all(
        large[name].chosen[: len(small[name].chosen)] == small[name].chosen for name in strata
    )


def test_the_shares_of_strata_are_written_down_once():
    counts = {"甲": 80, "乙": 44, "丙": 7, "丁": 1}
    strata = {name: [f"{name}{n}" for n in range(count)] for name, count in counts.items()}
    drawn = draw_by_stratum(strata, 30, "s")

    assert {name: len(one.chosen) for name, one in drawn.items()} == {
        "甲": 17,
        "乙": 10,
        "丙": 2,
        "丁": 1,
    }


def test_strata_of_even_size_get_even_shares():
    strata = {name: [f"{name}{n}" for n in range(50)] for name in "甲乙丙"}
    assert [len(one.chosen) for one in draw_by_stratum(strata, 30, "s").values()] == [10, 10, 10]


@pytest.mark.parametrize(
    ("names", "size", "seed", "sentence"),
    [
        (["L1", "L1"], 1, "s", "“L1”出现了2次"),
        (["L1"], 1, "", "不能为空"),
        (["L1"], -1, "s", "零或正整数"),
    ],
)
def test_a_draw_that_cannot_be_is_refused(names, size, seed, sentence):
    with pytest.raises(InputError, match=sentence):
        draw(names, size, seed)


def test_a_negative_head_count_is_refused():
    for ask in (sample_size, questionnaires):
        with pytest.raises(InputError, match="人数"):
            ask(-1, SHIPPED)


def test_a_fresh_seed_is_another_each_time():
    assert len({fresh_seed() for _ in range(100)}) == 100


def test_nothing_is_proposed_without_the_numbers_of_a_place():
    for ask in (sample_size, questionnaires):
        with pytest.raises(TypeError, match="scheme"):
            ask(100)
    with pytest.raises(TypeError, match="bounds"):
        SamplingScheme()


def test_other_numbers_of_a_unit_change_what_is_proposed():
    ours = replace(SHIPPED, bounds=(10, 20), middle=5, per_form=4, return_least=3)

    assert [sample_size(n, ours) for n in (9, 10, 20, 21)] == [9, 5, 5, 21]
    assert interviews({"劳动关系": 90}, {}, ours) == {"劳动关系": 4}
    assert questionnaires(40, ours) == 4


@pytest.mark.parametrize(
    ("key", "value"),
    [("sample.bounds", "[200, 30]"), ("sample.limits", "[9, 8]"), ("sample.share", "2")],
)
def test_numbers_of_an_overlay_that_propose_nothing_are_refused(tmp_path, key, value):
    kind = {"sample.share": "ratio", "sample.limits": "count"}.get(key, "person")
    overlay = tmp_path / "ours.toml"
    overlay.write_text(OVERLAY.format(key=key, value=value, unit=kind), encoding="utf-8")

    with pytest.raises(DefinitionError, match="抽样规则"):
        SamplingScheme.from_law(law.Law.load([overlay]), date(2026, 3, 2), "CN-32")


def test_every_number_has_its_rule():
    assert len(fields(SamplingScheme)) == 8
