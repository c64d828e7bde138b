"""What the guards from the draft on say, word for word, those of one employer too; and where each is silent."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from casework.negotiation.agreement.dossier import Missing
from casework.negotiation.employer.standing import EmployerSeen
from casework.negotiation.view import EmployerView, NegotiationView
from tests import bargaining_refusals as early
from tests.bargaining_refusals import LAST, Refusal
from tests.bargaining_views import DAY, DIGEST, article, clocks, draft, employer, seen, step

SEALED = step("form_draft", meta={"draft": "f" * 64})
_SIGNED = step("sign", 1, meta={"clauses": {"款-01": "h", "款-02": "h"}})
_OBJECTED = step("object", 2, clauses=["款-01"])
BOTH_CHANGED = seen(steps=(_SIGNED, _OBJECTED), draft=draft(article(1, "new"), article(2, "new")))
NAMED_CHANGED = seen(steps=(_SIGNED, _OBJECTED), draft=draft(article(1, "new"), article(2)))
WAITING = (EmployerSeen("迅达", "joined"), EmployerSeen("顺路", "exited"))
OUTDATED = (EmployerSeen("迅达", "signed", "f" * 12), EmployerSeen("顺路", "signed", DIGEST[:12]))
LACKING = (
    Missing("list", "代表名单", "企业方", "没有"),
    Missing("text", "文本", "工会", "只有1份，应为3份"),
)
REVIEWED = seen(clocks=clocks("review", LAST))
AFTER = date(2026, 3, 26)
_AGAIN = (step("extend_coordination", 1), step("start_coordination", 2))
_TERM = (step("sign", term_until=date(2027, 12, 31)),)
_EXPIRES = {"ground": "期满"}
_STALE = (step("form_draft", 9, on=date(2026, 3, 8)),)
_RATIFIED = (step("ratify", 5, on=date(2026, 3, 5)),)
_AGREE = "在“条款”里由双方首席代表逐条确认，或者写明搁置；不谈了的议题先撤下"
_DIGEST = "核对文本页脚的校验值，至少写前 12 位；签的是旧文本的，换成现在的文本重新签字"
_OTHER = (
    "校验值“{}”与双方确认的文本不符，现在的文本是 abcdef012345；"
    "签字的可能是旧的一份，或者只写了几位。"
)
_EXPIRE = "期满以后再办；约定的终止条件出现的，选“约定的终止条件出现”"
_NO_DRAFT = "案件还没有形成草案，或者又重开了协商，没有可以表决、签字的文本。"

_CONCLUDING = [
    Refusal(
        "clauses_agreed", seen(draft=draft(articles=())), None, "还没有一条达成一致，不能形成文本。", "第三十四条",
        _AGREE,
    ),
    Refusal(
        "clauses_agreed", seen(draft=draft(open=("款-03 企业方提出", "题-02 还没有条款"))), None,
        "还有没谈定的：款-03 企业方提出；题-02 还没有条款。", "第三十四条", _AGREE,
    ),
    Refusal(
        "text_is_agreed", seen(steps=(SEALED,), state="voting"), None,
        "草案形成以后条款又有改动，现在的文本已经不是双方签过的草案。", "第三十四条、第三十七条",
        "先“重开协商”，改定以后重新形成草案",
    ),
    Refusal(
        "text_is_agreed", seen(), {"digest": "F" * 12}, _OTHER.format("f" * 12), "第三十四条、第三十七条", _DIGEST,
    ),
    Refusal(
        "text_is_agreed", seen(), {"digest": "abcdef"}, _OTHER.format("abcdef"), "第三十四条、第三十七条", _DIGEST,
    ),
    Refusal(
        "text_is_agreed", employer(), {"digest": "0" * 12}, _OTHER.format("0" * 12), "第三十四条、第三十七条",
        _DIGEST,
    ),
    Refusal(
        "only_objected_touched", BOTH_CHANGED, None, "款-02 没有异议，却与原来签字的不同；只能就异议事项重新协商。",
        "第四十六条", "改回原来的文字，或者另行办理变更",
    ),
    Refusal(
        "objection_named", seen(), {"clauses": ["款-01", "款-09"]}, "合同里没有款-09；条款的编号是：款-01、款-02。",
        "第四十五条", "写条款的编号",
    ),
    Refusal(
        "employers_settled", seen(employers=WAITING), None, "还有用人单位没有签字，也没有退出：迅达。",
        "第三十七条", "逐个办理“签字”或者“退出”，不参加的不在覆盖名单内",
    ),
    Refusal(
        "employers_settled", seen(employers=OUTDATED), None,
        "有用人单位签的不是现在的文本：迅达；签字以后条款又有改动。", "第三十七条",
        "撤回这些单位的“签字”，换成现在的文本重新签字",
    ),
    Refusal(
        "dossier_complete", seen(missing=LACKING), {},
        "报送材料还缺：代表名单没有（企业方提供）；文本只有1份，应为3份（工会提供）。", "第四十二条",
        "在“报送材料”里登记，或者写明由谁补、什么时候补",
    ),
    Refusal(
        "silence_over", seen(), None, "不知道部门哪一天收到文本，算不出审查期限。", "《劳动合同法》第五十四条",
        "更正“部门收到文本”，填写收到日",
    ),
    Refusal(
        "silence_over", REVIEWED, None, "审查期限到2026-03-25，还没有过，不能按默示生效办理。",
        "《劳动合同法》第五十四条", "2026-03-25以后再办理", LAST,
    ),
    Refusal(
        "effective_next_day", REVIEWED, {"effective_on": LAST},
        "审查期限到2026-03-25，默示生效的日期应为次日2026-03-26，填的是2026-03-25。", "《劳动合同法》第五十四条",
        "填2026-03-26",
    ),
    Refusal(
        "objection_in_time", REVIEWED, {"received_on": AFTER},
        "审查意见书2026-03-26才收到，审查期限到2026-03-25，合同已按默示生效。", "第四十五条、第四十七条",
        "办理“默示生效”；仍按异议办理的，写明理由",
    ),
    Refusal(
        "expiry_reached", seen(steps=_TERM), _EXPIRES, "期满日是2027-12-31，还没有过，不能按期满终止。",
        "第三十八条", _EXPIRE, date(2027, 12, 31),
    ),
    Refusal("expiry_reached", seen(), _EXPIRES, "没有填写期满日，不能按期满终止。", "第三十八条", _EXPIRE),
]  # fmt: skip

_EMPLOYER = [
    Refusal(
        "draft_stands", employer("negotiating"), None, _NO_DRAFT, "第三十四条、第三十六条",
        "先由双方首席代表谈定，办理“形成草案”",
    ),
    Refusal(
        "voted_on_this_draft", employer("drafted", *_STALE, steps=_RATIFIED), None,
        "本企业2026-03-05表决通过的是以前的草案，2026-03-08又形成了新的草案。", "第三十六条",
        "撤回“本企业表决通过”，就新的草案重新表决",
    ),
]  # fmt: skip

REFUSALS = (*early.REFUSALS, *_CONCLUDING, *_EMPLOYER)

#: A situation of each guard in which nothing stands against the step.
PASSES: Mapping[str, tuple[NegotiationView | EmployerView, Mapping[str, Any], date]] = {
    "topics_chosen": (seen(), {}, DAY),
    "reply_not_before_offer": (seen(steps=early.OFFER), {"received_on": date(2026, 3, 10)}, DAY),
    "reply_period_over": (seen(clocks=clocks("reply", LAST)), {}, AFTER),
    "representatives_valid": (
        seen(defects=(early.defect("缺女代表。", "第十九条", "补选", blocking=False),)), {}, DAY,
    ),
    "somebody_vacant": (seen(vacancies=("代-02",)), {"who": " 代-02 "}, DAY),
    "vacancies_filled": (seen(), {}, DAY),
    "recorder_neutral": (seen(), {"recorder": "吴记录"}, DAY),
    "preparation_complete": (seen(), early.DONE, DAY),
    "meeting_recorded": (seen(), {"meeting": "会-01"}, DAY),
    "suspension_within": (seen(jurisdiction="CN-50"), {"days": 30}, DAY),
    "coordination_extension": (seen(steps=_AGAIN), {"days": 15}, DAY),
    "renewal_opened": (seen(carried_on=frozenset({"新案"})), {"new_case": "新案"}, DAY),
    "ballot_adds_up": (seen(), early.PASSED, DAY),
    "ballot_passed": (seen(), early.PASSED, DAY),
    "ballot_failed": (employer(), early.VOID, DAY),
    "ballot_void": (seen(), early.VOID, DAY),
    "clauses_agreed": (seen(), {}, DAY),
    "text_is_agreed": (seen(), {"digest": f" {DIGEST[:12].upper()}"}, DAY),
    "only_objected_touched": (NAMED_CHANGED, {}, DAY),
    "objection_named": (seen(), {"clauses": ["款-02"]}, DAY),
    "employers_settled": (seen(employers=(OUTDATED[1], WAITING[1])), {}, DAY),
    "dossier_complete": (seen(missing=LACKING), {"missing": "企业方三日内补"}, DAY),
    "silence_over": (REVIEWED, {}, AFTER),
    "effective_next_day": (REVIEWED, {"effective_on": AFTER}, AFTER),
    "objection_in_time": (REVIEWED, {"received_on": LAST}, LAST),
    "expiry_reached": (seen(steps=_TERM), _EXPIRES, date(2028, 1, 1)),
    "draft_stands": (employer("voting"), {}, DAY),
    "voted_on_this_draft": (employer("drafted", step("form_draft", 3), steps=_RATIFIED), {}, DAY),
}  # fmt: skip
