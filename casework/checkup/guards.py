"""The questions of the check-up's table: each says nothing, or why not, on what basis, and where to mend it.

A guard that needs the facts of the step stays silent while somebody merely looks (facts is None).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeAlias

from casework.checkup.notice.case_guards import notice_issued, notices_settled
from casework.checkup.queries import CheckupView
from casework.errors import Reason

Facts: TypeAlias = Mapping[str, Any] | None

_ARTICLE_18 = "《江苏省工会劳动法律监督条例》第十八条"
_PRACTICE = "工会内部做法"
_SHOWN = 8
_ON_SITE = "现场"  #: a re-check may also be by telephone or on paper


def team_formed(view: CheckupView, _facts: Facts, _day: date) -> Reason | None:
    """Ask whether there is a 主办 lawyer, another inspector, and a reviewer who is neither."""
    lead, others = set(view.members.get("主办", ())), set(view.members.get("协办", ()))
    if not lead or not others - lead:
        sentence = "还没有组成体检组：要有一名主办公职律师和至少一名其他检查人。"
        return Reason("team_formed", sentence, _PRACTICE, "办理“组队与回避”")
    if set(view.members.get("复核", ())) & (lead | others):
        sentence = "复核人不能同时是本案的主办人或检查人。"
        return Reason("team_formed", sentence, _PRACTICE, "重新办理“组队与回避”")
    return None


def conflict_declared(view: CheckupView, _facts: Facts, _day: date) -> Reason | None:
    """Ask whether all members declared that they have no stake in the enterprise."""
    team = view.last("form_team")
    if team is not None and team.facts.get("conflict_declared"):
        return None
    sentence = "体检组成员还没有全部声明与被检企业无利害关系。"
    return Reason(
        "conflict_declared", sentence, _PRACTICE, "重新办理“组队与回避”，有利害关系的成员先换人"
    )


def materials_extended_once(view: CheckupView, facts: Facts, _day: date) -> Reason | None:
    """Ask whether this is the first extension, of at most the days the practice names."""
    if view.last("extend_materials") is not None:
        return Reason(
            "materials_extended_once", "资料提交期限已经延长过一次，不能再延。", _PRACTICE
        )
    longest = view.most_extension_days
    if facts is not None and "days" in facts and not 1 <= facts["days"] <= longest:
        sentence = f"延长天数应为 1 至 {longest} 天，现在是 {facts['days']} 天。"
        return Reason("materials_extended_once", sentence, _PRACTICE)
    return None


def another_catalogue(view: CheckupView, _facts: Facts, _day: date) -> Reason | None:
    """Ask whether there is a catalogue besides the one the case uses."""
    if view.other_catalogues:
        return None
    sentence = "没有别的检查目录可换：除本案现用的以外，没有可用的目录。"
    fix = "把新版目录文件（.toml）放进案件库旁边的目录文件夹，casework catalogue list 可以查看"
    return Reason("another_catalogue", sentence, _PRACTICE, fix)


def two_on_site(view: CheckupView, facts: Facts, _day: date) -> Reason | None:
    """Ask whether as many as the local rule asks for inspected on site, and showed their cards."""
    if facts is None or facts.get("method", _ON_SITE) != _ON_SITE:
        return None
    present = len(set(facts.get("inspectors") or ()))
    fewest, basis = view.fewest_on_site
    if present < fewest:
        sentence = f"现场检查要有 {fewest} 名以上监督组织成员，现在只有 {present} 人。"
        return Reason("two_on_site", sentence, basis)
    if not facts.get("credentials_shown"):
        return Reason("two_on_site", "现场检查应当出示监督证。", _ARTICLE_18)
    return None


def members_of_team(view: CheckupView, facts: Facts, _day: date) -> Reason | None:
    """Ask whether everybody on site belongs to the team, and so declared no conflict."""
    if facts is None:
        return None
    strangers = sorted(set(facts.get("inspectors") or ()) - view.everybody())
    if not strangers:
        return None
    sentence = f"到场的 {'、'.join(strangers)} 不是体检组成员，没有作过回避声明。"
    return Reason("members_of_team", sentence, _PRACTICE, "先办理“组队与回避”，把到场的人列入")


def onsite_ended(view: CheckupView, _facts: Facts, _day: date) -> Reason | None:
    """Ask whether the visit was ended, with its signed record."""
    if view.last("end_onsite") is not None:
        return None
    sentence = "现场还没有结束，没有调查记录。"
    return Reason("onsite_ended", sentence, _ARTICLE_18, "办理“结束现场”，附现场调查记录")


def all_items_answered(view: CheckupView, _facts: Facts, _day: date) -> Reason | None:
    """Ask whether every tailored item has an answer; 未能核实 is one."""
    if not view.unanswered:
        return None
    shown = "、".join(view.unanswered[:_SHOWN]) + ("等" if len(view.unanswered) > _SHOWN else "")
    sentence = (
        f"还有 {len(view.unanswered)} 个适用的检查项没有结论：{shown}。查不清的可答“未能核实”。"
    )
    return Reason("all_items_answered", sentence, _PRACTICE, "在检查表里补齐结论")


def findings_complete(view: CheckupView, _facts: Facts, _day: date) -> Reason | None:
    """Ask whether every faulty item is told by a finding, and every finding is whole."""
    told = [f"{item_id} 没有写成问题" for item_id in view.without_finding]
    lacking = [*told, *view.incomplete]
    said = []
    if lacking:
        shown = "；".join(lacking[:_SHOWN]) + ("等" if len(lacking) > _SHOWN else "")
        said.append(f"问题还不完整：{shown}。")
    if view.bases_unchecked:
        codes = "、".join(view.bases_unchecked)
        said.append(
            f"{codes} 列有两条以上义务依据，还没有逐条核对：删去查明的事实不能支持的，"
            "都能支持的把“依据已逐条核对”填为“是”。"
        )
    if not said:
        return None
    return Reason("findings_complete", "".join(said), _PRACTICE, "在“问题”里补齐")


def reviewer_not_author(view: CheckupView, _facts: Facts, _day: date) -> Reason | None:
    """Ask whether the one who reviews is not among those who inspected or answered."""
    if view.actor not in view.authors:
        return None
    sentence = "复核人不能是本案的主办人、检查人或填写检查结论的人。"
    return Reason("reviewer_not_author", sentence, _PRACTICE, "请另一名公职律师复核")


def red_discussed(view: CheckupView, facts: Facts, _day: date) -> Reason | None:
    """Ask whether confirmed red lines were discussed collectively."""
    if facts is None or not view.red_lines or facts.get("red_discussed"):
        return None
    sentence = f"本案触发红线（{'、'.join(view.red_lines)}），应先集体讨论再通过复核。"
    return Reason(
        "red_discussed", sentence, _PRACTICE, "讨论后把“红色项已集体讨论”填为“是”，写明讨论日"
    )


def comments_heard(view: CheckupView, _facts: Facts, day: date) -> Reason | None:
    """Ask whether the enterprise was heard, or let its time pass."""
    heard, delivered = view.last("record_comment"), view.last("draft_delivered")
    review = view.last("approve_review")
    if heard is not None and (review is None or heard.seq > review.seq):
        return None
    if delivered is None or (review is not None and delivered.seq < review.seq):
        sentence = "报告初稿还没有交企业核对事实。"
        return Reason("comments_heard", sentence, f"{_ARTICLE_18}、第十九条", "先办理“初稿交企业”")
    clock = view.clocks.get("exchange")
    if clock is not None and clock.due_on is not None and day > clock.due_on:
        return None
    due = f"，期限到 {clock.due_on}" if clock is not None and clock.due_on else ""
    sentence = f"企业还没有陈述意见{due}，期满以前不能视为没有意见。"
    return Reason(
        "comments_heard", sentence, f"{_ARTICLE_18}、第十九条", "办理“记录企业意见”，或等期满"
    )


def approval_valid(view: CheckupView, _facts: Facts, _day: date) -> Reason | None:
    """Ask whether the review stands and what it approved has not been touched since."""
    review = view.last("approve_review")
    if review is not None and review.meta.get("approved") == view.digest:
        return None
    sentence = "复核通过之后，检查结论或问题又有改动，复核不再有效。"
    return Reason("approval_valid", sentence, _PRACTICE, "退回检查后重新提交复核")


def signer_not_author(view: CheckupView, facts: Facts, _day: date) -> Reason | None:
    """Ask whether the one who signs is not among those who wrote the report."""
    signers = {view.actor, (facts or {}).get("signer")}
    if not signers & view.authors:
        return None
    sentence = "签发人不能是本案的主办人、检查人或填写检查结论的人。"
    return Reason("signer_not_author", sentence, _PRACTICE, "请没有参加本案检查的工会负责人签发")


def no_findings(view: CheckupView, _facts: Facts, _day: date) -> Reason | None:
    """Ask whether the report lists no finding."""
    if not view.findings:
        return None
    sentence = f"报告列有 {len(view.findings)} 个问题，要先整改和复检，不能直接结案。"
    return Reason("no_findings", sentence, _PRACTICE, "办理“开始整改”")


def findings_settled(view: CheckupView, _facts: Facts, _day: date) -> Reason | None:
    """Ask whether every finding is settled."""
    if not view.open_findings:
        return None
    sentence = (
        f"还有 {len(view.open_findings)} 个问题没有了结：{'、'.join(view.open_findings[:_SHOWN])}。"
    )
    return Reason("findings_settled", sentence, _PRACTICE, "逐项核对整改情况")


GUARDS = {
    guard.__name__: guard
    for guard in (
        team_formed,
        conflict_declared,
        materials_extended_once,
        another_catalogue,
        two_on_site,
        members_of_team,
        onsite_ended,
        all_items_answered,
        findings_complete,
        reviewer_not_author,
        red_discussed,
        comments_heard,
        approval_valid,
        signer_not_author,
        no_findings,
        findings_settled,
        notice_issued,
        notices_settled,
    )
}
