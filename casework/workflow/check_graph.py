"""Whether states and steps hang together: one beginning, and an end within reach of every state."""

import re
from collections.abc import Iterable, Iterator, Mapping

from casework.errors import Problem
from casework.notation import near
from casework.workflow.table import Step, Table

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def check_graph(table: Table) -> Iterator[Problem]:
    """Yield what is wrong with states, sources, targets, and clocks that nobody could close."""
    yield from _names(table)
    yield from _opening(table)
    for step in table.steps.values():
        yield from _sources(table, step)
        yield from _target(table, step)
        yield from _pause(table, step)
    yield from _states(table)
    yield from _closing(table)


def _names(table: Table) -> Iterator[Problem]:
    for kind, rows in (("state", table.states), ("step", table.steps)):
        word = "状态" if kind == "state" else "步骤"
        seen: dict[str, str] = {}
        for name, row in rows.items():
            place = f"[{kind}.{name}]"
            if not _NAME.fullmatch(name):
                yield Problem(
                    place, f"{word}名“{name}”只能用小写英文字母、数字和下划线，以字母开头。"
                )
            first = seen.setdefault(row.label, name)
            if first != name:
                yield Problem(
                    f"{place}.label", f"与 [{kind}.{first}] 同名：“{row.label}”，请改用不同的名称。"
                )


def _opening(table: Table) -> Iterator[Problem]:
    opening = [step for step in table.steps.values() if not step.sources and not step.anywhere]
    if not opening:
        yield Problem("step", "没有立案步骤：应有一个不写 from 的步骤。")
    for extra in opening[1:]:
        yield Problem(
            f"[step.{extra.name}]",
            f"立案步骤只能有一个，“{opening[0].label}”已经是；这里请写 from。",
        )
    for step in opening:
        if step.stays or step.returns:
            yield Problem(
                f"[step.{step.name}].to", f"立案步骤要写明进入哪个状态，不能是 {step.target}。"
            )


def _sources(table: Table, step: Step) -> Iterator[Problem]:
    place = f"[step.{step.name}].from"
    for name in dict.fromkeys(step.sources):
        state = table.states.get(name)
        if state is None:
            yield Problem(place, f"没有名为“{name}”的状态{near(name, table.states)}。")
        elif state.final:
            yield Problem(place, f"“{state.label}”是了结的状态（final），不能再有步骤。")
        if step.sources.count(name) > 1:
            yield Problem(
                place, f'“{table.label(name)}”写了两次；["*"] 已经包括所有没有了结的状态。'
            )
    if step.target in step.sources:
        yield Problem(
            f"[step.{step.name}].to",
            f"从“{table.label(step.target)}”回到自身；状态不变请写 @stay。",
        )


def _target(table: Table, step: Step) -> Iterator[Problem]:
    if step.target.startswith("@"):
        if not step.stays and not step.returns:
            yield Problem(
                f"[step.{step.name}].to",
                f"没有“{step.target}”，可用的是 @stay（不变）和 @before（回到中止以前）。",
            )
    elif step.target not in table.states:
        yield Problem(
            f"[step.{step.name}].to",
            f"没有名为“{step.target}”的状态{near(step.target, table.states)}。",
        )


def _pause(table: Table, step: Step) -> Iterator[Problem]:
    """Going back needs a pause that led here; a pause needs a step that lets the clocks run on."""
    place = f"[step.{step.name}]"
    pausing = {other.target for other in table.steps.values() if other.pauses_clocks}
    if step.returns and not set(step.sources) <= pausing:
        yield Problem(
            f"{place}.to",
            "@before 要有对应的中止步骤：先有一个 pauses_clocks = true 的步骤进入这里的状态。",
        )
    if step.resumes_clocks and not set(step.sources) <= pausing:
        yield Problem(
            f"{place}.resumes_clocks", "没有中止步骤进入这里的状态，期限没有停过，不能恢复计算。"
        )
    if step.pauses_clocks:
        resuming = [other for other in table.from_state(step.target) if other.resumes_clocks]
        if not resuming:
            yield Problem(
                f"{place}.pauses_clocks",
                f"从“{table.label(step.target)}”没有写 resumes_clocks 的步骤，期限停了就不再走。",
            )


def _states(table: Table) -> Iterator[Problem]:
    edges = _edges(table)
    opening = [
        step.target for step in table.steps.values() if not step.sources and not step.anywhere
    ]
    # Going back proves nothing: its targets are every state a pause may come from.
    within_reach = _reachable(opening, _edges(table, returning=False))
    ends = {state.name for state in table.states.values() if state.final}
    if not ends:
        yield Problem("state", "没有了结的状态：至少一个状态要写 final = true。")
    for state in table.states.values():
        place = f"[state.{state.name}]"
        if opening and state.name not in within_reach:
            yield Problem(place, f"“{state.label}”到达不了：没有步骤从立案一路通到这里。")
        if state.final:
            continue
        if not edges.get(state.name):
            yield Problem(
                place, f"“{state.label}”没有出路：请加一个从这里办理的步骤，或者写 final = true。"
            )
        elif ends and not ends & _reachable([state.name], edges):
            yield Problem(place, f"从“{state.label}”无论怎样办理都到不了了结的状态。")


def _closing(table: Table) -> Iterator[Problem]:
    edges = _edges(table)
    for step in table.steps.values():
        after = _reachable(_leads_to(table, step), edges)
        for number, clock in enumerate(step.clocks, 1):
            place = f"[step.{step.name}].clocks[{number}].closed_by"
            if not clock.closed_by:
                yield Problem(
                    place, f"期限“{clock.of}”没有结束的步骤，请写明哪个步骤办了就算按期。"
                )
            for name in clock.closed_by:
                closing = table.steps.get(name)
                if closing is None:
                    yield Problem(place, f"没有名为“{name}”的步骤{near(name, table.steps)}。")
                elif not after & set(closing.sources):
                    yield Problem(
                        place,
                        f"“{closing.label}”不会在“{step.label}”之后办理，结束不了期限“{clock.of}”。",
                    )


def _leads_to(table: Table, step: Step) -> set[str]:
    if not step.sources:
        return {step.target}
    return {target for source in step.sources for target in table.targets(step, source)}


def _edges(table: Table, *, returning: bool = True) -> Mapping[str, set[str]]:
    """Return the other states that each state leads to in one step, steps that go back included or not."""
    edges: dict[str, set[str]] = {name: set() for name in table.states}
    for step in table.steps.values():
        if step.returns and not returning:
            continue
        for source in step.sources:
            if source in edges:
                edges[source] |= {
                    t for t in table.targets(step, source) if t in edges and t != source
                }
    return edges


def _reachable(starts: Iterable[str], edges: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [name for name in starts if name in edges]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(edges[name])
    return found
