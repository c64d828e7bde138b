"""The columns of the check sheet: what is printed, what is filled in, and how each cell is read.

Writing and reading both go by these tables. On the way back a column is found by its heading, so
that moved, inserted or widened columns do no harm.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from casework import law
from casework.checkup.catalogue.items import Basis, Item, WorkerForm
from casework.checkup.selfcheck.verdict import SelfVerdict
from casework.checkup.sheet import cells
from casework.checkup.sheet.values import SelfValues, Values, tidy
from casework.checkup.verdict import Verdict
from casework.checkup.wording import cite

GUIDE_SHEET = "填写说明"
ITEM_SHEET = "检查表"
FREE_SHEET = "自由发现"
#: Very hidden: which case, which catalogue, what every row said when it was written.
MARK_SHEET = "_系统标识"
VERDICTS = tuple(verdict.label for verdict in Verdict)
YES_NO = ("是", "否")
#: In the red-line column of an item that has none.
NO_RED_LINE = "—"
_FORMS_HELP = (
    f"受影响的劳动者：{'、'.join(WorkerForm)}；几种的用“、”隔开。检查表里不填的，指本项所涉的全部。"
)


@dataclass(frozen=True, slots=True)
class Form:
    """A workbook of ours: how it is told from the others, and what people call it."""

    kind: str
    sheet: str  #: the sheet that has the items
    title: str
    version: str = "1"

    @property
    def format(self) -> str:
        """What the hidden sheet says."""
        return f"{self.kind}/{self.version}"


CHECK = Form("casework-check-sheet", ITEM_SHEET, "检查表")


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``field`` and ``read`` only where people fill in."""

    heading: str
    width: float  #: in characters of the default font
    field: str = ""  #: name in the values of a row; empty: printed, not read
    read: Callable[[object], object] = cells.as_text
    kind: str = "text"  #: text, whole, money or choice: the check while typing
    choices: tuple[str, ...] = ()
    help: str = ""  #: shown beside the cell


ITEM_COLUMNS = (
    Column("编号", 10),
    Column("领域", 11),
    Column("检查项", 14),
    Column("问题", 30),
    Column("依据", 36),
    Column("应查证据", 17),
    Column("风险", 5.5),
    Column("结论", 9.5, "verdict", cells.as_verdict, "choice", VERDICTS,
           "合规、部分合规、不合规、不适用、未能核实；也可以填 1 至 5。"),
    Column("事实描述", 38, "facts", help="写查明的事实和材料；证据不足写“未见”“未提供”，不写“没有”。"),
    Column("抽查数", 7, "sampled", cells.as_whole, "whole", help="实际查看的份数或人数。"),
    Column("总数", 7, "sampled_of", cells.as_whole, "whole", help="抽样所在的总份数或总人数。"),
    Column("涉及人数", 7.5, "workers_affected", cells.as_whole, "whole", help="受影响的劳动者人数。"),
    Column("劳动者类型", 10, "worker_forms", cells.as_forms, help=_FORMS_HELP),
    Column("涉及金额（元）", 11.5, "amount", cells.as_money, "money", help="以元为单位，最多两位小数。"),
    Column("证据名称", 18, "evidence", cells.as_names, help="一行一份，或用分号隔开。"),
    Column("红线确认", 7, "red_line_confirmed", cells.as_flag, "choice", YES_NO,
           "只有红线项可填；查明的事实符合“红线情形”才选“是”。"),
    Column("备注", 14, "note"),
    Column("填写提示", 36),
)  # fmt: skip

FREE_COLUMNS = (
    Column("问题编号", 9),
    Column("标题", 20, "title", help="目录之外发现的问题，一行一个。"),
    Column("事实描述", 40, "facts", help="写查明的事实和材料；证据不足写“未见”“未提供”。"),
    Column("依据", 34, "law", help="写明文件和条号；不是法律法规规章的，不写“违反”。"),
    Column("可能后果", 24, "consequence"),
    Column("整改建议", 30, "remedy"),
    Column(
        "整改期限（天）", 14, "rectify_days", cells.as_whole, "whole", help="自然日，1 至 365。"
    ),
    Column("风险", 7, "risk", cells.as_risk, "choice", ("高", "中", "低")),
    Column("涉及人数", 9, "workers_affected", cells.as_whole, "whole"),
    Column("劳动者类型", 12, "worker_forms", cells.as_forms, help=_FORMS_HELP),
    Column("证据名称", 18, "papers", cells.as_names, help="一行一份，或用分号隔开。"),
    Column("红线确认", 9, "red_line_confirmed", cells.as_flag, "choice", YES_NO),
)


def printed(item: Item, sectors: tuple[str, ...]) -> tuple[str, ...]:
    """Return the printed cells of an item, in the order of the columns that are not filled in."""
    return (
        item.id,
        item.domain,
        item.title,
        item.question,
        "\n".join(_laws(item, sectors)),
        "\n".join(item.evidence),
        str(item.risk),
        _advice(item),
    )


def entered(values: Values, column: Column) -> str | int | Decimal | None:
    """Return what stands in a filled-in column for these values."""
    value = getattr(values, column.field)
    if column.field == "verdict":
        words = SelfVerdict if isinstance(values, SelfValues) else Verdict
        return words(value).label if value else None
    if isinstance(value, bool):
        return YES_NO[0] if value else None
    if isinstance(value, tuple):
        return ("、" if column.field == "worker_forms" else "\n").join(value) or None
    if isinstance(value, str):
        return tidy(value) or None
    return value if isinstance(value, (int, Decimal)) else None


def _laws(item: Item, sectors: tuple[str, ...]) -> list[str]:
    """Return the citations, articles of one instrument in one line."""
    bases: dict[str, list[Basis]] = {}
    for basis in item.basis:
        if basis.cited_for(sectors):
            bases.setdefault(basis.law, []).append(basis)
    return [_one_line(group) for group in bases.values()]


def _one_line(bases: list[Basis]) -> str:
    """Name the instrument once: 《劳动法》第三十八条、第四十一条."""
    first, *others = dict.fromkeys(cite(basis) for basis in bases)
    title = law.default().instruments[bases[0].law].cite
    return "、".join([first, *(other.removeprefix(title) for other in others)])


def _advice(item: Item) -> str:
    lines = [f"{item.force}；发现问题的，建议{item.rectify_days}日内整改。"]
    if item.rectify_days == 1:
        lines = [f"{item.force}；发现问题的，应立即纠正。"]
    if item.red_line:
        lines.append(f"红线情形：{item.red_line_when}。")
    return "\n".join(lines)
