"""The catalogue of check items: what a 法治体检 looks at, as data a lawyer keeps.

A catalogue is one TOML file. It is read whole, checked against the register of instruments, and
known by the hash of its text, which a case pins (DESIGN law 12).
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType

from casework import law
from casework.checkup.catalogue.draft import draft
from casework.checkup.catalogue.items import (
    ALL,
    Basis,
    BasisRole,
    Force,
    Item,
    Party,
    Risk,
    Sector,
    WorkerForm,
)
from casework.errors import DefinitionError, NotFound, Problem
from casework.law import Instrument
from casework.notation import near

__all__ = [
    "ALL",
    "SHIPPED",
    "Basis",
    "BasisRole",
    "Catalogue",
    "Force",
    "Item",
    "Party",
    "Risk",
    "Sector",
    "WorkerForm",
    "load",
    "shipped",
    "text_of",
]

#: The catalogues in the package, the current one first.
SHIPPED = ("jiangsu-2026",)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All check items of one version, in order; domains in order; equal when the text is."""

    id: str
    title: str
    version: str
    hash: str  #: SHA-256 of the text (line ends as LF), hexadecimal
    domains: tuple[str, ...]
    items: Mapping[str, Item] = field(compare=False)  #: by id, in the order of the file
    topics: Mapping[str, str] = field(compare=False)  #: topic code to its name
    text: str = field(compare=False, repr=False)  #: the file itself, for a case to keep

    @classmethod
    def read(
        cls, text: str, source: str, register: Mapping[str, Instrument] | None = None
    ) -> "Catalogue":
        """Return the catalogue written in *text*; *source* names the file in messages.

        *register* holds the instruments a basis may name; by default those of ``casework.law``.

        Raises:
            DefinitionError: with every problem at once, each with line, item and remedy.
        """
        known = law.default().instruments if register is None else register
        found = draft(text, known)
        if found.problems:
            raise DefinitionError(source, found.problems)
        return cls(
            id=str(found.raw["id"]),
            title=str(found.raw["title"]),
            version=str(found.raw["version"]),
            hash=hashlib.sha256(found.text.encode()).hexdigest(),
            domains=found.domains,
            items=MappingProxyType({item.id: item for _, item in found.items}),
            topics=MappingProxyType(dict(found.topics)),
            text=found.text,
        )

    @property
    def reference(self) -> str:
        """Return how it is named, whatever else is there: jiangsu@2026.2."""
        return f"{self.id}@{self.version}"

    def item(self, item_id: str) -> Item:
        """Return one item.

        Raises:
            NotFound: no such id; near ones are named.
        """
        if item_id in self.items:
            return self.items[item_id]
        padded = "-".join(part.zfill(2) for part in item_id.strip().upper().split("-"))
        raise NotFound("检查项", f"{item_id}{near(padded, self.items)}")

    def in_domain(self, domain: str) -> tuple[Item, ...]:
        """Return the items of one domain, in order."""
        return tuple(item for item in self.items.values() if item.domain == domain)


def shipped(name: str = SHIPPED[0]) -> Catalogue:
    """Return a catalogue of the package by name.

    Raises:
        NotFound: no catalogue of that name ships.
    """
    if name not in SHIPPED:
        raise NotFound("随附目录", f"{name}（可用：{'、'.join(SHIPPED)}）")
    return _shipped(name)


@cache
def _shipped(name: str) -> Catalogue:
    file = resources.files("casework.checkup") / "catalogues" / f"{name}.toml"
    return Catalogue.read(file.read_text(encoding="utf-8"), f"随附目录 {name}")


def load(path: Path | str, register: Mapping[str, Instrument] | None = None) -> Catalogue:
    """Return the catalogue in a file of the user's own.

    Raises:
        NotFound: there is no such file.
        DefinitionError: it is not UTF-8 text, cannot be read, or has problems.
    """
    return Catalogue.read(text_of(path), str(path), register)


def text_of(path: Path | str) -> str:
    """Return the text of a catalogue file.

    Raises:
        NotFound: there is no such file.
        DefinitionError: it is not UTF-8 text, or cannot be read.
    """
    path = Path(path)
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise NotFound("目录文件", path) from None
    except UnicodeDecodeError:
        advice = "不是 UTF-8 文本。请用文本编辑器另存为 UTF-8 编码的 .toml 文件。"
        raise DefinitionError(str(path), [Problem("", advice)]) from None
    except OSError as error:
        advice = f"读不了（{error.strerror}）。请检查它是不是文件、有没有读取权限。"
        raise DefinitionError(str(path), [Problem("", advice)]) from None
