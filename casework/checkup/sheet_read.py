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
from typing import TYPE_CHECKING

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from casework.checkup import sheet_layout as layout
from casework.checkup import sheet_rows as rows
from casework.checkup.catalogue import Catalogue, Item
from casework.checkup.sheet_preview import Preview, RowResult
from casework.checkup.sheet_safety import inspect
from casework.checkup.sheet_values import AnswerValues, FreeValues
from casework.errors import FileRefused

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

#: What a parser of broken workbooks has been seen to raise; anything else is a bug of ours.
_FAULTS = (
    ArithmeticError, AssertionError, AttributeError, EOFError, InvalidFileException, LookupError,
    OSError, RuntimeError, SyntaxError, TypeError, ValueError, struct.error, zipfile.BadZipFile,
    zlib.error,
)  # fmt: skip
_ROWS_MOST, _COLUMNS_MOST = 3000, 60
_HEADINGS_WITHIN = 30
_NOT_OURS = "这不是本系统导出的检查表，或者系统标识已丢失。请先导出本案的检查表，在其中填写后再交回。"


def read_sheet(
    source: bytes | Path | str,
    case_number: str,
    catalogue: Catalogue,
    items: Sequence[Item],
    answers: Mapping[str, AnswerValues],
    *,
    free: Mapping[str, FreeValues] | None = None,
) -> Preview:
    """Return what the sheet would change, row by row, against the current *answers* and *free*.

    Raises:
        FileRefused: foreign, damaged, of another case or another version of the catalogue.
    """
    data = source if isinstance(source, bytes) else _bytes(Path(source))
    pictures = inspect(data)
    tables = _tables(data)
    marks = _marks(tables.get(layout.MARK_SHEET, []))
    _refuse_foreign(marks, case_number, catalogue)
    found = _Sheet(tables, layout.ITEM_SHEET, layout.ITEM_COLUMNS)
    item_rows = tuple(rows.item_rows(found.rows(), catalogue, items, answers, marks))
    extra = _Sheet(tables, layout.FREE_SHEET, layout.FREE_COLUMNS)
    free_rows = tuple(rows.free_rows(extra.rows(), free or {}, marks))
    return Preview(item_rows, free_rows, tuple(_notes(items, item_rows, pictures=pictures)))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise FileRefused(f"没有这个文件：{path}。请核对路径。") from None
    except OSError as error:
        raise FileRefused(f"读不了 {path}（{error.strerror}）。请检查权限。") from None


type _Row = int
