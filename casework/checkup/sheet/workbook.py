"""A returned workbook opened: its sheets as cells, its hidden marks, the rows under the headings.

Whatever the file claims, it is read within bounds, and what is not ours is refused in a sentence.
"""

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from casework.checkup.catalogue import Catalogue
from casework.checkup.sheet.cells import CellFault, as_text
from casework.checkup.sheet.fields import RawCell, RawRow
from casework.checkup.sheet.layout import CHECK, MARK_SHEET, Column, Form
from casework.checkup.sheet.safety import inspect
from casework.checkup.sheet.self_layout import SELF_CHECK
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
#: Where the others are read in: said to somebody who brought one of them.
_READ_IN = {
    CHECK: "这是律师填写的检查表，不是企业自查表。检查表请到“Excel 检查表”读回。",
    SELF_CHECK: "这是企业自查表，不是检查表。自查表请到“企业自查”读回；企业的自查不代替检查结论。",
}

Grid = list[list[RawCell]]


@dataclass(frozen=True, slots=True)
class Returned:
    """A workbook that came back, and is the one that was asked for."""

    grids: Mapping[str, Grid]
    marks: Mapping[str, str]
    pictures: bool

    def rows(self, title: str, columns: Sequence[Column]) -> Iterator[RawRow]:
        """Yield the rows under the headings; columns are found by heading wherever they are."""
        if title not in self.grids:
            raise FileRefused(f"工作簿里没有“{title}”这张表（可能被删除或改名）。请恢复后再上传。")
        grid = self.grids[title]
        needed = {columns[0].heading: "key"}
        needed |= {column.heading: column.field for column in columns if column.field}
        top, places = _headings(grid, title, needed)
        letters = {field: get_column_letter(at + 1) for field, at in places.items()}
        blank = RawCell(None)
        for number, row in enumerate(grid[top + 1 :], top + 2):
            cells = {field: row[at] if at < len(row) else blank for field, at in places.items()}
            yield RawRow(title, number, cells.pop("key"), cells, letters)

    def beside(self, title: str, label: str) -> str:
        """Return the text in the cell beside *label*, or nothing."""
        lines = _pairs(self.grids.get(title, []))
        return next((value for key, value in lines if key == label), "")


def opened(
    source: bytes | Path | str,
    form: Form,
    case_number: str,
    catalogue: Catalogue,
    sheets: Sequence[str],
) -> Returned:
    """Return the workbook in *source*, its *sheets* read.

    Raises:
        FileRefused: foreign, damaged, another form, of another case or another version of the catalogue.
    """
    data = source if isinstance(source, bytes) else _bytes(Path(source))
    pictures = inspect(data)
    grids = _grids(data, (*sheets, MARK_SHEET))
    marks = dict(_pairs(grids.get(MARK_SHEET, [])))
    _refuse_foreign(marks, form, case_number, catalogue)
    return Returned(grids, marks, pictures)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise FileRefused(f"没有这个文件：{path}。请核对路径。") from None
    except OSError as error:
        raise FileRefused(f"读不了 {path}：{why_unread(error)}") from None


def _grids(data: bytes, known: Sequence[str]) -> dict[str, Grid]:
    """Return the sheets we know, cell by cell, within bounds whatever the file claims."""
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
            raise FileRefused(
                f"“{title}”超过 {_ROWS_MOST} 行，不像本系统的表格。请删去多余的行再上传。"
            )
    return grids


def _raw(cell: object) -> RawCell:
    kind = getattr(cell, "data_type", "n")
    return RawCell(getattr(cell, "value", None), kind == "f", kind == "e")


def _pairs(grid: Grid) -> Iterator[tuple[str, str]]:
    """Yield what stands in the first two columns, as text."""
    for row in grid:
        if len(row) > 1 and row[0].value is not None:
            yield _word(row[0]), _word(row[1])


def _word(cell: RawCell) -> str:
    try:
        return as_text(cell.value)
    except CellFault:
        return ""


def _refuse_foreign(
    marks: Mapping[str, str], form: Form, case_number: str, catalogue: Catalogue
) -> None:
    given = marks.get("format", "").partition("/")[0]
    for other, sentence in _READ_IN.items():
        if other is not form and given == other.kind:
            raise FileRefused(sentence)
    if given != form.kind:
        raise FileRefused(
            f"这不是本系统导出的{form.title}，或者系统标识已丢失（例如把内容复制到了新文件）。"
            f"请先导出本案的{form.title}，在其中填写后再上传。"
        )
    if marks["format"] != form.format:
        raise FileRefused(
            f"这是另一版本的系统导出的{form.title}，本版读不准。请重新导出本案的{form.title}。"
        )
    if marks.get("case") != case_number:
        raise FileRefused(
            f"这是案件 {marks.get('case', '')} 的{form.title}，不是 {case_number} 的。请核对案件或文件。"
        )
    if marks.get("hash") != catalogue.hash:
        raise FileRefused(
            f"这张表按目录 {marks.get('version', '')} 版导出，本案现用 {catalogue.version} 版"
            f"（内容不同）。请重新导出{form.title}，把已填内容粘贴过去。"
        )


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
