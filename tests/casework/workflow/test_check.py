"""One fault at a time in a small table, and exactly the sentences it brings."""

import tomllib
from pathlib import Path

import pytest

from casework.errors import DefinitionError
from casework.workflow import Table
from casework.workflow.check import check, load

KNOWN = {
    "guards": ["ready"],
    "effects": ["stamp"],
    "documents": ["通知书"],
    "rules": ["offer.reply"],
    "acts": ["编", "送达", "审核", "归档"],
}
FAULTS = tomllib.loads((Path(__file__).parent / "faults.toml").read_text(encoding="utf-8"))["fault"]


def test_nothing_is_wrong_with_the_small_table(small):
    assert check(small, **KNOWN) == []


def test_names_nobody_gave_are_not_asked_for(small):
    assert check(small) == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["new"][:30])
def test_each_fault_is_told_with_place_and_remedy(changed, fault):
    found = check(changed((fault["old"], fault["new"])), **KNOWN)

    assert sorted(map(str, found)) == sorted(fault["problems"])


def test_all_faults_of_a_table_come_at_once(changed):
    table = changed(
        ('guards = ["ready"]', 'guards = ["redy"]'),
        ('starts = "received_on"', 'starts = "sent"'),
        ('label = "已办结"', 'label = "办理中"'),
    )

    assert len(check(table, **KNOWN)) == 3


def test_a_table_is_loaded_only_when_nothing_is_wrong(small_text, small):
    assert load(small_text, "small.toml", **KNOWN) == small

    with pytest.raises(DefinitionError, match="没有名为“ready”的条件"):
        load(small_text, "small.toml", guards=["other"])


def test_an_illegal_edge_planted_in_the_check_up_is_caught(checkup):
    assert check(checkup) == []

    old = 'from     = ["rechecking"]\nto       = "closed"'
    planted = Table.read(
        checkup.text.replace(old, old.replace('["re', '["closed", "re')), "planted"
    )

    assert [problem.place for problem in check(planted)] == ["[step.close].from", "[step.close].to"]
