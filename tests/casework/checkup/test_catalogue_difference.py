"""The difference of two catalogues: every change seen, told apart by what it does to a score."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.checkup.catalogue import Catalogue
from casework.checkup.catalogue.difference import LABELS, SCORING, Sort, compare
from casework.cli import main
from tests import factories

#: Field → a change of the item LC-05-01 in the small catalogue, as text of the file.
CHANGES = {
    "title": ('title = "', 'title = "新'),
    "question": ('question = "', 'question = "（新）'),
    "workers": ('workers = ["劳动关系"', 'workers = ["民事关系", "劳动关系"'),
    "sectors": ('sectors = ["全部"]', 'sectors = ["快递"]'),
    "parties": ('parties = ["平台企业", ', "parties = ["),
    "force": ('force = "法定义务"', 'force = "政策要求"'),
    "basis": ('confidence = "verified"', 'confidence = "unverified"'),
    "evidence": ("evidence = [", 'evidence = ["新资料", '),
    "risk": ('risk = "高"', 'risk = "低"'),
    "consequence": ('consequence = "', 'consequence = "新'),
    "remedy": ('remedy = "', 'remedy = "新'),
    "rectify_days": ("rectify_days = ", "rectify_days = 1"),
    "red_line": ("red_line = false", 'red_line = true\nred_line_when = "致人死亡"'),
    "topic": ("red_line = false", 'red_line = false\ntopic = "rest"'),
}


def changed(*fields):
    """Return a next version of the small catalogue, LC-05-01 changed in *fields*."""
    head, first, *rest = factories.small_catalogue().text.split("[[item]]\n")
    assert "LC-05-01" in first
    first = "\n".join(line for line in first.split("\n") if not line.startswith("topic = "))
    old = "[[item]]\n".join([head, first, *rest])
    for field in fields:
        assert CHANGES[field][0] in first, field
        first = first.replace(*CHANGES[field], 1)
    new = "[[item]]\n".join([head.replace("2026.2", "2026.3"), first, *rest])
    return Catalogue.read(old, "旧"), Catalogue.read(new, "新")


@pytest.mark.parametrize("field", CHANGES)
def test_a_change_of_a_field_is_seen_and_nothing_else(field):
    found = compare(*changed(field))

    (item,) = found.of(Sort.CHANGED)
    touched = {one.name for one in item.fields}
    assert touched == ({field, "red_line_when"} if field == "red_line" else {field})
    assert item.scoring == (field in SCORING)
    assert all(one.old != one.new and one.label == LABELS[one.name] for one in item.fields)
    assert len(found.of(Sort.UNCHANGED)) == 2


def test_every_field_of_an_item_can_be_seen_to_differ():
    assert set(LABELS) == {*CHANGES, "domain", "red_line_when"}


@given(st.sets(st.sampled_from([name for name in CHANGES if name != "topic"])))
def test_any_set_of_changes_is_told_apart(fields):
    old, new = changed(*fields)

    found = compare(old, new)
    item = next(one for one in found.items if one.id == "LC-05-01")

    assert {one.name for one in item.fields} - {"red_line_when"} == fields
    assert (item in found.scoring) == bool(fields & SCORING)
    assert (item in found.wording) == bool(fields and not fields & SCORING)
    assert (found.old, found.new) == ("jiangsu@2026.2", "jiangsu@2026.3")


def test_what_is_new_and_what_is_gone_is_told_both_ways(catalogue):
    small = factories.small_catalogue()

    growing, shrinking = compare(small, catalogue), compare(catalogue, small)

    assert len(growing.of(Sort.NEW)) == len(shrinking.of(Sort.GONE)) == 114
    assert not growing.of(Sort.CHANGED)
    assert {one.id for one in growing.of(Sort.UNCHANGED)} == set(factories.ITEMS)


def test_the_command_tells_a_person_and_a_script(capsys, tmp_path):
    old, new = changed("risk", "remedy")
    files = [tmp_path / "旧.toml", tmp_path / "新.toml"]
    for file, text in zip(files, (old.text, new.text), strict=True):
        file.write_text(text, encoding="utf-8")

    main(["catalogue", "diff", *map(str, files)])
    out = capsys.readouterr().out
    assert "计分有改动（1 项）：" in out
    assert "风险（计分）：高 → 低" in out
    assert "未变 2 项。" in out

    main(["catalogue", "diff", *map(str, files), "--json"])
    data = json.loads(capsys.readouterr().out)
    assert [one["field"] for one in data["scoring"][0]["fields"]] == ["risk", "remedy"]
    assert data["new"] == {"reference": "jiangsu@2026.3", "hash": new.hash}
