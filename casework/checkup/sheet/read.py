"""Reading a filled-in check sheet back: first a preview, row by row; nothing is changed here.

The workbook carries, hidden, which case and catalogue it belongs to and a digest of what every row
said when it was written. So three things are told apart: what the inspector changed in the sheet,
what he left as it was (then the book keeps what it has, even if it has moved on since), and what
both changed (``moved_on``: applying it overwrites somebody's later work, and the caller decides).
"""

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from casework.checkup.catalogue import Catalogue, Item
from casework.checkup.sheet import layout
from casework.checkup.sheet.layout import Column
from casework.checkup.sheet.preview import Preview, RowResult
from casework.checkup.sheet.rows import RawCell, RawRow, free_rows, item_rows
from casework.checkup.sheet.safety import inspect
from casework.checkup.sheet.values import AnswerValues, CellFault, FreeValues, as_text
from casework.errors import FileRefused
from casework.store.writing import why_unread

#: What the parser has been seen to raise on broken workbooks; anything else is a bug of ours.
_FAULTS = (
    ArithmeticError, AssertionError, AttributeError, EOFError, InvalidFileException, LookupError,
    OSError, RuntimeError, SyntaxError, TypeError, ValueError, struct.error, zipfile.BadZipFile,
    zlib.error,
)  # fmt: skip
_ROWS_MOST, _COLUMNS_MOST = 3000, 60
_HEADINGS_WITHIN = 30
_SHOWN = 10

Grid = list[list[RawCell]]


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

    *workers* are the persons in the enterprise by form of employment; without them, forms go unchecked.

    Raises:
        FileRefused: foreign, damaged, of another case or another version of the catalogue.
    """
    data = source if isinstance(source, bytes) else _bytes(Path(source))
    pictures = inspect(data)
    grids = _grids(data)
    marks = _marks(grids.get(layout.MARK_SHEET, []))
    _refuse_foreign(marks, case_number, catalogue)
    rows = _rows(grids, layout.ITEM_SHEET, layout.ITEM_COLUMNS)
    checked = tuple(item_rows(rows, catalogue, items, answers, marks, workers or {}))
    rows = _rows(grids, layout.FREE_SHEET, layout.FREE_COLUMNS)
    extra = tuple(free_rows(rows, free or {}, marks, workers or {}))
    return Preview(checked, extra, tuple(_notes(items, checked, pictures=pictures)))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise FileRefused(f"没有这个文件：{path}。请核对路径。") from None
    except OSError as error:
        raise FileRefused(f"读不了 {path}：{why_unread(error)}") from None


def _grids(data: bytes) -> dict[str, Grid]:
    """Return the sheets we know, cell by cell, within bounds whatever the file claims."""
    known = (layout.ITEM_SHEET, layout.FREE_SHEET, layout.MARK_SHEET)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl remarks on what it does not keep
            book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            grids = {}
            for sheet in book.worksheets:
                if sheet.title in known:
                    sheet.reset_dimensions()  # WPS and others may write them wrong
                    cells = sheet.iter_rows(max_row=_ROWS_MOST + 1, max_col=_COLUMNS_MOST)
                    grids[sheet.title] = [[_raw(cell) for cell in row] for row in cells]
            book.close()
    except _FAULTS as error:
        raise FileRefused(
            "工作簿的内部结构已损坏，读不出来。请用 Excel 或 WPS 打开，另存为新的 .xlsx 再上传。"
        ) from error
    for title, grid in grids.items():
        if len(grid) > _ROWS_MOST:
            raise FileRefused(f"“{title}”超过 {_ROWS_MOST} 行，不像检查表。请删去多余的行再上传。")
    return grids


def _raw(cell: object) -> RawCell:
    kind = getattr(cell, "data_type", "n")
    return RawCell(getattr(cell, "value", None), kind == "f", kind == "e")


def _marks(grid: Grid) -> dict[str, str]:
    pairs = [row[:2] for row in grid if len(row) > 1 and row[0].value is not None]
    return {_word(key): _word(value) for key, value in pairs}


def _word(cell: RawCell) -> str:
    try:
        return as_text(cell.value)
    except CellFault:
        return ""


def _refuse_foreign(marks: Mapping[str, str], case_number: str, catalogue: Catalogue) -> None:
    if not marks.get("format", "").startswith(layout.FORMAT.partition("/")[0]):
        raise FileRefused(
            "这不是本系统导出的检查表，或者系统标识已丢失（例如把内容复制到了新文件）。"
            "请先导出本案的检查表，在其中填写后再上传。"
        )
    if marks["format"] != layout.FORMAT:
        raise FileRefused("这是另一版本的系统导出的检查表，本版读不准。请重新导出本案的检查表。")
    if marks.get("case") != case_number:
        raise FileRefused(
            f"这是案件 {marks.get('case', '')} 的检查表，不是 {case_number} 的。请核对案件或文件。"
        )
    if marks.get("hash") != catalogue.hash:
        raise FileRefused(
            f"这张表按目录 {marks.get('version', '')} 版导出，本案现用 {catalogue.version} 版"
            "（内容不同）。请重新导出检查表，把已填内容粘贴过去。"
        )


def _rows(grids: Mapping[str, Grid], title: str, columns: Sequence[Column]) -> Iterator[RawRow]:
    """Yield the rows under the headings; columns are found by heading wherever they are."""
    if title not in grids:
        raise FileRefused(f"工作簿里没有“{title}”这张表（可能被删除或改名）。请恢复后再上传。")
    grid = grids[title]
    needed = {columns[0].heading: "key"}
    needed |= {column.heading: column.field for column in columns if column.field}
    top, places = _headings(grid, title, needed)
    letters = {field: get_column_letter(at + 1) for field, at in places.items()}
    blank = RawCell(None)
    for number, row in enumerate(grid[top + 1 :], top + 2):
        cells = {field: row[at] if at < len(row) else blank for field, at in places.items()}
        yield RawRow(title, number, cells.pop("key"), cells, letters)


def _headings(grid: Grid, title: str, needed: Mapping[str, str]) -> tuple[int, dict[str, int]]:
    """Return the row of the headings and where each field stands."""
    best: tuple[int, list[str]] = (0, [])
    for at, row in enumerate(grid[:_HEADINGS_WITHIN]):
        words = ["".join(_word(cell).split()) for cell in row]
        if sum(word in needed for word in words) > sum(word in needed for word in best[1]):
            best = (at, words)
    top, words = best
    missing = [heading for heading in needed if heading not in words]
    if missing:
        listed = "、".join(f"“{heading}”" for heading in missing)
        raise FileRefused(f"“{title}”里找不到列标题{listed}（可能被删除或改名）。请恢复后再上传。")
    for heading in needed:
        if words.count(heading) > 1:
            raise FileRefused(f"“{title}”里有两列“{heading}”，不知道该读哪一列。请删去一列。")
    return top, {field: words.index(heading) for heading, field in needed.items()}


def _notes(items: Sequence[Item], checked: Sequence[RowResult], *, pictures: bool) -> Iterator[str]:
    present = {row.key for row in checked}
    missing = [item.id for item in items if item.id not in present]
    if missing:
        shown = "、".join(missing[:_SHOWN]) + ("等" if len(missing) > _SHOWN else "")
        yield f"表中缺少 {len(missing)} 项的行（{shown}）；这些项保持系统中的内容不变。"
    if pictures:
        yield "表内贴有图片，不会导入；请把照片另行上传为证据。"
