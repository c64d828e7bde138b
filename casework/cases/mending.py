"""Mistakes are normal: `correct` a fact with a reason, `reverse` the last step; nothing is erased."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from casework.cases import journal, movers, texts
from casework.cases.asking import follows, frozen, guard_reasons
from casework.cases.evidence import Paper, attach, noted
from casework.cases.filling import check_seen, filled
from casework.cases.history import Standing
from casework.cases.models import Mover, Subject
from casework.cases.moving import recorded, settle
from casework.cases.service import lock
from casework.cases.view import standing_of, table_of
from casework.cases.work import Work, verb
from casework.errors import InputError, Problem, Reason, StepRefused
from casework.workflow import Step


@dataclass(frozen=True, slots=True)
class Correction:
    """What a correction did besides changing the fact."""

    moved: tuple[str, ...]  #: clocks whose due date moved
    no_longer_hold: tuple[str, ...]  #: later steps and issued documents, each with the reason


@verb
def correct(
    work: Work,
    subject: Subject,
    seq: int,
    *,
    reason: str,
    occurred_on: date | str | None = None,
    evidence: Iterable[Paper] = (),
    seen: int | None = None,
    facts_by_name: Mapping[str, Any] | None = None,
    **given: Any,
) -> Correction:
    """Correct facts or the day of the standing step in row *seq*; clocks are derived anew.

    *facts_by_name* is for a fact that bears the name of a parameter (``reason``).

    Later steps whose guards held before and no longer hold are listed: a person decides what to do.

    Raises:
        InputError: no reason, no such standing step, nothing changed, facts that cannot be read.
        Conflict: somebody took a step after version *seen*.
    """
    lock(work, subject)
    work.ask("看", subject)
    steps = standing_of(work, subject)
    old = _among(steps, seq)
    step = table_of(work, subject).steps[old.step]
    work.ask(step.act, subject)
    _refuse_frozen(work, subject, f"更正“{step.label}”")
    check_seen(work, subject, seen)
    reason, papers = texts.reason("reason", "更正原因", reason), list(evidence)
    changed = _changes(work, subject, old, occurred_on, {**(facts_by_name or {}), **given})
    _refuse_out_of_order(steps, old, changed)
    if not changed and not papers:
        raise InputError.one("", "没有改动：填写的内容与原来相同。")
    held, printed = _held(work, subject, seq), work.procedure(subject).printed(work, subject)
    subject.version += 1
    listed = attach(work, subject, f"correct:{seq}", papers)
    meta = {"of": seq, "step": step.name, "version": subject.version, **noted(listed)}
    stream, kept = ("case", subject.case.id), {**changed, **journal.because(reason)}
    row = journal.append(work, stream, "correct", about=subject.subject, facts=kept, meta=meta)
    for one in listed:
        one.entry_seq = one.entry_seq or row.seq
    moved = settle(work, subject)
    moved += movers.corrected(work, subject, _among(standing_of(work, subject), seq), reason)
    broken = _broken(held, _held(work, subject, seq))
    return Correction(tuple(moved), (*broken, *_stale(work, subject, printed)))


@verb
def reverse(work: Work, subject: Subject, *, reason: str, seen: int | None = None) -> Standing:
    """Take back the last standing step, with a reason; return it. State and clocks are as before it.

    Raises:
        InputError: no reason, or only the opening step is left.
        Conflict: somebody took a step after version *seen*.
    """
    lock(work, subject)
    work.ask("看", subject)
    steps = standing_of(work, subject)
    last = steps[-1]
    step = table_of(work, subject).steps[last.step]
    work.ask(step.act, subject)
    _refuse_frozen(work, subject, f"撤回“{step.label}”")
    check_seen(work, subject, seen)
    reason = texts.reason("reason", "撤回原因", reason)
    if len(steps) == 1:
        raise InputError.one("step", _only_opening(work, step, subject))
    if step.along or "along" in last.meta:
        raise InputError.one("step", _along(step))
    movers.taken_back(work, subject, last)
    movers.back(work, subject, last, reason)
    return last


def _only_opening(work: Work, step: Step, subject: Subject) -> str:
    said, table = f"只剩“{step.label}”一步，不能撤回。", table_of(work, subject)
    ways = [one for one in table.from_state(subject.state) if one.target in table.states]
    ends = [one.label for one in ways if table.states[one.target].final]
    if isinstance(subject, Mover) or not ends:
        return said
    return f"{said}如果立错案，请办理“{ends[0]}”，编号保留并注明原因。"


def _along(step: Step) -> str:
    if step.along:
        return follows(step).sentence
    return f"“{step.label}”是随案件的步骤一并办理的，请撤回案件的那一步。"


def _refuse_frozen(work: Work, subject: Subject, what: str) -> None:
    why = frozen(work, subject)
    if why is not None:
        label = table_of(work, subject).label(subject.state)
        raise StepRefused(what, label, [Reason("frozen", why)])


def _among(steps: Sequence[Standing], seq: int) -> Standing:
    for step in steps:
        if step.seq == seq:
            return step
    known = "、".join(str(step.seq) for step in steps)
    raise InputError.one("seq", f"第 {seq} 行不是有效的步骤，不能更正。可更正的行：{known}。")


def _changes(
    work: Work,
    subject: Subject,
    old: Standing,
    occurred_on: date | str | None,
    given: Mapping[str, Any],
) -> dict[str, journal.Recorded]:
    """Return what the journal keeps of a correction: each fact that is another one now, None if emptied."""
    step = table_of(work, subject).steps[old.step]
    day, values = filled(
        work,
        step,
        {**old.facts, **given},
        occurred_on or old.occurred_on,
        partial=_adopted(old),
        known=old.facts,
        unit=None if _adopted(old) else subject.unit,
    )
    emptied = {name: None for name, was in old.facts.items() if was is not None}
    now = {**emptied, **values}
    kept = recorded(step, {name: one for name, one in now.items() if one != old.facts.get(name)})
    if day != old.occurred_on:
        kept["occurred_on"] = journal.Recorded(day.isoformat(), side="shared")
    _refuse_fixed(work, subject, step, kept)
    return kept


def _refuse_fixed(
    work: Work, subject: Subject, step: Step, changed: Mapping[str, journal.Recorded]
) -> None:
    """Refuse to correct what only follows, or what an effect acted upon: that would stand without a reason."""
    if step.along:
        raise InputError.one("seq", follows(step).sentence)
    effects = work.procedure(subject).effects
    fixed = {name for effect in step.effects for name in effects[effect].fixed}
    problems = [
        Problem(fact.name, f"{fact.label}：已经照此办理，不能更正；请撤回这一步，重新办理。")
        for fact in step.facts
        if fact.name in fixed & changed.keys()
    ]
    if problems:
        raise InputError(problems)


def _refuse_out_of_order(
    steps: Sequence[Standing], old: Standing, changed: Mapping[str, journal.Recorded]
) -> None:
    """Refuse a new day that is not between those of the steps before and after; old papers may be so."""
    if "occurred_on" not in changed or _adopted(old):
        return
    day, place = date.fromisoformat(changed["occurred_on"].value), steps.index(old)
    earliest = steps[place - 1].occurred_on if place else date.min
    latest = steps[place + 1].occurred_on if place + 1 < len(steps) else date.max
    if not earliest <= day <= latest:
        raise InputError.one(
            "occurred_on",
            f"办理日期 {day} 应不早于上一步（{earliest}）、不晚于下一步（{latest}）。"
            "那一步的日期也有误的，请先更正那一步。",
        )


def _adopted(step: Standing) -> bool:
    """Return whether the step was entered from old papers, which have gaps and no strict order."""
    return bool(step.meta.get("adopted"))


def _held(work: Work, subject: Subject, after: int) -> dict[int, tuple[str, tuple[Reason, ...]]]:
    """Return what the guards of each step later than row *after* say now: row → label and reasons.

    They are asked as if the person who took the step acted.
    """
    table, known = table_of(work, subject), work.procedure(subject)
    view = known.view(work, subject)
    return {
        taken.seq: (
            table.steps[taken.step].label,
            guard_reasons(
                known.guards,
                table.steps[taken.step],
                replace(view, actor=taken.actor),
                taken.facts,
                taken.occurred_on,
            ),
        )
        for taken in view.steps
        if taken.seq > after
    }


def _stale(work: Work, subject: Subject, printed: Mapping[str, Any]) -> Iterator[str]:
    """Yield a sentence for each issued document that printed what was now corrected."""
    now = work.procedure(subject).printed(work, subject)
    for title, old in printed.items():
        if now.get(title) != old:
            yield f"已签发的《{title}》印的是更正以前的内容；需要更改的，请撤回签发后重新办理。"


def _broken(
    before: Mapping[int, tuple[str, tuple[Reason, ...]]],
    after: Mapping[int, tuple[str, tuple[Reason, ...]]],
) -> tuple[str, ...]:
    """Return the guards that held before and don't now; one that speaks of other numbers is no new one."""
    return tuple(
        f"“{label}”：{reason.sentence}"
        for seq, (label, reasons) in after.items()
        for reason in reasons
        if reason.code not in {known.code for known in before[seq][1]}
    )
