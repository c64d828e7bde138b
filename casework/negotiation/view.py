"""A negotiation as its guards see it: what is written down beside the steps, and the law they are asked by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.cases import movers, records
from casework.cases.history import Standing
from casework.cases.linking import linked_from
from casework.cases.models import Case
from casework.cases.view import CaseView, MoverView, look, look_at, standing_of
from casework.cases.work import Work
from casework.law import Law
from casework.negotiation.agreement.dossier import Missing, missing
from casework.negotiation.employer.standing import EmployerSeen
from casework.negotiation.ledger.contract import Draft
from casework.negotiation.ledger.queries import draft_of
from casework.negotiation.models import Employer, Meeting, Topic
from casework.negotiation.representative.persons import Recorder
from casework.negotiation.representative.roster import delegates, present, vacancies
from casework.negotiation.representative.rules import Defect, defects

#: Name of the kind → what the rules call the procedure.
PROCEDURES = {
    "negotiation_full": "full",
    "negotiation_simple": "simple",
    "negotiation_platform": "platform",
}

#: How a case that renews, changes or continues another is linked with it.
CARRIED_ON = ("续订自", "变更自", "转入自")


@dataclass(frozen=True, slots=True)
class NegotiationView(CaseView):
    """A negotiation as its guards see it."""

    procedure: str  #: full, simple or platform
    opening: Mapping[str, Any]  #: the facts of 立项
    law: Law
    jurisdiction: str
    topics: tuple[str, ...]  #: codes
    defects: tuple[Defect, ...]  #: of the representatives as they are today
    names: Mapping[str, str]  #: of the representatives who have not left → their side
    vacancies: tuple[str, ...]  #: codes of those who left and were not replaced
    meetings: tuple[str, ...]  #: codes
    draft: Draft  #: the agreed clauses as they stand
    employers: tuple[EmployerSeen, ...]  #: in a sectoral or regional negotiation
    missing: tuple[Missing, ...]  #: papers the filing dossier lacks
    carried_on: frozenset[str]  #: numbers of the cases that renew, change or continue this one


@dataclass(frozen=True, slots=True)
class EmployerView(MoverView):
    """An employer of a sectoral negotiation as its guards see it."""

    procedure: str  #: of its case: full, simple or platform
    law: Law
    jurisdiction: str
    digest: str  #: of the agreed text as it stands


def view(work: Work, case: Case) -> NegotiationView:
    """Return the picture of a negotiation its guards look at."""
    base = look(work, case)
    opening = base.steps[0].facts if base.steps else {}
    rows = present(work, case)
    return NegotiationView(
        **{name: getattr(base, name) for name in CaseView.__dataclass_fields__},
        procedure=PROCEDURES[case.kind],
        opening=opening,
        law=work.law,
        jurisdiction=case.unit.jurisdiction,
        topics=tuple(row.code for row in records.kept(work, case, Topic)),
        defects=found_defects(work, case, base.steps, work.today),
        names={row.name: row.side for row in rows},
        vacancies=tuple(row.code for row in vacancies(work, case)),
        meetings=tuple(row.code for row in records.kept(work, case, Meeting)),
        draft=draft_of(work, case),
        employers=tuple(
            EmployerSeen(row.name, row.state, _signed(work, row))
            for row in movers.of(work, case, Employer.sort)
            if isinstance(row, Employer)
        ),
        missing=missing(work, case),
        carried_on=linked_from(work, case, CARRIED_ON),
    )


def _signed(work: Work, employer: Employer) -> str:
    """Return the digest an employer signed; nothing if it did not, or nobody wrote it down."""
    if employer.state != "signed":
        return ""
    signed = standing_of(work, employer)[-1]
    return str(signed.facts.get("digest") or "").strip().lower()


def found_defects(
    work: Work, case: Case, steps: Sequence[Standing], on: date
) -> tuple[Defect, ...]:
    """Return what is wrong with the representatives who have not left, what blocks first.

    The recorder is named when the meetings are prepared; until then nobody misses one.
    """
    opening = steps[0].facts if steps else {}
    named = next((one for one in reversed(steps) if one.step == "finish_preparation"), None)
    recorder = Recorder(str(named.facts.get("recorder", ""))) if named else None
    found = defects(
        PROCEDURES[case.kind],
        delegates(present(work, case, on), opening.get("workforce")),
        recorder,
        work.law,
        case.unit.jurisdiction,
        on,
        has_union=bool(opening.get("has_union", True)),
    )
    return tuple(one for one in found if one.code != "recorder_missing")


def employer_view(work: Work, employer: Employer) -> EmployerView:
    """Return the picture of one employer its guards look at."""
    base = look_at(work, employer)
    return EmployerView(
        **{name: getattr(base, name) for name in MoverView.__dataclass_fields__},
        procedure=PROCEDURES[employer.case.kind],
        law=work.law,
        jurisdiction=employer.unit.jurisdiction,
        digest=draft_of(work, employer.case).digest,
    )
