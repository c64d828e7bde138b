"""The verbs of a check-up beside its steps: answering items, and the sheet that came back from the field."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from casework.cases import journal
from casework.cases.evidence import Paper, attach, noted
from casework.cases.linking import RECHECK, link
from casework.cases.models import Case, Enterprise, Entry, Evidence, Stream, Unit
from casework.cases.service import lock, open_case
from casework.cases.view import look
from casework.cases.work import Work, verb
from casework.checkup.answering import checked, may_answer, tailored_item
from casework.checkup.catalogue import Item
from casework.checkup.fieldwork import samples
from casework.checkup.finding.rows import follow
from casework.checkup.models import Answer
from casework.checkup.queries import answer_row, checkup_of, get
from casework.checkup.verdict import Verdict
from casework.errors import Conflict, InputError, NotFound, Problem


@verb
def open_checkup(
    work: Work,
    enterprise: Enterprise,
    unit: Unit,
    *,
    occurred_on: date | str | None = None,
    **given: Any,
) -> Case:
    """Open a check-up of *enterprise* and return the case. *given*: the facts of 立项 (source, mode, reason …).

    A check-up that *follows* an earlier one is linked with it.

    Raises:
        InputError: every problem with the facts.
    """
    case = open_case(work, "checkup", enterprise, unit, occurred_on=occurred_on, **given)
    earlier = str(look(work, case).steps[0].facts.get("follows", ""))
    if earlier:
        _follow(work, case, earlier)
    return case


def _follow(work: Work, case: Case, earlier: str) -> None:
    """Link a check-up with the earlier one it checks again."""
    try:
        link(work, case, get(work, earlier), kind=RECHECK, reason="立项时填写的原案")
    except NotFound as error:
        raise InputError.one("follows", f"复查的原案编号：{error}") from error
    except InputError as error:
        raise InputError.one("follows", error.problems[0].message) from error


@verb
def answer(
    work: Work,
    case: Case,
    item_id: str,
    verdict: Verdict | str,
    *,
    facts: str = "",
    evidence: Iterable[Paper] = (),
    papers: Iterable[str] = (),
    note: str = "",
    sampled: int | None = None,
    sampled_of: int | None = None,
    seed: str = "",
    draw: str = "",
    workers: int | None = None,
    forms: Iterable[str] = (),
    amount: Decimal | int | str | None = None,
    red_line: bool = False,
    seen: int | None = None,
) -> Answer:
    """Answer one item of the tailored catalogue and return the answer; its finding follows.

    *workers* affected, of which *forms* of employment (none named: all that the item is about),
    *amount* in yuan, *sampled* n of *sampled_of* N drawn with *seed*, or *draw*, the code of a
    recorded draw (抽-01) that gives all three and serves the item from now on. *seen* is the
    version of this answer that was shown (0: none yet); other answers of the case don't matter.
    *facts* in words go into the finding, *note* into no paper; *red_line* confirms that the facts
    are those of the item's red line. *evidence* are files to store, *papers* names of papers seen
    and not stored.

    Raises:
        StepRefused: the case is not in a state in which items are answered.
        InputError: unknown or not applicable item, facts missing where needed, numbers that can't be.
        Conflict: somebody changed this answer since.
    """
    lock(work, case)
    work.ask("编", case)
    may_answer(work, case)
    item, row = tailored_item(work, case, item_id), answer_row(work, case, item_id)
    _check_seen(work, case, item_id, row, seen)
    given = {
        "facts": facts,
        "papers": list(papers),
        "note": note,
        "sampled": sampled,
        "sampled_of": sampled_of,
        "seed": seed,
        "workers_affected": workers,
        "worker_forms": forms if isinstance(forms, str) else list(forms),
        "amount": amount,
        "red_line_confirmed": red_line,
    }
    given = samples.filled(work, case, item_id, draw, given) if draw else given
    values = checked(item, Verdict.parse(verdict), given, checkup_of(work, case).workers)
    return _write(work, case, item, row, values, attach(work, case, f"item:{item_id}", evidence))


@verb
def answer_many(work: Work, case: Case, rows: Sequence[Mapping[str, Any]]) -> int:
    """Answer several items, all or nothing; return how many. *rows*: the keywords of :func:`answer`.

    Raises:
        InputError: every problem of every row, the place being the item's id.
    """
    work.ask("编", case)
    problems: list[Problem] = []
    for given in rows:
        try:
            answer(work, case, **given)
        except InputError as error:
            problems += [Problem(str(given["item_id"]), str(problem)) for problem in error.problems]
    if problems:
        raise InputError(problems)
    return len(rows)


def _write(
    work: Work,
    case: Case,
    item: Item,
    row: Answer | None,
    values: Mapping[str, Any],
    listed: Sequence[Evidence],
) -> Answer:
    if row is None:
        row = Answer(
            case_id=case.id,
            item_id=item.id,
            evidence=[],
            papers=[],
            worker_forms=[],
            version=0,
            answered_by=work.actor.login,
        )
        work.session.add(row)
    given = {**values, "stale": False} if row.stale else values
    changed = {name: value for name, value in given.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    numbers = [one.number for one in listed]
    row.evidence = [*row.evidence, *(one for one in numbers if one not in row.evidence)]
    if changed or listed:
        row.version += 1
        row.answered_by = work.actor.login
        facts = {
            name: journal.Recorded(str(value) if isinstance(value, Decimal) else value)
            for name, value in changed.items()
        }
        text = f"{item.id} {item.title}：{Verdict(row.verdict).label}"
        meta = {"item": item.id, "answer_version": row.version, "text": text, **noted(listed)}
        entry = journal.append(work, ("case", case.id), "answer", facts=facts, meta=meta)
        for one in listed:
            one.entry_seq = one.entry_seq or entry.seq
    work.session.flush()
    follow(work, case, item, row)
    return row


def _check_seen(work: Work, case: Case, item_id: str, row: Answer | None, seen: int | None) -> None:
    if seen is not None and seen != (row.shown_version if row else 0):
        raise Conflict(f"检查项 {item_id} 的结论", _changes(work, case, item_id, row))


def _changes(work: Work, case: Case, item_id: str, row: Answer | None) -> list[str]:
    if row is None:
        return ["答复已不存在"]
    entry = work.session.scalars(
        select(Entry)
        .join(Stream)
        .where(Stream.subject_kind == "case", Stream.subject_id == case.id, Entry.verb == "answer")
        .order_by(Entry.seq.desc())
    )
    last = next((one for one in entry if one.meta.get("item") == item_id), None)
    who = last.actor_name if last else row.answered_by
    return [f"{who}已改为“{Verdict(row.verdict).label}”：{row.facts or '（未写事实）'}"]
