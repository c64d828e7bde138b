"""What every workbook of ours is written with: a table of items, the hidden marks, the bytes."""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from casework.checkup.catalogue import Catalogue
from casework.checkup.sheet import layout, style
from casework.checkup.sheet.guide import write_guide
from casework.checkup.sheet.layout import Column, Form
from casework.checkup.sheet.values import Values, digest

#: What a cell may hold.
Content: TypeAlias = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: what is printed in order, what is filled in, how a problem calls it."""

    printed: Sequence[str]
    values: Values
    name: str


@dataclass(frozen=True, slots=True)
class Look:
    """How a table is laid out and printed."""

    title: str
    columns: Sequence[Column]
    freeze: str  #: the first column that moves
    paper: int = style.A3
    foot: str = style.INTERNAL
    least: float = 20  #: the least height of a row, in points


def begun(title: str, lines: Sequence[tuple[str, str]], foot: str) -> tuple[Workbook, Worksheet]:
    """Return a workbook with its guide."""
    book = Workbook()
    guide = book.active
    assert isinstance(guide, Worksheet)  # noqa: S101 - a new workbook has one
    write_guide(guide, title, lines, foot)
    return book, guide


def write_table(
    sheet: Worksheet,
    look: Look,
    above: str,
    rows: Sequence[Row],
    cell_of: Callable[[Row, Column], Content] = lambda row, column: layout.entered(
        row.values, column
    ),
) -> int:
    """Write title, what stands *above*, headings and rows; return the number of the last row."""
    style.top(sheet, look.title, above, look.columns)
    for number, row in enumerate(rows, style.HEAD_ROW + 1):
        shown = iter(row.printed)
        for at, column in enumerate(look.columns, 1):
            cell = style.cell_at(sheet, number, at)
            value = cell_of(row, column) if column.field else next(shown)
            style.put(cell, value, f"{row.name} {column.heading}")
            style.dress(cell, column)
        style.fit(sheet, number, [column.width for column in look.columns], least=look.least)
    last = style.HEAD_ROW + max(len(rows), 1)
    style.validate(sheet, look.columns, last)
    style.page(sheet, look.columns, last, freeze=look.freeze, paper=look.paper, foot=look.foot)
    return last


def write_marks(
    book: Workbook,
    form: Form,
    case_number: str,
    catalogue: Catalogue,
    said: Iterable[tuple[str, Values]],
) -> None:
    """Keep, hidden, whose workbook it is and what every row *said*, by its key."""
    sheet = book.create_sheet(layout.MARK_SHEET)
    for row, (key, value) in enumerate(_marks(form, case_number, catalogue, said), 1):
        style.put(style.cell_at(sheet, row, 1), key, key)
        style.put(style.cell_at(sheet, row, 2), value, key)
    sheet.sheet_state = "veryHidden"


def _marks(
    form: Form, case_number: str, catalogue: Catalogue, said: Iterable[tuple[str, Values]]
) -> Iterator[tuple[str, str]]:
    yield "format", form.format
    yield "case", case_number
    yield "catalogue", catalogue.id
    yield "version", catalogue.version
    yield "hash", catalogue.hash
    for key, values in said:
        yield key, digest(values)


def finished(book: Workbook, title: str) -> bytes:
    """Return the workbook as bytes, opening at its first table."""
    book.active = 1
    book.worksheets[0].sheet_view.tabSelected = False
    book.properties.creator = "casework"
    book.properties.title = title
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def above(head: Mapping[str, str]) -> str:
    """Return what is said above the table: 企业名称：…　　统一社会信用代码：…."""
    return "　　".join(f"{label}：{text}" for label, text in head.items())
