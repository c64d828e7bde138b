"""What is written down of demands and topics."""

from collections.abc import Mapping
from typing import Any

from casework.cases import records
from casework.cases.models import Case, Record
from casework.cases.records import Sort
from casework.cases.work import Work
from casework.errors import InputError, NotFound
from casework.negotiation.models import Demand, Topic
from casework.negotiation.register import Columns, Register
from casework.negotiation.voice.taxonomy import subject_named, subjects
from casework.workflow import Fact, Kind

SOURCES = ("问卷", "座谈会", "热线", "站点走访", "网格", "线上征集", "法治体检", "其他")


def _demand(work: Work, case: Case, columns: Columns, _row: Record | None) -> Columns:
    if columns["workers"] < 1:
        raise InputError.one("workers", f"提出的人数：应为正整数，现在是 {columns['workers']}。")
    if columns["topic"]:
        try:
            topic = records.one(work, case, Topic, columns["topic"])
        except NotFound as error:
            known = "、".join(f"{row.code} {row.title}" for row in records.kept(work, case, Topic))
            why = f"归入的议题：没有“{columns['topic']}”，已有的议题：{known or '无'}。"
            raise InputError.one("topic", why) from error
        if topic.withdrawn_because:
            raise InputError.one("topic", f"归入的议题：{topic.code} 已经撤下，请选别的议题。")
        columns["topic"] = topic.code
    return columns


def _topic(work: Work, case: Case, columns: Columns, row: Record | None) -> Columns:
    columns["subject"] = subject_named(columns["subject"]).label
    if columns["priority"] is None:
        columns["priority"] = len(records.kept(work, case, Topic)) + (row is None)
    if columns["priority"] < 1:
        raise InputError.one("priority", "优先顺序：1 最优先，应为正整数。")
    if columns["core"] and not columns["core_workers"]:
        why = "涉及的劳动者人数：标为核心共性问题的，写明涉及多少人，作为标注的理由。"
        raise InputError.one("core_workers", why)
    for other in records.kept(work, case, Topic):
        if other.title == columns["title"] and (row is None or other.number != row.number):
            raise InputError.one("title", f"议题：“{other.title}”已经登记为 {other.code}。")
    return columns


def _leave_topic(work: Work, case: Case, row: Record) -> None:
    resting = [one.code for one in records.kept(work, case, Demand) if one.topic == row.code]
    if resting:
        why = f"{'、'.join(resting)} 还归在 {row.code} 下，请先改归别的议题。"
        raise InputError.one("code", why)


def _told_demand(values: Mapping[str, Any]) -> str:
    put = f"，归入 {values['topic']}" if values["topic"] else ""
    return f"{values['source']}，{values['workers']}人{put}"


def _told_topic(values: Mapping[str, Any]) -> str:
    return f"{values['title']}{'（核心共性问题）' if values['core'] else ''}"


DEMAND = Register(
    name="demand",
    sort=Sort("demand", Demand),
    facts=(
        Fact("source", "来源", Kind.CHOICE, required=True, options=SOURCES),
        Fact("collected_on", "收集日", Kind.DATE, required=True),
        Fact("place", "站点、园区", Kind.TEXT),
        Fact("text", "诉求", Kind.LONGTEXT, required=True, help="不写姓名、电话、证件号"),
        Fact("workers", "提出的人数", Kind.INT, required=True),
        Fact("topic", "归入的议题", Kind.TEXT, help="议题的编号，例如 题-01；没有归并的不填"),
    ),
    lead="只记内容和人数，不记是谁提出的。",
    told=_told_demand,
    check=_demand,
    fresh=lambda work, _case: {"collected_on": work.today},
    nameless=True,
)
TOPIC = Register(
    name="topic",
    sort=Sort("topic", Topic, side="shared"),
    facts=(
        Fact("title", "议题", Kind.TEXT, required=True, side="shared"),
        Fact(
            "subject",
            "议题类别",
            Kind.CHOICE,
            required=True,
            options=tuple(one.label for one in subjects().values()),
            side="shared",
        ),
        Fact("priority", "优先顺序", Kind.INT, help="1 最优先；不填排在最后"),
        Fact("core", "核心共性问题", Kind.FLAG, help="多数劳动者共同的、最要紧的问题"),
        Fact("core_reason", "为什么是核心共性问题", Kind.LONGTEXT, required_when={"core": (True,)}),
        Fact("core_workers", "涉及的劳动者人数", Kind.INT),
    ),
    lead="诉求归并成议题；每次协商至少解决一个核心共性问题。",
    told=_told_topic,
    check=_topic,
    leave=_leave_topic,
)
