"""What is asked for a line of the ledger, declared as facts and read by the one parser."""

from casework.negotiation.ledger.figures import HELP
from casework.negotiation.side import Side
from casework.workflow import Fact, Kind

_SIDE = Fact(
    "side", "一方", Kind.CHOICE, required=True, options=tuple(Side), side="shared", help="谁提出的"
)
_MEETING = Fact("meeting", "会次", Kind.INT, side="shared", help="第几次会议上说的；会外提出的不填")
_AUTHOR = Fact(
    "author", "发言人", Kind.PERSON, side="shared", data_class="personal", help="由哪位代表提出"
)
_SAID_ON = Fact("said_on", "日期", Kind.DATE, side="shared", help="不填的是会议日；会外的是今天")
_CLAUSE = Fact("clause", "条款", Kind.TEXT, required=True, side="shared", help="编号，例如 款-03")
_WHEN = (_MEETING, _AUTHOR, _SAID_ON)
_PACKAGE = Fact(
    "package", "打包方案", Kind.TEXT, side="shared", help="只能整体接受的几款写同一个名称"
)

OFFER = (
    _SIDE,
    Fact("topic", "议题", Kind.TEXT, required=True, side="shared", help="编号，例如 题-01"),
    Fact("clause", "条款", Kind.TEXT, side="shared", help="已有的写编号，例如 款-03；新的不填"),
    Fact("text", "文字", Kind.LONGTEXT, required=True, side="shared", help="拟写进合同的条款"),
    Fact("figures", "数字", Kind.LONGTEXT, side="shared", help=HELP),
    _PACKAGE,
    *_WHEN,
)
WITHDRAWAL = (
    _SIDE,
    Fact("clause", "条款", Kind.TEXT, side="shared", help="编号，例如 款-03；撤回整个方案的不填"),
    _PACKAGE,
    Fact("text", "理由", Kind.LONGTEXT, side="shared"),
    *_WHEN,
)
RESERVE = (
    _SIDE,
    _CLAUSE,
    Fact("text", "为什么搁置", Kind.LONGTEXT, side="shared"),
    *_WHEN,
)
REOPENING = (
    _SIDE,
    _CLAUSE,
    Fact("text", "为什么重新协商", Kind.LONGTEXT, required=True, side="shared"),
    *_WHEN,
)
CONFIRMATION = (
    _SIDE,
    _CLAUSE,
    Fact(
        "of",
        "校验值",
        Kind.TEXT,
        required=True,
        side="shared",
        help="所确认文本的校验值，至少前 12 位",
    ),
    *_WHEN,
)
#: What the timeline shows of a line, and what its rows are called.
LABELS = {"wording": "文字", "author": "发言人", "ledger": "条款台账"}
