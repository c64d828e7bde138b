"""The first page of a sheet: how to fill it in."""

from collections.abc import Sequence

from openpyxl.styles import Alignment, Border, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from casework.checkup.catalogue.items import WorkerForm
from casework.checkup.sheet.layout import FREE_SHEET, GUIDE_SHEET, ITEM_SHEET
from casework.checkup.sheet.style import A4, cell_at, fit, fit_width, font, footer, put

_LINE = Border(bottom=Side(style="hair", color="B7B7B7"))
#: How inspectors fill in the check sheet.
CHECKING = (
    ("怎样填", (
        f"在“{ITEM_SHEET}”中逐项填写浅黄色的格子，其余各列不必改动。填好后把整个文件交回系统；"
        "系统先逐行预览，有错误时一行也不写入。"
    )),
    ("怎样问", "所有问题都是正面提问：回答“是”即合规，回答“否”即不合规。"),
    ("合规（1）", "查看了材料或现场，符合要求。"),
    ("部分合规（2）", "大部分符合，或者只在个别站点、个别人员上不符合。须写事实。"),
    ("不合规（3）", "不符合要求。须写事实、涉及人数，能算金额的写金额。"),
    ("不适用（4）", "企业没有这类人员或业务。不计分。"),
    ("未能核实（5）", "材料没有拿到或不足以判断。须写原因；不计分，但会降低覆盖率，覆盖率低于 80% 不出等级。"),
    ("事实描述", (
        "只写查明的事实、材料名称和时间。证据不足写“未见……”“未提供……”，不写“没有”；不写“违法”，"
        "不写处罚，不写劳动者姓名、身份证号、手机号（用编号）。"
    )),
    ("抽查数、总数", "写实际抽查的份数和总份数；抽样名单和随机种子在系统中登记。"),
    ("劳动者类型", (
        f"受影响的劳动者：{'、'.join(WorkerForm)}；几种的用“、”隔开。不填的，指本项所涉的本企业全部用工形式；"
        "只涉及其中一部分的必须写明，报告的法律表述随它改变。"
    )),
    ("证据名称", "一行一份，或用分号隔开。照片、扫描件请在系统中上传，贴在表里的图片不会导入。"),
    ("红线确认", (
        "编号为红色的是红线项。只有查明的事实符合“填写提示”列所写的红线情形，才选“是”；"
        "此时结论应为不合规或部分合规。"
    )),
    (FREE_SHEET, f"检查目录之外的问题写在“{FREE_SHEET}”，一行一个；标题、事实、依据、整改建议、风险必填。"),
    ("不要做的事", "不要删改编号，不要合并单元格，不要填公式，不要设打开密码，不要另存为 .xls 或 .csv。"),
)  # fmt: skip


def write_guide(sheet: Worksheet, title: str, lines: Sequence[tuple[str, str]], foot: str) -> None:
    """Fill the guide sheet: a title, and what is said under each label."""
    sheet.title = GUIDE_SHEET
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 18, 88
    sheet.merge_cells("A1:B1")
    put(cell_at(sheet, 1, 1), title, "表头")
    sheet["A1"].font = font(16, bold=True)
    sheet["A1"].alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.row_dimensions[1].height = 32
    for row, (label, text) in enumerate(lines, 2):
        name, said = cell_at(sheet, row, 1), cell_at(sheet, row, 2)
        put(name, label, GUIDE_SHEET)
        put(said, text, GUIDE_SHEET)
        name.font, said.font = font(11, bold=True), font(11)
        name.border = said.border = _LINE
        name.fill = PatternFill("solid", fgColor="F2F2F2")
        name.alignment = Alignment(vertical="center", wrap_text=True)
        said.alignment = Alignment(vertical="center", wrap_text=True)
        fit(sheet, row, [18, 76], least=27)
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "portrait"
    sheet.page_setup.paperSize = A4
    fit_width(sheet)
    footer(sheet, foot, pages=False)
