"""The columns of the company's own check: worded for a company, with nothing that is only for the union.

No score, no risk, no red line, no consequence, no legal assessment and no advice to inspectors goes
out with it (the company would fill in what it guesses is wanted).
"""

from casework.checkup.catalogue.items import Item
from casework.checkup.selfcheck.verdict import SelfVerdict
from casework.checkup.sheet import cells
from casework.checkup.sheet.layout import Column, Form

SELF_CHECK = Form("casework-self-sheet", "自查表", "企业自查表")

SELF_COLUMNS = (
    Column("编号", 10),
    Column("领域", 11),
    Column("检查内容", 15),
    Column("问题", 42),
    Column("请准备的材料", 26),
    Column(
        "自查结论", 10, "verdict", cells.as_self_verdict, "choice",
        tuple(one.label for one in SelfVerdict),
        "符合、部分符合、不符合、不适用、不清楚；也可以填 1 至 5。",
    ),
    Column(
        "情况说明", 40, "facts",
        help="怎样做的、从什么时候起；部分符合、不符合、不适用的写明原因。不写劳动者姓名、证件号。",
    ),
    Column("填写人", 13, "filled_by", help="部门和姓名；不填的，按“填写说明”里的填表人登记。"),
)  # fmt: skip

#: The line of the guide in which the company says who filled in the sheet.
FILLED_BY = "填表人"
SEAL = "企业盖章"
#: In the name of evidence that the union makes itself: no company prepares it, nor is told of it.
_OURS = ("访谈", "抽样", "现场抽查", "日期抽查")


def asked(item: Item) -> tuple[str, ...]:
    """Return the printed cells of an item, in the order of the columns that are not filled in."""
    papers = [one for one in item.evidence if not any(word in one for word in _OURS)]
    return (item.id, item.domain, item.title, item.question, "\n".join(papers))
