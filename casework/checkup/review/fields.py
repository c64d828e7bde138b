"""What the review asks: a remark, the answer to it, how it is settled; declared as facts, read by the one parser."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from casework.workflow import Fact, Kind, facts

KINDS = ("事实不清", "依据不准", "评级不当", "表述", "证据", "其他")
BINDING = "必须改"
SEVERITIES = (BINDING, "建议")
CHANGED, KEPT = "已改", "不改"

ABOUT = Fact(
    "about", "针对", Kind.TEXT, help="检查项编号（LC-05-01）或问题编号（WT-03）；不填指整份报告"
)
#: A remark, besides what it is about.
REMARK = (
    Fact("kind", "类别", Kind.CHOICE, required=True, options=KINDS),
    Fact(
        "severity",
        "程度",
        Kind.CHOICE,
        required=True,
        options=SEVERITIES,
        help="“必须改”的没有了结以前，复核不能通过",
    ),
    Fact(
        "text", "意见", Kind.LONGTEXT, required=True, help="写明哪里有问题、应当怎样；不写个人姓名"
    ),
)
REPLY = (
    Fact("reply", "回应", Kind.CHOICE, required=True, options=(CHANGED, KEPT)),
    Fact(
        "reply_reason",
        "回应说明",
        Kind.LONGTEXT,
        required_when={"reply": KEPT},
        help="怎样改的，或者不改的理由",
    ),
)
CLOSE = (Fact("closed_note", "了结说明", Kind.LONGTEXT, help="没有回应就了结的，必须写明理由"),)
REOPEN = (Fact("reason", "不认可的理由", Kind.LONGTEXT, required=True),)

STATES = {"open": "待回应", "answered": "已回应", "closed": "已了结"}
#: What the review records, as a person reads it in the timeline.
LABELS = {
    **{fact.name: fact.label for fact in (*REMARK, *REPLY, *CLOSE)},
    "comment": "评语",
    "reopened_because": "不认可的理由",
}


def read(declared: tuple[Fact, ...], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was filled in, typed; what may be left empty is "".

    Raises:
        InputError: every problem.
    """
    empty = {fact.name: "" for fact in declared if not fact.required}
    return empty | facts.parse(declared, given, today=date.max)
