"""Writing the check sheet: an .xlsx that is filled in on site, without a network."""

from collections.abc import Mapping, Sequence

from openpyxl.worksheet.worksheet import Worksheet

from casework.checkup.catalogue import Catalogue, Item
from casework.checkup.sheet import layout, style
from casework.checkup.sheet.guide import CHECKING
from casework.checkup.sheet.layout import Column
from casework.checkup.sheet.table import (
    Content,
    Look,
    Row,
    above,
    begun,
    finished,
    write_marks,
    write_table,
)
from casework.checkup.sheet.values import AnswerValues, FreeValues

_FREE_ROWS = 20
_RED = "C00000"
_ITEMS = Look("劳动用工“法治体检”检查表", layout.ITEM_COLUMNS, freeze="D")
_FREE = Look("自由发现（检查目录之外的问题）", layout.FREE_COLUMNS, freeze="C", least=30)
_TINTS = {"不合规": "F4C7C3", "部分合规": "FCE8B2", "未能核实": "D9D9D9", "合规": "D9EAD3"}
_NEEDING = ("不合规", "部分合规", "未能核实")


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
    book, _guide = begun(f"{case_number} 检查表填写说明", CHECKING, style.INTERNAL)
    said = {item.id: answers.get(item.id, AnswerValues()) for item in items}
    _write_items(book.create_sheet(layout.ITEM_SHEET), above(head), items, said, sectors)
    _write_free(book.create_sheet(layout.FREE_SHEET), above(head), free)
    write_marks(book, layout.CHECK, case_number, catalogue, [*said.items(), *free.items()])
    return finished(book, f"{case_number} 检查表")


def _write_items(
    sheet: Worksheet,
    head: str,
    items: Sequence[Item],
    said: Mapping[str, AnswerValues],
    sectors: Sequence[str],
) -> None:
    red = {item.id for item in items if item.red_line}

    def cell_of(row: Row, column: Column) -> Content:
        if column.field == "red_line_confirmed" and row.name not in red:
            return layout.NO_RED_LINE
        return layout.entered(row.values, column)

    rows = [Row(layout.printed(item, tuple(sectors)), said[item.id], item.id) for item in items]
    last = write_table(sheet, _ITEMS, head, rows, cell_of)
    style.tint(sheet, layout.ITEM_COLUMNS, last, _TINTS, _NEEDING)
    for number, row in enumerate(rows, style.HEAD_ROW + 1):
        if row.name in red:
            sheet.cell(number, 1).font = style.font(10, bold=True, color=_RED)


def _write_free(sheet: Worksheet, head: str, free: Mapping[str, FreeValues]) -> None:
    note = "　　一行一个问题；问题编号由系统给，新增的留空。"
    known = [*free.items(), *(("", FreeValues()) for _ in range(_FREE_ROWS))]
    rows = [Row((code,), values, f"自由发现 {code}") for code, values in known]
    write_table(sheet, _FREE, head + note, rows)
