"""Notices for tests: facts that pass, and the way to each state (the table by hand is in spec)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from casework import Casebook, Work, checkup
from casework.cases.evidence import Upload
from casework.checkup.models import Notice
from tests import factories

HINT, OPINION, PROPOSAL, OBSTRUCTION = "提示函", "意见书", "建议书", "拒绝监督建议书"
REASON = {"source": "体检发现", "reason": "风险较高，由主办提出"}
#: Step → who takes it, and facts that pass.
FACTS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "submit": (
        "lawyer.wang",
        {"heard": "体检征求意见时已听取", "deviation": "情况紧急，直接报送"},
    ),
    "return_draft": ("leader.chen", {"reason": "事实不清"}),
    "approve": ("leader.chen", {"signer": "leader.chen"}),
    "serve_hint": ("lawyer.wang", {"received_on": date(2026, 3, 12), "reply_days": 15}),
    "serve_opinion": ("lawyer.wang", {"received_on": date(2026, 3, 12)}),
    "hand_proposal": ("lawyer.wang", {"received_on": date(2026, 3, 12)}),
    "reply": (
        "lawyer.wang",
        {"replied_on": date(2026, 4, 9), "attitude": "不接受", "content": "不同意"},
    ),
    "mark_overdue": ("lawyer.wang", {"note": "电话催过两次"}),
    "accept": ("lawyer.wang", {"decided_on": date(2026, 4, 9)}),
    "decline": ("lawyer.wang", {"decided_on": date(2026, 4, 9), "grounds": "不属于本部门管辖"}),
    "feed_back": ("lawyer.wang", {"feedback_on": date(2026, 4, 10), "outcome": "已责令改正"}),
    "settle": (
        "lawyer.wang",
        {"result": "未改正", "checked_on": date(2026, 4, 10), "note": "转建议书"},
    ),
    "discard": ("lawyer.wang", {"reason": "企业已改正"}),
    "revoke": ("leader.chen", {"reason": "依据有误"}),
}
#: Step → the paper it cannot do without.
PAPERS = {
    "serve_hint": "receipt",
    "serve_opinion": "receipt",
    "hand_proposal": "receipt",
    "reply": "letter",
    "decline": "decision",
    "settle": "proof",
}
#: State → a kind and the steps that lead there.
LEADING: Mapping[str, tuple[str, str]] = {
    "draft": (HINT, ""),
    "submitted": (OPINION, "submit"),
    "approved": (OPINION, "submit approve"),
    "served": (OPINION, "submit approve serve_opinion"),
    "handed": (PROPOSAL, "submit approve hand_proposal"),
    "replied": (HINT, "submit approve serve_hint reply"),
    "overdue": (OPINION, "submit approve serve_opinion mark_overdue"),
    "accepted": (PROPOSAL, "submit approve hand_proposal accept"),
    "declined": (OBSTRUCTION, "submit approve hand_proposal mark_overdue decline"),
    "handled": (PROPOSAL, "submit approve hand_proposal accept feed_back"),
    "settled": (OPINION, "submit approve serve_opinion mark_overdue settle"),
    "withdrawn": (HINT, "submit return_draft discard"),
}


def begun(book: Casebook, instrument: str = HINT, codes: Sequence[str] = ("WT-01",)) -> int:
    """Begin a notice of the first case as lawyer.wang, on the day of the visit; return its number."""
    given = {**REASON, "occurred_on": date(2026, 3, 11)}
    with book.work("lawyer.wang") as work:
        case = checkup.get(work, factories.FIRST)
        row = checkup.open_notice(work, case, instrument, codes, **given, late_reason="补记")
        if instrument in {PROPOSAL, OBSTRUCTION}:
            said = "现场要求提供工资表，企业书面拒绝。" if instrument == OBSTRUCTION else row.facts
            checkup.edit_notice(work, row, addressee="云河市人力资源和社会保障局", facts=said)
        return row.number


def notice(work: Work, at: int) -> Notice:
    """Return a notice of the first case."""
    return checkup.get_notice(work, checkup.get(work, factories.FIRST), str(at))


def take(book: Casebook, at: int, step: str, actor: str = "", **changes: Any) -> None:
    """Take a step of a notice in a Work of its own, with facts and papers that pass."""
    usual, facts = FACTS[step]
    days = {"submit": 11, "return_draft": 11, "approve": 12, "serve_hint": 12, "discard": 12}
    days |= {"serve_opinion": 12, "hand_proposal": 12}
    on = date(2026, 3, days[step]) if step in days else factories.TODAY
    evidence = (
        {PAPERS[step]: [Upload(f"{step}.pdf", b"%PDF " + step.encode())]} if step in PAPERS else {}
    )
    given = {"occurred_on": on, "late_reason": "补记", **facts, **changes}
    with book.work(actor or usual) as work:
        checkup.take(work, notice(work, at), step, evidence=evidence, **given)


def carried(book: Casebook, state: str) -> int:
    """Carry a new notice of the first case to a state; return its number."""
    instrument, steps = LEADING[state]
    at = begun(book, instrument, () if instrument == OBSTRUCTION else ("WT-01",))
    for step in steps.split():
        take(book, at, step)
    return at
