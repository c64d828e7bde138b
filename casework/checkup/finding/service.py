"""The verbs of findings: free ones added, every field edited before the review.

What becomes of a finding afterwards are steps of its own table, finding.toml, taken by `casework.cases.take`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from casework.cases import movers
from casework.cases.evidence import Paper, attach
from casework.cases.filling import said
from casework.cases.models import Case
from casework.cases.service import lock
from casework.cases.work import Work, verb
from casework.checkup.answering import may_answer, strangers
from casework.checkup.finding.days import natural_days
from casework.checkup.finding.fields import EDITABLE, checked_free, read_fields
from casework.checkup.finding.rows import change, fill, new, worded
from casework.checkup.models import Finding
from casework.checkup.models.finding import WITHDRAWN
from casework.checkup.queries import checkup_of, pinned_catalogue
from casework.errors import Conflict, InputError, NotFound

__all__ = [
    "EDITABLE",
    "FREE",
    "add_free",
    "edit",
    "find",
    "keep_bases",
    "withdraw",
]

#: The domain of findings outside the catalogue.
FREE = "目录外发现"
#: What the answer says of a finding that belongs to an item, so that it is not edited here.
_OF_THE_ANSWER = {
    "red_line": "红线在该项的结论里确认",
    "papers": "所见材料写在该项的结论里",
}


@verb
def add_free(
    work: Work, case: Case, title: str, *, evidence: Iterable[Paper] = (), **given: Any
) -> Finding:
    """Add a finding outside the catalogue and return it. *given*: the names in EDITABLE.

    Raises:
        StepRefused: not in a state in which findings are written.
        InputError: every problem; a free finding needs title, facts, sentences, remedy, risk.
    """
    lock(work, case)
    work.ask("编", case)
    may_answer(work, case)
    usual = {"rectify_days": natural_days(work, case, "general", work.today)}
    values = checked_free({**usual, **given, "title": title}, checkup_of(work, case).workers)
    row = new(work, case, item_id=None, domain=FREE)
    listed = attach(work, case, f"{row.subject}:found", evidence)
    fill(work, row, {**values, "evidence": [one.number for one in listed]}, listed)
    return row


@verb
def edit(work: Work, case: Case, code: str, *, seen: int | None = None, **given: Any) -> Finding:
    """Change fields of a finding and return it; they are then no longer pre-filled.

    Raises:
        NotFound: no such finding.
        StepRefused: not in a state in which findings are written.
        InputError: every problem. Conflict: somebody changed it after version *seen*.
    """
    lock(work, case)
    work.ask("编", case)
    may_answer(work, case)
    row = find(work, case, code)
    _check_seen(row, seen)
    values = read_fields(given)
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    _refuse_what_cannot_be(work, case, row, changed)
    reworded = {}
    if row.item_id and "worker_forms" in changed and "sentences" not in {*row.edited, *changed}:
        said_now = worded(work, case, row.item_id, changed["worker_forms"])
        if said_now != row.sentences:
            reworded = {"sentences": said_now, "bases_checked": False}
    change(work, case, row, {**reworded, **changed})
    row.edited = sorted({*row.edited, *changed})
    return row


def _refuse_what_cannot_be(
    work: Work, case: Case, row: Finding, changed: Mapping[str, Any]
) -> None:
    if row.item_id is not None:
        for name, label in _OF_THE_ANSWER.items():
            if name in changed:
                why = f"{row.code} 来自检查项 {row.item_id}，{label}。"
                raise InputError.one(name, why)
    present = checkup_of(work, case).workers
    problems = list(strangers("worker_forms", changed.get("worker_forms", ()), present))
    if problems:
        raise InputError(problems)


@verb
def keep_bases(
    work: Work, case: Case, code: str, kept: Iterable[Sequence[str]], *, seen: int | None = None
) -> Finding:
    """Keep only these bases (law, article) of a finding, worded anew; all of them are then checked.

    Raises:
        NotFound: no such finding. StepRefused: not in a state in which findings are written.
        InputError: a free finding, no basis left, or one the item does not have.
        Conflict: somebody changed it after version *seen*.
    """
    lock(work, case)
    work.ask("编", case)
    may_answer(work, case)
    row = find(work, case, code)
    _check_seen(row, seen)
    if row.item_id is None:
        raise InputError.one("bases", f"{row.code} 不是检查项的问题，依据直接改文字。")
    chosen = {(law, article) for law, article in kept}
    known = {
        (one.law, one.article) for one in pinned_catalogue(work, case).items[row.item_id].basis
    }
    if not chosen or chosen - known:
        wrong = "、".join(f"{law}{article}" for law, article in sorted(chosen - known)) or "（空）"
        raise InputError.one("bases", f"{row.item_id} 没有这些依据：{wrong}；至少保留一条。")
    told = worded(work, case, row.item_id, row.worker_forms, chosen)
    change(work, case, row, {"sentences": told, "bases_checked": True})
    row.edited = sorted({*row.edited, "sentences"})
    return row


@verb
def withdraw(work: Work, case: Case, code: str, *, reason: str, seen: int | None = None) -> None:
    """Withdraw a free finding, with a reason. The finding of an item goes when its answer changes.

    Raises:
        InputError: no reason, or the finding belongs to an item.
        Conflict: somebody changed it after version *seen*.
    """
    lock(work, case)
    work.ask("编", case)
    may_answer(work, case)
    row = find(work, case, code)
    if row.item_id is not None:
        raise InputError.one(
            "code", f"{row.code} 来自检查项 {row.item_id}，改动该项的结论即可撤下。"
        )
    _check_seen(row, seen)
    reason = said("reason", "撤下理由", reason)
    movers.carry(work, row, "withdraw", reason=reason)


def find(work: Work, case: Case, code: str) -> Finding:
    """Return the finding with that code (WT-07), or with that item id; one withdrawn is none.

    Raises:
        NotFound: there is none.
    """
    own = re.fullmatch(r"(?:WT-)?([0-9]{1,6})", code.strip().upper())
    wanted = Finding.number == int(own[1]) if own else Finding.item_id == code.strip().upper()
    row = work.session.scalars(
        select(Finding).where(Finding.case_id == case.id, Finding.state != WITHDRAWN, wanted)
    ).one_or_none()
    if row is None:
        raise NotFound("问题", code)
    return row


def _check_seen(row: Finding, seen: int | None) -> None:
    if seen is not None and seen != row.version:
        raise Conflict(f"问题 {row.code}", [f"现在的标题是“{row.title}”，事实是“{row.facts}”"])
