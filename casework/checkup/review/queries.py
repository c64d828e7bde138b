"""The remarks of a review as a person reads them, with their history and what may be done to them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from casework.cases import history
from casework.cases.models import Case, Entry, Person
from casework.cases.work import Work, query
from casework.checkup import answering
from casework.checkup.catalogue import Item
from casework.checkup.finding import fields as finding_fields
from casework.checkup.models import Finding, Remark
from casework.checkup.queries import CheckupView, pinned_catalogue, view
from casework.checkup.review import asking, rows
from casework.checkup.review.fields import STATES
from casework.workflow import Table

#: What a person changed at an item or a finding, by the name in the journal.
_CHANGED = {"verdict": "结论", "state": "状态", **answering.LABELS, **finding_fields.EDITABLE}

#: What an item is called that the catalogue had and, after an upgrade, has no more.
_GONE = "目录升级后取消的检查项"


@dataclass(frozen=True, slots=True)
class Told:
    """Something that happened to a remark, or at what it is about."""

    seq: int
    at: datetime
    who: str
    what: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class RemarkView:
    """A remark as pages and the command show it; persons by name."""

    row: Remark
    title: str  #: what it is about: the title of the item or finding, 整份报告
    written_by: str
    history: tuple[Told, ...]  #: from the first word to the last, refused answers too
    changes: tuple[Told, ...]  #: what was changed since at the item or finding it is about
    may: frozenset[str]  #: what the actor may do to it now: reword, reply, close, reopen

    @property
    def code(self) -> str:
        """Return FH-03."""
        return self.row.code

    @property
    def state(self) -> str:
        """Return the state in words."""
        return STATES[self.row.state]


@query
def remarks(work: Work, case: Case) -> Sequence[RemarkView]:
    """Return every remark of every round by number, none left out."""
    work.ask("看", case)
    found = work.session.scalars(
        select(Remark).where(Remark.case_id == case.id).order_by(Remark.number)
    ).all()
    if not found:
        return []
    seen, entries = view(work, case), history.entries(work, case)
    names = dict(work.session.execute(select(Person.login, Person.name)).all())
    codes = _pairs(work, case)
    items, finding_table = (
        pinned_catalogue(work, case).items,
        work.kind(case).movers[Finding.sort].table,
    )
    return [
        RemarkView(
            row=row,
            title=_title(row.concerns, items, codes),
            written_by=names.get(row.written_by, row.written_by),
            history=tuple(_history(row, entries)),
            changes=tuple(_changes(row, entries, codes, finding_table)),
            may=_may(work, case, row, seen),
        )
        for row in found
    ]


def _pairs(work: Work, case: Case) -> dict[str, Finding]:
    """Return the findings of a case, withdrawn ones too, by code."""
    found = work.session.scalars(select(Finding).where(Finding.case_id == case.id))
    return {row.code: row for row in found}


def _title(about: str, items: Mapping[str, Item], codes: Mapping[str, Finding]) -> str:
    if about in codes:
        return codes[about].title
    if about in items:
        return items[about].title
    return _GONE if about else "整份报告"


def _may(work: Work, case: Case, row: Remark, seen: CheckupView) -> frozenset[str]:
    doings = {"reword": asking.WRITING, "reply": asking.REPLYING}
    doings |= {"close": asking.SETTLING, "reopen": asking.SETTLING}
    allowed = {
        name
        for name, doing in doings.items()
        if not asking.against(work, case, doing, seen) and not asking.of_remark(work, doing, row)
    }
    if row.written_by != work.actor.login or row.round != seen.review.round:
        allowed.discard("reword")
    if row.state != "answered":
        allowed.discard("reopen")
    return frozenset(allowed)


def _history(row: Remark, entries: Sequence[Entry]) -> Iterator[Told]:
    for entry in entries:
        if entry.verb in rows.REMARKING and entry.meta["remark"] == row.number:
            raw = history.raw_facts(entry)
            answer = f"{raw['reply']}：" if raw.get("reply") else ""
            said = next(
                (
                    str(raw[name])
                    for name in ("reopened_because", "reply_reason", "closed_note", "text")
                    if raw.get(name)
                ),
                "",
            )
            what = rows.WORDS[entry.verb]
            yield Told(entry.seq, entry.recorded_at, entry.actor_name, what, answer + said)


def _changes(
    row: Remark, entries: Sequence[Entry], codes: Mapping[str, Finding], table: Table
) -> Iterator[Told]:
    """Yield what was changed at the item or finding after the remark was written, from the journal.

    *table* names the steps of a finding, such as 撤下.
    """
    written = next(
        entry.seq
        for entry in entries
        if entry.verb == rows.WRITTEN and entry.meta["remark"] == row.number
    )
    item, code = _ends(row.concerns, codes)
    for entry in entries:
        if entry.seq <= written:
            continue
        at_item = entry.verb == "answer" and entry.meta["item"] == item
        at_code = bool(code) and _finding(entry) == code
        if at_item or at_code:
            raw = history.raw_facts(entry)
            labels = [_CHANGED[name] for name in raw if name in _CHANGED]
            what = f"改了 {item if at_item else code} 的{'、'.join(labels) or '证据'}"
            step = table.steps.get(entry.step or "") if entry.verb in history.MOVING else None
            what = f"把 {code} {step.label}" if step else what
            yield Told(entry.seq, entry.recorded_at, entry.actor_name, what)


def _finding(entry: Entry) -> str:
    """Return the code of the finding a row is about, "" for none: one of its words, or what moves."""
    sort, _, number = (entry.subject or "").partition("/")
    if sort == "finding":
        return f"WT-{int(number):02d}"
    return f"WT-{entry.meta['finding']:02d}" if entry.verb == "finding" else ""


def _ends(about: str, codes: Mapping[str, Finding]) -> tuple[str, str]:
    """Return the item and the code that a remark on either of them is about; "" for none."""
    if about in codes:
        return codes[about].item_id or "", about
    code = next((code for code, row in codes.items() if about and row.item_id == about), "")
    return about, code
