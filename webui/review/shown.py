"""What the pages of the review show, gathered from the queries; remarks by the place they are about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from casework import Verdict, Work, checkup
from casework.cases.models import Case
from casework.checkup.catalogue import Item
from casework.checkup.models import Finding, QualityScore
from casework.checkup.queries import view
from casework.checkup.review import asking, quality
from casework.checkup.review.fields import CLOSE, REMARK, REOPEN, REPLY
from casework.checkup.review.queries import RemarkView
from casework.errors import Reason
from webui.forms import FactForm


@dataclass(frozen=True, slots=True)
class Remarks:
    """The remarks of a case by place, with the forms to act on them."""

    number: str  #: of the case
    all: Sequence[RemarkView]
    forms: Mapping[str, FactForm]  #: empty, by what is done
    at: Mapping[str, Sequence[RemarkView]] = field(init=False)

    def __post_init__(self) -> None:
        places: dict[str, list[RemarkView]] = {}
        for one in self.all:
            places.setdefault(one.row.concerns, []).append(one)
        object.__setattr__(self, "at", places)

    @property
    def open(self) -> int:
        """Return how many are not settled."""
        return sum(one.row.state != "closed" for one in self.all)


@dataclass(frozen=True, slots=True)
class Line:
    """An item with its verdict, as the reviewer reads it."""

    item: Item
    verdict: Verdict | None
    facts: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Everything the page of the review shows."""

    case: Case
    round: int  #: submissions that stand
    remarks: Remarks
    findings: Sequence[Finding]
    domains: Mapping[str, tuple[Line, ...]]
    gone: Sequence[str]  #: places with remarks that the report shows no more
    writing: Sequence[Reason]  #: why the actor cannot write a remark now
    scoring: Sequence[Reason]  #: why the actor cannot score now
    quality: quality.Quality
    score: QualityScore | None  #: of the last submission


def remarks_of(work: Work, case: Case) -> Remarks:
    """Return the remarks of a case, for any page that shows some of them."""
    declared = {"write": REMARK, "reply": REPLY, "close": CLOSE, "reopen": REOPEN}
    forms = {name: FactForm.showing(facts, {}) for name, facts in declared.items()}
    return Remarks(case.number, checkup.remarks(work, case), forms)


def gather(work: Work, case: Case) -> ReviewPage:
    """Return the page of the review of a case."""
    seen = view(work, case)
    rounds = checkup.review_rounds(work, case)
    lines = [
        Line(item, Verdict(given.verdict) if given else None, given.facts if given else "")
        for item, given in checkup.items(work, case)
    ]
    remarks, findings = remarks_of(work, case), checkup.findings(work, case)
    shown = {"", *(row.code for row in findings), *(line.item.id for line in lines)}
    return ReviewPage(
        case=case,
        round=seen.review.round,
        remarks=remarks,
        findings=findings,
        gone=[place for place in remarks.at if place not in shown],
        domains={
            name: tuple(group) for name, group in groupby(lines, key=lambda one: one.item.domain)
        },
        writing=asking.against(work, case, asking.WRITING, seen),
        scoring=asking.against(work, case, asking.SCORING, seen),
        quality=quality.shipped(),
        score=rounds[-1].score if rounds else None,
    )


def given(score: QualityScore | None) -> dict[str, object]:
    """Return the values of a score as its form shows them."""
    if score is None:
        return {}
    return {one["name"]: one["given"] for one in score.points} | {"comment": score.comment}
