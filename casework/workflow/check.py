"""What is wrong with a table that can be read: every problem at once, each with its place.

Three questions: does the picture hang together (:mod:`.check_graph`), does each step make sense by
itself (:mod:`.check_step`), and does everything it names exist. The names come from the caller,
because guards and effects live in rooms above this one.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from casework.errors import DefinitionError, Problem
from casework.notation import near
from casework.workflow.check_graph import check_graph
from casework.workflow.check_step import check_step
from casework.workflow.table import ClockSpec, Step, Table

Names = Collection[str] | None


def check(
    table: Table,
    *,
    guards: Names = None,
    effects: Names = None,
    documents: Names = None,
    rules: Names = None,
    acts: Names = None,
) -> list[Problem]:
    """Return everything that is wrong with *table*; an empty list when nothing is.

    Each collection holds the names that exist; None leaves that kind of name unasked.
    """
    known: Mapping[str, Names] = {
        "guards": guards,
        "effects": effects,
        "documents": documents,
        "rules": rules,
        "acts": acts,
    }
    problems = list(check_graph(table))
    for step in table.steps.values():
        problems += check_step(step)
        problems += _unknown_names(step, known)
    problems += _clocks(table)
    problems += _unexplained(table, "guard", table.guards, lambda step: step.guards)
    problems += _unexplained(table, "effect", table.effects, lambda step: step.effects)
    return problems


def load(text: str, source: str, **known: Names) -> Table:
    """Return the table in *text* when it can be read and :func:`check` finds nothing.

    Raises:
        DefinitionError: everything that is wrong with it.
    """
    table = Table.read(text, source)
    problems = check(table, **known)
    if problems:
        raise DefinitionError(source, problems)
    return table


def _unknown_names(step: Step, known: Mapping[str, Names]) -> Iterator[Problem]:
    place = f"[step.{step.name}]"
    named: Iterable[tuple[str, str, str, str]] = (
        ("acts", "行为", f"{place}.act", step.act),
        *(
            ("guards", "条件", f"{place}.guards[{n}]", name)
            for n, name in enumerate(step.guards, 1)
        ),
        *(
            ("effects", "自动动作", f"{place}.effects[{n}]", name)
            for n, name in enumerate(step.effects, 1)
        ),
        *(
            ("documents", "文书", f"{place}.documents[{n}]", name)
            for n, name in enumerate(step.documents, 1)
        ),
        *(
            ("rules", "规则", f"{place}.clocks[{n}].rule", clock.rule)
            for n, clock in enumerate(step.clocks, 1)
        ),
    )
    for kind, word, where, name in named:
        names = known[kind]
        if names is not None and name not in names:
            yield Problem(where, f"没有名为“{name}”的{word}{near(name, names)}。")


def _clocks(table: Table) -> Iterator[Problem]:
    """Clocks across steps: the same name is the same clock, and a prolonged clock must exist."""
    first: dict[str, tuple[Step, ClockSpec]] = {}
    for step in table.steps.values():
        for number, clock in enumerate(step.clocks, 1):
            earlier, same = first.setdefault(clock.name, (step, clock))
            if _identity(same) != _identity(clock):
                place = f"[step.{step.name}].clocks[{number}]"
                yield Problem(
                    place,
                    f"与步骤“{earlier.label}”的期限同名（{clock.name}），名称、规则、责任方和结束步骤却不同；"
                    "同一期限要写得一样，不同的期限要另外起名。",
                )
    for step in table.steps.values():
        if step.extends and step.extends.clock not in first:
            place = f"[step.{step.name}].extends.clock"
            yield Problem(
                place, f"没有名为“{step.extends.clock}”的期限{near(step.extends.clock, first)}。"
            )


def _identity(clock: ClockSpec) -> tuple[object, ...]:
    return clock.of, clock.rule, clock.party, frozenset(clock.closed_by)


def _unexplained(
    table: Table, key: str, words: Mapping[str, str], named: Callable[[Step], tuple[str, ...]]
) -> Iterator[Problem]:
    """When the table explains its guards (or effects), it explains all of them and no others."""
    if not words:
        return
    used = dict.fromkeys(name for step in table.steps.values() for name in named(step))
    for name in used:
        if name not in words:
            yield Problem(f"[{key}]", f"没有说明“{name}”是什么意思，步骤里用到了它。")
    for name in words:
        if name not in used:
            yield Problem(f"[{key}].{name}", "没有步骤用到它，请删去，或者写到步骤里。")
