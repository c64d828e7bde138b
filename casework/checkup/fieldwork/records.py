"""Writing and finding what is recorded in the field: one way for sites, papers, samples, interviews, surveys.

Every change is a row in the case's journal with all columns that it set, so that ``verify`` can
replay it. Nothing is deleted: what no longer counts is withdrawn with a reason.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import func, select

from casework.cases import history, journal, texts
from casework.cases.models import Case, Entry
from casework.cases.view import table_of
from casework.cases.work import Work
from casework.checkup.models import Interview, Material, Record, Sample, Site, Survey
from casework.errors import Conflict, InputError, NotFound, Reason, StepRefused

R = TypeVar("R", bound=Record)

#: States in which the field is recorded: until the review, which approves what the report says of it.
RECORDING = ("registered", "notified", "collecting", "inspecting")


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of record: the verb of its journal rows, its word, its model."""

    verb: str
    label: str
    model: type[Record]
    personal: frozenset[str] = frozenset()  #: columns with what a person said


SITE = Sort("site", "站点", Site)
MATERIAL = Sort("material", "资料", Material)
SAMPLE = Sort("sample", "抽样", Sample)
INTERVIEW = Sort("interview", "访谈", Interview, frozenset({"notes", "remarks"}))
SURVEY = Sort("survey", "问卷", Survey)
SORTS = (SITE, MATERIAL, SAMPLE, INTERVIEW, SURVEY)


def may_record(work: Work, case: Case, what: str) -> None:
    """Raise StepRefused unless the case is in a state in which the field is recorded."""
    if case.state in RECORDING:
        return
    table = table_of(work, case)
    states = "、".join(f"“{table.label(state)}”" for state in RECORDING)
    why = f"案件现在是“{table.label(case.state)}”，现场记录只能在{states}时填写或修改。"
    fix = "已提交复核的，先由复核人退回修改。"
    raise StepRefused(what, table.label(case.state), [Reason("wrong_state", why, where_to_fix=fix)])


def kept(work: Work, case: Case, model: type[R], *, withdrawn: bool = False) -> Sequence[R]:
    """Return the records of a sort by number; withdrawn ones only if asked for."""
    rows = work.session.scalars(
        select(model).where(model.case_id == case.id).order_by(model.number)
    ).all()
    return rows if withdrawn else [row for row in rows if not row.withdrawn_because]


def one(work: Work, case: Case, model: type[R], code: str) -> R:
    """Return the record with that code (访-01, 01 or 1), withdrawn or not.

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
    label = next(sort.label for sort in SORTS if sort.model is model)
    raise NotFound(label, code)


def add(work: Work, case: Case, sort: Sort, values: Mapping[str, Any], text: str) -> Any:
    """Store a new record with the next number of its sort and journal it."""
    model: type[Any] = sort.model
    last = work.session.scalar(select(func.max(model.number)).where(model.case_id == case.id))
    row = model(case_id=case.id, number=(last or 0) + 1, withdrawn_because="", version=1)
    for name, value in values.items():
        setattr(row, name, value)
    work.session.add(row)
    work.session.flush()
    _journal(work, case, sort, row, {"withdrawn_because": "", **values}, f"{row.code} {text}")
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
    _journal(work, case, sort, row, changed, f"{row.code} {text}")


def withdraw(work: Work, case: Case, sort: Sort, code: str, reason: str, seen: int | None) -> Any:
    """Let a record no longer count; it stays in the file with the reason."""
    row = one(work, case, sort.model, code)
    check_seen(work, case, sort, row, seen)
    if row.withdrawn_because:
        raise InputError.one("code", f"{row.code} 已经撤下：{row.withdrawn_because}")
    why = texts.reason("reason", "撤下理由", reason)
    change(work, case, sort, row, {"withdrawn_because": why}, f"撤下：{why}")
    return row


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
    return value.isoformat() if isinstance(value, date) else value


def _journal(
    work: Work, case: Case, sort: Sort, row: Record, changed: Mapping[str, Any], text: str
) -> Entry:
    facts = {
        name: journal.Recorded(
            plain(value), data_class="personal" if name in sort.personal else "business"
        )
        for name, value in changed.items()
    }
    meta = {"number": row.number, "record_version": row.version, "text": text}
    return journal.append(work, ("case", case.id), sort.verb, facts=facts, meta=meta)
