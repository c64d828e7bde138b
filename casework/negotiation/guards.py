"""The questions of the negotiations' tables up to the talks: each says nothing, or why not, and the basis."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeAlias

from casework.errors import Reason
from casework.negotiation.provisions import provision_if_any
from casework.negotiation.view import EmployerView, NegotiationView

Facts: TypeAlias = Mapping[str, Any] | None
_REGULATION = "《集体合同规定》"
_PRACTICE = "工会内部做法"
#: Clocks within which an answer is awaited, and the steps that began them.
_REPLIES = {"reply": "deliver_offer", "our_reply": "receive_offer"}
#: What each procedure calls the step by which the union makes its offer.
_OFFERS = {"full": "送达要约", "simple": "提出协商", "platform": "送达协商申请"}


def topics_chosen(view: NegotiationView, _facts: Facts, _day: date) -> Reason | None:
    """Ask whether there is a topic to talk about."""
    if view.topics:
        return None
    why = "还没有议题，要约要写明协商什么。"
    return Reason("topics_chosen", why, f"{_REGULATION}第三十二条", "在“诉求和议题”里登记议题")


def reply_not_before_offer(
    view: NegotiationView | EmployerView, facts: Facts, _day: date
) -> Reason | None:
    """Ask whether an answer came on or after the day the offer was received."""
    offered = view.last("deliver_offer") or view.last("receive_offer")
    if facts is None or offered is None:
        return None
    reached, came = offered.facts.get("received_on"), facts.get("received_on")
    if reached is None or came is None or came >= reached:
        return None
    why = f"回应的日期（{came}）早于要约收到之日（{reached}），回应不能在要约之前。"
    fix = f"核对日期；要约收到日写错的，先更正“{_offered_by(view, offered.step)}”"
    return Reason("reply_not_before_offer", why, f"{_REGULATION}第三十二条", fix)


def _offered_by(view: NegotiationView | EmployerView, step: str) -> str:
    """Return what the table at hand calls the step that brought the offer."""
    if step == "receive_offer":
        return "收到企业要约"
    return _OFFERS[view.procedure] if isinstance(view, NegotiationView) else "送达要约"


def reply_period_over(
    view: NegotiationView | EmployerView, _facts: Facts, day: date
) -> Reason | None:
    """Ask whether the period for the answer is over."""
    clock = next((view.clocks[name] for name in _REPLIES if name in view.clocks), None)
    basis = f"{_REGULATION}第三十二条"
    if clock is None or clock.due_on is None:
        why = "回应的期限没有数值，算不出是不是逾期。"
        fix = "补填对方收到日；没有核到期限的，由使用单位用覆盖文件填写"
        if isinstance(view, NegotiationView) and view.procedure == "platform":  # no law sets it
            fix = "更正“送达协商申请”，补填对方收到日和申请书写明的答复天数"
        return Reason("reply_period_over", why, basis, fix)
    if day > clock.due_on:
        return None
    why = f"回应的期限到{clock.due_on}，还没有过，不能登记逾期。"
    return Reason("reply_period_over", why, basis, f"{clock.due_on}以后再登记")


def representatives_valid(view: NegotiationView, _facts: Facts, _day: date) -> Reason | None:
    """Ask whether the representatives of both sides are as the rules want them."""
    blocking = [one for one in view.defects if one.blocking]
    if not blocking:
        return None
    why = "代表还不符合要求：" + "".join(
        f"（{number}）{one.reason.sentence.rstrip('。')}；"
        for number, one in enumerate(blocking, 1)
    )
    basis = "、".join(dict.fromkeys(one.reason.basis for one in blocking))
    fix = "；".join(dict.fromkeys(one.reason.where_to_fix for one in blocking))
    return Reason("representatives_valid", f"{why[:-1]}。", basis, fix)


def somebody_vacant(view: NegotiationView, facts: Facts, _day: date) -> Reason | None:
    """Ask whether the representative who is said to be gone is written down as gone, and not replaced."""
    basis, fix = f"{_REGULATION}第三十一条", "在“协商代表”里登记离任日"
    if not view.vacancies:
        return Reason("somebody_vacant", "没有登记离任而空缺的代表。", basis, fix)
    if facts is None or not facts.get("who") or facts["who"].strip() in view.vacancies:
        return None
    why = f"“{facts['who']}”没有登记离任；空缺的是：{'、'.join(view.vacancies)}。"
    return Reason("somebody_vacant", why, basis, fix)


def vacancies_filled(view: NegotiationView, _facts: Facts, _day: date) -> Reason | None:
    """Ask whether everybody who left was replaced."""
    if not view.vacancies:
        return None
    why = f"{'、'.join(view.vacancies)} 离任以后还没有产生新的代表。"
    fix = "在“协商代表”里登记新代表，“接替谁”填离任者的编号"
    return Reason("vacancies_filled", why, f"{_REGULATION}第三十一条", fix)


def recorder_neutral(view: NegotiationView, facts: Facts, _day: date) -> Reason | None:
    """Ask whether the recorder is nobody's representative."""
    if facts is None:
        return None
    side = view.names.get(str(facts.get("recorder", "")).strip())
    if side is None:
        return None
    why = f"记录员{facts['recorder']}是{side}的协商代表，记录员应当是双方共同确定的非协商代表。"
    return Reason("recorder_neutral", why, f"{_REGULATION}第三十三条", "请双方另行确定记录员")


def preparation_complete(view: NegotiationView, facts: Facts, _day: date) -> Reason | None:
    """Ask whether what article 33 wants before the meeting was done."""
    if facts is None:
        return None
    done = {
        "law_studied": "熟悉有关法律、法规和制度",
        "opinions_collected": "了解情况、收集双方意见",
        "topics_set": "拟定议题",
    }
    open_ = [label for name, label in done.items() if not facts.get(name)]
    open_ += [] if view.topics else ["在“诉求和议题”里登记议题"]
    if not open_:
        return None
    why = f"会前准备还有没做的：{'、'.join(open_)}。"
    return Reason("preparation_complete", why, f"{_REGULATION}第三十三条", "做好以后填“是”")


def meeting_recorded(view: NegotiationView, facts: Facts, _day: date) -> Reason | None:
    """Ask whether the meeting named is written down."""
    if facts is None or facts.get("meeting") in {None, *view.meetings}:
        return None
    known = "、".join(view.meetings) or "还没有"
    why = f"会次“{facts['meeting']}”没有登记；已登记的会次：{known}。"
    return Reason("meeting_recorded", why, f"{_REGULATION}第三十四条", "先在“会次”里登记")


def suspension_within(view: NegotiationView, facts: Facts, day: date) -> Reason | None:
    """Ask whether the talks pause no longer than the place allows, where it says how long."""
    if facts is None or facts.get("days") is None:
        return None
    rule = provision_if_any(
        view.law, "meeting.suspension_max", jurisdiction=view.jurisdiction, on=day
    )
    if facts["days"] < 1:
        why = f"中止天数写了{facts['days']}，应为正整数。"
        return Reason("suspension_within", why, f"{_REGULATION}第三十五条", "写明双方商定的天数")
    if rule is None or rule.whole is None or facts["days"] <= rule.whole:
        return None
    why = f"中止{facts['days']}日，超过当地规定的最多{rule.whole}日。"
    return Reason("suspension_within", why, rule.basis, f"改为{rule.whole}日以内")


def coordination_extension(view: NegotiationView, facts: Facts, day: date) -> Reason | None:
    """Ask whether the coordination is prolonged only once, and by no more days than allowed."""
    began, prolonged = view.last("start_coordination"), view.last("extend_coordination")
    basis = f"{_REGULATION}第五十二条"
    if began and prolonged and prolonged.seq > began.seq:
        why = f"协调期限已于{prolonged.occurred_on}延长过，只能延长一次。"
        return Reason("coordination_extension", why, basis, "期限届满仍没有达成的，办理“协调未果”")
    key = "dispute.coordination_extension"
    rule = provision_if_any(view.law, key, jurisdiction=view.jurisdiction, on=day)
    if facts is None or facts.get("days") is None or rule is None or rule.whole is None:
        return None
    if 1 <= facts["days"] <= rule.whole:
        return None
    why = f"延长{facts['days']}日，应为 1 至 {rule.whole} 日。"
    return Reason("coordination_extension", why, rule.basis, f"改为{rule.whole}日以内")


def renewal_opened(view: NegotiationView, facts: Facts, _day: date) -> Reason | None:
    """Ask whether the new case named is there and linked with this one."""
    if facts is None or facts.get("new_case") in {None, *view.carried_on}:
        return None
    why = f"“{facts['new_case']}”不是续订、变更本案或者由本案转入的案件。"
    fix = "先另立新案，由新案以“续订自”“变更自”或者“转入自”关联本案，再办这一步"
    return Reason("renewal_opened", why, _PRACTICE, fix)


GUARDS = {
    one.__name__: one
    for one in (
        topics_chosen, reply_not_before_offer, reply_period_over, representatives_valid,
        somebody_vacant, vacancies_filled, recorder_neutral, preparation_complete,
        meeting_recorded, suspension_within, coordination_extension, renewal_opened,
    )
}  # fmt: skip
