"""What the review asks of the steps that submit, return and approve the report."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeAlias

from casework.checkup.queries import CheckupView
from casework.errors import Reason

Facts: TypeAlias = Mapping[str, Any] | None

_PRACTICE = "工会内部做法"
_SHOWN = 8


def remarks_answered(view: CheckupView, _facts: Facts, _day: date) -> Reason | None:
    """Ask whether every binding remark on an earlier submission has an answer."""
    if not view.review.unanswered:
        return None
    sentence = f"还有“必须改”的复核意见没有回应：{_listed(view.review.unanswered)}。"
    fix = "在“复核”页逐条回应“已改”，或“不改”并写明理由"
    return Reason("remarks_answered", sentence, _PRACTICE, fix)


def remarks_settled(view: CheckupView, _facts: Facts, _day: date) -> Reason | None:
    """Ask whether the reviewer closed every binding remark."""
    if not view.review.unsettled:
        return None
    sentence = f"还有“必须改”的复核意见没有了结：{_listed(view.review.unsettled)}。"
    fix = "回应可以接受的，在“复核”页了结；不能接受的，退回修改"
    return Reason("remarks_settled", sentence, _PRACTICE, fix)


def return_reasoned(view: CheckupView, facts: Facts, _day: date) -> Reason | None:
    """Ask whether a return says why: in its reason, or in a remark on this submission."""
    if facts is None or facts.get("reason") or view.review.written:
        return None
    sentence = "退回修改要让起草人知道改什么：请写明退回理由，或者先写复核意见。"
    return Reason("return_reasoned", sentence, _PRACTICE, "填写退回理由，或在“复核”页写意见")


def _listed(codes: tuple[str, ...]) -> str:
    return "、".join(codes[:_SHOWN]) + ("等" if len(codes) > _SHOWN else "")


GUARDS = {guard.__name__: guard for guard in (remarks_answered, remarks_settled, return_reasoned)}
