"""The company's sheet: written for a case, and looked at when it comes back; nothing is changed here."""

from pathlib import Path

from casework.cases.models import Case
from casework.cases.work import Work, query
from casework.checkup import sheet
from casework.checkup.models import SelfAnswer
from casework.checkup.queries import pinned_catalogue, tailored
from casework.checkup.selfcheck.replay import stored
from casework.checkup.sheet import Preview, SelfValues
from casework.checkup.sheet.service import printed_head, saved


@query
def self_sheet_bytes(work: Work, case: Case) -> bytes:
    """Return the 自查表 of a case as an .xlsx, with what the company said before."""
    work.ask("看", case)
    catalogue, items = pinned_catalogue(work, case), tailored(work, case)
    head = printed_head(work, case)
    return sheet.write_self_sheet(case.number, head, catalogue, items, _said(work, case))


@query
def write_self_sheet(work: Work, case: Case, path: str | Path) -> None:
    """Write the 自查表 to *path*, whole or not at all.

    Raises:
        CasebookError: the folder is missing or read-only, or the disk is full.
    """
    saved(self_sheet_bytes(work, case), Path(path), "企业自查表")


@query
def preview_self_check(work: Work, case: Case, source: bytes | str | Path) -> Preview:
    """Return what a returned 自查表 would change, row by row; nothing is written.

    Raises:
        FileRefused: foreign, damaged, a check sheet, of another case or another version of the catalogue.
    """
    work.ask("看", case)
    catalogue, items = pinned_catalogue(work, case), tailored(work, case)
    return sheet.read_self_sheet(source, case.number, catalogue, items, _said(work, case))


def _said(work: Work, case: Case) -> dict[str, SelfValues]:
    return {item_id: _values(row) for item_id, row in stored(work, case).items()}


def _values(row: SelfAnswer) -> SelfValues:
    return SelfValues(row.verdict, row.facts, row.filled_by)
