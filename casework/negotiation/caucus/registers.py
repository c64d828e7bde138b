"""What is written down inside the union side, and what is asked for it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from casework.cases import journal, records
from casework.cases.models import Case, Record
from casework.cases.records import Sort
from casework.cases.work import Work
from casework.errors import InputError
from casework.negotiation.ledger import figures
from casework.negotiation.ledger.entry import clause_code
from casework.negotiation.ledger.queries import find_clause
from casework.negotiation.models import CaucusNote, CostBasis, Topic
from casework.negotiation.register import Columns, Register
from casework.workflow import Fact, Kind

BOTTOM_LINE, OPTION, OPINION = MATTERS = ("底线", "备选方案", "内部意见")
_EXACT = Decimal("0.0001")
_INSIDE = journal.CAUCUS


def _note(work: Work, case: Case, columns: Columns, _row: Record | None) -> Columns:
    if columns["topic"]:
        columns["topic"] = records.one(work, case, Topic, columns["topic"]).code
    if columns["clause"]:
        columns["clause"] = clause_code(find_clause(work, case, columns["clause"]).number)
    read = figures.read(columns["option_figures"], "option_figures")
    columns["option_figures"] = figures.write(read)
    if columns["matter"] == OPTION and not columns["option"]:
        why = "方案名称：备选方案要有名称，几款同属一个方案的写同一个名称。"
        raise InputError.one("option", why)
    if read and not columns["clause"]:
        raise InputError.one("clause", "条款：写了数字的，要写是哪一款的数字。")
    return columns


def _basis(work: Work, case: Case, columns: Columns, row: Record | None) -> Columns:
    clause = find_clause(work, case, columns["cost_clause"])
    columns["cost_clause"] = clause.code
    named = dict.fromkeys(one.name for version in clause.versions for one in version.figures)
    if columns["cost_figure"] not in named:
        known = "、".join(named) or "无"
        why = f"数字：{clause.code} 没有“{columns['cost_figure']}”，已有的是：{known}。"
        raise InputError.one("cost_figure", why)
    for other in records.kept(work, case, CostBasis):
        key = other.cost_clause, other.cost_figure
        if key == (clause.code, columns["cost_figure"]) and (row is None or other.id != row.id):
            why = f"数字：{other.code} 已经是它的测算依据，请改那一条。"
            raise InputError.one("cost_figure", why)
    for name in ("volume", "unit_value", "present"):
        columns[name] = _exact(name, columns[name])
    return columns


def _exact(name: str, value: Decimal | None) -> Decimal | None:
    """Return a number as the database keeps it: four places, ten before them."""
    if value is None:
        return None
    if not 0 <= value < Decimal(10) ** 10:
        raise InputError.one(
            name, f"{_LABELS[name]}：应为不小于 0、小于一百亿的数，现在是 {value}。"
        )
    return value.quantize(_EXACT)


def _silent(_values: Mapping[str, Any]) -> str:
    """Return nothing: a row of the journal says only that there is one."""
    return ""


_CLAUSE = "编号，例如 款-03"
NOTE = Register(
    name="caucus",
    sort=Sort("caucus", CaucusNote, side=_INSIDE, silent=True),
    facts=(
        Fact("matter", "内部记录类别", Kind.CHOICE, required=True, options=MATTERS),
        Fact("topic", "议题", Kind.TEXT, help="编号，例如 题-01"),
        Fact("clause", "条款", Kind.TEXT, help=_CLAUSE),
        Fact("option", "方案名称", Kind.TEXT, help="备选方案填写；几款同属一个方案的写同一个名称"),
        Fact("option_figures", "底线或者备选的数字", Kind.LONGTEXT, help=figures.HELP),
        Fact("opinion", "内部意见", Kind.LONGTEXT, required=True),
    ),
    lead="只有工会一方看得到，不进入任何给对方的文书。",
    told=_silent,
    check=_note,
)
COST = Register(
    name="cost",
    sort=Sort("cost", CostBasis, side=_INSIDE, silent=True),
    facts=(
        Fact("cost_clause", "测算的条款", Kind.TEXT, required=True, help=_CLAUSE),
        Fact("cost_figure", "测算的数字", Kind.TEXT, required=True, help="数字的名称，例如 派送费"),
        Fact("volume", "每人每月的量", Kind.NUMBER, required=True, help="例如每人每月送 2600 件；按月的写 1"),
        Fact("persons", "人数", Kind.INT, required=True),
        Fact("unit_value", "每单位折合元", Kind.NUMBER, help="数字不是金额的填：一小时多少元；百分比的填基数"),
        Fact("present", "现行的数", Kind.NUMBER, help="现在执行的，例如 0.8"),
        Fact("basis_from", "依据来源", Kind.TEXT, help="量和人数从哪里来"),
    ),
    lead="数字乘以量和人数，就是一个月的钱；只有工会一方看得到。",
    told=_silent,
    check=_basis,
)  # fmt: skip
REGISTERS = {one.name: one for one in (NOTE, COST)}
_LABELS = {fact.name: fact.label for fact in COST.facts}
#: What the timeline shows of them to those who may see it, and what their rows are called.
LABELS = {
    **{fact.name: fact.label for one in REGISTERS.values() for fact in one.facts},
    **{one.sort.verb: one.label for one in REGISTERS.values()},
}
