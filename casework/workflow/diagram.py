"""A table as people look at it: a page with picture and one row a step, and a small picture of its own.

The page is Markdown with a Mermaid diagram, generated and committed; the picture (:func:`svg`, from
:mod:`.picture`) is made on the server for the page of a case. Both show the table and nothing else, so
a page that differs from its table is stale.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from casework.workflow.picture import svg
from casework.workflow.step import ClockSpec, EvidenceSlot, Fact, Kind
from casework.workflow.stored import show_plain
from casework.workflow.table import OCCURRED_ON, Step, Table

__all__ = ["page", "svg"]

#: A step from more states than these is told in words; its arrows would cover the picture.
_ARROWS = 3
#: How a note of a table says that a text was not read in the original.
_SECOND_HAND = "二手"
_HEAD = ("步骤", "由谁", "从", "到", "填什么", "证据", "条件", "期限", "文书", "依据")


def page(table: Table, rules: Callable[[str], str] | None = None) -> str:
    """Return the page of *table* in Markdown, ending with a line end.

    *rules* turns the key of a clock's rule into words (``10日``); without it the key is shown.
    """
    lines = [
        f"<!-- 由 casework workflow page {table.name} 生成，不要手改；流程改在流程表里，再重新生成。 -->",
        f"# {table.title}",
        "",
        *([table.note, ""] if table.note else []),
        "## 流程图",
        "",
        *_mermaid(table),
        "",
        *_in_words(table),
        "## 状态",
        "",
        *_markdown(
            ("状态", "说明", "可以办理"), (_state_row(table, name) for name in table.states)
        ),
        "",
        "## 步骤",
        "",
        "标 * 的必填。“由谁”是行为的类别，谁可以办理由权限表决定；“编”指编写、登记案件材料。",
        "",
        *_markdown(_HEAD, (_step_row(table, step, rules) for step in table.steps.values())),
        "",
        *_glossary("条件", table.guards.items()),
        *_glossary("自动动作", table.effects.items()),
        "## 程序里的名称",
        "",
        *_markdown(("步骤", "名称", "期限规则的键"), map(_names, table.steps.values())),
        "",
        f"版本 {table.version}，流程表的 SHA-256 为 `{table.hash}`。",
    ]
    return "\n".join(lines).rstrip("\n") + "\n"


def _mermaid(table: Table) -> Iterator[str]:
    yield "```mermaid"
    yield "stateDiagram-v2"
    for state in table.states.values():
        yield f'    state "{_safe(state.label)}" as s_{state.name}'
    for step in table.steps.values():
        if not step.sources:
            yield f"    [*] --> s_{step.target} : {_safe(step.label)}"
        elif not _told(step):
            for source in step.sources:
                yield f"    s_{source} --> s_{step.target} : {_safe(step.label)}"
    for state in table.states.values():
        if state.final:
            yield f"    s_{state.name} --> [*]"
    yield "```"


def _told(step: Step) -> bool:
    """Say whether the picture leaves the step to words: it stays, goes back, or comes from many states."""
    return step.stays or step.returns or step.anywhere or len(step.sources) > _ARROWS


def _safe(label: str) -> str:
    """Mermaid ends a label at these."""
    return label.replace('"', "”").replace(":", "：").replace(";", "；")


def _in_words(table: Table) -> Iterator[str]:
    told = [step for step in table.steps.values() if _told(step)]
    if told:
        yield "图上没有画出："
        yield ""
        for step in told:
            yield f"- **{step.label}**：从{_from(table, step)}，{_to(table, step, '到')}。"
        yield ""


def _from(table: Table, step: Step) -> str:
    if not step.sources:
        return "（立案）"
    return "任何没有了结的状态" if step.anywhere else "、".join(map(table.label, step.sources))


def _to(table: Table, step: Step, word: str = "") -> str:
    if step.stays:
        return "状态不变"
    return "回到中止以前的状态" if step.returns else word + table.label(step.target)


def _state_row(table: Table, name: str) -> tuple[str, ...]:
    state = table.states[name]
    steps = "、".join(step.label for step in table.from_state(name)) or "（了结）"
    return state.label, state.help, steps


def _step_row(table: Table, step: Step, rules: Callable[[str], str] | None) -> tuple[str, ...]:
    basis = [
        _marked(table, step.law),
        f"内部做法：{step.practice}" if step.practice else "",
        step.note,
        f"随“{step.along}”一并办理" if step.along else "",
    ]
    return (
        f"**{step.label}**",
        step.act,
        _from(table, step),
        _to(table, step),
        _lines(_fact(step, fact) for fact in step.facts),
        _lines(_slot(step, slot) for slot in step.evidence),
        _lines(table.guards.get(name, f"`{name}`") for name in step.guards),
        _lines(
            [*(_clock(table, step, c, rules) for c in step.clocks), *_clock_changes(table, step)]
        ),
        _lines([*step.documents, *(table.effects.get(e, f"`{e}`") for e in step.effects)]),
        _lines(basis),
    )


def _marked(table: Table, law: str) -> str:
    """Return the article a step rests on, marked 二手 where the table's note says that of the instrument."""
    doubted = re.findall("《[^》]+》", table.note) if _SECOND_HAND in table.note else []
    return f"{law}（{_SECOND_HAND}）" if any(title in law for title in doubted) else law


def _names(step: Step) -> tuple[str, ...]:
    return step.label, f"`{step.name}`", _lines(f"`{clock.rule}`" for clock in step.clocks)


def _lines(parts: Iterable[str]) -> str:
    return "<br>".join(part for part in parts if part)


def _fact(step: Step, fact: Fact) -> str:
    notes = [f"选择：{'／'.join(fact.options)}" if fact.kind is Kind.CHOICE else fact.kind.label]
    notes += ["可以填多个"] if fact.many else []
    notes += ["可以是将来的日期"] if fact.in_future else []
    earlier = step.fact(fact.not_before)
    notes += [f"不早于{earlier.label}"] if earlier else []
    notes += _needed(step, fact)
    return f"{fact.label}{'*' if fact.required else ''}（{'，'.join(notes)}）"


def _slot(step: Step, slot: EvidenceSlot) -> str:
    when = _needed(step, slot)
    return f"{slot.label}{'*' if slot.required else ''}" + (
        f"（{'，'.join(when)}）" if when else ""
    )


def _needed(step: Step, asked: Fact | EvidenceSlot) -> list[str]:
    return [f"{_when(step, asked.required_when)}时必填"] if asked.required_when else []


def _when(step: Step, condition: Mapping[str, object]) -> str:
    told = []
    for name, wanted in condition.items():
        other = step.fact(name)
        told.append(f"{other.label if other else name}为“{show_plain(wanted)}”")
    return "、".join(told)


def _clock(table: Table, step: Step, clock: ClockSpec, rules: Callable[[str], str] | None) -> str:
    fact = step.fact(clock.starts)
    start = "办理日" if clock.starts == OCCURRED_ON else fact.label if fact else clock.starts
    told = rules(clock.rule) if rules else f"`{clock.rule}`"
    length = told.removesuffix(f"，`{clock.rule}`")  # the keys stand at the end of the page
    ends = "、".join(table.steps[name].label for name in clock.closed_by if name in table.steps)
    party = f"（{clock.party}）" if clock.party else ""
    if clock.length and (own := step.fact(clock.length)):
        length = f"“{own.label}”所填的，没有填时{length}"
    only = f"{_when(step, clock.when)}时，" if clock.when else ""
    return f"{clock.of}{party}：{only}{length}，从{start}计算，办理“{ends}”为止"


def _clock_changes(table: Table, step: Step) -> Iterator[str]:
    if step.pauses_clocks:
        yield "所有期限停止计算"
    if step.resumes_clocks:
        yield "所有期限恢复计算"
    if step.extends:
        wanted = step.extends.clock
        clocks = (
            clock.of for s in table.steps.values() for clock in s.clocks if clock.name == wanted
        )
        yield f"延长“{next(clocks, wanted)}”"


def _glossary(title: str, words: Iterable[tuple[str, str]]) -> Iterator[str]:
    rows = [(f"`{name}`", meaning) for name, meaning in words]
    if rows:
        yield from (f"## {title}", "", *_markdown(("名称", "意思"), rows), "")


def _markdown(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    titles = list(head)
    yield _line(titles)
    yield _line("---" for _ in titles)
    for row in rows:
        yield _line(cell.replace("|", "\\|").replace("\n", "<br>") for cell in row)


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"
