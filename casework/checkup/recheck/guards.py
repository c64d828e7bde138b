"""What stands against a step of re-checking and closing; see :mod:`casework.checkup.guards`."""

from collections.abc import Sequence
from datetime import date

from casework.checkup.guards import Facts
from casework.checkup.queries import CheckupView
from casework.checkup.recheck.fields import METHODS, PHONE
from casework.errors import Reason

_PRACTICE = "工会内部做法"
_SHOWN = 8


def phone_for_low_risk(view: CheckupView, facts: Facts, _day: date) -> Reason | None:
    """Ask whether a re-check by telephone only concerns findings of low risk."""
    if facts is None or facts.get("method") != PHONE:
        return None
    more = [code for code in view.open_findings if code in view.settling.not_by_phone]
    if not more:
        return None
    sentence = f"{_named(more)} 不是低风险的问题，不能只用电话回访。"
    fix = f"方式选{METHODS[0]}或{METHODS[2]}；各问题的方式在“复检”里分别安排"
    return Reason("phone_for_low_risk", sentence, "PRAC-CHK-14（内部做法）", fix)


def results_entered(view: CheckupView, _facts: Facts, _day: date) -> Reason | None:
    """Ask whether every finding that was open has a result of this round."""
    begun = view.last("start_recheck")
    since = begun.seq if begun else 0
    lacking = [code for code in view.open_findings if view.settling.decided.get(code, 0) <= since]
    if not lacking:
        return None
    sentence = f"还有 {len(lacking)} 个问题没有本轮的复检结果：{_named(lacking)}。"
    return Reason("results_entered", sentence, _PRACTICE, "在“复检”里逐项登记结果")


def open_have_next_day(view: CheckupView, facts: Facts, _day: date) -> Reason | None:
    """Ask whether a report that leaves something open says when it is due."""
    if facts is None or not view.open_findings or facts.get("next_on"):
        return None
    sentence = f"{_named(view.open_findings)} 还没有了结，复检报告要写明下次日期。"
    return Reason("open_have_next_day", sentence, _PRACTICE, "填写“未了结事项的下次日期”")


def recheck_reported_once(view: CheckupView, _facts: Facts, _day: date) -> Reason | None:
    """Ask whether this round has no report yet."""
    if not _reported(view):
        return None
    sentence = "本轮的复检报告已经签发。"
    return Reason("recheck_reported_once", sentence, _PRACTICE, "要改的，先撤回这次签发")


def signer_not_checker(view: CheckupView, facts: Facts, _day: date) -> Reason | None:
    """Ask whether the one who signs did not look at the findings again."""
    begun = view.last("start_recheck")
    present = set((begun.facts.get("inspectors") if begun else None) or ())
    if not {view.actor, (facts or {}).get("signer")} & (view.settling.checkers | present):
        return None
    sentence = "签发人不能是本案的复检人或登记复检结果的人。"
    return Reason("signer_not_checker", sentence, _PRACTICE, "请没有参加复检的工会负责人签发")


def recheck_reported(view: CheckupView, _facts: Facts, _day: date) -> Reason | None:
    """Ask whether the 复检报告 of this round was issued and no result was entered since."""
    seq = _reported(view)
    if not seq:
        sentence = "本轮的复检报告还没有签发。"
        return Reason("recheck_reported", sentence, _PRACTICE, "先办理“签发复检报告”")
    later = [code for code, decided in view.settling.decided.items() if decided > seq]
    if not later:
        return None
    sentence = f"复检报告签发之后，{_named(later)} 又登记了结果，报告与现状不符。"
    return Reason("recheck_reported", sentence, _PRACTICE, "撤回签发，重新签发复检报告")


def something_unsettled(view: CheckupView, _facts: Facts, _day: date) -> Reason | None:
    """Ask whether any finding is still open."""
    if view.open_findings:
        return None
    sentence = "全部问题都已了结，没有需要继续整改的。"
    return Reason("something_unsettled", sentence, _PRACTICE, "办理“销号”")


def partly_settled(view: CheckupView, _facts: Facts, _day: date) -> Reason | None:
    """Ask whether some findings are settled and others are not, and some since the last time."""
    settled = [code for code in view.findings if code not in view.open_findings]
    last = view.last("close_partly")
    if not settled:
        sentence, fix = "还没有一个问题了结，不能部分销号。", "先逐项核对整改情况"
    elif not view.open_findings:
        sentence, fix = "全部问题都已了结，不必部分销号。", "办理“销号”"
    elif last is not None and list(last.meta.get("settled", ())) == settled:
        sentence, fix = "上次部分销号以后没有新了结的问题。", "有新的问题了结以后再办理"
    else:
        return None
    return Reason("partly_settled", sentence, _PRACTICE, fix)


def _reported(view: CheckupView) -> int:
    """Return the row that issued the report of the present round, or 0."""
    begun, signed = view.last("start_recheck"), view.last("issue_recheck")
    return signed.seq if signed and begun and signed.seq > begun.seq else 0


def _named(codes: Sequence[str]) -> str:
    return "、".join(codes[:_SHOWN]) + ("等" if len(codes) > _SHOWN else "")


GUARDS = {
    guard.__name__: guard
    for guard in (
        phone_for_low_risk,
        results_entered,
        open_have_next_day,
        recheck_reported_once,
        signer_not_checker,
        recheck_reported,
        something_unsettled,
        partly_settled,
    )
}
