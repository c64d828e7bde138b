"""Rows of findings: pre-filled from an answered item, made to follow it, each change in the journal."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from casework.cases import journal, movers
from casework.cases.evidence import noted
from casework.cases.models import Case, Entry, Evidence
from casework.cases.work import Work
from casework.checkup import wording
from casework.checkup.catalogue import Item
from casework.checkup.models import Answer, Finding
from casework.checkup.models.finding import WITHDRAWN
from casework.checkup.queries import answers, checkup_of, cited_sectors, pinned_catalogue, tailored
from casework.checkup.verdict import Verdict


def follow(work: Work, case: Case, item: Item, answer: Answer) -> None:
    """Make the finding of an item follow its answer: written, kept up, or withdrawn.

    Fields a person edited stay as they are.
    """
    row = _of_item(work, case, item.id)
    if not Verdict(answer.verdict).faulty:
        drop(work, case, item.id, f"{item.id} 的结论改了")
        return
    edited = row.worker_forms if row is not None and "worker_forms" in row.edited else []
    values = _prefilled(work, case, item, answer, edited)
    if row is None:
        row = new(work, case, item_id=item.id, domain=item.domain)
        fill(work, row, values)
        return
    kept = {name: value for name, value in values.items() if name not in row.edited}
    if kept.get("sentences", row.sentences) != row.sentences:
        kept["bases_checked"] = False  # what was looked at is no longer what is said
    if row.state == WITHDRAWN:
        movers.carry(work, row, "restore", reason=f"{item.id} 的结论改了")
    change(work, case, row, kept, because=f"随 {item.id} 的结论更新")


def align(work: Work, case: Case) -> None:
    """Make all findings follow what is tailored now: those of items that no longer apply are withdrawn."""
    applying = {item.id: item for item in tailored(work, case)}
    for item_id, given in answers(work, case).items():
        if item_id in applying:
            follow(work, case, applying[item_id], given)
        else:
            drop(work, case, item_id, f"检查项 {item_id} 不再适用于本企业")


def drop(work: Work, case: Case, item_id: str, because: str) -> None:
    """Withdraw the finding of an item, if there is one that stands."""
    row = _of_item(work, case, item_id)
    if row is not None and row.state != WITHDRAWN:
        movers.carry(work, row, "withdraw", reason=because)


def _of_item(work: Work, case: Case, item_id: str) -> Finding | None:
    return work.session.scalars(
        select(Finding).where(Finding.case_id == case.id, Finding.item_id == item_id)
    ).one_or_none()


def new(work: Work, case: Case, *, item_id: str | None, domain: str) -> Finding:
    """Return a finding with the next number of the case, not yet stored."""
    return Finding(
        case_id=case.id,
        number=movers.next_number(work, case, Finding),
        item_id=item_id,
        domain=domain,
        worker_forms=[],
        evidence=[],
        papers=[],
        bases_checked=False,
        edited=[],
        sentences=[],
    )


def fill(
    work: Work,
    row: Finding,
    values: Mapping[str, Any],
    listed: Sequence[Evidence] = (),
) -> None:
    """Store a new finding: its first step tells what it says."""
    for name, value in values.items():
        setattr(row, name, value)
    told = {**values, "domain": row.domain, "item_id": row.item_id}
    text = f"{row.code} {row.title}"
    meta = {"finding": row.number, "text": text, **noted(listed)}
    entry = movers.open_mover(work, row, content=_recorded(told), extra=meta)
    _listed(listed, entry)


def change(
    work: Work, case: Case, row: Finding, values: Mapping[str, Any], *, because: str = ""
) -> None:
    """Set what differs and journal it; nothing happens if nothing does."""
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not changed:
        return
    for name, value in changed.items():
        setattr(row, name, value)
    row.version += 1
    work.session.flush()
    meta = {
        "finding": row.number,
        "text": f"修改问题 {row.code} {row.title}",
        "version": row.version,
        **({"because": because} if because else {}),
    }
    stream, facts = ("case", case.id), _recorded(changed)
    journal.append(work, stream, "finding", about=row.subject, facts=facts, meta=meta)


def worded(
    work: Work,
    case: Case,
    item_id: str,
    forms: Sequence[str],
    only: Collection[tuple[str, str]] | None = None,
) -> list[str]:
    """Return the sentences about the law for a finding of the item, if it concerns these forms.

    *only*: the bases to keep, by law and article.
    """
    item, answer = pinned_catalogue(work, case).items[item_id], answers(work, case)[item_id]
    return _sentences(work, case, item, answer, forms, only)


def _sentences(
    work: Work,
    case: Case,
    item: Item,
    answer: Answer,
    forms: Sequence[str],
    only: Collection[tuple[str, str]] | None = None,
) -> list[str]:
    words = wording.word(
        item,
        Verdict(answer.verdict),
        forms or item.forms(checkup_of(work, case).workers),
        sectors=cited_sectors(checkup_of(work, case)),
        register=work.law.instruments,
        only=only,
    )
    return list(words.sentences)


def _prefilled(
    work: Work, case: Case, item: Item, answer: Answer, edited: Sequence[str]
) -> dict[str, Any]:
    concerned = item.forms(checkup_of(work, case).workers)
    chosen = [form for form in concerned if form in answer.worker_forms]
    forms = list(edited) or chosen or list(concerned)
    return {
        "title": item.title,
        "domain": item.domain,
        "facts": answer.facts,
        "sentences": _sentences(work, case, item, answer, forms),
        "consequence": item.consequence,
        "remedy": item.remedy,
        "rectify_days": item.rectify_days,
        "risk": str(item.risk),
        "red_line": answer.red_line_confirmed,
        "workers_affected": answer.workers_affected,
        "worker_forms": forms,
        "evidence": list(answer.evidence),
        "topic": item.topic,
    }


def _recorded(values: Mapping[str, Any]) -> dict[str, journal.Recorded]:
    return {name: journal.Recorded(value) for name, value in values.items()}


def _listed(listed: Sequence[Evidence], entry: Entry) -> None:
    for one in listed:
        one.entry_seq = one.entry_seq or entry.seq
