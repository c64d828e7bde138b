"""What is recorded in a case beside its steps: one way to write, change, withdraw, find and prove it.

A sort of record is a model (:class:`~casework.cases.models.Record`) and a :class:`Sort`. Every change is
a row in the case's journal with all columns that it set, so that ``verify`` can replay it. Nothing is
deleted: what no longer counts is withdrawn with a reason.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import func, select

from casework.cases import history, journal, texts
from casework.cases.models import Case, Entry, Record
from casework.cases.work import Work
from casework.errors import Conflict, InputError, NotFound

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of record: the verb of its journal rows and its model."""

    verb: str
    model: type[Record]
    personal: frozenset[str] = (
        frozenset()
    )  #: columns that say who somebody is, or what a person said
    side: str = "union"  #: who may see what its rows tell
    silent: bool = False  #: its rows tell only that there is one, and nothing of it

    @property
    def label(self) -> str:
        """Return what people call it."""
        return self.model.label


def kept(work: Work, case: Case, model: type[R], *, withdrawn: bool = False) -> Sequence[R]:
    """Return the records of a sort by number; withdrawn ones only if asked for."""
    rows = work.session.scalars(
        select(model).where(model.case_id == case.id).order_by(model.number)
    ).all()
    return rows if withdrawn else [row for row in rows if not row.withdrawn_because]


def one(work: Work, case: Case, model: type[R], code: str) -> R:
    """Return the record of a sort with that code (访-01, 01 or 1), withdrawn or not.

    Raises:
        NotFound: there is none.
    """
    tail = code.strip().removeprefix(model.prefix).lstrip("-－—")
    if tail.isascii() and tail.isdigit():
        row = work.session.scalars(
            select(model).where(model.case_id == case.id, model.number == int(tail))
        ).one_or_none()
        if row is not None:
            return row
    raise NotFound(model.label, code)


def add(work: Work, case: Case, sort: Sort, values: Mapping[str, Any], text: str) -> Any:
    """Store a new record with the next number of its sort and journal it."""
    model: type[Any] = sort.model
    last = work.session.scalar(select(func.max(model.number)).where(model.case_id == case.id))
    row = model(case_id=case.id, number=(last or 0) + 1, withdrawn_because="", version=1)
    for name, value in values.items():
        setattr(row, name, value)
    work.session.add(row)
    work.session.flush()
    _journal(work, case, sort, row, {"withdrawn_because": "", **values}, text)
    return row


def change(
    work: Work, case: Case, sort: Sort, row: Record, values: Mapping[str, Any], text: str
) -> None:
    """Set what differs and journal it; nothing happens if nothing does."""
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not changed:
        return
    for name, value in changed.items():
        setattr(row, name, value)
    row.version += 1
    work.session.flush()
    _journal(work, case, sort, row, changed, text)


def withdraw(work: Work, case: Case, sort: Sort, code: str, reason: str, seen: int | None) -> Any:
    """Let a record no longer count; it stays in the file with the reason."""
    row = one(work, case, sort.model, code)
    check_seen(work, case, sort, row, seen)
    refuse_withdrawn(row)
    why = texts.reason("reason", "撤下理由", reason)
    change(work, case, sort, row, {"withdrawn_because": why}, f"撤下：{why}")
    return row


def refuse_withdrawn(row: Record) -> None:
    """Raise InputError if the record no longer counts."""
    if row.withdrawn_because:
        raise InputError.one("code", f"{row.code} 已经撤下，不能再改：{row.withdrawn_because}")


def check_seen(work: Work, case: Case, sort: Sort, row: Record, seen: int | None) -> None:
    """Raise Conflict with who changed the record after version *seen*."""
    if seen is None or seen == row.version:
        return
    mine = [
        entry
        for entry in history.entries(work, case)
        if entry.verb == sort.verb and entry.meta.get("number") == row.number
    ]
    told = [f"{entry.actor_name}：{entry.meta['text']}" for entry in mine[-1:]]
    raise Conflict(f"{sort.label} {row.code}", told or ["版本号不符"])


def plain(value: Any) -> Any:
    """Return a column's value as the journal keeps it."""
    if isinstance(value, date | time):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else value


def faults(work: Work, case: Case, rows: Iterable[Entry], sorts: Iterable[Sort]) -> Iterator[str]:
    """Yield a sentence for each record that is not what replaying the journal *rows* gives."""
    rows = list(rows)
    for sort in sorts:
        told = _replayed(rows, sort)
        stored: dict[int, Record] = {
            row.number: row for row in kept(work, case, sort.model, withdrawn=True)
        }
        for number in sorted(told.keys() | stored.keys()):
            what = f"案件 {case.number} 的{sort.label} {sort.model.prefix}-{number:02d}"
            yield from _fault(what, told.get(number), stored.get(number))


def _replayed(rows: Iterable[Entry], sort: Sort) -> dict[int, dict[str, Any]]:
    told: dict[int, dict[str, Any]] = {}
    for row in rows:
        if row.verb == sort.verb:
            one = told.setdefault(row.meta["number"], {"version": 0})
            one.update(history.raw_facts(row))
            one["version"] += 1
    return told


def _fault(what: str, told: Mapping[str, Any] | None, row: Record | None) -> Iterator[str]:
    if row is None or told is None:
        yield f"{what}{'不见了' if row is None else '没有登记'}：与日志不符。"
    elif any(plain(getattr(row, name)) != value for name, value in told.items()):
        yield f"{what}被改动：与日志不符。"


def _journal(
    work: Work, case: Case, sort: Sort, row: Record, changed: Mapping[str, Any], text: str
) -> Entry:
    facts = {
        name: journal.Recorded(
            plain(value),
            side=sort.side,
            data_class="personal" if name in sort.personal else "business",
        )
        for name, value in changed.items()
    }
    told = row.code if sort.silent else f"{row.code} {text}"
    meta = {"number": row.number, "record_version": row.version, "text": told}
    return journal.append(work, ("case", case.id), sort.verb, facts=facts, meta=meta)
