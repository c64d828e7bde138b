"""The score then and now, against a second computation kept in the tests."""

from types import SimpleNamespace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from casework.checkup.queries import Given
from casework.checkup.recheck.comparing import Comparison, compared
from casework.checkup.recheck.results import Result
from casework.checkup.scoring import Grade, ScoringScheme
from casework.checkup.verdict import Verdict
from tests.second_scoring import ITEMS, second, second_now

FAULTY = (Verdict.PARTIAL, Verdict.NON_COMPLIANT)
RESULT = st.sampled_from([*Result, ""])
RARELY = st.integers(0, 9).map(lambda n: n == 0)
ANSWER = st.tuples(st.sampled_from([*Verdict, Verdict.NON_COMPLIANT, None]), RARELY, RESULT)
ANSWERS = st.dictionaries(st.sampled_from(range(len(ITEMS))), ANSWER, max_size=40)
FREE = st.lists(st.tuples(st.sampled_from("高中低"), RARELY, RESULT), max_size=4)


def finding(number: int, **given_: object) -> SimpleNamespace:
    red = bool(given_.pop("red", False))
    plain = {"item_id": None, "title": "宿舍充电", "risk": "高", "red_line_confirmed": red}
    return SimpleNamespace(number=number, code=f"WT-{number:02d}", **{**plain, **given_})


def both(chosen: dict, free: list) -> Comparison:
    """Return the comparison the code makes of random answers, free findings and results."""
    answers = {ITEMS[i].id: Given(v, red, None) for i, (v, red, _) in chosen.items()}
    faulty = [i for i, (verdict, _, _) in chosen.items() if verdict in FAULTY]
    rows = [finding(n, item_id=ITEMS[i].id, red=chosen[i][1]) for n, i in enumerate(faulty, 1)]
    results = {n: chosen[i][2] for n, i in enumerate(faulty, 1)}
    for n, (risk, red, result) in enumerate(free, len(rows) + 1):
        rows.append(finding(n, risk=risk, red=red))
        results[n] = result
    found = {number: Result(word) for number, word in results.items() if word}
    items = [ITEMS[i] for i in sorted(chosen)]
    return compared(items, answers, rows, found, scheme=ScoringScheme())


def numbers(made: Comparison) -> tuple:
    return tuple((int((one.value or 0) * 10_000), one.grade) for one in (made.then, made.now))


def agrees(chosen: dict, free: list, **planted: bool) -> bool:
    plain = {i: (verdict, red) for i, (verdict, red, _) in chosen.items()}
    results = {i: word for i, (verdict, _, word) in chosen.items() if verdict in FAULTY}
    lines = [(risk, red) for risk, red, _ in free]
    now = second_now(plain, results, lines, [word for _, _, word in free], **planted)
    return numbers(both(chosen, free)) == (second(plain, free=lines), now)


@settings(max_examples=1000)
@given(ANSWERS, FREE)
def test_a_second_computation_agrees_on_both_scores(chosen, free):
    assert agrees(chosen, free)


def test_the_proof_would_notice_a_waiver_counted_as_put_right():
    def check(chosen: dict, free: list) -> None:
        assert agrees(chosen, free, waived_as_done=True)

    with pytest.raises(AssertionError):
        settings(max_examples=1000, database=None, phases=[Phase.generate])(
            given(ANSWERS, FREE)(check)
        )()


RED = next(index for index, item in enumerate(ITEMS) if item.red_line)


@pytest.mark.parametrize("word", [*Result, ""])
def test_a_red_line_is_lifted_only_by_what_was_verified(word):
    made = both({RED: (Verdict.NON_COMPLIANT, True, word)}, [])
    assert made.then.computed_grade is Grade.RED
    assert bool(made.now.red_lines) == (word != Result.DONE)
    assert ("红线解除" in made.explain()) == (word == Result.DONE)


@pytest.mark.parametrize("word", [*Result, ""])
def test_each_result_says_what_it_makes_of_the_verdict(word):
    (change,) = both({0: (Verdict.NON_COMPLIANT, False, word)}, []).changes
    after = {Result.DONE: "合规", Result.PARTLY: "部分合规"}.get(word, "不合规")
    assert (change.before, change.after, change.result) == ("不合规", after, word or None)
    assert ("按初检计" in change.why) == (after == "不合规")


def test_both_scores_are_explained_side_by_side_and_the_first_stays_as_it_was():
    made = both({0: (Verdict.NON_COMPLIANT, False, Result.DONE)}, [("高", False, Result.WAIVED)])
    assert [made.then.value, made.now.value] == [0, 100]
    text = made.explain()
    assert text.index("【初检】") < text.index("【复检】") < text.index("【变化】")
    assert "已免除，不等于整改，按初检计。" in text
    assert made.to_dict()["changes"][0]["after"] == "合规"
