"""Mistakes are normal: `correct` a fact with a reason, `reverse` the last step; nothing is erased."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.cases import history, journal
from casework.cases.asking import guard_reasons
from casework.cases.evidence import Paper, attach
from casework.cases.filling import check_seen, filled
from casework.cases.history import Standing
from casework.cases.models import Case
from casework.cases.moving import refresh_clocks
from casework.cases.service import lock
from casework.cases.view import table_of
from casework.cases.work import Work, verb
from casework.errors import InputError
from casework.workflow import facts


@dataclass(frozen=True, slots=True)
class Correction:
    """What a correction did besides changing the fact."""

    moved: tuple[str, ...]  #: clocks whose due date moved
    no_longer_hold: tuple[str, ...]  #: later steps, each with the sentence of the guard against it


@verb
def correct(
    work: Work,
    case: Case,
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
    lock(work, case)
    check_seen(work, case, seen)
    if not reason.strip():
        raise InputError.one("reason", "更正必须写明原因。")
    table = table_of(work, case)
    old = _standing(work, case, seq)
    step = table.steps[old.step]
    work.ask(step.act, case)
    day, values = filled(
        work,
        step,
        {**old.facts, **(facts_by_name or {}), **given},
        occurred_on or old.occurred_on,
        partial=_incomplete(old),
    )
    changed = {name: value for name, value in values.items() if old.facts.get(name) != value}
    changed |= {name: None for name in old.facts if name not in values}
    if not changed and day == old.occurred_on:
        raise InputError.one("", "没有改动：填写的内容与原来相同。")
    held = _held(work, case, seq)
    declared = {fact.name: fact for fact in step.facts}
    recorded = {
        name: journal.Recorded(facts.to_json(value), declared[name].side, declared[name].data_class)
        for name, value in changed.items()
    }
    if day != old.occurred_on:
        recorded["occurred_on"] = journal.Recorded(day.isoformat(), side="shared")
    case.version += 1
    listed = attach(work, case, f"correct:{seq}", evidence)
    meta = {"of": seq, "step": step.name, "reason": reason.strip(), "version": case.version}
    if listed:
        meta["evidence"] = [row.number for row in listed]
    journal.append(work, ("case", case.id), "correct", step=None, facts=recorded, meta=meta)
    for name in step.effects:
        effect = work.kind(case).effects[name]
        if effect.follows_correction:
            effect.do(work, case, _standing(work, case, seq))
    moved = refresh_clocks(work, case)
    return Correction(tuple(moved), _broken(held, _held(work, case, seq)))


@verb
def reverse(work: Work, case: Case, *, reason: str, seen: int | None = None) -> Standing:
    """Take back the last standing step, with a reason; return it. State and clocks are as before it.

    Raises:
        InputError: no reason, or only the opening step is left.
        Conflict: somebody took a step after version *seen*.
    """
    lock(work, case)
    check_seen(work, case, seen)
    if not reason.strip():
        raise InputError.one("reason", "撤回必须写明原因。")
    table = table_of(work, case)
    steps = history.standing(table, history.entries(work, case))
    if len(steps) == 1:
        raise InputError.one(
            "step", "只剩立案一步，不能撤回。如果立错案，请办理“终止”，编号保留并注明原因。"
        )
    last = steps[-1]
    step = table.steps[last.step]
    work.ask(step.act, case)
    for name in reversed(step.effects):
        work.kind(case).effects[name].undo(work, case, last)
    case.state = last.source
    case.finished = table.states[case.state].final
    case.version += 1
    meta = {
        "of": last.seq,
        "step": step.name,
        "to": last.source,
        "reason": reason.strip(),
        "version": case.version,
    }
    journal.append(work, ("case", case.id), "reverse", meta=meta)
    refresh_clocks(work, case)
    return last


def _standing(work: Work, case: Case, seq: int) -> Standing:
    steps = history.standing(table_of(work, case), history.entries(work, case))
    for step in steps:
        if step.seq == seq:
            return step
    known = "、".join(str(step.seq) for step in steps)
    raise InputError.one("seq", f"第 {seq} 行不是有效的步骤，不能更正。可更正的行：{known}。")


def _incomplete(step: Standing) -> bool:
    """Return whether the step was adopted from old papers and may stay incomplete."""
    return bool(step.meta.get("adopted"))


def _held(work: Work, case: Case, after: int) -> dict[str, tuple[str, ...]]:
    """Return what the guards of each step later than row *after* say now, by step label."""
    table, kind = table_of(work, case), work.kind(case)
    view = kind.view(work, case)
    return {
        table.steps[taken.step].label: tuple(
            reason.sentence
            for reason in guard_reasons(
                kind.guards, table.steps[taken.step], view, taken.facts, taken.occurred_on
            )
        )
        for taken in view.steps
        if taken.seq > after
    }


def _broken(
    before: Mapping[str, tuple[str, ...]], after: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    return tuple(
        f"“{label}”：{sentence}"
        for label, sentences in after.items()
        for sentence in sentences
        if sentence not in before[label]
    )
