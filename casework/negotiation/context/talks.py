"""会议记录, 会议纪要, 备忘录, 中止确认."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from casework.cases import records
from casework.cases.models import Case
from casework.cases.work import Work
from casework.negotiation.context.parties import parties
from casework.negotiation.context.told import SHORT, articles, last, plain, printed
from casework.negotiation.ledger.queries import draft_of
from casework.negotiation.meeting.minutes import MeetingMinutes, minutes_for
from casework.negotiation.models import Meeting

_WHERE = {"形式": "form", "地点": "place", "开始": "began_at", "结束": "ended_at", "议程": "agenda"}
_WHO = {
    "主持的一方": "chair_side",
    "主持人": "chair",
    "记录员": "recorder",
    "列席见证": "observers",
}


def minutes(work: Work, case: Case, code: str = "") -> dict[str, Any]:
    """Return the dict of a meeting's 会议纪要, which is its record too.

    Without *code* (会-02) it is of the last meeting whose minutes are not signed; if all are, of the last.

    Raises:
        NotFound: no such meeting.
    """
    told = parties(work, case)
    row = records.one(work, case, Meeting, code) if code else _latest(work, case)
    if row is None:
        return told
    return {**told, **_of_meeting(minutes_for(work, case, row))}


def memo(work: Work, case: Case) -> dict[str, Any]:
    """Return the dict of the 备忘录: what is agreed, what is open, for how long."""
    signed = last(work, case, "sign")
    return {
        **parties(work, case),
        **articles(draft_of(work, case)),
        **printed(
            signed, {"有效期起": "term_from", "有效期止": "term_until", "签字日": "signed_on"}
        ),
        "执行": None,
    }


def suspension(work: Work, case: Case) -> dict[str, Any]:
    """Return the dict of the 中止确认 with the four things article 35 leaves to both sides."""
    facts = last(work, case, "suspend")
    names = {
        "中止天数": "days", "下次时间": "next_on", "下次地点": "next_place",
        "下次内容": "next_topics", "原因": "reason",
    }  # fmt: skip
    return {**parties(work, case), **printed(facts, names), "日期": plain(work.today)}


def _latest(work: Work, case: Case) -> Meeting | None:
    rows = records.kept(work, case, Meeting)
    unsigned = [row for row in rows if not row.signed_hash]
    return (unsigned or rows or [None])[-1]  # type: ignore[list-item]  # None stands for no meeting


def _of_meeting(found: MeetingMinutes) -> dict[str, Any]:
    header = found.header
    return {
        "会次": found.code,
        "会议日": _day(header["held_on"]),
        **{label: header[name] for label, name in {**_WHERE, **_WHO}.items()},
        "附件": header["annexes"],
        "下次": {"时间": _day(header["next_on"]), "地点": header["next_place"]},
        "到会": [_there(one) for one in found.attendance],
        "缺席": [f"{one['name']}（{one['side']}{one['duty']}）" for one in found.absent],
        "环节": [
            {"名称": stage, "发言": [_said(one) for one in said]} for stage, said in found.stages()
        ],
        "结果": [
            {
                "议题": f"{one['topic']} {one['title']}".strip(),
                "条款": one["clause"],
                "经过": list(one["lines"]),
                "结果": one["result"],
            }
            for one in found.talks
        ],
        "签字日": plain(found.signed_on),
        "校验值": found.digest[:SHORT],
    }


def _there(one: Mapping[str, str]) -> dict[str, str]:
    times = "—".join((one["arrived_at"], one["left_at"])).strip("—")
    return {"姓名": one["name"], "一方": one["side"], "职责": one["duty"], "时间": times}


def _said(one: Mapping[str, str]) -> str:
    who = f"{one['side']}{'　' + one['speaker'] if one['speaker'] else ''}"
    about = f"（{one['topic']}）" if one["topic"] else ""
    return f"{who}{about}：{one['text']}"


def _day(text: str | None) -> str | None:
    return plain(date.fromisoformat(text)) if text else None
