"""Cases that have to do with each other: a re-check of an earlier one, a bargaining it led to, one group.

A link is read from one case to the other, and told in the journals of both. Whoever may not see the
other case does not learn that there is one: a row of the journal names it by id, never by number.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select

from casework.cases import journal
from casework.cases.models import Case, CaseLink, Entry
from casework.cases.service import lock
from casework.cases.view import table_of
from casework.cases.work import Work, query, verb
from casework.errors import InputError
from casework.workflow import Fact, Kind, facts

#: Sort of link → how it reads from the case it goes out from, and from the other.
SORTS: Mapping[str, tuple[str, str]] = {
    "复查自": ("复查自", "由其复查"),
    "转办": ("转由其办理", "由其转来"),
    "并案": ("并入其办理", "已并入本案"),
    "引出协商": ("引出协商", "由其引出"),
    "续订自": ("续订自", "由其续订"),
    "变更自": ("变更自", "由其变更或者解除"),
    "转入自": ("由其转来", "转入普通程序"),
    "同批协商": ("同批协商", "同批协商"),
    "同一集团": ("同属一个集团", "同属一个集团"),
}
SYMMETRIC = "同一集团"
RECHECK = "复查自"
#: Verbs of the journal rows.
LINKED, UNLINKED = "linked", "unlinked"
VERBS = (LINKED, UNLINKED)

SORT = Fact("kind", "关系", Kind.CHOICE, required=True, options=tuple(SORTS))
REASON = Fact("reason", "关联理由", Kind.TEXT, required=True, help="两个案件都留记录")
WHY_NOT = Fact("reason", "解除理由", Kind.TEXT, required=True, help="原来的关联在经过里仍可查")


@dataclass(frozen=True, slots=True)
class Linked:
    """Another case as one case is linked with it."""

    kind: str  #: a key of SORTS
    outgoing: bool  #: read from this case to the other
    number: str
    title: str
    state_label: str
    reason: str
    linked_on: date

    @property
    def words(self) -> str:
        """Return how the link reads from this case: 复查自, 由其复查."""
        return SORTS[self.kind][not self.outgoing]


@verb
def link(work: Work, case: Case, other: Case, *, kind: str, reason: str) -> CaseLink:
    """Link *case* with *other*, read from *case*, and return the link. *kind*: one of SORTS.

    Who may write in *case* may link it with any case they see; nothing in *other* changes.

    Raises:
        InputError: an unknown kind, no reason, a link that is there already or makes no sense.
    """
    _lock_both(work, case, other)
    work.ask("编", case)
    work.ask("看", other)
    given = facts.parse([SORT, REASON], {"kind": kind, "reason": reason}, today=work.today)
    kind, reason = str(given["kind"]), str(given["reason"])
    for sentence in _against(work, case, other, kind):
        raise InputError.one("other", sentence)
    row = CaseLink(from_id=case.id, to_id=other.id, kind=kind, reason=reason, linked_on=work.today)
    work.session.add(row)
    work.session.flush()
    _tell(work, LINKED, case, other, kind, reason)
    return row


@verb
def unlink(work: Work, case: Case, other: Case, *, kind: str, reason: str) -> None:
    """Take back a link of *case* with *other*, whichever way it goes; both journals keep it.

    Raises:
        InputError: no such link, or no reason.
    """
    _lock_both(work, case, other)
    work.ask("编", case)
    work.ask("看", other)
    given = facts.parse([SORT, WHY_NOT], {"kind": kind, "reason": reason}, today=work.today)
    kind = str(given["kind"])
    row = _between(work, case, other, kind)
    if row is None:
        raise InputError.one("other", f"本案与 {other.number} 之间没有“{kind}”的关联。")
    first, second = (case, other) if row.from_id == case.id else (other, case)
    work.session.delete(row)
    work.session.flush()
    _tell(work, UNLINKED, first, second, kind, str(given["reason"]))


@query
def links(work: Work, case: Case) -> Sequence[Linked]:
    """Return the cases that *case* is linked with, as far as the actor may see them, the first link first."""
    work.ask("看", case)
    out = and_(CaseLink.from_id == case.id, Case.id == CaseLink.to_id)
    back = and_(CaseLink.to_id == case.id, Case.id == CaseLink.from_id)
    rows = work.session.execute(
        select(CaseLink, Case)
        .join(Case, or_(out, back))
        .where(work.visible("看", Case))
        .order_by(CaseLink.id)
    )
    return [
        Linked(
            kind=row.kind,
            outgoing=row.from_id == case.id,
            number=other.number,
            title=other.title,
            state_label=table_of(work, other).label(other.state),
            reason=row.reason,
            linked_on=row.linked_on,
        )
        for row, other in rows
    ]


def linked_from(work: Work, case: Case, kinds: Iterable[str]) -> frozenset[str]:
    """Return the numbers of the cases that are linked with this one by such a link; for guards, which show none."""
    there = select(CaseLink.from_id).where(CaseLink.to_id == case.id, CaseLink.kind.in_(kinds))
    return frozenset(work.session.scalars(select(Case.number).where(Case.id.in_(there))))


def numbers_told(work: Work, rows: Iterable[Entry]) -> Mapping[int, str]:
    """Return id → number of the other cases in *rows* about links that the actor may see."""
    others = {row.meta["other"] for row in rows if row.verb in VERBS}
    if not others:
        return {}
    found = select(Case.id, Case.number).where(Case.id.in_(others), work.visible("看", Case))
    return dict(work.session.execute(found).all())


def line_told(row: Entry, numbers: Mapping[int, str]) -> str:
    """Return what a row about a link says of the other case: 复查自 云工法检〔2026〕1号."""
    return f"{SORTS[row.meta['link']][not row.meta['outgoing']]} {numbers[row.meta['other']]}"


def _lock_both(work: Work, case: Case, other: Case) -> None:
    """Take both streams, always in the same order: of two who link the same cases none waits forever."""
    for one in sorted((case, other), key=lambda either: either.id):
        lock(work, one)


def _against(work: Work, case: Case, other: Case, kind: str) -> Iterator[str]:
    if case.id == other.id:
        yield "案件不能与自己关联，请填另一个案件的编号。"
        return
    if _between(work, case, other, kind) is not None:
        yield f"本案与 {other.number} 之间已经有“{kind}”的关联。"
    same = case.enterprise_id == other.enterprise_id
    if kind == RECHECK and not (same and case.kind == other.kind):
        yield f"{other.number} 不是同一家企业的同类案件，不能作为复查的原案。"
    elif kind == RECHECK and other.opened_on > case.opened_on:
        yield f"{other.number} 立案（{other.opened_on}）晚于本案，不能作为复查的原案。"
    if kind == "并案" and case.kind != other.kind:
        yield f"{other.number} 与本案不是同类案件，不能并案。"
    if kind == "引出协商" and case.kind == other.kind:
        yield f"{other.number} 不是集体协商案件；“引出协商”应填协商案件的编号。"
    if kind == SYMMETRIC and same:
        yield f"{other.number} 与本案是同一家企业；“{kind}”用于集团内的不同企业。"


def _between(work: Work, case: Case, other: Case, kind: str) -> CaseLink | None:
    """Return the link of that sort between the two, whichever way it goes."""
    there = and_(CaseLink.from_id == case.id, CaseLink.to_id == other.id)
    back = and_(CaseLink.from_id == other.id, CaseLink.to_id == case.id)
    return work.session.scalars(
        select(CaseLink).where(CaseLink.kind == kind, or_(there, back))
    ).first()


def _tell(work: Work, verb_name: str, case: Case, other: Case, kind: str, reason: str) -> None:
    for one, its_other, outgoing in ((case, other, True), (other, case, False)):
        meta = {"link": kind, "other": its_other.id, "outgoing": outgoing}
        why = journal.because(reason)
        journal.append(work, ("case", one.id), verb_name, facts=why, meta=meta)
