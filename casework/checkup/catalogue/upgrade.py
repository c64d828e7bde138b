"""Upgrading the catalogue of an open case: chosen, previewed, done as a step, and undone by its reversal.

Answers are carried by item id. One that has to be given anew is marked, not erased; it counts no
more, and the journal keeps it. What an upgrade did to answers and findings, its reversal undoes: an
answer belongs to the question it was given to.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from casework.cases import history, journal
from casework.cases.history import Standing
from casework.cases.models import Case, Entry
from casework.cases.moving import Move, pin
from casework.cases.work import Work, query
from casework.checkup import queries
from casework.checkup.catalogue import Catalogue
from casework.checkup.catalogue.difference import compare
from casework.checkup.catalogue.plan import (
    KEEP,
    Choice,
    Cut,
    Fate,
    Plan,
    planned,
    refuse_impossible,
)
from casework.checkup.catalogue.shelf import Shelf, offered
from casework.checkup.finding.rows import change, drop, follow
from casework.checkup.models import Answer, Finding
from casework.checkup.queries import answer_row, answers, checkup_of, findings, tailored
from casework.checkup.replaying import answers_told, plain, typed
from casework.checkup.verdict import Verdict
from casework.errors import DefinitionError, InputError, NotFound
from casework.store import canonical

STEP = "upgrade_catalogue"


@dataclass(frozen=True, slots=True)
class Preview:
    """What an upgrade would do to a case, before anybody takes it."""

    plan: Plan
    verdicts: Mapping[str, str]  #: item id → label of the answer given
    codes: Mapping[str, str]  #: item id → code of its finding


@query
def catalogue_shelf(work: Work, case: Case) -> Shelf:
    """Return the catalogues a case could be upgraded to, its own among them."""
    work.ask("看", case)
    return shelf_of(work)


@query
def preview_upgrade(
    work: Work,
    case: Case,
    name: str = "",
    *,
    touched: str = "",
    anew: Iterable[str] = (),
    keep: Iterable[str] = (),
) -> Preview:
    """Return what the step 升级检查目录 would do to each item and answer of the case.

    *name* as in the step: 名称@版本; nothing means the current one. Without *touched*, answers to items
    whose scoring is touched are told as 请选择.

    Raises:
        InputError: no such catalogue, or the case already uses it.
    """
    work.ask("看", case)
    choice = Choice(touched, frozenset(anew), frozenset(keep))
    plan = _plan(work, case, _other(work, case, name), choice)
    given, rows = answers(work, case), findings(work, case)
    return Preview(
        plan,
        {item_id: Verdict(row.verdict).label for item_id, row in given.items()},
        {row.item_id: row.code for row in rows if row.item_id},
    )


@query
def to_answer_again(work: Work, case: Case) -> Mapping[str, Answer]:
    """Return the answers an upgrade set aside, by item id: nobody answered the new text yet."""
    work.ask("看", case)
    applying = set(checkup_of(work, case).items)
    rows = select(Answer).where(Answer.case_id == case.id, Answer.stale).order_by(Answer.item_id)
    return {row.item_id: row for row in work.session.scalars(rows) if row.item_id in applying}


def shelf_of(work: Work) -> Shelf:
    """Return what may be chosen in this casebook."""
    return offered(work.catalogues, work.law.instruments)


def named(work: Work, name: str) -> Catalogue:
    """Return a catalogue by what somebody wrote; nothing means the current one.

    Raises:
        InputError: there is none, or its file is wrong.
    """
    shelf = shelf_of(work)
    try:
        return shelf.find(name) if name.strip() else shelf.current
    except (NotFound, DefinitionError) as error:
        raise InputError.one("catalogue", str(error)) from error


def resolved(work: Work, case: Case, move: Move) -> dict[str, Any]:
    """Return what the row of an upgrade keeps: both catalogues by hash, the cut, what is answered anew.

    Raises:
        InputError: every problem with the catalogue and the choice.
    """
    values = move.values
    new = _other(work, case, values.get("catalogue", ""))
    usual = KEEP if move.adopted else ""
    choice = Choice(
        values.get("touched", usual),
        frozenset(values.get("anew", ())),
        frozenset(values.get("keep", ())),
    )
    plan, row = _plan(work, case, new, choice), checkup_of(work, case)
    refuse_impossible(plan, choice)
    return {
        "catalogue": {"from": row.catalogue_hash, "to": new.hash, "reference": new.reference},
        "cut_for": {"party": row.party, "sectors": list(row.sectors), "workers": dict(row.workers)},
        "again": [one.id for one in plan.of(Fate.AGAIN)],
        "looked": _looked(findings(work, case)),
    }


def upgrade(work: Work, case: Case, step: Standing) -> None:
    """Pin the new catalogue, cut it, set aside what is to be answered anew, let findings follow."""
    new = shelf_of(work).find(step.meta["catalogue"]["to"])
    pin(work, "catalogue", new.title, new.hash, new.text)
    again, row = step.meta["again"], checkup_of(work, case)
    choice = Choice(KEEP, anew=frozenset(again))
    plan = _plan(work, case, new, choice)
    row.catalogue_hash, row.items = new.hash, list(plan.cut)
    work.session.flush()
    for item_id in again:
        title = new.items[item_id].title
        answer = answers(work, case)[item_id]
        was = Verdict(answer.verdict).label
        _set(work, case, answer, {"stale": True}, f"{item_id} {title}：需重新回答（原结论：{was}）")
    _refit(work, case, plan.affected, f"目录升级为 {new.reference}")


def undo(work: Work, case: Case, step: Standing) -> None:
    """Pin the old catalogue again; answers to touched items, and findings, are as before the upgrade."""
    rows, row = history.entries(work, case), checkup_of(work, case)
    upgraded, cut = queries.pinned_catalogue(work, case), list(row.items)
    row.catalogue_hash = step.meta["catalogue"]["from"]
    old = queries.pinned_catalogue(work, case)
    own = Cut(row.party, row.sectors, row.workers, cut)
    plan = planned(upgraded, old, own, {}, Choice())
    row.items = list(plan.cut)
    work.session.flush()
    touched = {one.id for one in compare(old, upgraded).items if one.scoring}
    touched |= {*step.meta["again"], *(set(cut) ^ set(row.items))}
    for item_id in sorted(touched):
        _restore(work, case, item_id, [one for one in rows if one.seq < step.seq])
    _refit(work, case, {*plan.affected, *step.meta["again"]}, "撤回目录升级")
    for finding in findings(work, case):
        if step.meta["looked"].get(str(finding.number)) == _digest(finding):
            change(work, case, finding, {"bases_checked": True}, because="撤回目录升级")


def _other(work: Work, case: Case, name: str) -> Catalogue:
    new = named(work, name)
    if new.hash == checkup_of(work, case).catalogue_hash:
        why = f"本案已经使用 {new.reference}，请选择别的目录或版本。"
        raise InputError.one("catalogue", why)
    return new


def _plan(work: Work, case: Case, new: Catalogue, choice: Choice) -> Plan:
    row = checkup_of(work, case)
    cut = Cut(row.party, row.sectors, row.workers, row.items)
    return planned(queries.pinned_catalogue(work, case), new, cut, answers(work, case), choice)


def _refit(work: Work, case: Case, item_ids: Iterable[str], because: str) -> None:
    """Let the findings of items follow the pinned catalogue and the answers that stand."""
    applying, given = {item.id: item for item in tailored(work, case)}, answers(work, case)
    for item_id in sorted(item_ids):
        if item_id in applying and item_id in given:
            follow(work, case, applying[item_id], given[item_id])
        else:
            drop(work, case, item_id, because)


def _restore(work: Work, case: Case, item_id: str, before: Iterable[Entry]) -> None:
    """Make an answer what it was by the rows before the upgrade; one that was none counts no more."""
    answer = answer_row(work, case, item_id)
    if answer is None:
        return
    rows = [row for row in before if row.verb == "answer" and row.meta["item"] == item_id]
    if not rows:
        text = f"{item_id}：目录升级已撤回，升级后作出的结论不再计入"
        _set(work, case, answer, {"stale": True}, text)
        return
    told = answers_told(rows)[item_id]
    values = {name: told[name] for name in told if name not in {"version", "evidence"}}
    values = {**values, "stale": told["stale"]}
    _set(work, case, answer, values, f"{item_id}：恢复为目录升级以前的结论")
    persons = [row.actor.login for row in rows if not row.meta.get("by_upgrade")]
    answer.answered_by = persons[-1] if persons else answer.answered_by


def _set(work: Work, case: Case, answer: Answer, values: Mapping[str, Any], text: str) -> None:
    """Set columns of an answer and journal them, if they differ."""
    changed = {
        name: value for name, value in values.items() if plain(getattr(answer, name)) != value
    }
    if not changed:
        return
    for name, value in changed.items():
        setattr(answer, name, typed(name, value))
    answer.version += 1
    work.session.flush()
    facts = {name: journal.Recorded(value) for name, value in changed.items()}
    meta = {
        "item": answer.item_id,
        "answer_version": answer.version,
        "text": text,
        "by_upgrade": True,
    }
    journal.append(work, ("case", case.id), "answer", facts=facts, meta=meta)


def _looked(rows: Iterable[Finding]) -> dict[str, str]:
    """Return which findings' bases a person had checked, each with the digest of what was checked."""
    return {str(row.number): _digest(row) for row in rows if row.item_id and row.bases_checked}


def _digest(row: Finding) -> str:
    return hashlib.sha256(canonical(list(row.sentences))).hexdigest()
