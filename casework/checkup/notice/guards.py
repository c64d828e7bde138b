"""The questions of the notices' table: each says nothing, or why not, on what basis, and where to mend it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeAlias

from casework.checkup.notice.fields import HINT, OBSTRUCTION, OPINION, PROPOSAL, TO_AUTHORITY
from casework.checkup.notice.view import NoticeView
from casework.errors import Reason

Facts: TypeAlias = Mapping[str, Any] | None

_REGULATION = "《江苏省工会劳动法律监督条例》"
_ARTICLE_21 = f"{_REGULATION}第二十一条"
_HEARING = f"{_REGULATION}第十八条、第十九条"
_PRACTICE = "工会内部做法"
_EDIT = "在文书页“修改内容”"
_COUNTY = ("省", "市", "县")
_CLOCKS = ("hint_reply", "opinion_reply", "proposal_decision")


def opens_now(view: NoticeView, _facts: Facts, _day: date) -> Reason | None:
    """Ask whether the case is one from which a notice may start: on site or later, not closed."""
    case = view.case
    if case.state == "closed":
        sentence = "案件已经销号，不能再从本案发监督文书。"
        return Reason("opens_now", sentence, _PRACTICE, "有新情况的，另立体检案件")
    if view.instrument == OBSTRUCTION:
        return None
    if case.state == "terminated":
        sentence = "案件已经终止，只能再发“拒绝监督建议书”。"
        return Reason("opens_now", sentence, _PRACTICE, "撤回“终止”，或者另立体检案件")
    if case.last("start_inspection") is not None:
        return None
    sentence = "还没有到场检查，没有查明的事实，不能发监督文书。"
    fix = "先办理“开始现场检查”；拒绝、阻挠监督的，起草“拒绝监督建议书”"
    return Reason("opens_now", sentence, _HEARING, fix)


def findings_stand(view: NoticeView, _facts: Facts, _day: date) -> Reason | None:
    """Ask whether the notice rests on findings, none of them withdrawn."""
    if view.gone:
        sentence = f"{'、'.join(view.gone)} 已经撤下，不能再写进文书。"
        return Reason("findings_stand", sentence, _PRACTICE, f"{_EDIT}里改“针对的问题”")
    if view.codes or view.instrument == OBSTRUCTION:
        return None
    sentence = f"{view.instrument}要写明针对哪些问题，现在一个也没有。"
    return Reason("findings_stand", sentence, _PRACTICE, "先在“问题”里写成问题，再写进文书")


def content_complete(view: NoticeView, _facts: Facts, _day: date) -> Reason | None:
    """Ask whether everything the paper prints is there, and says what its findings say now."""
    if view.lacking:
        sentence = f"文书还缺少：{'、'.join(view.lacking)}。"
        return Reason("content_complete", sentence, _PRACTICE, f"{_EDIT}里补齐")
    if view.stale:
        sentence = f"问题改过以后，文书的{'、'.join(view.stale)}还是原来的。"
        return Reason("content_complete", sentence, _PRACTICE, f"{_EDIT}里核对并保存")
    return None


def duty_only(view: NoticeView, facts: Facts, _day: date) -> Reason | None:
    """Ask whether an opinion or proposal is about breaches of legal duties only."""
    if view.instrument not in {OPINION, PROPOSAL}:
        return None
    if view.no_duty:
        told = "、".join(f"{code}（{force}）" for code, force in view.no_duty.items())
        sentence = f"{told} 依据的不是法定义务，不能写进{view.instrument}。"
        fix = f"改发提示函，或者{_EDIT}里去掉这些问题"
        return Reason("duty_only", sentence, f"{_REGULATION}第二十条", fix)
    if facts is None or not view.unmarked or _confirmed(view, facts, "duty_confirmed"):
        return None
    sentence = f"{'、'.join(view.unmarked)} 是目录外的问题，没有标明是不是法定义务。"
    fix = "核对依据后把“目录外的问题违反法定义务，已核对”填为“是”"
    return Reason("duty_only", sentence, f"{_REGULATION}第二十条", fix)


def _confirmed(view: NoticeView, facts: Mapping[str, Any], name: str) -> bool:
    """Return whether a flag of the submission is set: in the facts given, or as submitted before."""
    submitted = view.last("submit") if view.state == "submitted" else None
    return bool(facts.get(name) or (submitted and submitted.facts.get(name)))


def employer_heard(view: NoticeView, facts: Facts, _day: date) -> Reason | None:
    """Ask whether the employer was heard before an opinion."""
    if facts is None or view.instrument != OPINION:
        return None
    heard = facts.get("heard")
    if heard is None:
        sentence = "发意见书以前应当听取用人单位的意见，还没有填写听取的情况。"
        return Reason("employer_heard", sentence, _HEARING, "填写“听取用人单位意见”")
    if heard.startswith("体检") and view.case.last("record_comment") is None:
        sentence = "体检还没有记录企业意见，不能写“体检征求意见时已听取”。"
        fix = "先办理案件的“记录企业意见”，或者另行听取后选“本次已听取”"
        return Reason("employer_heard", sentence, _HEARING, fix)
    return None


def disputed_confirmed(view: NoticeView, facts: Facts, _day: date) -> Reason | None:
    """Ask whether a person confirmed that the regulation is applied to workers in no labour relation."""
    if facts is None or not view.disputed or view.instrument not in {OPINION, PROPOSAL}:
        return None
    if facts.get("disputed_confirmed"):
        return None
    sentence = (
        f"{'、'.join(view.disputed)} 涉及没有劳动关系的劳动者，"
        f"对他们直接适用监督条例有争议，发{view.instrument}要由人确认。"
    )
    fix = "确认适用的，填“是”并写明理由；不能确认的改发提示函"
    return Reason("disputed_confirmed", sentence, _PRACTICE, fix)


def county_or_above(view: NoticeView, _facts: Facts, _day: date) -> Reason | None:
    """Ask whether a proposal comes from a union of county level or above."""
    if view.instrument not in TO_AUTHORITY or view.unit_level in _COUNTY:
        return None
    sentence = (
        f"建议书由县级以上地方总工会发出，“{view.unit_name}”是{view.unit_level}单位，不能发。"
    )
    return Reason("county_or_above", sentence, _ARTICLE_21, "把案件材料报上级地方总工会，由其发出")


def opinion_came_first(view: NoticeView, facts: Facts, _day: date) -> Reason | None:
    """Ask whether an opinion on the same findings went before and was not followed, or why not."""
    if facts is None or view.instrument != PROPOSAL or not view.without_opinion:
        return None
    if facts.get("deviation"):
        return None
    sentence = f"{'、'.join(view.without_opinion)} 没有发过意见书，或者意见书还没有落实的结果。"
    fix = "先发意见书；有理由不先发的，填写“没有先发意见书的理由”"
    return Reason("opinion_came_first", sentence, _ARTICLE_21, fix)


def approver_not_drafter(view: NoticeView, facts: Facts, _day: date) -> Reason | None:
    """Ask whether the one who approves, and the one who signs, is not among those who wrote it."""
    if not {view.actor, (facts or {}).get("signer")} & view.drafters:
        return None
    sentence = "批准人、签发人不能是这份文书的起草人或者提交人。"
    return Reason("approver_not_drafter", sentence, _PRACTICE, "请没有起草这份文书的工会负责人批准")


def signer_may_sign(view: NoticeView, facts: Facts, _day: date) -> Reason | None:
    """Ask whether the one who signs holds the act 签发 in this unit."""
    signer = (facts or {}).get("signer")
    if signer is None or signer in view.signers:
        return None
    sentence = f"签发人 {signer} 在“{view.unit_name}”没有签发的权限。"
    return Reason("signer_may_sign", sentence, _PRACTICE, "签发人填工会主席、副主席等有权签发的人")


def for_hint(view: NoticeView, _facts: Facts, _day: date) -> Reason | None:
    """Ask whether this is a hint."""
    return None if view.instrument == HINT else _another(view)


def for_opinion(view: NoticeView, _facts: Facts, _day: date) -> Reason | None:
    """Ask whether this is an opinion."""
    return None if view.instrument == OPINION else _another(view)


def for_authority(view: NoticeView, _facts: Facts, _day: date) -> Reason | None:
    """Ask whether this goes to the authority."""
    return None if view.instrument in TO_AUTHORITY else _another(view)


def for_employer(view: NoticeView, _facts: Facts, _day: date) -> Reason | None:
    """Ask whether this goes to the employer."""
    return None if view.instrument not in TO_AUTHORITY else _another(view)


def _another(view: NoticeView) -> Reason:
    way = {HINT: "送达提示函", OPINION: "送达意见书"}.get(view.instrument, "送交部门")
    fix = f"办理“{way}”" if view.state == "approved" else ""
    return Reason("another_instrument", f"这份文书是{view.instrument}，不适用这一步。", "", fix)


def days_as_printed(view: NoticeView, facts: Facts, _day: date) -> Reason | None:
    """Ask whether the days to answer are those the paper says."""
    if facts is None or facts.get("reply_days") in {None, view.reply_days}:
        return None
    sentence = (
        f"提示函写明的答复期限是 {view.reply_days} 个工作日，这里填的是 {facts['reply_days']} 个。"
    )
    return Reason("days_as_printed", sentence, _PRACTICE, f"填 {view.reply_days}")


def reply_period_over(view: NoticeView, _facts: Facts, day: date) -> Reason | None:
    """Ask whether the period to answer has run out."""
    clock = next((view.clocks[name] for name in _CLOCKS if name in view.clocks), None)
    if clock is not None and clock.due_on is not None and day > clock.due_on:
        return None
    due = f"到 {clock.due_on} 才满" if clock is not None and clock.due_on else "还没有起算"
    basis = f"{_REGULATION}第二十条、第二十三条"
    return Reason("reply_period_over", f"答复期限{due}，不能记为逾期。", basis, "期满以后再办理")


def document_stands(view: NoticeView, _facts: Facts, _day: date) -> Reason | None:
    """Ask whether the paper was issued: a notice taken over from old files has its own."""
    if view.issued or view.adopted:
        return None
    sentence = "文书还没有定稿留存，不能送达。"
    return Reason("document_stands", sentence, _PRACTICE, "撤回批准，重新批准")


GUARDS = {
    guard.__name__: guard
    for guard in (
        opens_now,
        findings_stand,
        content_complete,
        duty_only,
        employer_heard,
        disputed_confirmed,
        county_or_above,
        opinion_came_first,
        approver_not_drafter,
        signer_may_sign,
        for_hint,
        for_opinion,
        for_authority,
        for_employer,
        days_as_printed,
        reply_period_over,
        document_stands,
    )
}
