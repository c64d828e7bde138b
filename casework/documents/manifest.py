"""Reads ``manifest.toml``: which fields a template may use, and what a person calls them.

Fields are one flat list in the file, one line each, with dots for the levels (``问题.依据.表述``);
here they become a tree. ``many`` means any number of them; a field with children is a group.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from casework.errors import DefinitionError, Problem
from casework.notation import read_toml

TEXT, FLAG, PICTURE = "text", "flag", "picture"
_KINDS = (TEXT, FLAG, PICTURE)
_TOP = {"title", "version", "law", "made_in", "file_name", "fields"}
_KEYS = {"name", "label", "required", "many", "kind"}
_RESERVED = {
    *("loop", "self", "true", "false", "none", "True", "False", "None", "and", "or", "not", "if"),
    *("in", "is", "for", "else", "elif", "endif", "endfor", "range", "dict", "namespace", "set"),
}
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a document: a leaf, or a group with children."""

    name: str  #: last part of the path
    path: str  #: ``问题.依据.表述``
    label: str  #: what a missing value is called in 【待填：…】
    required: bool = False  #: a final without it is refused
    many: bool = False  #: a list
    kind: str = TEXT  #: text, flag (only in conditions) or picture; without meaning in a group
    children: tuple["Field", ...] = ()
    plain: bool = field(init=False)  #: a single text: what most fields are

    def __post_init__(self) -> None:
        plain = self.kind == TEXT and not (self.children or self.many)
        object.__setattr__(self, "plain", plain)

    @property
    def is_leaf(self) -> bool:
        """Say whether it holds a value itself."""
        return not self.children

    def walk(self) -> Iterator["Field"]:
        """Yield this field and everything below it, in the manifest's order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a pack says about itself."""

    title: str
    version: str
    law: str
    made_in: tuple[str, ...]  #: names of the workflow's states in which it may be made
    file_name: str  #: pattern with fields in braces
    fields: tuple[Field, ...]

    def walk(self) -> Iterator[Field]:
        """Yield every field of every level, in order."""
        for top in self.fields:
            yield from top.walk()


def read_manifest(text: bytes, source: str) -> Manifest:
    """Return the manifest in *text*; *source* is the file that errors name.

    Raises:
        DefinitionError: every problem at once.
    """
    raw = read_toml(text, source)
    problems = [
        Problem(key, f"没有这个项目；可以用的有：{'、'.join(sorted(_TOP))}。")
        for key in sorted(set(raw) - _TOP)
    ]
    problems += [
        Problem(key, "缺少，或者不是文字。")
        for key in ("title", "version", "law", "file_name")
        if not isinstance(raw.get(key), str) or not raw[key].strip()
    ]
    made_in = raw.get("made_in", [])
    if not isinstance(made_in, list) or not all(isinstance(state, str) for state in made_in):
        problems.append(Problem("made_in", '应是状态名称的列表，例如 ["issuing"]。'))
        made_in = []
    fields = _tree(raw.get("fields"), problems)
    _check_file_name(raw.get("file_name"), fields, problems)
    if problems:
        raise DefinitionError(source, problems)
    return Manifest(
        raw["title"], raw["version"], raw["law"], tuple(made_in), raw["file_name"], fields
    )


def _tree(raw: object, problems: list[Problem]) -> tuple[Field, ...]:
    if not isinstance(raw, list) or not raw:
        problems.append(Problem("fields", "缺少字段清单：每个字段一行，写在 fields = [ … ] 里。"))
        return ()
    entries: dict[str, Mapping[str, Any]] = {}
    below: dict[str, list[str]] = {"": []}
    for number, entry in enumerate(raw, 1):
        complaint = _complaint(entry, entries)
        if complaint:
            name = entry.get("name", "") if isinstance(entry, dict) else ""
            problems.append(Problem(f"第{number}个字段“{name}”", complaint))
            continue
        path = entry["name"]
        entries[path] = entry
        below[path] = []
        below[path.rpartition(".")[0]].append(path)
    tree = tuple(_field(path, entries, below) for path in below[""])
    for top in tree:
        problems += [
            Problem(item.path, "下面有子字段的字段不能再写 kind。")
            for item in top.walk()
            if item.children and "kind" in entries[item.path]
        ]
    return tree


def _complaint(entry: object, known: Mapping[str, object]) -> str:
    """Return what is wrong with one entry, or nothing."""
    if not isinstance(entry, dict):
        return '应写成 { name = "…", label = "…" }。'
    path, parent = entry.get("name"), ""
    if not isinstance(path, str) or not path:
        return "缺少 name。"
    for part in path.split("."):
        if not part.isidentifier() or part in _RESERVED or part.startswith("_"):
            return (
                f"“{part}”不能作字段名；用汉字、字母、数字，不以数字或下划线开头，不用标点和空格。"
            )
        if unicodedata.normalize("NFKC", part) != part:
            return f"“{part}”里有全角字母或数字，请改成半角。"
    parent = path.rpartition(".")[0]
    wrong = {
        f"name 重复：{path} 已经有了。": path in known,
        f"上一级字段 {parent} 要先写在前面。": bool(parent) and parent not in known,
        f"没有这个项目：{'、'.join(sorted(set(entry) - _KEYS))}。": bool(set(entry) - _KEYS),
        "缺少 label：写出使用的人怎么称呼它。": not isinstance(entry.get("label"), str)
        or not entry["label"].strip(),
        f"kind 只能是 {'、'.join(_KINDS)}。": entry.get("kind", TEXT) not in _KINDS,
        "required 和 many 只能是 true 或 false。": not all(
            isinstance(entry.get(key, False), bool) for key in ("required", "many")
        ),
        "是/否字段不能 required 或 many：没有填就是否。": entry.get("kind") == FLAG
        and bool(entry.get("required") or entry.get("many")),
    }
    return next((sentence for sentence, holds in wrong.items() if holds), "")


def _field(
    path: str, entries: Mapping[str, Mapping[str, Any]], below: Mapping[str, list[str]]
) -> Field:
    entry = entries[path]
    return Field(
        name=path.rpartition(".")[2],
        path=path,
        label=entry["label"],
        required=entry.get("required", False),
        many=entry.get("many", False),
        kind=entry.get("kind", TEXT),
        children=tuple(_field(child, entries, below) for child in below[path]),
    )


def _check_file_name(pattern: object, fields: tuple[Field, ...], problems: list[Problem]) -> None:
    if not isinstance(pattern, str):
        return
    single = {item.path for top in fields for item in _single(top) if item.is_leaf}
    problems.extend(
        Problem("file_name", f"没有可用的字段“{path}”；只能用单个的文字字段。")
        for path in _PLACEHOLDER.findall(pattern)
        if path not in single
    )
    if not pattern.endswith(".docx"):
        problems.append(Problem("file_name", "应以 .docx 结尾。"))


def _single(top: Field) -> Iterator[Field]:
    """Yield the fields that exist once: not below a ``many``, not a flag or picture."""
    if top.many or top.kind != TEXT:
        return
    yield top
    for child in top.children:
        yield from _single(child)
