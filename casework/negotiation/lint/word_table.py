"""The words the lint goes by, read from ``words.toml`` once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from casework.errors import DefinitionError, Problem
from casework.notation import read_toml

_FILE = "words.toml"
_One = TypeVar("_One")


@dataclass(frozen=True, slots=True)
class Compulsory:
    """Content that an agreement must have."""

    code: str
    rule: str
    says: str
    topics: tuple[str, ...]
    words: tuple[str, ...]
    must_for: tuple[str, ...]  #: forms
    hint_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unlisted:
    """Content that the law asks for, whose list nobody has."""

    code: str
    rule: str
    says: str
    procedures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Core:
    """A topic that a guide names."""

    procedure: str
    rule: str
    name: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FloorWords:
    """To which figures a floor applies."""

    code: str
    rule: str
    unit: str
    per: tuple[str, ...]
    names: tuple[str, ...]
    excepted: tuple[str, ...] = ()
    platform_rule: str = ""  #: what it rests on in a platform negotiation; empty: the rule, 参照


@dataclass(frozen=True, slots=True)
class Vague:
    """A word that says nothing certain."""

    word: str
    advice: str
    unless_after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """All of ``words.toml``."""

    compulsory: tuple[Compulsory, ...]
    unlisted: tuple[Unlisted, ...]
    core: tuple[Core, ...]
    floors: Mapping[str, FloorWords]
    vague: tuple[Vague, ...]
    higher: tuple[str, ...]  #: the higher such a figure, the better for the workers
    lower: tuple[str, ...]
    outcomes: Mapping[str, str]  #: what was said when the case was opened → form


@cache
def words() -> Words:
    """Return the words that ship.

    Raises:
        DefinitionError: a slip in the file, with its place.
    """
    return read_words((files("casework.negotiation.lint") / _FILE).read_text(encoding="utf-8"))


def read_words(text: str, source: str = _FILE) -> Words:
    """Return the words written in *text*.

    Raises:
        DefinitionError: every problem with its place.
    """
    raw = read_toml(text, source)
    problems: list[Problem] = []
    better = raw.get("better", {})
    known = Words(
        _entries(raw, "compulsory", Compulsory, problems),
        _entries(raw, "unlisted", Unlisted, problems),
        _entries(raw, "core", Core, problems),
        {one.code: one for one in _entries(raw, "floor", FloorWords, problems)},
        _entries(raw, "vague", Vague, problems),
        tuple(better.get("higher", ())),
        tuple(better.get("lower", ())),
        dict(raw.get("outcome", {})),
    )
    both = sorted({*known.higher} & {*known.lower})
    problems += [
        Problem("better", f"“{one}”同时列在 higher 和 lower；请删去一处。") for one in both
    ]
    if problems:
        raise DefinitionError(source, problems)
    return known


def _entries(
    raw: Mapping[str, Any], kind: str, make: Callable[..., _One], problems: list[Problem]
) -> tuple[_One, ...]:
    made = []
    for number, entry in enumerate(raw.get(kind, ()), start=1):
        given = {
            "excepted" if key == "except" else key: tuple(one) if isinstance(one, list) else one
            for key, one in entry.items()
        }
        try:
            made.append(make(**given))
        except TypeError as error:
            place = f"{kind} 第{number}条"
            problems.append(Problem(place, f"缺少或多出一项（{error}）；请对照文件里的其他条目。"))
    return tuple(made)
