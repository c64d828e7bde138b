"""Numbers of days and persons beside the law data come from its rules: an overlay changes them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from casework import Casebook, checkup, law
from casework.errors import StepRefused
from tests import factories

_RULE = """
[[rule]]
label = "{label}"
key = "{key}"
jurisdiction = "CN-32"
subject = "本地做法"
value = {value}
unit = "{unit}"
direction = "{direction}"
{more}
procedure = "checkup"
confidence = "practice"
"""
_DAYS = 'starts = "体检报告送达企业之日"\nstarts_fact = "report_received_on"\nrolls = false'
_FREE = {"facts": "事实", "sentences": ["依据"], "remedy": "改正"}


@pytest.fixture
def overlaid(tmp_path: Path, brought: Callable[[str, str], Casebook]) -> Callable[..., Casebook]:
    """Return what brings a casebook to a stage under an overlay of one rule."""

    def under(key: str, value: int, unit: str, stage: str = "start_inspection") -> Casebook:
        counted = unit == "person"
        text = _RULE.format(
            label=f"TEST-{key}",
            key=key,
            value=value,
            unit=unit,
            direction="min" if counted else "after",
            more="inclusive = true" if counted else _DAYS,
        )
        file = tmp_path / "overlay.toml"
        file.write_text(text, encoding="utf-8")
        book = brought("sqlite", stage)
        return Casebook(book.engine, book.files, law.Law.load([file]), lambda: factories.NOW)

    return under


def free_days(book: Casebook) -> int:
    with book.work("inspector.li") as work:
        case = checkup.get(work, factories.FIRST)
        return checkup.add_free(work, case, "目录外的一件事", **_FREE).rectify_days


def test_a_free_finding_starts_with_the_days_of_the_general_rule(overlaid):
    assert free_days(overlaid("checkup.rectify.general", 21, "day")) == 21


def test_a_rule_in_working_days_is_counted_on_the_calendar(overlaid):
    last = factories.working_days_after(factories.TODAY, 10)
    days = free_days(overlaid("checkup.rectify.general", 10, "working_day"))
    assert days == (last - factories.TODAY).days


def test_so_many_have_to_be_on_site_as_the_local_rule_says(overlaid):
    book = overlaid("supervision.onsite_persons", 3, "person", "start_collection")
    with book.work("lawyer.wang") as work:
        case = checkup.get(work, factories.FIRST)
        with pytest.raises(StepRefused, match="3 名以上"):
            checkup.take(work, case, "start_inspection", **factories.FACTS["start_inspection"])
