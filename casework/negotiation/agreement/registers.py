"""What is written down after the signature: papers of the dossier, checks of performance, remarks set aside."""

import re

from casework.cases.models import Case, Record
from casework.cases.records import Sort
from casework.cases.work import Work
from casework.errors import InputError
from casework.negotiation.models import Dismissal, DossierPaper, PerformanceCheck
from casework.negotiation.register import Columns, Register
from casework.workflow import Fact, Kind

KEPT, PARTLY, BROKEN, NOT_YET = "已履行", "部分履行", "未履行", "尚未到期"
SUPPLIERS = ("企业方", "职工方", "双方")
_CLAUSE = re.compile(r"(?:款-)?([0-9]{1,4})")


def _check(_work: Work, _case: Case, columns: Columns, _row: Record | None) -> Columns:
    match = _CLAUSE.fullmatch(columns["clause"].strip())
    if match is None:
        raise InputError.one("clause", f"条款：“{columns['clause']}”不是条款的编号，例如 款-03。")
    columns["clause"] = f"款-{int(match[1]):02d}"
    if columns["result"] in {PARTLY, BROKEN} and not columns["found"]:
        raise InputError.one("found", "发现的问题：没有完全履行的，写明哪里没有做到。")
    if columns["rectified_on"] and columns["rectified_on"] < columns["checked_on"]:
        raise InputError.one("rectified_on", "改正日：不能早于检查日。")
    return columns


def _paper(_work: Work, _case: Case, columns: Columns, _row: Record | None) -> Columns:
    columns["copies"] = 1 if columns["copies"] is None else columns["copies"]
    if columns["copies"] < 1:
        raise InputError.one("copies", "份数：应为正整数。")
    return columns


PERFORMANCE = Register(
    name="performance",
    sort=Sort("performance", PerformanceCheck, side="shared"),
    facts=(
        Fact("clause", "条款", Kind.TEXT, required=True, side="shared", help="例如 款-03"),
        Fact("checked_on", "检查日", Kind.DATE, required=True, side="shared"),
        Fact("result", "结果", Kind.CHOICE, required=True, options=(KEPT, PARTLY, BROKEN, NOT_YET), side="shared"),
        Fact("workers", "涉及的人数", Kind.INT, side="shared"),
        Fact("found", "发现的问题", Kind.LONGTEXT, side="shared"),
        Fact("rectify_by", "整改期限", Kind.DATE, in_future=True, side="shared"),
        Fact("rectified_on", "改正日", Kind.DATE, side="shared"),
        Fact("rectified_how", "怎样改正的", Kind.LONGTEXT, side="shared"),
    ),
    lead="逐条检查；没有做到的写明问题和整改期限，改正以后补登改正日。",
    told=lambda values: f"{values['clause']} {values['result']}",
    check=_check,
)  # fmt: skip
DOSSIER = Register(
    name="dossier",
    sort=Sort("dossier", DossierPaper, side="shared"),
    facts=(
        Fact("item", "材料", Kind.TEXT, required=True, side="shared"),
        Fact("provided_on", "收到日", Kind.DATE, required=True, side="shared"),
        Fact("provided_by", "提供的一方", Kind.CHOICE, required=True, options=SUPPLIERS, side="shared"),
        Fact("copies", "份数", Kind.INT, side="shared"),
        Fact("original", "原件", Kind.FLAG, side="shared"),
        Fact("note", "说明", Kind.LONGTEXT, side="shared"),
    ),
    lead="报送审查的材料逐份登记，缺什么、由谁提供一目了然。",
    told=lambda values: values["item"],
    check=_paper,
)  # fmt: skip
DISMISSAL = Register(
    name="dismissal",
    sort=Sort("dismissal", Dismissal),
    facts=(
        Fact("remark", "提示", Kind.TEXT, required=True),
        Fact("reason", "为什么不采纳", Kind.LONGTEXT, required=True),
    ),
    lead="合同检查的提示，认为不成立的写明理由，理由保留在案卷里。",
    told=lambda values: values["remark"],
)
REGISTERS = (PERFORMANCE, DOSSIER, DISMISSAL)
