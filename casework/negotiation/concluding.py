"""The questions of the negotiations' tables from the draft on, and what a signature fixes."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from casework.cases.kinds import Effect
from casework.cases.models import Case
from casework.cases.work import Work
from casework.errors import Reason
from casework.negotiation.digest import SHORT, names, short
from casework.negotiation.guards import Facts
from casework.negotiation.ledger.entry import clause_code
from casework.negotiation.ledger.queries import draft_of
from casework.negotiation.view import EmployerView, NegotiationView

_REGULATION = "《集体合同规定》"


def clauses_agreed(view: NegotiationView, _facts: Facts, _day: date) -> Reason | None:
    """Ask whether every clause is agreed or put aside, and at least one is agreed."""
    basis = f"{_REGULATION}第三十四条"
    fix = "在“条款”里由双方首席代表逐条确认，或者写明搁置；不谈了的议题先撤下"
    if not view.draft.articles:
        return Reason("clauses_agreed", "还没有一条达成一致，不能形成文本。", basis, fix)
    if not view.draft.open:
        return None
    why = f"还有没谈定的：{'；'.join(view.draft.open)}。"
    return Reason("clauses_agreed", why, basis, fix)


def text_is_agreed(view: NegotiationView | EmployerView, facts: Facts, _day: date) -> Reason | None:
    """Ask whether the text is what both chiefs confirmed last, and what was drafted."""
    now = view.draft.digest if isinstance(view, NegotiationView) else view.digest
    basis = f"{_REGULATION}第三十四条、第三十七条"
    sealed = _sealed(view)
    if sealed is not None and sealed != now:
        why = "草案形成以后条款又有改动，现在的文本已经不是双方签过的草案。"
        return Reason("text_is_agreed", why, basis, "先“重开协商”，改定以后重新形成草案")
    given = (facts or {}).get("digest")
    if given is None:
        return None
    if names(given, now):
        return None
    why = (
        f"校验值“{str(given).strip().lower()}”与双方确认的文本不符，"
        f"现在的文本是 {short(now)}；签字的可能是旧的一份，或者只写了几位。"
    )
    fix = f"核对文本页脚的校验值，至少写前 {SHORT} 位；签的是旧文本的，换成现在的文本重新签字"
    return Reason("text_is_agreed", why, basis, fix)


def _sealed(view: NegotiationView | EmployerView) -> str | None:
    """Return the digest of the draft that stands; None while talks go on."""
    if isinstance(view, EmployerView):
        return None
    formed = view.last("form_draft")
    if formed is None or view.state == "negotiating" or "draft" not in formed.meta:
        return None
    return str(formed.meta["draft"])


def only_objected_touched(view: NegotiationView, _facts: Facts, _day: date) -> Reason | None:
    """Ask whether, after an objection, only the clauses it names were changed."""
    objected, signed = view.last("object"), view.last("sign")
    if objected is None or signed is None or "clauses" not in signed.meta:
        return None
    offered = view.last("deliver_offer")
    if offered is not None and offered.seq > objected.seq:  # everything is negotiated anew
        return None
    now = {clause_code(one.clause): one.hash for one in view.draft.articles}
    before: Mapping[str, str] = signed.meta["clauses"]
    named = set(objected.facts.get("clauses", ()))
    changed = sorted(
        code
        for code in before.keys() | now.keys()
        if before.get(code) != now.get(code) and code not in named
    )
    if not changed:
        return None
    why = f"{'、'.join(changed)} 没有异议，却与原来签字的不同；只能就异议事项重新协商。"
    fix = "改回原来的文字，或者另行办理变更"
    return Reason("only_objected_touched", why, f"{_REGULATION}第四十六条", fix)


def objection_named(view: NegotiationView, facts: Facts, _day: date) -> Reason | None:
    """Ask whether the clauses objected to are clauses of the contract."""
    if facts is None or not facts.get("clauses"):
        return None
    known = [clause_code(one.clause) for one in view.draft.articles]
    strange = [code for code in facts["clauses"] if code not in known]
    if not strange:
        return None
    why = f"合同里没有{'、'.join(strange)}；条款的编号是：{'、'.join(known)}。"
    return Reason("objection_named", why, f"{_REGULATION}第四十五条", "写条款的编号")


def employers_settled(view: NegotiationView, _facts: Facts, _day: date) -> Reason | None:
    """Ask whether every employer that takes part has signed or left."""
    basis = f"{_REGULATION}第三十七条"
    waiting = [one.name for one in view.employers if one.unsettled]
    if waiting:
        why = f"还有用人单位没有签字，也没有退出：{'、'.join(waiting)}。"
        fix = "逐个办理“签字”或者“退出”，不参加的不在覆盖名单内"
        return Reason("employers_settled", why, basis, fix)
    outdated = [one.name for one in view.employers if not view.draft.digest.startswith(one.digest)]
    if not outdated:
        return None
    why = f"有用人单位签的不是现在的文本：{'、'.join(outdated)}；签字以后条款又有改动。"
    fix = "撤回这些单位的“签字”，换成现在的文本重新签字"
    return Reason("employers_settled", why, basis, fix)


def dossier_complete(view: NegotiationView, facts: Facts, _day: date) -> Reason | None:
    """Ask whether the papers are complete, or it is written who brings the rest and when."""
    if not view.missing or facts is None or facts.get("missing"):
        return None
    lacking = "；".join(f"{one.label}{one.lacking}（{one.supplier}提供）" for one in view.missing)
    why = f"报送材料还缺：{lacking}。"
    fix = "在“报送材料”里登记，或者写明由谁补、什么时候补"
    return Reason("dossier_complete", why, f"{_REGULATION}第四十二条", fix)


def silence_over(view: NegotiationView, _facts: Facts, day: date) -> Reason | None:
    """Ask whether the authority's period is over."""
    clock = view.clocks.get("review")
    basis = "《劳动合同法》第五十四条"
    if clock is None or clock.due_on is None:
        why = "不知道部门哪一天收到文本，算不出审查期限。"
        return Reason("silence_over", why, basis, "更正“部门收到文本”，填写收到日")
    if day > clock.due_on:
        return None
    why = f"审查期限到{clock.due_on}，还没有过，不能按默示生效办理。"
    return Reason("silence_over", why, basis, f"{clock.due_on}以后再办理")


def effective_next_day(view: NegotiationView, facts: Facts, _day: date) -> Reason | None:
    """Ask whether the contract takes effect on the day after the authority's period."""
    clock = view.clocks.get("review")
    if facts is None or clock is None or clock.due_on is None:
        return None
    expected = clock.due_on + timedelta(days=1)
    if facts.get("effective_on") in {None, expected}:
        return None
    why = f"审查期限到{clock.due_on}，默示生效的日期应为次日{expected}，填的是{facts['effective_on']}。"
    return Reason("effective_next_day", why, "《劳动合同法》第五十四条", f"填{expected}")


def objection_in_time(view: NegotiationView, facts: Facts, _day: date) -> Reason | None:
    """Ask whether the objection came in time, or somebody says why it is followed all the same."""
    clock = view.clocks.get("review")
    if facts is None or clock is None or clock.due_on is None or facts.get("late_accepted"):
        return None
    if facts.get("received_on") is None or facts["received_on"] <= clock.due_on:
        return None
    why = f"审查意见书{facts['received_on']}才收到，审查期限到{clock.due_on}，合同已按默示生效。"
    fix = "办理“默示生效”；仍按异议办理的，写明理由"
    return Reason("objection_in_time", why, f"{_REGULATION}第四十五条、第四十七条", fix)


def expiry_reached(view: NegotiationView, facts: Facts, day: date) -> Reason | None:
    """Ask whether the term is over, if that is why the contract ends."""
    if facts is None or facts.get("ground") != "期满":
        return None
    ends = next(_ends(view), None)
    if ends is not None and day > ends:
        return None
    told = f"期满日是{ends}，还没有过" if ends else "没有填写期满日"
    fix = "期满以后再办；约定的终止条件出现的，选“约定的终止条件出现”"
    return Reason("expiry_reached", f"{told}，不能按期满终止。", f"{_REGULATION}第三十八条", fix)


def _ends(view: NegotiationView) -> Iterator[date]:
    for step, fact in (
        ("take_effect", "expires_on"),
        ("pass_review", "expires_on"),
        ("sign", "term_until"),
    ):
        taken = view.last(step)
        if taken is not None and taken.facts.get(fact) is not None:
            yield taken.facts[fact]


GUARDS = {
    one.__name__: one
    for one in (
        clauses_agreed, text_is_agreed, only_objected_touched, objection_named,
        employers_settled, dossier_complete,
        silence_over, effective_next_day, objection_in_time, expiry_reached,
    )
}  # fmt: skip


def _draft(work: Work, case: Case) -> dict[str, Any]:
    return {"draft": draft_of(work, case).digest}


def _text(work: Work, case: Case) -> dict[str, Any]:
    draft = draft_of(work, case)
    return {
        "draft": draft.digest,
        "clauses": {clause_code(one.clause): one.hash for one in draft.articles},
    }


EFFECTS = {"seal_draft": Effect(marks=_draft), "freeze_text": Effect(marks=_text)}
