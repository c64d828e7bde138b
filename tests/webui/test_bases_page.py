"""The bases of a finding ticked one by one; hints on a card of the checklist."""

from dataclasses import dataclass
from urllib.parse import quote

import pytest

from casework import checkup
from casework.checkup.hints import hints_of


@pytest.fixture
def page(numbers):
    return f"/cases/{quote(numbers.inspected)}/findings/WT-01/bases"


def finding(book, number):
    with book.read("lawyer.wang") as work:
        case = checkup.get(work, number)
        return next(one for one in checkup.findings(work, case) if one.code == "WT-01")


def test_all_bases_are_ticked_at_first_and_those_kept_are_worded_anew(
    wang, page, book, numbers, form_of
):
    shown = wang.get(page).text
    assert shown.count('name="kept"') == shown.count(" checked>") >= 1
    form = {"kept": ["0"], "seen": form_of(shown).hidden["seen"]}

    assert wang.post(page, form).status_code == 303
    row = finding(book, numbers.inspected)
    assert row.bases_checked
    assert "sentences" in row.edited


def test_a_finding_without_any_basis_is_refused_and_the_ticks_stay(wang, page, form_of):
    form = {"seen": form_of(wang.get(page).text).hidden["seen"]}
    answer = wang.post(page, form)

    assert answer.status_code == 422
    assert "至少保留一条" in answer.text
    assert " checked>" not in answer.text


def test_a_finding_outside_the_catalogue_has_no_list(wang, numbers):
    address = f"/cases/{quote(numbers.inspected)}/findings/WT-02/bases"

    assert wang.get(address).status_code == 404


def test_the_list_is_reached_from_the_findings(wang, numbers):
    assert "/findings/WT-01/bases" in wang.get(f"/cases/{quote(numbers.inspected)}/findings").text


@dataclass
class Told:
    facts: str = ""
    worker_forms: tuple[str, ...] = ()
    workers_affected: int | None = None


def test_more_workers_than_there_are_is_a_hint():
    present = {"劳动关系": 9, "劳务派遣": 3}

    assert hints_of(Told(workers_affected=9), present, ["劳动关系"]) == ()
    said = hints_of(Told(workers_affected=10), present, ["劳动关系"])
    assert said == ("涉及人数 10 多于这些劳动者的总数 9，请核对。",)


def test_a_card_shows_the_hint(wang, book, numbers):
    with book.work("lawyer.wang") as work:
        case = checkup.get(work, numbers.inspected)
        (item, _given), *_ = [pair for pair in checkup.items(work, case) if pair[1]]
        checkup.answer(work, case, item.id, "不合规", facts="未见名册", workers=50)

    page = wang.get(f"/cases/{quote(numbers.inspected)}/checklist").text
    assert "提示：涉及人数 50 多于这些劳动者的总数 9，请核对。" in page
