"""Reads of a check-up: the pinned catalogue, items with answers, findings, the score, the guards' view."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select

from casework.cases import queries as case_queries
from casework.cases.models import Case, Entry, Person, Pinned, Stream
from casework.cases.view import CaseView, look
from casework.cases.work import Work, query
from casework.checkup import limits
from casework.checkup.catalogue import BasisRole, Catalogue, Item, Party
from casework.checkup.catalogue.shelf import offered
from casework.checkup.finding.completeness import lacks
from casework.checkup.models import Answer, Checkup, Finding
from casework.checkup.models.finding import WITHDRAWN
from casework.checkup.notice.standing import NoticeSeen, notices_seen
from casework.checkup.recheck.settling import Settling, settling
from casework.checkup.review.standing import ReviewState, review_state
from casework.checkup.scoring import Score, ScoringScheme
from casework.checkup.scoring import score as computed
from casework.checkup.verdict import Verdict
from casework.errors import NotFound
from casework.store import canonical

_RISKS = ("高", "中", "低")


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as scoring sees it."""

    verdict: Verdict | None
    red_line_confirmed: bool
    workers_affected: int | None


@dataclass(frozen=True, slots=True)
class CheckupView(CaseView):
    """A check-up as its guards see it."""

    other_catalogues: tuple[str, ...]  #: those the case could be upgraded to
    unanswered: tuple[str, ...]  #: ids of tailored items without an answer
    incomplete: tuple[str, ...]  #: findings that lack something, in a phrase each
    bases_unchecked: tuple[str, ...]  #: codes of findings with several bases nobody looked at
    without_finding: tuple[str, ...]  #: ids answered 不合规 or 部分合规 that no finding tells of
    authors: frozenset[str]  #: logins of 主办, 协办 and of everybody who wrote what the report says
    red_lines: tuple[str, ...]  #: titles of confirmed red lines
    findings: tuple[str, ...]  #: codes of all that the report tells
    open_findings: tuple[str, ...]  #: codes of those not settled
    fewest_on_site: tuple[int, str]  #: how many have to be on site, and what that rests on
    notices: tuple[NoticeSeen, ...]  #: of supervision, as they stand
    most_extension_days: int  #: what the practice allows for handing in papers later
    digest: str  #: of everything an approval approves
    review: ReviewState  #: which round it is, and which remarks stand in the way
    settling: Settling  #: what re-checks decided


@query
def get(work: Work, number: str) -> Case:
    """Return the check-up with that number; see :func:`casework.cases.queries.get`."""
    return case_queries.get(work, number, "checkup")


def checkup_of(work: Work, case: Case) -> Checkup:
    """Return what the case has as a check-up.

    Raises:
        NotFound: the case is of another kind.
    """
    row: Checkup | None = work.remembered.get(("checkup", case.id))
    if row is None:
        row = work.session.get(Checkup, case.id)
        if row is None:
            raise NotFound("体检案件", case.number)
        work.remembered["checkup", case.id] = (
            row  # a session holds rows only as long as somebody does
        )
    return row


def cited_sectors(checked: Checkup) -> Sequence[str]:
    """Return the sectors whose own laws are cited: a dispatcher does not itself work in one."""
    return ("劳务派遣",) if checked.party == Party.DISPATCHER else checked.sectors


_read_catalogues: dict[str, Catalogue] = {}


def pinned_catalogue(work: Work, case: Case) -> Catalogue:
    """Return the catalogue the case is pinned to, as it was then."""
    digest = checkup_of(work, case).catalogue_hash
    if digest not in _read_catalogues:
        pinned = work.session.get_one(Pinned, digest)
        _read_catalogues[digest] = Catalogue.read(pinned.text, pinned.name, work.law.instruments)
    return _read_catalogues[digest]


def tailored(work: Work, case: Case) -> list[Item]:
    """Return the items that apply to the enterprise, in the catalogue's order."""
    catalogue = pinned_catalogue(work, case)
    return [catalogue.items[item_id] for item_id in checkup_of(work, case).items]


def answer_row(work: Work, case: Case, item_id: str) -> Answer | None:
    """Return the answer to one item, or None; one that has to be given anew too."""
    return work.session.scalars(
        select(Answer).where(Answer.case_id == case.id, Answer.item_id == item_id)
    ).one_or_none()


@query
def answers(work: Work, case: Case) -> Mapping[str, Answer]:
    """Return the answers given so far by item id; not those that have to be given anew."""
    work.ask("看", case)
    rows = work.session.scalars(select(Answer).where(Answer.case_id == case.id, ~Answer.stale))
    return {row.item_id: row for row in rows}


@query
def items(work: Work, case: Case) -> Sequence[tuple[Item, Answer | None]]:
    """Return every tailored item with its answer, in the catalogue's order."""
    work.ask("看", case)
    given = answers(work, case)
    return [(item, given.get(item.id)) for item in tailored(work, case)]


@query
def findings(work: Work, case: Case) -> Sequence[Finding]:
    """Return the findings, settled ones too: red lines first, then high, middle, low risk, then by number."""
    work.ask("看", case)
    rows = work.session.scalars(
        select(Finding).where(Finding.case_id == case.id, Finding.state != WITHDRAWN)
    )
    return sorted(rows, key=lambda row: (not row.red_line, _RISKS.index(row.risk), row.number))


@query
def score(work: Work, case: Case) -> Score:
    """Return the score of the answers given so far; ``explain()`` tells where each number comes from."""
    work.ask("看", case)
    given = {
        item_id: Given(Verdict(row.verdict), row.red_line_confirmed, row.workers_affected)
        for item_id, row in answers(work, case).items()
    }
    free = [row for row in findings(work, case) if row.item_id is None]
    return computed(
        tailored(work, case),
        given,
        free=free,
        scheme=ScoringScheme.from_law(work.law, work.today),
        headcount=case.enterprise.headcount,
    )


def view(work: Work, case: Case) -> CheckupView:
    """Return the picture of a check-up its guards look at."""
    base = look(work, case)
    rows = findings(work, case)
    given = answers(work, case)
    applying = [item.id for item in tailored(work, case)]
    faulty = [one for one in applying if one in given and Verdict(given[one].verdict).faulty]
    told = {row.item_id for row in rows}
    return CheckupView(
        **{name: getattr(base, name) for name in CaseView.__dataclass_fields__},
        other_catalogues=offered(work.catalogues, work.law.instruments).other_than(
            checkup_of(work, case).catalogue_hash
        ),
        unanswered=tuple(item_id for item_id in applying if item_id not in given),
        incomplete=tuple(phrase for row in rows for phrase in lacks(row, given)),
        bases_unchecked=_bases_unchecked(work, case, rows),
        without_finding=tuple(item_id for item_id in faulty if item_id not in told),
        authors=frozenset(
            [
                *base.members.get("主办", ()),
                *base.members.get("协办", ()),
                *_writers(work, case),
            ]
        ),
        red_lines=tuple(row.title for row in rows if row.red_line),
        findings=tuple(row.code for row in rows),
        fewest_on_site=limits.fewest_on_site(work, case.unit),
        notices=notices_seen(work, case),
        most_extension_days=limits.extension_days(work, case),
        open_findings=tuple(row.code for row in rows if not row.settled),
        digest=_digest(given, rows, base),
        review=review_state(work, case, base.steps),
        settling=settling(work, case, rows),
    )


def content_digest(work: Work, case: Case) -> str:
    """Return the SHA-256 of what an approval approves: answers, findings, and the text of the submission."""
    return _digest(answers(work, case), findings(work, case), look(work, case))


def _digest(given: Mapping[str, Answer], rows: Sequence[Finding], seen: CaseView) -> str:
    answered = {
        item_id: [row.verdict, row.facts, row.sampled, row.sampled_of, row.workers_affected,
                  row.worker_forms, str(row.amount), row.red_line_confirmed, row.evidence, row.papers]
        for item_id, row in given.items()
    }  # fmt: skip
    found = {
        row.code: [row.title, row.facts, row.sentences, row.consequence, row.remedy, row.rectify_days,
                   row.risk, row.red_line, row.workers_affected, row.worker_forms, row.papers,
                   row.department]
        for row in rows
    }  # fmt: skip
    submitted = seen.last("submit_review")
    texts = dict(submitted.facts) if submitted else {}
    return hashlib.sha256(canonical([answered, found, texts])).hexdigest()


def _writers(work: Work, case: Case) -> Sequence[str]:
    """Return the logins of all who ever answered, wrote on a finding or for it, or submitted the report."""
    wrote = or_(
        Entry.verb.in_(("answer", "finding", "remark.replied")),
        Entry.step.in_(("submit_review", "found")),
    )
    return work.session.scalars(
        select(Person.login)
        .join(Entry, Entry.actor_id == Person.id)
        .join(Stream, Stream.id == Entry.stream_id)
        .where(Stream.subject_kind == "case", Stream.subject_id == case.id, wrote)
        .distinct()
    ).all()


def _bases_unchecked(work: Work, case: Case, rows: Sequence[Finding]) -> tuple[str, ...]:
    """Return the codes of findings whose item has several duties, and whose bases nobody chose among."""
    catalogue, sectors = pinned_catalogue(work, case), cited_sectors(checkup_of(work, case))
    unchecked = []
    for row in rows:
        touched = row.bases_checked or "sentences" in row.edited
        if row.item_id and not touched:
            bases = catalogue.items[row.item_id].basis
            duties = [one for one in bases if one.role is BasisRole.DUTY and one.cited_for(sectors)]
            if len(duties) > 1:
                unchecked.append(row.code)
    return tuple(unchecked)
