"""A model of a check-up that knows nothing of casework's code: a few values and the tables of the spec."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests import factories, spec
from tests.notice_model import Notice

OPENED = date(2026, 2, 20)
ITEMS = factories.ITEMS


@dataclass
class Taken:
    """A step that stands in the model."""

    step: str
    day: date
    facts: dict[str, Any]
    before: str
    at: int  #: the version of the case it led to
    approved: object = None
    kept: dict[str, Any] | None = None  #: what an upgrade of the catalogue set aside


@dataclass(frozen=True)
class Moved:
    """A step of a finding that stands in the model."""

    step: str
    before: str
    along: int | None  #: the version of its case that took it along
    at: int  #: the version its case had
    actor: str


@dataclass
class Finding:
    """A finding in the model."""

    state: str = "draft"
    checked: bool = False
    remedy: str = "as the catalogue says"
    facts: str = ""
    #: what it went through
    moves: list[Moved] = field(default_factory=list)

    @property
    def open(self) -> bool:
        return self.state not in ("withdrawn", "gone")

    @property
    def settled(self) -> bool:
        return self.state in spec.FINDING_SETTLED

    def move(
        self, step: str, target: str, at: int = 0, along: int | None = None, actor: str = ""
    ) -> None:
        self.moves.append(Moved(step, self.state, along, at, actor))
        self.state = target or self.state

    def back(self) -> None:
        self.state = self.moves.pop().before

    @property
    def decided(self) -> int:
        """Return the version its case had at the last result; -1 without one."""
        return max((one.at for one in self.moves if one.step in spec.FINDING_RESULTS), default=-1)


@dataclass
class Remark:
    """A remark of the reviewer in the model."""

    round: int
    binding: bool
    by: str
    state: str = "open"


@dataclass
class Model:
    """What a check-up is, told once more and in another way."""

    state: str = "registered"
    version: int = 1
    taken: list[Taken] = field(default_factory=lambda: [Taken("register", OPENED, {}, "", 1)])
    handed: list[tuple[int, str]] = field(default_factory=list)  #: (version it led to, to whom)
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    findings: dict[str, Finding] = field(default_factory=dict)
    catalogue: str = "jiangsu@2026.2"
    writers: set[str] = field(default_factory=set)
    remarks: list[Remark] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def last(self, step: str) -> Taken | None:
        return next((one for one in reversed(self.taken) if one.step == step), None)

    def team(self) -> tuple[set[str], set[str], set[str]]:
        """Return lead, other inspectors and reviewer; the last handover after the last team counts."""
        team = self.last("form_team")
        lead = {team.facts["lead"]} if team else set()
        for at, to in self.handed:
            if team is None or at > team.at:
                lead = {to}
        others = set(team.facts["inspectors"]) if team else set()
        return lead, others, {team.facts["reviewer"]} if team else set()

    def authors(self) -> set[str]:
        lead, others, _ = self.team()
        return lead | others | self.writers

    def round(self) -> int:
        """Return how many submissions stand."""
        return sum(one.step == "submit_review" for one in self.taken)

    def told(self) -> dict[str, Finding]:
        return {item: one for item, one in self.findings.items() if one.open}

    def unsettled(self) -> frozenset[str]:
        return frozenset(item for item, one in self.told().items() if not one.settled)

    def settled(self) -> frozenset[str]:
        return frozenset(self.told()) - self.unsettled()

    def reported(self) -> int:
        """Return the version to which the report of the present round led; 0 without one."""
        begun, signed = self.last("start_recheck"), self.last("issue_recheck")
        return signed.at if signed and begun and signed.at > begun.at else 0

    def checkers(self) -> set[str]:
        """Return who looked at something again, by the facts of the case or by a result."""
        begun = self.last("start_recheck")
        return set(begun.facts["inspectors"] if begun else ()) | {
            one.actor
            for found in self.told().values()
            for one in found.moves
            if one.step in spec.FINDING_RESULTS and one.step != "waive"
        }

    def content(self) -> object:
        """Return what an approval approves."""
        submitted = self.last("submit_review")
        found = {item: one.remedy for item, one in self.told().items()}
        summary = submitted.facts["summary"] if submitted else None
        return (repr(sorted(self.answers.items())), repr(sorted(found.items())), summary)


GUARDS: dict[str, Callable[[Model, str, dict[str, Any], date], bool]] = {
    "remarks_answered": lambda m, _a, _f, _d: (
        not any(one.binding and one.state == "open" and one.round <= m.round() for one in m.remarks)
    ),
    "remarks_settled": lambda m, _a, _f, _d: (
        not any(one.binding and one.state != "closed" for one in m.remarks)
    ),
    "return_reasoned": lambda m, _a, f, _d: (
        "reason" in f or any(one.state == "open" and one.round == m.round() for one in m.remarks)
    ),
    "notice_issued": lambda m, _a, f, _d: (
        "instrument" not in f
        or "no_notice_reason" in f
        or any(one.sent and one.instrument.endswith(f["instrument"]) for one in m.notices)
    ),
    "notices_settled": lambda m, _a, _f, _d: all(one.settled for one in m.notices),
    "team_formed": lambda m, _a, _f, _d: _whole(*m.team()),
    "conflict_declared": lambda m, _a, _f, _d: bool(
        m.last("form_team") and m.last("form_team").facts["conflict_declared"]
    ),
    "materials_extended_once": lambda m, _a, f, _d: (
        m.last("extend_materials") is None and 1 <= f["days"] <= 5
    ),
    "two_on_site": lambda _m, _a, f, _d: (
        f.get("method", "现场") != "现场"
        or (len(set(f["inspectors"])) > 1 and f["credentials_shown"])
    ),
    "phone_for_low_risk": lambda m, _a, f, _d: f["method"] != "电话" or not m.unsettled(),
    "results_entered": lambda m, _a, _f, _d: all(
        m.findings[item].decided >= m.last("start_recheck").at for item in m.unsettled()
    ),
    "open_have_next_day": lambda m, _a, f, _d: bool(f.get("next_on")) or not m.unsettled(),
    "recheck_reported_once": lambda m, _a, _f, _d: not m.reported(),
    "signer_not_checker": lambda m, a, f, _d: not {a, f["signer"]} & m.checkers(),
    "recheck_reported": lambda m, _a, _f, _d: (
        bool(m.reported()) and all(one.decided < m.reported() for one in m.told().values())
    ),
    "something_unsettled": lambda m, _a, _f, _d: bool(m.unsettled()),
    "partly_settled": lambda m, _a, _f, _d: (
        bool(m.settled() and m.unsettled())
        and (m.last("close_partly") is None or m.last("close_partly").approved != m.settled())
    ),
    "members_of_team": lambda m, _a, f, _d: set(f["inspectors"]) <= set().union(*m.team()),
    "another_catalogue": lambda _m, _a, _f, _d: True,  # the walk puts one beside the casebook
    "onsite_ended": lambda m, _a, _f, _d: m.last("end_onsite") is not None,
    "all_items_answered": lambda m, _a, _f, _d: set(m.answers) == set(ITEMS),
    "findings_complete": lambda m, _a, _f, _d: all(
        one.checked
        and one.remedy
        and not (m.answers[item]["red"] and not m.answers[item]["papers"])
        for item, one in m.told().items()
    ),
    "reviewer_not_author": lambda m, a, _f, _d: a not in m.authors(),
    "red_discussed": lambda m, _a, f, _d: (
        f["red_discussed"] or not any(m.answers[item]["red"] for item in m.told())
    ),
    "comments_heard": lambda m, _a, _f, d: _heard(m, d),
    "approval_valid": lambda m, _a, _f, _d: (
        m.last("approve_review") is not None and m.last("approve_review").approved == m.content()
    ),
    "signer_not_author": lambda m, a, f, _d: not {a, f["signer"]} & m.authors(),
    "no_findings": lambda m, _a, _f, _d: not m.told(),
    "findings_settled": lambda m, _a, _f, _d: all(one.settled for one in m.told().values()),
}


def _whole(lead: set[str], others: set[str], reviewer: set[str]) -> bool:
    return bool(lead and others - lead) and not reviewer & (lead | others)


def _heard(model: Model, day: date) -> bool:
    """Say whether the company spoke after the review, or its five working days have passed."""
    steps = [one.step for one in model.taken]
    since = len(steps) - steps[::-1].index("approve_review")
    if "record_comment" in steps[since:]:
        return True
    delivered = [one for one in model.taken[since:] if one.step == "draft_delivered"]
    if not delivered:
        return False
    return day > factories.working_days_after(delivered[-1].facts["received_on"], 5)
