"""Writing the company's own check: an .xlsx for the company, in the company's words."""

from collections.abc import Mapping, Sequence

from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from casework.checkup.catalogue import Catalogue, Item
from casework.checkup.sheet import style
from casework.checkup.sheet.self_layout import FILLED_BY, SEAL, SELF_CHECK, SELF_COLUMNS, asked
from casework.checkup.sheet.table import Look, Row, above, begun, finished, write_marks, write_table
from casework.checkup.sheet.values import SelfValues

_FOOT = "企业自查表：由企业如实填写，加盖公章后交回工会"
_LOOK = Look("劳动用工“法治体检”企业自查表", SELF_COLUMNS, freeze="D", paper=style.A4, foot=_FOOT)
_TINTS = {"不符合": "F4C7C3", "部分符合": "FCE8B2", "不清楚": "D9D9D9", "符合": "D9EAD3"}
_NEEDING = ("不符合", "部分符合", "不适用")
_GUIDE = (
    ("这是什么", (
        "工会到企业开展劳动用工“法治体检”之前，请企业先自己对照检查一遍。自查不收费，不是行政检查；"
        "工会随后逐项核实，检查结论以工会核实的为准，企业的自查结论如实保留，供对照。"
    )),
    ("怎样填", (
        f"在“{SELF_CHECK.sheet}”中逐项填写浅黄色的格子，其余各列不必改动。填好后把整个文件发回工会，"
        "另打印一份加盖公章。"
    )),
    ("怎样答", "所有问题都是正面提问：做到了填“符合”，没有做到填“不符合”。"),
    ("符合（1）", "已经做到，有材料可以证明。"),
    ("部分符合（2）", "大部分做到，或者只在个别站点、个别人员上没有做到。请在“情况说明”写明。"),
    ("不符合（3）", "没有做到。请写明情况；已经在改的，写明打算什么时候改好。"),
    ("不适用（4）", "企业没有这类人员或者业务。请写明原因。"),
    ("不清楚（5）", "说不准的填“不清楚”，不要猜；工会会当面核实。"),
    ("请准备的材料", "这一列是工会核实时要看的材料，请先备好；不必随表寄来。"),
    ("情况说明", "写怎样做的、从什么时候起、有哪些材料。不写劳动者的姓名、身份证号、手机号。"),
    ("职工参与", "请由企业工会或者职工代表参加自查；自查情况可以向职工代表大会报告。"),
    ("不要做的事", "不要删改编号，不要合并单元格，不要填公式，不要设打开密码，不要另存为 .xls 或 .csv。"),
    (FILLED_BY, ""),
    (SEAL, ""),
)  # fmt: skip


def write_self_sheet(
    case_number: str,
    head: Mapping[str, str],
    catalogue: Catalogue,
    items: Sequence[Item],
    answers: Mapping[str, SelfValues],
) -> bytes:
    """Return the workbook a company fills in: guide, and the tailored items with what it said before.

    *head* is printed above the items, label to text; *answers* are by item id.

    Raises:
        InputError: a text that no cell can hold; the place says which.
    """
    head = {"案件编号": case_number, **head}
    book, guide = begun(f"{case_number} 企业自查表填写说明", _GUIDE, _FOOT)
    _signing(guide)
    said = {item.id: answers.get(item.id, SelfValues()) for item in items}
    rows = [Row(asked(item), said[item.id], item.id) for item in items]
    sheet = book.create_sheet(SELF_CHECK.sheet)
    last = write_table(sheet, _LOOK, above(head), rows)
    style.tint(sheet, SELF_COLUMNS, last, _TINTS, _NEEDING)
    write_marks(book, SELF_CHECK, case_number, catalogue, said.items())
    return finished(book, f"{case_number} 企业自查表")


def _signing(guide: Worksheet) -> None:
    """Leave room for who filled it in, and for the seal."""
    for row in range(2, 2 + len(_GUIDE)):
        if guide.cell(row, 1).value == FILLED_BY:
            guide.cell(row, 2).fill = PatternFill("solid", fgColor=style.TO_FILL)
            style.prompt(guide, f"B{row}", FILLED_BY, "部门和姓名，例如：人力资源部 吴经理。")
        if guide.cell(row, 1).value == SEAL:
            guide.row_dimensions[row].height = 90
