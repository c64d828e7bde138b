"""What is written down of a meeting: when and where, who was there, what was said."""

import re
from collections.abc import Mapping
from typing import Any

from casework.cases import records
from casework.cases.models import Case, Record
from casework.cases.records import Sort
from casework.cases.work import Work
from casework.errors import InputError, NotFound
from casework.negotiation.meeting.chairing import proposed
from casework.negotiation.models import Attendance, Meeting, Representative, Statement, Topic
from casework.negotiation.register import Columns, Register
from casework.negotiation.side import Side
from casework.workflow import Fact, Kind

FORMS = ("协商会议", "协调会", "恳谈会", "电话", "网络")
#: The order of 《集体合同规定》第三十四条, and what else is said.
STAGES = ("议程纪律", "提出要求", "对方回应", "讨论", "归纳", "其他")
DUTIES = ("首席代表", "协商代表", "记录员", "列席", "见证")
_TIME = re.compile(r"([01]?[0-9]|2[0-3])[:：]([0-5][0-9])(?:[:：]([0-5][0-9]))?")


def clock_time(name: str, label: str, text: str) -> str:
    """Return a time of day as it is stored: 14:05, or 14:05:31.

    Raises:
        InputError: it is none.
    """
    if not text:
        return ""
    match = _TIME.fullmatch(text.strip())
    if match is None:
        raise InputError.one(name, f"{label}：“{text}”不是时间，请写成 14:05。")
    hour, minute, second = match.groups()
    return f"{int(hour):02d}:{minute}" + (f":{second}" if second else "")


def refuse_signed(work: Work, case: Case, number: int) -> Meeting:
    """Return the meeting of that number, if its minutes are not signed yet.

    Raises:
        InputError: there is none, or both chiefs signed its minutes: they are frozen.
    """
    try:
        row = records.one(work, case, Meeting, str(number))
    except NotFound as error:
        raise InputError.one("meeting", f"会次：没有第 {number} 次会议，先登记会次。") from error
    if row.signed_hash:
        why = (
            f"{row.code} 的会议记录已由双方首席代表于{row.signed_on}签字，不能再改"
            "（《集体合同规定》第三十四条）；要更正的，在下一次会议上记录更正。"
        )
        raise InputError.one("meeting", why)
    return row


def _meeting(work: Work, case: Case, columns: Columns, row: Record | None) -> Columns:
    if row is not None:
        refuse_signed(work, case, row.number)
    for name, label in (("began_at", "开始时间"), ("ended_at", "结束时间")):
        columns[name] = clock_time(name, label, columns[name])
    if columns["ended_at"] and columns["ended_at"] < columns["began_at"]:
        raise InputError.one("ended_at", "结束时间不能早于开始时间。")
    for one in records.kept(work, case, Representative):
        if one.name == columns["recorder"]:
            why = (
                f"记录员：{one.name}是{one.side}的协商代表（{one.code}），"
                "记录员应当由双方共同确定的非协商代表担任（《集体合同规定》第三十三条）。"
            )
            raise InputError.one("recorder", why)
    return columns


def _refuse_either(work: Work, case: Case, columns: Columns, row: Record | None) -> None:
    """Refuse a line that goes to a signed meeting, and one that is taken out of it."""
    if row is not None:
        _leave_line(work, case, row)
    refuse_signed(work, case, columns["meeting"])


def _attendance(work: Work, case: Case, columns: Columns, row: Record | None) -> Columns:
    _refuse_either(work, case, columns, row)
    for name, label in (("arrived_at", "到会时间"), ("left_at", "离会时间")):
        columns[name] = clock_time(name, label, columns[name])
    if columns["arrived_at"] and columns["left_at"] and columns["left_at"] < columns["arrived_at"]:
        raise InputError.one("left_at", "离会时间不能早于到会时间。")
    return columns


def _statement(work: Work, case: Case, columns: Columns, row: Record | None) -> Columns:
    _refuse_either(work, case, columns, row)
    columns["said_at"] = clock_time("said_at", "时间", columns["said_at"])
    if columns["topic"]:
        columns["topic"] = records.one(work, case, Topic, columns["topic"]).code
    return columns


def _leave_meeting(work: Work, case: Case, row: Record) -> None:
    refuse_signed(work, case, row.number)


def _leave_line(work: Work, case: Case, row: Record) -> None:
    assert isinstance(row, Attendance | Statement)  # noqa: S101 - the registers below
    refuse_signed(work, case, row.meeting)


def _told_statement(values: Mapping[str, Any]) -> str:
    return f"会-{values['meeting']:02d} {values['stage']}"


_PERSONAL = frozenset({"chair", "recorder", "observers", "signed_content"})
_NUMBER = Fact("meeting", "会次", Kind.INT, required=True, side="shared", help="第几次会议")
MEETING = Register(
    name="meeting",
    sort=Sort("meeting", Meeting, _PERSONAL, side="shared"),
    facts=(
        Fact("held_on", "会议日", Kind.DATE, required=True, side="shared"),
        Fact("began_at", "开始时间", Kind.TEXT, required=True, side="shared", help="例如 14:00"),
        Fact("ended_at", "结束时间", Kind.TEXT, side="shared"),
        Fact("place", "地点", Kind.TEXT, required=True, side="shared"),
        Fact("form", "形式", Kind.CHOICE, required=True, options=FORMS, side="shared"),
        Fact("agenda", "议程", Kind.LONGTEXT, required=True, side="shared"),
        Fact(
            "chair_side", "主持的一方", Kind.CHOICE, required=True, options=tuple(Side), side="shared",
            help="双方首席代表轮流主持（《集体合同规定》第三十四条）",
        ),
        Fact("chair", "主持人", Kind.PERSON, required=True, side="shared", data_class="personal"),
        Fact("recorder", "记录员", Kind.PERSON, required=True, side="shared", data_class="personal"),
        Fact("observers", "列席、见证", Kind.LONGTEXT, side="shared"),
        Fact("annexes", "附件", Kind.LONGTEXT, side="shared"),
        Fact("next_on", "下次会议日", Kind.DATE, in_future=True, side="shared"),
        Fact("next_place", "下次会议地点", Kind.TEXT, side="shared"),
    ),
    lead="会次从一开始编号；会议记录由双方首席代表签字以后不能再改。",
    told=lambda values: f"{values['held_on']} {values['place']}",
    check=_meeting,
    leave=_leave_meeting,
    fresh=proposed,
)  # fmt: skip
ATTENDANCE = Register(
    name="attendance",
    sort=Sort("attendance", Attendance, frozenset({"name"}), side="shared"),
    facts=(
        _NUMBER,
        Fact("name", "姓名", Kind.PERSON, required=True, side="shared", data_class="personal"),
        Fact("side", "一方", Kind.CHOICE, options=(*Side, "其他"), required=True, side="shared"),
        Fact("duty", "职责", Kind.CHOICE, options=DUTIES, required=True, side="shared"),
        Fact("arrived_at", "到会时间", Kind.TEXT, side="shared"),
        Fact("left_at", "离会时间", Kind.TEXT, side="shared"),
    ),
    lead="谁到会，什么时候到、什么时候离开。",
    told=lambda values: f"会-{values['meeting']:02d} {values['side']}{values['duty']}",
    check=_attendance,
    leave=_leave_line,
)
STATEMENT = Register(
    name="statement",
    sort=Sort("statement", Statement, frozenset({"speaker"}), side="shared"),
    facts=(
        _NUMBER,
        Fact("said_at", "时间", Kind.TEXT, side="shared", help="不填就是现在"),
        Fact("stage", "环节", Kind.CHOICE, options=STAGES, required=True, side="shared"),
        Fact("side", "一方", Kind.CHOICE, options=(*Side, "双方"), required=True, side="shared"),
        Fact("speaker", "发言人", Kind.PERSON, side="shared", data_class="personal"),
        Fact("topic", "议题", Kind.TEXT, side="shared", help="议题的编号，例如 题-01"),
        Fact("text", "内容", Kind.LONGTEXT, required=True, side="shared"),
    ),
    lead="会上一行一记，会后整理；改动以前的内容留在日志里。",
    told=_told_statement,
    check=_statement,
    leave=_leave_line,
)
REGISTERS = (MEETING, ATTENDANCE, STATEMENT)
