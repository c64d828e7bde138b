"""One negotiation that goes on where another stands: another procedure, a renewal, a change, the next round."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from casework.cases import records
from casework.cases.linking import link
from casework.cases.models import Case
from casework.cases.service import lock, take
from casework.cases.view import standing_of, table_of
from casework.cases.work import Work, verb
from casework.errors import InputError
from casework.negotiation.ledger.queries import draft_of
from casework.negotiation.ledger.service import propose
from casework.negotiation.models import Demand, Representative, Topic
from casework.negotiation.registers import REGISTERS
from casework.negotiation.service import KINDS, open_negotiation
from casework.negotiation.side import Side
from casework.negotiation.view import PROCEDURES

#: How a case that carries another on is linked with it, by the purpose.
_LINKS = {
    "续订": "续订自", "重新签订": "续订自", "下一轮": "续订自", "变更": "变更自", "解除": "变更自",
}  # fmt: skip
_CHANGES = ("变更", "解除")
#: What an agreement of each procedure is carried on for.
_PURPOSES = {
    "full": ("续订", "重新签订", *_CHANGES),
    "simple": ("续订", *_CHANGES),
    "platform": ("下一轮", "续订", *_CHANGES),
}


@verb
def change_procedure(
    work: Work,
    case: Case,
    *,
    reason: str,
    occurred_on: date | str | None = None,
    seen: int | None = None,
    **given: Any,
) -> Case:
    """Turn a simple negotiation into a full one: a new case, linked, with its demands, topics, representatives.

    *given*: the facts of the new 立项, those not given as in the old one. The old case ends.

    Raises:
        StepRefused: it is no longer possible. InputError: every problem.
    """
    lock(work, case)
    work.ask("编", case)
    old = {name: value for name, value in _opening(work, case).items() if name != "outcome"}
    new = _carried_on(work, case, "full", "转入自", reason, occurred_on, {**old, **given})
    take(
        work, case, "change_procedure", occurred_on=occurred_on, seen=seen, reason=reason,
        new_case=new.number,
    )  # fmt: skip
    return new


@verb
def carry_on(
    work: Work,
    case: Case,
    purpose: str,
    *,
    ground: str = "",
    occurred_on: date | str | None = None,
    seen: int | None = None,
    **given: Any,
) -> Case:
    """Open the negotiation that renews, changes or ends this agreement, by the same procedure, and return it.

    *purpose*: 续订, 重新签订, 下一轮, 变更, 解除, as the procedure knows them. It is linked and begins
    with the topics and, as the workers' first proposals, the agreed text of this one.

    Raises:
        StepRefused: the agreement is not in force. InputError: every problem.
    """
    lock(work, case)
    work.ask("编", case)
    procedure, old = PROCEDURES[case.kind], _opening(work, case)
    if purpose not in _PURPOSES[procedure]:
        known = "、".join(_PURPOSES[procedure])
        raise InputError.one("purpose", f"为什么：应为{known}，现在是“{purpose}”。")
    told = f"{purpose}{case.number}"
    new = _carried_on(work, case, procedure, _LINKS[purpose], told, occurred_on, {**old, **given})
    for article in draft_of(work, case).articles:
        propose(
            work, new, article.topic, article.text, side=Side.WORKERS, figures=article.figures,
            author=f"原文本 {case.number}",
        )  # fmt: skip
    steps = table_of(work, case).steps
    step = steps[
        "open_change" if purpose in _CHANGES and "open_change" in steps else "open_renewal"
    ]
    own = {"purpose": purpose, "ground": ground} if ground else {"purpose": purpose}
    asked = {name: value for name, value in own.items() if any(f.name == name for f in step.facts)}
    take(work, case, step.name, occurred_on=occurred_on, seen=seen, new_case=new.number, **asked)
    return new


def _opening(work: Work, case: Case) -> dict[str, Any]:
    return dict(standing_of(work, case)[0].facts)


def _carried_on(
    work: Work,
    case: Case,
    procedure: str,
    kind_of_link: str,
    reason: str,
    occurred_on: date | str | None,
    given: Mapping[str, Any],
) -> Case:
    """Open a case of that procedure that goes on where *case* stands, linked with it."""
    asked = {fact.name for fact in work.kinds[KINDS[procedure]].table.opening.facts}
    values = {name: value for name, value in given.items() if name in asked}
    values["earlier"] = case.number
    new = open_negotiation(
        work, procedure, case.enterprise, case.unit, occurred_on=occurred_on, **values
    )
    link(work, new, case, kind=kind_of_link, reason=reason)
    for register, model in (
        ("topic", Topic), ("demand", Demand), ("representative", Representative),
    ):  # fmt: skip
        _copy(work, case, new, register, model)
    return new


def _copy(work: Work, case: Case, new: Case, register: str, model: type[Any]) -> None:
    """Write down again what counts, with the numbers it had: what names it stays true."""
    sort, facts_of = REGISTERS[register].sort, REGISTERS[register].facts
    for row in records.kept(work, case, model, withdrawn=True):
        values = {fact.name: getattr(row, fact.name) for fact in facts_of}
        copied = records.add(work, new, sort, values, f"由 {case.number} 带来")
        if row.withdrawn_because:
            records.change(
                work, new, sort, copied, {"withdrawn_because": row.withdrawn_because}, "撤下"
            )
