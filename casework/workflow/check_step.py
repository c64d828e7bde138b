"""Whether one step makes sense by itself: its basis, its facts, its evidence, its clocks."""

import keyword
import re
from collections.abc import Iterable, Iterator, Mapping

from casework.errors import Problem
from casework.notation import near
from casework.workflow.reserved import reserved
from casework.workflow.table import OCCURRED_ON, ClockSpec, EvidenceSlot, Fact, Kind, Step

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_CITED = re.compile(r"《.+》|第.+条")
_SEPARATOR = re.compile(r"[、；;，,\n]")
_FEWEST_OPTIONS = 2
#: A fact of one of these kinds may hold several values.
_LISTABLE = (Kind.TEXT, Kind.PERSON, Kind.COLLEAGUE, Kind.CHOICE, Kind.DATE)


def check_step(step: Step) -> Iterator[Problem]:
    """Yield what is wrong with *step*, the rest of the table not looked at."""
    place = f"[step.{step.name}]"
    yield from _basis(step, place)
    for key, names in (
        ("guards", step.guards),
        ("effects", step.effects),
        ("documents", step.documents),
    ):
        yield from _twice(f"{place}.{key}", names)
    yield from _twice(f"{place}.facts", [fact.name for fact in step.facts])
    yield from _twice(f"{place}.facts", [fact.label for fact in step.facts])
    for number, fact in enumerate(step.facts, 1):
        yield from _fact(step, fact, f"{place}.facts[{number}]")
    yield from _evidence(step, place)
    yield from _clocks(step, place)
    yield from _extends(step, place)


def _basis(step: Step, place: str) -> Iterator[Problem]:
    if not step.law and not step.practice:
        yield Problem(
            place, "没有依据：请写 law（文件名和条号），没有法条的写 practice（为什么这样做）。"
        )
    if step.law and not _CITED.search(step.law):
        yield Problem(
            f"{place}.law", f"“{step.law}”没有写明文件和条号，例如：《工会法》第二十六条。"
        )


def _twice(place: str, names: Iterable[str]) -> Iterator[Problem]:
    listed = list(names)
    for name in dict.fromkeys(listed):
        if listed.count(name) > 1:
            yield Problem(place, f"“{name}”写了 {listed.count(name)} 次，请只留一次。")


def _fact(step: Step, fact: Fact, place: str) -> Iterator[Problem]:
    yield from _name(step, fact.name, place)
    yield from _options(fact, place)
    if fact.many and fact.kind not in _LISTABLE:
        yield Problem(
            f"{place}.many", f"{fact.kind.label}只能填一个；可以填多个的是文字、人员、选择和日期。"
        )
    if fact.in_future and fact.kind is not Kind.DATE:
        yield Problem(f"{place}.in_future", "只有日期才谈得上将来。")
    if fact.kind is Kind.PERSON and fact.data_class == "business":
        yield Problem(f"{place}.data_class", "人员属于个人信息，应为 personal 或 sensitive。")
    if fact.not_before:
        yield from _order(step, fact, f"{place}.not_before")
    yield from _condition(step, fact, place)


def _name(step: Step, name: str, place: str) -> Iterator[Problem]:
    if not _NAME.fullmatch(name) or keyword.iskeyword(name):
        yield Problem(
            f"{place}.name",
            f"“{name}”不能作名称：以小写英文字母开头，只用字母、数字和下划线，"
            "不超过 40 个，不用 Python 关键字。",
        )
    elif name in reserved(opening=not step.sources and not step.anywhere):
        yield Problem(
            f"{place}.name", f"“{name}”是表单或命令自己要用的名称，请换一个，例如 {name}_given。"
        )


def _options(fact: Fact, place: str) -> Iterator[Problem]:
    if fact.kind is not Kind.CHOICE:
        if fact.options:
            yield Problem(
                f"{place}.options", f'{fact.kind.label}不能有选项；要选择请写 kind = "choice"。'
            )
        return
    if len(fact.options) < _FEWEST_OPTIONS:
        yield Problem(f"{place}.options", "选择至少要有两个选项。")
    yield from _twice(f"{place}.options", fact.options)
    for option in fact.options:
        if fact.many and _SEPARATOR.search(option):
            yield Problem(
                f"{place}.options", f"可以多选时，选项“{option}”里不能有顿号、逗号和分号。"
            )


def _order(step: Step, fact: Fact, place: str) -> Iterator[Problem]:
    earlier = step.fact(fact.not_before)
    if earlier is None:
        yield Problem(place, _undeclared(step, fact.not_before))
    elif earlier.name == fact.name or Kind.DATE is not earlier.kind or fact.kind is not Kind.DATE:
        yield Problem(place, "只能写同一步骤里的另一个日期，自己也要是日期。")
    elif earlier.many or fact.many:
        yield Problem(place, "有多个日期时不能比较先后。")


def _condition(step: Step, asked: Fact | EvidenceSlot, place: str) -> Iterator[Problem]:
    if asked.required_when is None:
        return
    where = f"{place}.required_when"
    if asked.required:
        yield Problem(where, "已经写了 required = true，总是要有；两个只能留一个。")
    if any(step.fact(name) is asked for name in asked.required_when):
        yield Problem(f"{where}.{asked.name}", "不能以自己为条件。")
    others = {name: value for name, value in asked.required_when.items() if name != asked.name}
    yield from _condition_holds(step, others, where)


def _condition_holds(
    step: Step, condition: Mapping[str, object] | None, place: str
) -> Iterator[Problem]:
    """Yield what keeps a condition on facts of the step from ever holding."""
    for name, wanted in (condition or {}).items():
        other = step.fact(name)
        if other is None:
            yield Problem(f"{place}.{name}", _undeclared(step, name))
        else:
            yield from _possible(other, wanted, f"{place}.{name}")


def _possible(other: Fact, wanted: object, where: str) -> Iterator[Problem]:
    if other.kind not in (Kind.CHOICE, Kind.FLAG):
        yield Problem(where, f"“{other.label}”是{other.kind.label}，只能以选择或者是否为条件。")
        return
    allowed: tuple[object, ...] = (True, False) if other.kind is Kind.FLAG else other.options
    for value in wanted if isinstance(wanted, tuple) else (wanted,):
        if value not in allowed or (other.kind is Kind.FLAG and not isinstance(value, bool)):
            shown = "true、false" if other.kind is Kind.FLAG else "、".join(other.options)
            yield Problem(where, f"“{other.label}”没有“{value}”，可用的是：{shown}。")


def _undeclared(step: Step, name: str) -> str:
    declared = [fact.name for fact in step.facts]
    return f"本步骤没有声明“{name}”{near(name, declared)}。"


def _evidence(step: Step, place: str) -> Iterator[Problem]:
    facts: Mapping[str, str] = {fact.name: fact.label for fact in step.facts}
    yield from _twice(f"{place}.evidence", [slot.name for slot in step.evidence])
    for number, slot in enumerate(step.evidence, 1):
        where = f"{place}.evidence[{number}]"
        yield from _name(step, slot.name, where)
        if slot.name in facts:
            yield Problem(
                f"{where}.name",
                f"与要填的“{facts[slot.name]}”同名（{slot.name}），一张表单里会冲突，请改名。",
            )
        yield from _condition(step, slot, where)


def _clocks(step: Step, place: str) -> Iterator[Problem]:
    yield from _twice(f"{place}.clocks", [clock.name for clock in step.clocks])
    for number, clock in enumerate(step.clocks, 1):
        where = f"{place}.clocks[{number}]"
        if not _NAME.fullmatch(clock.name):
            yield Problem(
                f"{where}.name",
                f"“{clock.name}”不能作名称：只用小写英文字母、数字和下划线，以字母开头。",
            )
        yield from _set_length(step, clock, where)
        yield from _condition_holds(step, clock.when, f"{where}.when")
        if clock.starts == OCCURRED_ON:
            continue
        fact = step.fact(clock.starts)
        if fact is None:
            yield Problem(
                f"{where}.starts",
                _undeclared(step, clock.starts)
                + f"起算日应为本步骤的日期，或者 {OCCURRED_ON}（办理日）。",
            )
        elif fact.kind is not Kind.DATE or fact.many:
            yield Problem(f"{where}.starts", f"“{fact.label}”不是一个日期，不能起算期限。")
        elif not fact.required:
            yield Problem(
                f"{where}.starts",
                f"“{fact.label}”不是必填，没有填时期限无从起算；请写 required = true。",
            )


def _set_length(step: Step, clock: ClockSpec, where: str) -> Iterator[Problem]:
    if not clock.length:
        return
    fact = step.fact(clock.length)
    if fact is None:
        yield Problem(f"{where}.length", _undeclared(step, clock.length))
    elif fact.kind is not Kind.INT or fact.many:
        yield Problem(f"{where}.length", f"“{fact.label}”不是一个整数，不能定期限的长短。")


def _extends(step: Step, place: str) -> Iterator[Problem]:
    if step.extends is None:
        return
    fact = step.fact(step.extends.fact)
    if fact is None:
        yield Problem(f"{place}.extends.by", _undeclared(step, step.extends.fact))
    elif fact.kind is not Kind.INT or not fact.required:
        yield Problem(
            f"{place}.extends.by",
            f'“{fact.label}”应为必填的整数（kind = "int"、required = true）。',
        )
