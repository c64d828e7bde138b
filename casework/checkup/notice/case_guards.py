"""What the check-up's own table asks about its notices: before it is escalated, and before it is closed."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeAlias

from casework.checkup.queries import CheckupView
from casework.errors import Reason

Facts: TypeAlias = Mapping[str, Any] | None

_ARTICLES = "《江苏省工会劳动法律监督条例》第二十条、第二十一条"
_PRACTICE = "工会内部做法"


def notice_issued(view: CheckupView, facts: Facts, _day: date) -> Reason | None:
    """Ask whether a notice of the kind the escalation names was approved, or why there is none."""
    wanted = (facts or {}).get("instrument")
    if wanted is None or (facts or {}).get("no_notice_reason"):
        return None
    if any(one.sent and one.instrument.endswith(wanted) for one in view.notices):
        return None
    sentence = f"写明转用{wanted}，本案还没有批准过{wanted}。"
    fix = f"先起草并批准{wanted}；另案或者书面已经发出的，写明“没有本案文书的理由”"
    return Reason("notice_issued", sentence, _ARTICLES, fix)


def notices_settled(view: CheckupView, _facts: Facts, _day: date) -> Reason | None:
    """Ask whether every notice has ended."""
    running = [
        f"{one.code}（{one.instrument}，{one.label}）" for one in view.notices if not one.ended
    ]
    if not running:
        return None
    sentence = f"监督文书还没有了结：{'、'.join(running)}。"
    return Reason(
        "notices_settled", sentence, _PRACTICE, "逐份办理“了结”；不再发出的办理“不再发出”或者“撤销”"
    )
