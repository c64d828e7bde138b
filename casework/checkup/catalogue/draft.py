"""A catalogue as far as it can be read: the items that are whole, and everything that is wrong.

What is wrong is gathered from the head, the items, what stands twice and what does not go together;
each problem has its place, the line and id of the item, so that all come at once.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from casework.checkup.catalogue.items import BasisRole, Force, Item
from casework.checkup.catalogue.notation import item_lines, parse_toml
from casework.checkup.catalogue.reading import Fault, Reader
from casework.errors import Problem
from casework.law import Instrument
from casework.notation import near

_HEAD = ("id", "title", "version")
_TOP_KEYS = (*_HEAD, "jurisdiction", "compiled_on", "domains", "topics", "item")
#: What may not stand in a name or a version: both are named together as jiangsu@2026.2.
_APART = re.compile(r"[\s@]")


@dataclass(frozen=True, slots=True)
class Draft:
    """What was read of a catalogue, and why it is none yet, if so."""

    raw: Mapping[str, object]
    text: str  #: line ends as LF
    domains: tuple[str, ...]
    topics: Mapping[str, str]
    items: tuple[tuple[str, Item], ...]  #: those that are whole, each with its place
    problems: tuple[Problem, ...]


def draft(text: str, register: Mapping[str, Instrument]) -> Draft:
    """Return what can be read of *text*, every problem with it; *register* holds what may be cited."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    raw, problems = parse_toml(text)
    if problems:
        return Draft(raw, text, (), {}, (), tuple(problems))
    domains, topics = _words(raw.get("domains")), _table(raw.get("topics"))
    entries = _places(raw, text)
    reader = Reader(register, domains, topics)
    items = [reader.item(entry, place) for place, entry in entries]
    whole = [(place, item) for (place, _), item in zip(entries, items, strict=True) if item]
    problems = [
        *_head_problems(raw),
        *reader.problems,
        *_doubles(entries),
        *_contradictions(whole, register),
    ]
    return Draft(raw, text, domains, topics, tuple(whole), tuple(problems))


def _head_problems(raw: Mapping[str, object]) -> Iterator[Problem]:
    for key in raw:
        if key not in _TOP_KEYS:
            yield Problem("文件头", f"不认识键“{key}”{near(key, _TOP_KEYS)}。")
    for key in _HEAD:
        if not isinstance(raw.get(key), str) or not str(raw[key]).strip():
            yield Problem("文件头", f"缺“{key}”，应当是一段文字。")
        elif key != "title" and _APART.search(str(raw[key])):
            yield Problem("文件头", f"“{key}”里不能有空格和 @，现在是“{raw[key]}”。")
    domains = _words(raw.get("domains"))
    if not domains:
        yield Problem("文件头", "缺 domains：按顺序列出全部领域名称。")
    for domain, times in Counter(domains).items():
        if times > 1:
            yield Problem("文件头", f"domains 里“{domain}”写了两次。")
    if not isinstance(raw.get("item"), list) or not raw.get("item"):
        yield Problem("", "没有检查项：至少写一个 [[item]]。")


def _words(raw: object) -> tuple[str, ...]:
    return tuple(str(word) for word in raw) if isinstance(raw, list) else ()


def _table(raw: object) -> dict[str, str]:
    return {key: str(value) for key, value in raw.items()} if isinstance(raw, dict) else {}


def _places(raw: Mapping[str, object], text: str) -> list[tuple[str, object]]:
    """Return each raw item with 第N行 and its id, as a problem names it."""
    entries = raw.get("item")
    entries = entries if isinstance(entries, list) else []
    lines = item_lines(text)
    known = len(lines) == len(entries)  # an [[item]] inside a long string would shift them
    placed = []
    for index, entry in enumerate(entries):
        name = entry.get("id") if isinstance(entry, dict) else None
        line = f"第{lines[index]}行" if known else f"第{index + 1}项"
        placed.append((f"{line} {name}" if isinstance(name, str) else line, entry))
    return placed


def _doubles(entries: Collection[tuple[str, object]]) -> Iterator[Problem]:
    """Find what must not occur twice: ids, titles, questions."""
    for key, label in (("id", "编号"), ("title", "标题"), ("question", "提问")):
        seen: dict[str, str] = {}
        for place, entry in entries:
            value = entry.get(key) if isinstance(entry, dict) else None
            if not isinstance(value, str) or not value.strip():
                continue
            if value in seen:
                other = seen[value]
                yield Fault(
                    place, f"{label}“{value}”与{other}相同；每项应当不同，请改其中一项。", "double"
                )
            else:
                seen[value] = place


def _contradictions(
    items: Collection[tuple[str, Item]], register: Mapping[str, Instrument]
) -> Iterator[Problem]:
    """Find what is wrong between the parts of an item that by themselves are well formed."""
    numbers: dict[str, str] = {}
    for place, item in items:
        binding = any(register[basis.law].kind.binding for basis in item.basis)
        if item.force is Force.DUTY and not binding:
            yield Fault(
                place,
                "写的是法定义务，却没有一条依据是法律、法规或规章；请补依据，或改为政策要求。",
                "no_law",
            )
        if all(basis.role is BasisRole.GUIDE for basis in item.basis):
            yield Fault(place, "全部依据都只是“参照”；至少一条应当是义务或责任。", "no_law")
        for basis, times in Counter(item.basis).items():
            if times > 1:
                yield Fault(
                    place, f"依据“{basis.law}{basis.article}”写了两次，请删去一条。", "double"
                )
        number = item.id.split("-")[1]
        if numbers.setdefault(number, item.domain) != item.domain:
            yield Problem(
                place,
                f"编号里的领域 {number} 已用于“{numbers[number]}”，本项却写“{item.domain}”。",
            )
