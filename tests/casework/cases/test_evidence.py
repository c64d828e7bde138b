"""Evidence: numbered in the order it came, read back checked, and asked for where a step needs it."""

from pathlib import Path

import pytest

from casework import Casebook, cases, checkup
from casework.cases.evidence import Upload
from casework.errors import FileRefused, InputError, NotFound
from tests import factories

FIRST = factories.FIRST


def materials(book: Casebook, evidence: object) -> None:
    with book.work("lawyer.wang") as work:
        facts = factories.FACTS["receive_materials"]
        checkup.take(
            work, checkup.get(work, FIRST), "receive_materials", evidence=evidence, **facts
        )


def listed(book: Casebook) -> list[tuple[int, str, str]]:
    with book.read("admin") as work:
        rows = cases.evidence.listed(work, checkup.get(work, FIRST))
        return [(row.number, row.name, row.slot) for row in rows]


def test_papers_are_numbered_as_they_come_and_know_their_row(
    inspecting_book: Casebook, tmp_path: Path
) -> None:
    (tmp_path / "工资表.xlsx").write_bytes(b"wages")
    materials(inspecting_book, [tmp_path / "工资表.xlsx", Upload("考勤.csv", b"hours")])

    assert listed(inspecting_book)[1:] == [
        (2, "工资表.xlsx", "materials"),
        (3, "考勤.csv", "materials"),
    ]
    with inspecting_book.read("admin") as work:
        rows = cases.evidence.listed(work, checkup.get(work, FIRST))
        told = cases.timeline(work, checkup.get(work, FIRST))[0]
        assert {row.entry_seq for row in rows[1:]} == {told.seq}
    assert "证据：证2、证3" in told.lines
    assert inspecting_book.verify() == []


def test_evidence_comes_back_byte_for_byte_and_altered_never(inspecting_book: Casebook) -> None:
    materials(inspecting_book, [Upload("考勤.csv", b"hours")])
    with inspecting_book.read("auditor.qian") as work:
        case = checkup.get(work, FIRST)
        row, data = cases.evidence.content(work, case, 2)
        assert data == b"hours"
        inspecting_book.files.path(row.sha256).write_bytes(b"other")
        with pytest.raises(FileRefused, match="已被改动"):
            cases.evidence.content(work, case, 2)
        with pytest.raises(NotFound, match="证9"):
            cases.evidence.content(work, case, 9)


def test_a_slot_the_step_does_not_have_is_told(inspecting_book: Casebook) -> None:
    with pytest.raises(InputError, match="没有这个证据栏"):
        materials(inspecting_book, {"receipt": [Upload("x", b"x")]})
    materials(inspecting_book, {"其他": [Upload("信封.jpg", b"envelope")], "materials": []})

    assert listed(inspecting_book)[1:] == [(2, "信封.jpg", "其他")]


def test_the_evidence_of_one_case_is_no_evidence_of_another(inspecting_book: Casebook) -> None:
    other = factories.opened(inspecting_book, 2)

    with inspecting_book.read("admin") as work, pytest.raises(NotFound):
        cases.evidence.content(work, checkup.get(work, other), 1)
