"""The table of papers to ask for (law-checkup 3.1), read from ``papers.toml`` once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from casework.checkup.catalogue import Item, Party, WorkerForm
from casework.errors import DefinitionError, Problem
from casework.notation import read_toml

_FILE = "papers.toml"
_KEYS = frozenset({"category", "name", "need", "parties", "when", "domains", "covers"})


@dataclass(frozen=True, slots=True)
class Line:
    """A paper of the table."""

    category: str
    name: str
    need: str  #: in what form it is asked for
    parties: tuple[str, ...]
    when: str  #: only where this form of employment is present; "" always
    domains: tuple[str, ...]  #: domains of the catalogue it serves
    covers: tuple[str, ...]  #: evidence names of the catalogue that are this paper

    def serves(self, item: Item) -> bool:
        """Return whether the item's evidence names this paper, or one it covers."""
        return any(name == self.name or name in self.covers for name in item.evidence)


@dataclass(frozen=True, slots=True)
class PaperTable:
    """All papers, and the words of evidence that inspectors make themselves."""

    lines: tuple[Line, ...]
    ours: tuple[str, ...]

    def for_party(self, party: str, workers: Mapping[str, int]) -> list[Line]:
        """Return what a company of that party is asked for, in the order of the table."""
        return [
            line
            for line in self.lines
            if party in line.parties and (not line.when or line.when in workers)
        ]

    def made_by_us(self, name: str) -> bool:
        """Return whether evidence of that name comes about in the field and is not asked for."""
        return any(word in name for word in self.ours)


@cache
def table() -> PaperTable:
    """Return the table as it ships.

    Raises:
        DefinitionError: every fault of the file.
    """
    text = (files("casework.checkup.fieldwork") / _FILE).read_text(encoding="utf-8")
    return read(text)


def read(text: str) -> PaperTable:
    """Return the table that a TOML text describes.

    Raises:
        DefinitionError: every fault of the text.
    """
    raw = read_toml(text, _FILE)
    faults = list(_faults(raw))
    if faults:
        raise DefinitionError(_FILE, faults)
    need = raw["need"]
    lines = tuple(
        Line(
            category=one["category"],
            name=one["name"],
            need=one.get("need", need),
            parties=tuple(one["parties"]),
            when=one.get("when", ""),
            domains=tuple(one["domains"]),
            covers=tuple(one.get("covers", ())),
        )
        for one in raw["paper"]
    )
    return PaperTable(lines, tuple(raw["ours"]["words"]))


def _faults(raw: Mapping[str, Any]) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for number, one in enumerate(raw.get("paper", ()), 1):
        place = f"第 {number} 份“{one.get('name', '')}”"
        for key in sorted(one.keys() - _KEYS):
            yield Problem(place, f"没有“{key}”这一栏。可用的有：{'、'.join(sorted(_KEYS))}。")
        for key in ("category", "name", "parties", "domains"):
            if not one.get(key):
                yield Problem(place, f"缺少“{key}”。")
        for party in one.get("parties", ()):
            if party not in tuple(Party):
                yield Problem(place, f"没有企业角色“{party}”。可用的有：{'、'.join(Party)}。")
            if (party, one.get("name", "")) in seen:
                yield Problem(place, f"同一份材料向“{party}”要了两次。")
            seen.add((party, one.get("name", "")))
        if one.get("when", "") not in ("", *WorkerForm):
            yield Problem(
                place, f"没有用工形式“{one['when']}”。可用的有：{'、'.join(WorkerForm)}。"
            )
