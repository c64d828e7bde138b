"""How the check sheet looks and guards what is typed: fonts, colours, drop-downs, print set-up."""

import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import ceil
from typing import Literal, cast

from openpyxl.cell import Cell
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import IllegalCharacterError
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from casework.checkup.sheet.layout import Column
from casework.checkup.sheet.values import escape
from casework.errors import InputError

#: The most UTF-16 units a cell holds.
_CELL_MOST = 32_767
_LINE_HEIGHT = 13.5  # points, for 10 point type
_HEIGHT_MOST = 400  # Excel ends at 409
#: A column of n characters holds so many times n of ours: they are smaller.
_FIT = 1.05
A3, A4 = 8, 9  #: paper, as the file format numbers it
#: At the foot of what only the union may read.
INTERNAL = "内部资料，注意保管"
#: The row of the headings; items begin below.
HEAD_ROW = 3
_THIN = Side(style="thin", color="B7B7B7")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEADING = PatternFill("solid", fgColor="1F4E79")
TO_FILL = "FFFBE6"  #: the colour of a cell that is filled in
_TO_FILL = PatternFill("solid", fgColor=TO_FILL)
_FILL_HEADING = PatternFill("solid", fgColor="B45F06")
_FONT = "等线"
#: Excel would take a text that begins so for a formula.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def font(size: float, *, bold: bool = False, color: str = "000000") -> Font:
    """Return the one font of the workbook."""
    return Font(name=_FONT, size=size, bold=bold, color=color)


class AutoRow(RowDimension):
    """A row that opens with a height that fits and still grows when somebody types more."""

    customHeight = property(lambda _: False)  # noqa: N815 - the attribute of the file format


def fit(sheet: Worksheet, row: int, widths: Sequence[float], *, least: float = 20) -> None:
    """Give a row the height its longest cell needs; *widths* of the columns, in characters."""
    lines = 1
    for at, width in enumerate(widths, 1):
        text = str(sheet.cell(row, at).value or "").split("\n")
        lines = max(lines, sum(max(1, ceil(_columns(part) / (width * _FIT))) for part in text))
    height = min(max(lines * _LINE_HEIGHT + 6, least), _HEIGHT_MOST)
    sheet.row_dimensions[row] = AutoRow(sheet, index=row, ht=height)


def _columns(text: str) -> int:
    """Return how many narrow characters wide a text is; a Chinese one takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """Return a cell that is not swallowed by a merged one."""
    return cast("Cell", sheet.cell(row, column))


def put(cell: Cell, value: str | int | Decimal | None, place: str) -> None:
    """Write a value; text stays text whatever it begins with."""
    if not isinstance(value, str):
        cell.value = value
        return
    text = escape(value)
    if len(text.encode("utf-16-le", "surrogatepass")) // 2 > _CELL_MOST:
        raise InputError.one(
            place, f"文字过长，一格放不下（最多约 {_CELL_MOST} 字），请先在系统中精简。"
        )
    try:
        text.encode()
        cell.value = text
    except (ValueError, IllegalCharacterError):
        raise InputError.one(place, "有表格存不下的控制字符，请先在系统中删去。") from None
    cell.data_type = "s"
    if text.startswith(_DANGEROUS):
        cell.quotePrefix = True


def dress(cell: Cell, column: Column) -> None:
    """Give a cell of the table its border, alignment and, where people fill in, its colour."""
    centred = column.kind != "text" or column.width < 8  # noqa: PLR2004 - 风险, 编号
    cell.font = font(10)
    cell.border = _BORDER
    cell.alignment = Alignment(
        wrap_text=True, vertical="center",
        horizontal="center" if centred else "left",
    )  # fmt: skip
    if column.field:
        cell.fill = _TO_FILL
        cell.number_format = {"whole": "0", "money": "#,##0.00"}.get(column.kind, "@")


def top(sheet: Worksheet, title: str, lines: str, columns: Sequence[Column]) -> None:
    """Write title, case and company, and the headings."""
    end = get_column_letter(len(columns))
    for row, text, size, height in ((1, title, 16, 28), (2, lines, 10.5, 34)):
        sheet.merge_cells(f"A{row}:{end}{row}")
        cell = cell_at(sheet, row, 1)
        put(cell, text, "表头")
        cell.font = font(size, bold=row == 1)
        cell.alignment = Alignment(
            wrap_text=True, vertical="center", horizontal="center" if row == 1 else "left"
        )
        sheet.row_dimensions[row].height = height
    for at, column in enumerate(columns, 1):
        cell = cell_at(sheet, HEAD_ROW, at)
        cell.value = column.heading
        cell.font = font(10.5, bold=True, color="FFFFFF")
        cell.fill = _FILL_HEADING if column.field else _HEADING
        cell.border = _BORDER
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        sheet.column_dimensions[get_column_letter(at)].width = column.width
    sheet.row_dimensions[HEAD_ROW].height = 32


def validate(sheet: Worksheet, columns: Sequence[Column], last: int) -> None:
    """Give the filled-in columns their drop-downs, number checks and prompts."""
    for at, column in enumerate(columns, 1):
        if not column.field or (column.kind == "text" and not column.help):
            continue
        rule = _rule(column)
        if column.help:
            rule.promptTitle, rule.prompt, rule.showInputMessage = column.heading, column.help, True
        letter = get_column_letter(at)
        rule.add(f"{letter}{HEAD_ROW + 1}:{letter}{last}")
        sheet.add_data_validation(rule)


def prompt(sheet: Worksheet, place: str, title: str, text: str) -> None:
    """Show *text* beside a cell while it is filled in."""
    rule = DataValidation(allow_blank=True, promptTitle=title, prompt=text, showInputMessage=True)
    rule.add(place)
    sheet.add_data_validation(rule)


def _rule(column: Column) -> DataValidation:
    if column.kind == "choice":
        # A warning that can be overridden: 1 to 5, and 未能核实 typed by hand, are read as well.
        listed = '"' + ",".join(column.choices) + '"'
        rule = DataValidation(type="list", formula1=listed, allow_blank=True, errorStyle="warning")
        rule.error = f"请从下拉中选：{'、'.join(column.choices)}。"
    elif column.kind in {"whole", "money"}:
        kind: Literal["whole", "decimal"] = "whole" if column.kind == "whole" else "decimal"
        rule = DataValidation(
            type=kind, operator="greaterThanOrEqual", formula1="0", allow_blank=True
        )
        rule.error = "请填不小于 0 的" + ("整数。" if kind == "whole" else "数字，以元为单位。")
    else:
        return DataValidation(allow_blank=True)
    rule.errorTitle, rule.showErrorMessage = column.heading, True
    return rule


def tint(
    sheet: Worksheet,
    columns: Sequence[Column],
    last: int,
    colours: Mapping[str, str],
    needing: Sequence[str],
) -> None:
    """Colour the verdict as it is filled in, by its word, and the empty facts beside those *needing* them."""
    place = {column.field: get_column_letter(at) for at, column in enumerate(columns, 1)}
    first, verdict, facts = HEAD_ROW + 1, place["verdict"], place["facts"]
    for word, colour in colours.items():
        rule = FormulaRule(
            formula=[f'${verdict}{first}="{word}"'],
            fill=PatternFill(bgColor=colour, fill_type="solid"),
        )
        sheet.conditional_formatting.add(f"{verdict}{first}:{verdict}{last}", rule)
    given = ",".join(f'${verdict}{first}="{word}"' for word in needing)
    lacking = f'AND(OR({given}),${facts}{first}="")'
    missing = FormulaRule(formula=[lacking], fill=PatternFill(bgColor="F4C7C3", fill_type="solid"))
    sheet.conditional_formatting.add(f"{facts}{first}:{facts}{last}", missing)


def fit_width(sheet: Worksheet) -> None:
    """Print the sheet one page wide, as many pages long as it needs."""
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def footer(sheet: Worksheet, text: str, *, pages: bool) -> None:
    """Say at the foot whose the sheet is, and number its pages."""
    part = sheet.oddFooter
    assert part is not None  # noqa: S101 - a new sheet has one
    part.left.text = text
    part.center.text = "第 &P 页，共 &N 页" if pages else None


def page(
    sheet: Worksheet, columns: Sequence[Column], last: int, *, freeze: str, paper: int, foot: str
) -> None:
    """Freeze, filter and print: across, on *paper* as the file format numbers it, headings on each page."""
    sheet.freeze_panes = f"{freeze}{HEAD_ROW + 1}"
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{get_column_letter(len(columns))}{last}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = paper
    fit_width(sheet)
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom = 0.55, 0.7
    sheet.page_margins.footer = 0.3
    footer(sheet, foot, pages=True)
