"""Notices in the model of a walk: what they say, who wrote them, and what each of their guards asks."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests import factories, spec
from tests.notices import HINT, OBSTRUCTION, OPINION, PROPOSAL

if TYPE_CHECKING:
    from tests.walk_model import Model

#: The items of the small catalogue that concern workers in no labour relation too.
DISPUTED = ("LC-22-01",)
#: Who holds 签发 in 云工.
SIGNERS = ("leader.chen",)
#: Step of serving → working days until it is answered; None: as many as the paper says.
ANSWERED_IN = {"serve_hint": None, "serve_opinion": 15, "hand_proposal": 5}
FOLLOWED = ("改正", "接受并改正")


@dataclass(frozen=True)
class Served:
    """A step of a notice that stands in the model."""

    step: str
    before: str
    facts: dict[str, Any]


@dataclass
class Notice:
    """A notice in the model."""

    instrument: str
    about: list[str]  #: the items whose findings it rests on
    wrote: set[str]  #: who began, worded or submitted it, taken back or not
    says: dict[str, Any]  #: what its findings said when it was worded last
    reply_days: int | None
    typed: dict[str, str] = field(default_factory=dict)  #: texts of its own: not pre-filled again
    state: str = "draft"
    moves: list[Served] = field(default_factory=list)

    @property
    def settled(self) -> bool:
        return self.state in spec.NOTICE_FINAL

    @property
    def sent(self) -> bool:
        return self.state not in ("draft", "submitted", "withdrawn")

    @property
    def numbered(self) -> bool:
        """Say whether it has a document number: from its approval on, revoked or not."""
        return any(one.step == "approve" for one in self.moves)

    def move(self, step: str, target: str, facts: dict[str, Any]) -> None:
        self.moves.append(Served(step, self.state, facts))
        self.state = target

    def back(self) -> None:
        self.state = self.moves.pop().before

    def last(self, *steps: str) -> Served | None:
        return next((one for one in reversed(self.moves) if one.step in steps), None)


def said(model: "Model", instrument: str, about: list[str]) -> dict[str, Any]:
    """Return what a notice about those items is pre-filled with now; of an authority something is always demanded."""
    rows = [(item, model.findings[item]) for item in about]
    demands = [(item, one.remedy) for item, one in rows if one.remedy]
    always = {PROPOSAL: ["查处并反馈"], OBSTRUCTION: ["责令改正并反馈"]}.get(instrument, [])
    return {
        "facts": [(item, one.facts) for item, one in rows],
        "demands": always + (demands if instrument != OBSTRUCTION else []),
    }


def complete(model: "Model", notice: Notice) -> bool:
    """Say whether everything is there, and as the findings have it now."""
    told = {**notice.says, **notice.typed}
    now = said(model, notice.instrument, notice.about)
    founded = bool(notice.about) or notice.instrument in (HINT, OBSTRUCTION)
    return founded and all(told.values()) and told == {**now, **notice.typed}


def unheeded(model: "Model") -> set[str]:
    """Return the items about which an opinion was served in vain."""
    return {item for one in model.notices if _in_vain(one) for item in one.about}


def _in_vain(notice: Notice) -> bool:
    served = notice.last("serve_opinion") and notice.state != "withdrawn"
    settled, replied = notice.last("settle"), notice.last("reply")
    if settled or replied:
        outcome = settled.facts["result"] if settled else replied.facts["attitude"]
        return bool(served) and outcome not in FOLLOWED
    return bool(served) and notice.state == "overdue"


def _opens(model: "Model", notice: Notice) -> bool:
    if model.state == "closed" or notice.instrument == OBSTRUCTION:
        return model.state != "closed"
    return model.state != "terminated" and model.last("start_inspection") is not None


def _heard(model: "Model", facts: dict[str, Any]) -> bool:
    heard = facts.get("heard") or ""
    return bool(heard) and not (heard.startswith("体检") and model.last("record_comment") is None)


def _over(notice: Notice) -> bool:
    served = notice.last(*ANSWERED_IN)
    days = ANSWERED_IN[served.step] or notice.reply_days
    return factories.working_days_after(served.facts["received_on"], days) < factories.TODAY


#: Guard → whether it lets a step pass, asked of the model, the notice, who acts and the facts.
GUARDS: dict[str, Callable[["Model", Notice, str, dict[str, Any]], bool]] = {
    "opens_now": lambda m, n, _a, _f: _opens(m, n),
    "findings_stand": lambda m, n, _a, _f: (
        all(item in m.told() for item in n.about) and (bool(n.about) or n.instrument == OBSTRUCTION)
    ),
    "content_complete": lambda m, n, _a, _f: complete(m, n),
    "duty_only": lambda _m, _n, _a, _f: True,  # the small catalogue has only duties
    "employer_heard": lambda m, n, _a, f: n.instrument != OPINION or _heard(m, f),
    "disputed_confirmed": lambda m, n, _a, f: (
        n.instrument not in (OPINION, PROPOSAL)
        or bool(f.get("disputed_confirmed"))
        or not any(item in DISPUTED and item in m.told() for item in n.about)
    ),
    "county_or_above": lambda _m, _n, _a, _f: True,  # 云工 is of a city
    "opinion_came_first": lambda m, n, _a, f: (
        n.instrument != PROPOSAL or "deviation" in f or set(n.about) <= unheeded(m)
    ),
    "approver_not_drafter": lambda _m, n, a, f: not {a, f["signer"]} & n.wrote,
    "signer_may_sign": lambda _m, _n, _a, f: f["signer"] in SIGNERS,
    "for_hint": lambda _m, n, _a, _f: n.instrument == HINT,
    "for_opinion": lambda _m, n, _a, _f: n.instrument == OPINION,
    "for_authority": lambda _m, n, _a, _f: n.instrument in (PROPOSAL, OBSTRUCTION),
    "for_employer": lambda _m, n, _a, _f: n.instrument in (HINT, OPINION),
    "days_as_printed": lambda _m, n, _a, f: f["reply_days"] == n.reply_days,
    "reply_period_over": lambda _m, n, _a, _f: _over(n),
    "document_stands": lambda _m, _n, _a, _f: True,  # approving keeps the paper
}


def against(
    model: "Model", notice: Notice, guards: str, actor: str, facts: dict[str, Any]
) -> frozenset[str]:
    """Return the codes of all guards that refuse."""
    refusing = {name for name in guards.split() if not GUARDS[name](model, notice, actor, facts)}
    return frozenset("another_instrument" if one.startswith("for_") else one for one in refusing)
