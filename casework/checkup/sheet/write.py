"""Writing the check sheet: an .xlsx that is filled in on site, without a network."""

import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from casework.checkup.catalogue import Catalogue, Item
from casework.checkup.sheet import layout, style
from casework.checkup.sheet.guide import write_guide
from casework.checkup.sheet.values import AnswerValues, FreeValues, digest

_FREE_ROWS = 20
_RED = "C00000"


def write_sheet(
    case_number: str,
    head: Mapping[str, str],
    catalogue: Catalogue,
    items: Sequence[Item],
    answers: Mapping[str, AnswerValues],
    *,
    free: Mapping[str, FreeValues] | None = None,
    sectors: Sequence[str] = (),
) -> bytes:
    """Return the workbook of a case: guide, tailored items with their answers, free findings.

    *head* is printed above the items, label to text (企业名称, 统一社会信用代码, …). *answers* are by
    item id, *free* by the code of the finding (WT-07). *sectors* leave out laws of other sectors.

    Raises:
        InputError: a text that no cell can hold; the place says which.
    """
    free = free or {}
    head = {"案件编号": case_number, **head}
    book = Workbook()
    guide = book.active
    assert isinstance(guide, Worksheet)  # noqa: S101 - a new workbook has one
    write_guide(guide, head)
    _write_items(book.create_sheet(layout.ITEM_SHEET), head, items, answers, sectors)
    _write_free(book.create_sheet(layout.FREE_SHEET), head, free)
    _write_marks(book.create_sheet(layout.MARK_SHEET), case_number, catalogue, items, answers, free)
    book.active = 1
    guide.sheet_view.tabSelected = False
    book.properties.creator = "casework"
    book.properties.title = f"{case_number} 检查表"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write_items(
    sheet: Worksheet,
    head: Mapping[str, str],
    items: Sequence[Item],
    answers: Mapping[str, AnswerValues],
    sectors: Sequence[str],
) -> None:
    columns = layout.ITEM_COLUMNS
    style.top(sheet, "劳动用工“法治体检”检查表", _lines(head), columns)
    for row, item in enumerate(items, style.HEAD_ROW + 1):
        shown = iter(layout.printed(item, tuple(sectors)))
        values = answers.get(item.id, AnswerValues())
        for at, column in enumerate(columns, 1):
            cell = style.cell_at(sheet, row, at)
            value = layout.entered(values, column) if column.field else next(shown)
            if column.field == "red_line_confirmed" and not item.red_line:
                value = layout.NO_RED_LINE
            style.put(cell, value, f"{item.id} {column.heading}")
            style.dress(cell, column)
        style.fit(sheet, row, [column.width for column in columns])
        if item.red_line:
            sheet.cell(row, 1).font = style.font(10, bold=True, color=_RED)
    last = style.HEAD_ROW + max(len(items), 1)
    style.validate(sheet, columns, last)
    style.tint(sheet, columns, last)
    style.page(sheet, columns, last, freeze="D")


def _write_free(sheet: Worksheet, head: Mapping[str, str], free: Mapping[str, FreeValues]) -> None:
    columns = layout.FREE_COLUMNS
    note = "　　一行一个问题；问题编号由系统给，新增的留空。"
    style.top(sheet, "自由发现（检查目录之外的问题）", _lines(head) + note, columns)
    rows = [*free.items(), *(("", FreeValues()) for _ in range(_FREE_ROWS))]
    for row, (code, values) in enumerate(rows, style.HEAD_ROW + 1):
        for at, column in enumerate(columns, 1):
            cell = style.cell_at(sheet, row, at)
            style.put(
                cell, layout.entered(values, column) if column.field else code, f"自由发现 {code}"
            )
            style.dress(cell, column)
        style.fit(sheet, row, [column.width for column in columns], least=30)
    last = style.HEAD_ROW + len(rows)
    style.validate(sheet, columns, last)
    style.page(sheet, columns, last, freeze="C")


def _write_marks(
    sheet: Worksheet,
    case_number: str,
    catalogue: Catalogue,
    items: Sequence[Item],
    answers: Mapping[str, AnswerValues],
    free: Mapping[str, FreeValues],
) -> None:
    rows = [
        ("format", layout.FORMAT),
        ("case", case_number),
        ("catalogue", catalogue.id),
        ("version", catalogue.version),
        ("hash", catalogue.hash),
        *((item.id, digest(answers.get(item.id, AnswerValues()))) for item in items),
        *((code, digest(values)) for code, values in free.items()),
    ]
    for row, (key, value) in enumerate(rows, 1):
        style.put(style.cell_at(sheet, row, 1), key, key)
        style.put(style.cell_at(sheet, row, 2), value, key)
    sheet.sheet_state = "veryHidden"


def _lines(head: Mapping[str, str]) -> str:
    return "　　".join(f"{label}：{text}" for label, text in head.items())
