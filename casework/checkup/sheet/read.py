"""Reading a filled-in sheet back: first a preview, row by row; nothing is changed here.

The workbook carries, hidden, which case and catalogue it belongs to and a digest of what every row
said when it was written. So three things are told apart: what the person who filled it in changed,
what was left as it was (then the book keeps what it has, even if it has moved on since), and what
both changed (``moved_on``: applying it overwrites somebody's later work, and the caller decides).
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from casework.checkup.catalogue import Catalogue, Item
from casework.checkup.sheet import layout
from casework.checkup.sheet.preview import Preview, RowResult
from casework.checkup.sheet.rows import free_rows, item_rows
from casework.checkup.sheet.self_layout import FILLED_BY, SELF_CHECK, SELF_COLUMNS
from casework.checkup.sheet.self_rows import self_rows
from casework.checkup.sheet.values import AnswerValues, FreeValues, SelfValues
from casework.checkup.sheet.workbook import opened

_SHOWN = 10


def read_sheet(
    source: bytes | Path | str,
    case_number: str,
    catalogue: Catalogue,
    items: Sequence[Item],
    answers: Mapping[str, AnswerValues],
    *,
    free: Mapping[str, FreeValues] | None = None,
    workers: Mapping[str, int] | None = None,
) -> Preview:
    """Return what the sheet would change, row by row, against the current *answers* and *free*.

    *workers* are the persons in the enterprise by form of employment.

    Raises:
        FileRefused: foreign, damaged, of another case or another version of the catalogue.
    """
    sheets = (layout.ITEM_SHEET, layout.FREE_SHEET)
    book = opened(source, layout.CHECK, case_number, catalogue, sheets)
    rows = book.rows(layout.ITEM_SHEET, layout.ITEM_COLUMNS)
    checked = tuple(item_rows(rows, catalogue, items, answers, book.marks, workers or {}))
    rows = book.rows(layout.FREE_SHEET, layout.FREE_COLUMNS)
    extra = tuple(free_rows(rows, free or {}, book.marks, workers or {}))
    return Preview(checked, extra, tuple(_notes(items, checked, pictures=book.pictures)))


def read_self_sheet(
    source: bytes | Path | str,
    case_number: str,
    catalogue: Catalogue,
    items: Sequence[Item],
    answers: Mapping[str, SelfValues],
) -> Preview:
    """Return what the company's sheet would change, row by row, against what it said before.

    Raises:
        FileRefused: as :func:`read_sheet`; a check sheet filled in by inspectors too.
    """
    sheets = (layout.GUIDE_SHEET, SELF_CHECK.sheet)
    book = opened(source, SELF_CHECK, case_number, catalogue, sheets)
    rows = book.rows(SELF_CHECK.sheet, SELF_COLUMNS)
    signer = book.beside(layout.GUIDE_SHEET, FILLED_BY)
    checked = tuple(self_rows(rows, catalogue, items, answers, book.marks, signer))
    return Preview(checked, (), tuple(_notes(items, checked, pictures=book.pictures)))


def _notes(items: Sequence[Item], checked: Sequence[RowResult], *, pictures: bool) -> Iterator[str]:
    present = {row.key for row in checked}
    missing = [item.id for item in items if item.id not in present]
    if missing:
        shown = "、".join(missing[:_SHOWN]) + ("等" if len(missing) > _SHOWN else "")
        yield f"表中缺少 {len(missing)} 项的行（{shown}）；这些项保持系统中的内容不变。"
    if pictures:
        yield "表内贴有图片，不会导入；请把照片另行上传为证据。"
