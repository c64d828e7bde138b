"""Negotiations for tests: every step with facts that pass, and a whole way through each procedure."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from casework import Casebook, Work, cases, negotiation
from casework.cases.evidence import Upload
from casework.cases.models import Case
from casework.cases.view import table_of
from casework.negotiation.ledger.queries import draft_of
from tests import factories

ACTOR, LEADER = "lawyer.wang", "leader.chen"
OPENING: Mapping[str, Mapping[str, Any]] = {
    "full": {"outcome": "集体合同", "labour_relation": "全部有劳动关系"},
    "simple": {"outcome": "会议纪要", "labour_relation": "全部有劳动关系"},
    "platform": {"outcome": "协商协议", "labour_relation": "没有劳动关系", "sector": "货运"},
}
ALWAYS = {
    "proposer": "职工方",
    "level": "企业",
    "involves_reduction": False,
    "workforce": 180,
    "has_union": True,
    "reason": "派送费多年没有调整",
}
_COUNT = {"electorate": 180, "present": 150, "no": 20, "invalid": 0, "method": "无记名投票"}
#: Facts of each step that pass, whatever the procedure; a step takes those it declares.
FACTS: Mapping[str, Mapping[str, Any]] = {
    "deliver_offer": {
        "received_on": date(2025, 11, 5),
        "manner": "直接送达",
        "received_by": "周某",
        "reply_days": 10,
    },
    "receive_offer": {"received_on": date(2025, 11, 5), "wants": "调整站点排班"},
    "agree": {"received_on": date(2025, 11, 12)},
    "decline": {"received_on": date(2025, 11, 12), "reason": "本年度已协商过同一事项"},
    "accept": {"received_on": date(2025, 11, 12), "extent": "同意"},
    "refuse": {"received_on": date(2025, 11, 12), "reason": "经营困难", "justified": "尚未判断"},
    "note_silence": {"checked": True},
    "withdraw_offer": {"reason": "改用简易程序"},
    "confirm_representatives": {},
    "report_vacancy": {"vacant_on": date(2025, 11, 18), "who": "代-02"},
    "fill_vacancy": {"chosen_on": date(2025, 11, 19)},
    "request_materials": {
        "materials": ["近三年派送费标准"],
        "meeting_on": date(2025, 11, 20),
        "wage": True,
    },
    "receive_materials": {"received_on": date(2025, 11, 14), "items": ["近三年派送费标准"]},
    "finish_preparation": {
        "law_studied": True,
        "opinions_collected": True,
        "topics_set": True,
        "meeting_on": date(2025, 11, 20),
        "place": "工会会议室",
        "recorder": "吴记录",
    },
    "open_talks": {"meeting": "会-01"},
    "hold_meeting": {"meeting": "会-01"},
    "suspend": {
        "days": 10,
        "next_on": date(2025, 12, 1),
        "next_place": "工会会议室",
        "next_topics": "派送费",
    },
    "resume": {},
    "break_off": {"reason": "派送费差距太大"},
    "apply_coordination": {
        "authority": "云河市人力资源和社会保障局",
        "applicant": "职工方",
        "facts_disputed": "派送费标准",
    },
    "start_coordination": {
        "accepted_on": date(2025, 11, 24),
        "authority": "云河市人力资源和社会保障局",
        "how": "依申请",
    },
    "extend_coordination": {"days": 10, "reason": "需要补充调查"},
    "settle_coordination": {"result": "就派送费达成一致", "continue_on": "高温补贴"},
    "fail_coordination": {"reason": "双方仍有差距"},
    "close_unsettled": {"reason": "没有再要约的条件", "escalated": ["上级工会介入"]},
    "form_draft": {},
    "reopen_talks": {"reason": "补充高温补贴"},
    "submit_to_vote": {"body": "职工代表大会", "meeting_on": date(2025, 12, 12)},
    "pass_vote": {**_COUNT, "yes": 120, "abstain": 10, "tellers": ["郑某"]},
    "fail_vote": {**_COUNT, "yes": 80, "abstain": 50, "tellers": ["郑某"]},
    "void_vote": {"electorate": 180, "present": 100},
    "renegotiate": {"plan": "提高夜间补贴"},
    "sign": {
        "signed_on": date(2025, 12, 15),
        "union_chief": "陈某",
        "employer_chief": "孙某",
        "wage": False,
        "term_from": date(2026, 1, 1),
        "term_until": date(2027, 12, 31),
    },
    "file": {
        "authority": "云河市人力资源和社会保障局",
        "filed_by": "用人单位",
        "channel": "窗口",
        "copies": 3,
        "missing": "其余由企业方三日内补",
    },
    "receive_filing": {"received_on": date(2025, 12, 19)},
    "pass_review": {
        "effective_on": date(2026, 1, 1),
        "expires_on": date(2027, 12, 31),
        "wage": False,
    },
    "take_effect": {"checked": True, "expires_on": date(2027, 12, 31), "wage": False},
    "object": {"received_on": date(2025, 12, 25), "clauses": ["款-01"], "opinion": "写明计算办法"},
    "renegotiate_objected": {},
    "publish": {"published_on": date(2026, 1, 8), "channels": ["公告栏"], "feedback_days": 90},
    "first_check": {"checked_on": date(2026, 3, 2), "summary": "已按新标准计发"},
    "check_performance": {"checked_on": date(2026, 3, 20), "summary": "已按新标准计发"},
    "give_feedback": {"given_on": date(2026, 3, 10), "summary": "规则已上线", "feedback_days": 90},
    "raise_dispute": {"about": "三月派送费少计", "known_on": date(2026, 3, 5)},
    "settle_dispute": {"how": "协商", "result": "已补发"},
    "open_renewal": {"purpose": "续订"},
    "open_change": {"purpose": "变更", "ground": "双方协商一致"},
    "supersede": {"from_on": date(2026, 4, 1)},
    "expire": {"ground": "约定的终止条件出现", "condition": "站点撤销"},
    "archive": {"archive_no": "集协-2026-001"},
    "change_procedure": {"reason": "需要签订集体合同"},
}
#: A whole way, step by step, with the day of each; the day of taking effect follows from its clock.
PATHS: Mapping[str, Sequence[tuple[str, date | None]]] = {
    "full": (
        ("deliver_offer", date(2025, 11, 5)), ("accept", date(2025, 11, 12)),
        ("confirm_representatives", date(2025, 11, 14)), ("finish_preparation", date(2025, 11, 17)),
        ("open_talks", date(2025, 11, 20)), ("form_draft", date(2025, 12, 4)),
        ("submit_to_vote", date(2025, 12, 5)), ("pass_vote", date(2025, 12, 12)),
        ("sign", date(2025, 12, 15)), ("file", date(2025, 12, 18)),
        ("receive_filing", date(2025, 12, 19)), ("take_effect", None),
        ("publish", date(2026, 1, 8)), ("first_check", date(2026, 3, 2)),
        ("expire", date(2026, 3, 30)), ("archive", date(2026, 4, 2)),
    ),
    "simple": (
        ("deliver_offer", date(2025, 11, 5)), ("accept", date(2025, 11, 12)),
        ("open_talks", date(2025, 11, 20)), ("form_draft", date(2025, 12, 4)),
        ("sign", date(2025, 12, 15)), ("publish", date(2026, 1, 8)),
        ("first_check", date(2026, 3, 2)), ("archive", date(2026, 4, 2)),
    ),
    "platform": (
        ("deliver_offer", date(2025, 11, 5)), ("accept", date(2025, 11, 12)),
        ("confirm_representatives", date(2025, 11, 14)), ("finish_preparation", date(2025, 11, 17)),
        ("open_talks", date(2025, 11, 20)), ("form_draft", date(2025, 12, 4)),
        ("sign", date(2025, 12, 15)), ("publish", date(2026, 1, 8)),
        ("first_check", date(2026, 3, 2)), ("expire", date(2026, 3, 30)),
        ("archive", date(2026, 4, 2)),
    ),
}  # fmt: skip
_LEADERS = ("withdraw_offer", "decline")


def opened(book: Casebook, procedure: str = "full", company: int = 1, **given: Any) -> str:
    """Open a negotiation with two topics and representatives of both sides; return its number."""
    facts = {**ALWAYS, **OPENING[procedure], **given}
    if procedure == "platform":
        facts.pop("involves_reduction")
    facts.setdefault("occurred_on", date(2025, 11, 3))
    facts.setdefault("late_reason", factories.LATE)
    with book.work(ACTOR) as work:
        other = factories.enterprise(work, company)
        case = negotiation.open(work, procedure, other, factories.unit(work), **facts)
        prepared(work, case)
        return case.number


def prepared(work: Work, case: Case) -> None:
    """Write down topics, demands, representatives and a meeting."""
    core = {"core": True, "core_reason": "多数快递员提出", "core_workers": 120}
    negotiation.add(work, case, "topic", title="派送费", subject="计件单价", **core)
    negotiation.add(work, case, "topic", title="高温补贴", subject="劳动报酬")
    for topic, workers in (("题-01", 120), ("题-02", 40)):
        demand = {"source": "问卷", "collected_on": date(2025, 10, 20), "text": "希望提高"}
        negotiation.add(work, case, "demand", workers=workers, topic=topic, **demand)
    for side, how, office, names in (
        ("职工方", "工会选派", "工会主席", ("陈某", "刘某", "林某")),
        ("企业方", "法定代表人指派", "法定代表人", ("孙某", "杨某", "何某")),
    ):
        for number, name in enumerate(names):
            chief = {"duty": "首席", "office": office} if not number else {"duty": "代表"}
            negotiation.add(
                work, case, "representative", side=side, name=name, chosen_how=how, **chief
            )
    negotiation.add(
        work, case, "meeting", held_on=date(2025, 11, 20), began_at="14:00", place="工会会议室",
        form="协商会议", agenda="派送费、高温补贴", chair_side="职工方", chair="陈某", recorder="吴记录",
    )  # fmt: skip


def agree(work: Work, case: Case) -> None:
    """Let both chiefs agree on a clause of each topic."""
    for topic, text, figures in (
        ("题-01", "派送费每件不低于1元。", "派送费 1元/件"),
        ("题-02", "高温补贴每月不低于300元。", "高温补贴 300元/月"),
    ):
        at_table = {"meeting": "会-01", "said_on": date(2025, 11, 20)}
        line = negotiation.propose(
            work, case, topic, text, side="职工方", figures=figures, author="陈某", **at_table
        )
        for side in ("职工方", "企业方"):
            negotiation.confirm(
                work, case, line.clause or 0, line.hash, chief_side=side, **at_table
            )


def papers(work: Work, case: Case, step: str) -> dict[str, list[Upload]]:
    """Return the evidence a step cannot do without."""
    slots = table_of(work, case).steps[step].evidence
    return {
        slot.name: [Upload(f"{step}-{slot.name}.pdf", b"%PDF-1.4 " + slot.name.encode())]
        for slot in slots
        if slot.required
    }


def facts_for(work: Work, case: Case, step: str, **given: Any) -> dict[str, Any]:
    """Return the facts of a step that pass now: those it declares, with the digest of the agreed text."""
    declared = {fact.name for fact in table_of(work, case).steps[step].facts}
    facts = {**FACTS[step], **given}
    if "digest" in declared:
        facts.setdefault("digest", draft_of(work, case).digest[:12])
    if step == "take_effect":
        due = {clock.name: clock for clock, _due in negotiation_clocks(work, case)}["review"].due_on
        assert due is not None
        facts.setdefault("effective_on", due + timedelta(days=1))
    if step == "deliver_offer" and case.kind == "negotiation_simple":
        facts["manner"] = "会议"
    return {name: value for name, value in facts.items() if name in declared or name in given}


def negotiation_clocks(work: Work, case: Case) -> Any:
    """Return the clocks of the case with what the law says of each."""
    return cases.clocks(work, case)


def take(
    book: Casebook, number: str, step: str, on: date | None = None, *, actor: str = "", **given: Any
) -> None:
    """Take a step in a Work of its own; facts that pass unless others are given."""
    with book.work(actor or (LEADER if step in _LEADERS else ACTOR)) as work:
        case = negotiation.get(work, number)
        if step == "form_draft" and not draft_of(work, case).articles:
            agree(work, case)
        facts = facts_for(work, case, step, **given)
        day = on or facts.get("effective_on")
        negotiation.take(
            work, case, step, occurred_on=day, evidence=papers(work, case, step),
            late_reason=factories.LATE, **facts,
        )  # fmt: skip


def carried(book: Casebook, until: str, procedure: str = "full", **given: Any) -> str:
    """Carry a new negotiation along its path up to and with the step *until*; return its number."""
    name = opened(book, procedure, **given)
    for step, on in PATHS[procedure]:
        take(book, name, step, on)
        if step == until:
            return name
    raise AssertionError(until)
