"""Clocks: which periods run for a case or a mover, derived from its standing steps, law and calendar.

A stored clock is only a cache. `derive` is pure; `refresh` stores what it says and tells what moved.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import Select, select

from casework.cases.history import Standing
from casework.cases.models import Case, ClockRow, Subject
from casework.cases.work import Work
from casework.law import Due, Extension, Law, Pause, civil_date
from casework.workflow import ClockSpec, Table

#: Clocks that run and have a due date, that due first on top.
_running = (
    select(ClockRow)
    .where(ClockRow.stopped_on.is_(None), ClockRow.paused.is_(False), ClockRow.due_on.is_not(None))
    .order_by(ClockRow.due_on, ClockRow.id)
)


@dataclass(frozen=True, slots=True)
class Clock:
    """A period of a case as it stands: the result of the law, and when it was closed, if it was."""

    name: str
    label: str
    rule: str
    rule_label: str
    starts_on: date
    due_on: date | None
    original_due_on: date | None
    status: str
    marks: tuple[str, ...]
    stopped_on: date | None
    paused: bool

    def overdue_by(self, today: date) -> int:
        """Return how many days late the period is or was closed; 0 if it isn't."""
        if self.due_on is None or self.paused:
            return 0
        return max(0, ((self.stopped_on or today) - self.due_on).days)


def derive(
    table: Table, steps: Sequence[Standing], law: Law, jurisdiction: str, code: str = ""
) -> dict[str, tuple[Clock, Due]]:
    """Return every clock of a case or mover by name, with the law's result and trace.

    *code*: what a mover is called, so that its clock can be told from others of the case.
    A step taken again starts its clock anew; only the last start counts.
    """
    clocks: dict[str, tuple[Clock, Due]] = {}
    for index, taken in enumerate(steps):
        for spec in table.steps[taken.step].clocks:
            if not spec.runs(taken.facts):
                clocks.pop(spec.name, None)
                continue
            start = (
                taken.occurred_on if spec.starts == "occurred_on" else taken.facts.get(spec.starts)
            )
            if isinstance(start, date):
                run = _Run(spec, start, _length(spec, taken), code)
                clocks[spec.name] = _clock(table, run, steps[index + 1 :], law, jurisdiction)
    return clocks


def lacking(table: Table, steps: Sequence[Standing]) -> list[str]:
    """Return a sentence for each clock that cannot run because a date is missing (adopted cases)."""
    sentences = []
    for taken in steps:
        step = table.steps[taken.step]
        labels = {fact.name: fact.label for fact in step.facts}
        sentences += [
            f"“{spec.of}”暂时算不出：步骤“{step.label}”缺少“{labels[spec.starts]}”。"
            for spec in step.clocks
            if spec.runs(taken.facts)
            and spec.starts != "occurred_on"
            and taken.facts.get(spec.starts) is None
        ]
    return sentences


def refresh(
    work: Work, subject: Subject, table: Table, steps: Sequence[Standing], code: str = ""
) -> list[str]:
    """Store the clocks as derived now; return a line for each due date that moved: 名称：旧 → 新."""
    found = derive(table, steps, work.law, subject.unit.jurisdiction, code)
    derived = {name: clock for name, (clock, _due) in found.items()}
    stored = {row.name: row for row in work.session.scalars(_rows(subject))}
    moved = []
    for name, clock in derived.items():
        row = stored.pop(name, None)
        if row is None:
            row = ClockRow(case_id=subject.case.id, subject=subject.subject)
            work.session.add(row)
        elif row.due_on != clock.due_on:
            moved.append(f"{clock.label}：{row.due_on or '未定'} → {clock.due_on or '未定'}")
        for field, value in asdict(clock).items():
            setattr(row, field, list(value) if field == "marks" else value)
    for row in stored.values():
        moved.append(f"{row.label}：{row.due_on or '未定'} → 不再计算")
        work.session.delete(row)
    work.session.flush()
    return moved


def stored(work: Work, subject: Subject) -> Mapping[str, Clock]:
    """Return the stored clocks of a case or mover by name."""
    return {row.name: as_clock(row) for row in work.session.scalars(_rows(subject))}


def running(work: Work, case: Case) -> list[Clock]:
    """Return what runs in a case, for itself and for its movers, with a due date; that due first on top."""
    return [
        as_clock(row) for row in work.session.scalars(_running.where(ClockRow.case_id == case.id))
    ]


def first_running(work: Work, cases: Iterable[Case]) -> Mapping[int, Clock]:
    """Return of each case, by id, the running clock that is due first; cases without one are left out."""
    found: dict[int, Clock] = {}
    rows = _running.where(ClockRow.case_id.in_([case.id for case in cases]))
    for row in work.session.scalars(rows):
        found.setdefault(row.case_id, as_clock(row))
    return found


def as_clock(row: ClockRow) -> Clock:
    """Return a stored clock as the value that `derive` gives."""
    names = Clock.__dataclass_fields__
    values = {name: getattr(row, name) for name in names}
    return Clock(**{**values, "marks": tuple(row.marks)})


def _rows(subject: Subject) -> Select[ClockRow]:
    return (
        select(ClockRow)
        .where(ClockRow.case_id == subject.case.id, ClockRow.subject == subject.subject)
        .order_by(ClockRow.id)
    )


@dataclass(frozen=True, slots=True)
class _Run:
    """A clock that was set running: its declaration, its start, and a length of its own if it has one."""

    spec: ClockSpec
    start: date
    length: int | None
    code: str


def _length(spec: ClockSpec, taken: Standing) -> int | None:
    value = taken.facts.get(spec.length) if spec.length else None
    return int(value) if value is not None else None


def _clock(
    table: Table, run: _Run, later: Sequence[Standing], law: Law, jurisdiction: str
) -> tuple[Clock, Due]:
    spec, start = run.spec, run.start
    stop = next((step for step in later if step.step in spec.closed_by), None)
    running = later if stop is None else later[: later.index(stop)]
    pauses = _pauses(table, running)
    due = law.due(
        spec.rule,
        start,
        jurisdiction=jurisdiction,
        length=run.length,
        pauses=pauses,
        extension=_extension(table, spec, running, _unit(spec, start, law, jurisdiction)),
    )
    marks = tuple(due.marks) + _claimed(stop, due.due_on)
    clock = Clock(
        name=spec.name,
        label=f"{run.code} {spec.of}".strip(),
        rule=spec.rule,
        rule_label=due.rule.label,
        starts_on=start,
        due_on=due.due_on,
        original_due_on=due.original_due_on,
        status=due.status,
        marks=marks,
        stopped_on=stop.occurred_on if stop else None,
        paused=bool(pauses) and pauses[-1].until_on is None,
    )
    return clock, due


def _pauses(table: Table, steps: Sequence[Standing]) -> list[Pause]:
    pauses: list[Pause] = []
    for taken in steps:
        step = table.steps[taken.step]
        if step.pauses_clocks:
            pauses.append(Pause(taken.occurred_on, None, step.label))
        elif step.resumes_clocks and pauses and pauses[-1].until_on is None:
            pauses[-1] = Pause(pauses[-1].from_on, taken.occurred_on, pauses[-1].reason)
    return pauses


def _claimed(stop: Standing | None, due_on: date | None) -> tuple[str, ...]:
    """Return a mark for a clock that was stopped in time by what somebody entered only after the last day.

    The claim counts, but late entry never hides that nothing was recorded in time.
    """
    if stop is None or due_on is None:
        return ()
    recorded = civil_date(stop.recorded_at)
    return (f"期满后才登记（{recorded}）",) if stop.occurred_on <= due_on < recorded else ()


def _unit(spec: ClockSpec, start: date, law: Law, jurisdiction: str) -> str:
    return str(law.rule(spec.rule, jurisdiction=jurisdiction, on=start).rule.unit)


def _extension(
    table: Table, spec: ClockSpec, steps: Sequence[Standing], own_unit: str
) -> Extension | None:
    value, unit, reasons = 0, own_unit, []
    for taken in steps:
        extends = table.steps[taken.step].extends
        if extends is not None and extends.clock == spec.name:
            value += int(taken.facts.get(extends.fact) or 0)
            unit = extends.unit or own_unit
            reasons.append(str(taken.facts.get("reason") or table.steps[taken.step].label))
    return Extension(value, unit, "；".join(reasons)) if value else None
