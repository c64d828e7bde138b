"""A notice as its guards see it: what it says, what its findings are now, who wrote it, who may sign."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from casework.cases import organisation
from casework.cases.models import Case, Entry, Person, Stream
from casework.cases.view import MoverView, look_at
from casework.cases.work import Work
from casework.checkup.catalogue import Force, WorkerForm
from casework.checkup.models import Finding, Notice
from casework.checkup.notice.earlier import opinions
from casework.checkup.notice.fields import HINT, LABELS, OPINION
from casework.checkup.notice.prefill import prefilled
from casework.checkup.queries import pinned_catalogue
from casework.documents import service as documents

_WRITING = ("open", "notice")
_NUMBERED = ["document_number"]
_PREFILLED = ("facts", "basis", "demands")


@dataclass(frozen=True, slots=True)
class NoticeView(MoverView):
    """A notice as its guards see it; findings by their codes."""

    instrument: str
    codes: tuple[str, ...]  #: findings it rests on
    gone: tuple[str, ...]  #: those withdrawn since
    no_duty: Mapping[str, str]  #: those whose item is no legal duty → what it is
    unmarked: tuple[str, ...]  #: those outside the catalogue: nobody marked whether they are a duty
    disputed: tuple[str, ...]  #: those about workers in no labour relation
    without_opinion: tuple[str, ...]  #: those without an opinion that was not followed
    lacking: tuple[str, ...]  #: labels of what the paper cannot do without
    stale: tuple[str, ...]  #: labels of what is not edited and no longer what the findings say
    reply_days: int | None
    unit_name: str
    unit_level: str
    drafters: frozenset[str]  #: logins of all who wrote or submitted it
    signers: frozenset[str]  #: logins of those who may sign in its unit
    issued: bool  #: its paper is kept
    adopted: bool  #: approved on paper before this casebook knew it


def view(work: Work, notice: Notice) -> NoticeView:
    """Return the picture of a notice its guards look at."""
    base, case = look_at(work, notice), notice.case
    rows = findings_of(work, case, notice.findings)
    standing = {row.code: row for row in rows if row.state != "withdrawn"}
    unheeded = {
        code for one in opinions(work, case, but=notice) if one.unheeded for code in one.codes
    }
    approved = base.last("approve")
    return NoticeView(
        **{name: getattr(base, name) for name in MoverView.__dataclass_fields__},
        instrument=notice.instrument,
        codes=tuple(notice.findings),
        gone=tuple(code for code in notice.findings if code not in standing),
        no_duty=_no_duty(work, case, list(standing.values())),
        unmarked=tuple(code for code, row in standing.items() if row.item_id is None),
        disputed=tuple(code for code, row in standing.items() if _disputed(row)),
        without_opinion=tuple(code for code in notice.findings if code not in unheeded),
        lacking=_lacking(work, notice),
        stale=_stale(work, notice, rows) if notice.state == "draft" else (),
        reply_days=notice.reply_days,
        unit_name=case.unit.name,
        unit_level=case.unit.level,
        drafters=_drafters(work, notice),
        signers=_signers(work, case),
        issued=any(record.state == "issued" for record in documents.issued(work, notice)),
        adopted=approved is not None and bool(approved.meta.get("adopted")),
    )


def findings_of(work: Work, case: Case, codes: Sequence[str]) -> list[Finding]:
    """Return the findings of those codes by number, withdrawn ones too."""
    numbers = [int(code.rpartition("-")[2]) for code in codes]
    found = select(Finding).where(Finding.case_id == case.id, Finding.number.in_(numbers))
    return list(work.session.scalars(found.order_by(Finding.number)))


def _no_duty(work: Work, case: Case, rows: Sequence[Finding]) -> dict[str, str]:
    items = pinned_catalogue(work, case).items
    forces = {row.code: items[row.item_id].force for row in rows if row.item_id is not None}
    return {code: str(force) for code, force in forces.items() if force is not Force.DUTY}


def _disputed(row: Finding) -> bool:
    return any(not WorkerForm(form).in_labour_relation for form in row.worker_forms)


def _lacking(work: Work, notice: Notice) -> tuple[str, ...]:
    needed = ["addressee", "facts", "demands"]
    if notice.instrument != HINT:
        needed.append("basis")
    if notice.instrument == HINT or (notice.instrument == OPINION and not _lawful(work, notice)):
        needed.append("reply_days")
    return tuple(LABELS[name] for name in needed if not getattr(notice, name))


def _lawful(work: Work, notice: Notice) -> bool:
    """Return whether a rule says within how many days an opinion is answered."""
    place = notice.unit.jurisdiction
    found = work.law.rule("supervision.opinion_reply", jurisdiction=place, on=work.today)
    return found.rule.value is not None


def _stale(work: Work, notice: Notice, rows: Sequence[Finding]) -> tuple[str, ...]:
    earlier = opinions(work, notice.case, but=notice)
    now = prefilled(work, notice.case, notice.instrument, rows, earlier)
    return tuple(
        LABELS[name]
        for name in _PREFILLED
        if name not in notice.edited and getattr(notice, name) != now[name]
    )


def _drafters(work: Work, notice: Notice) -> frozenset[str]:
    """Return who wrote or submitted it; whoever approved it gave it a number, and that is not writing."""
    wrote = Entry.verb.in_(_WRITING) | (Entry.step == "submit")
    rows = (
        select(Person.login, Entry.digests)
        .join(Entry, Entry.actor_id == Person.id)
        .join(Stream, Stream.id == Entry.stream_id)
        .where(
            Stream.subject_kind == "case",
            Stream.subject_id == notice.case_id,
            Entry.subject == notice.subject,
            wrote,
        )
    )
    return frozenset(
        login
        for login, digests in work.session.execute(rows)
        if [name for name, _digest in digests] != _NUMBERED
    )


def _signers(work: Work, case: Case) -> frozenset[str]:
    people = organisation.colleagues(work, case.unit)
    return frozenset(one.login for one in people if work.could(one, "签发", case.unit))
