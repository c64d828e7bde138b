"""Every rule of the reference ships, as it stands there."""

import hashlib
import json
from collections import Counter
from fractions import Fraction

import pytest

from casework import law
from casework.law import Rule, value_to_json

RULES = law.default().rules
#: What law-checkup 3.2 says in prose only: no line of rules.yaml.
ADDED = {
    *(f"PRAC-CHK-{number}" for number in range(35, 43)),
    *(f"PRAC-NEG-0{number}" for number in range(1, 5)),
}
#: Of the reference's rules.yaml: one line a rule of what decides a date, a number or its mark.
REFERENCE = "02201f5348aaa391ae5ed4c6ff7682e52ca40dad715413a54a1cbf7fbb9cd4c2"


def fingerprint(rules: list[Rule]) -> str:
    lines = []
    for r in rules:
        value = f"[{','.join(map(str, r.value))}]" if isinstance(r.value, tuple) else str(r.value)
        rolls = {"true": "True", "false": "False"}.get(str(r.rolls), str(r.rolls))
        rest = (r.from_on, r.until_on, r.direction, r.starts_fact, rolls, r.inclusive, r.of)
        facts = (
            r.label,
            r.key,
            r.jurisdiction,
            value,
            r.unit,
            r.article,
            r.confidence,
            r.instrument,
        )
        lines.append("|".join(str(one) for one in (*facts, *rest)))
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def test_every_rule_of_the_reference_ships_unchanged() -> None:
    assert fingerprint([r for r in RULES if r.label not in ADDED]) == REFERENCE


def test_the_fingerprint_tells_a_raised_mark() -> None:
    raised = [
        Rule(
            **{
                **{f: getattr(r, f) for f in Rule.__dataclass_fields__},
                "confidence": law.Confidence.VERIFIED,
            }
        )
        if r.label == "JS-SUP-01"
        else r
        for r in RULES
        if r.label not in ADDED
    ]
    assert fingerprint(raised) != REFERENCE


def test_the_rules_by_procedure_and_by_jurisdiction() -> None:
    assert len(RULES) == 273
    assert Counter(r.procedure for r in RULES) == {
        "full": 159, "checkup": 42, "all": 24, "platform": 24, "supervision": 20, "simple": 4
    }  # fmt: skip
    assert Counter(r.jurisdiction for r in RULES) == {
        "CN": 161, "CN-32": 59, "CN-33": 17, "CN-50": 16, "CN-31": 10, "CN-11": 9, "CN-36": 1
    }  # fmt: skip


def test_labels_are_unique() -> None:
    assert [label for label, n in Counter(r.label for r in RULES).items() if n > 1] == []


def test_a_rule_without_a_value_says_why() -> None:
    without = [r for r in RULES if r.value is None]
    assert len(without) == 46
    assert [r.label for r in without if not r.note] == []


def test_no_note_speaks_in_the_codes_of_the_research() -> None:
    codes = ("（E", "M-高", "M-中", "V1", "V2", "V3", "回退", "笔记", "编码")
    assert [
        r.label for r in RULES if any(code in (r.note or "") + (r.starts or "") for code in codes)
    ] == []


@pytest.mark.parametrize(
    ("label", "value", "as_json"),
    [
        ("CN-OFFER-02", 20, 20),
        ("CN-VOTE-02", Fraction(2, 3), "2/3"),
        ("CN-TERM-01", (1, 3), [1, 3]),
        ("PRAC-CHK-26", (1, Fraction(1, 2), 0), [1, "1/2", 0]),
        ("CN-OFFER-01", True, True),
        ("CAL-04b", False, False),
        ("JS-OFFER-01", None, None),
    ],
)
def test_values_are_typed_and_written_back_as_they_were(
    label: str, value: law.Value, as_json: object
) -> None:
    rule = next(r for r in RULES if r.label == label)
    assert (type(rule.value), rule.value) == (type(value), value)
    assert json.loads(json.dumps(value_to_json(rule.value))) == as_json


def test_a_value_is_read_aloud() -> None:
    shown = {r.label: r.show_value() for r in RULES}
    assert shown["CN-OFFER-02"] == "20日"
    assert shown["CN-TERM-01"] == "1至3年"
    assert shown["CN-VOTE-02"] == "2/3"
    assert shown["CN-PUB-01"] == "及时"
    assert shown["PRAC-CHK-28"] == "90、75、60"
    assert shown["CN-OFFER-01"] == "是"
    assert shown["JS-OFFER-01"] == "没有数值"
