"""Which catalogues there are: what ships and the user's own files beside it, found by name and version.

A user's files lie in a folder of the casebook (``cases.catalogues`` beside ``cases.db``). They are
read when somebody asks, never when a casebook is opened; one that is wrong stands apart with its
problems, and says them when it is asked for.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from casework import law
from casework.checkup import catalogue as room
from casework.checkup.catalogue import Catalogue, text_of
from casework.checkup.catalogue.notation import parse_toml
from casework.errors import DefinitionError, NotFound, Problem
from casework.law import Instrument
from casework.notation import near

#: Where the catalogue of the package comes from, as lists say it.
WITH_CASEWORK = "随附"
_SHORTEST_HASH = 8
#: What was read of files, by content and names of the register: a page asks again and again.
_already_read: dict[tuple[bytes, frozenset[str]], Catalogue] = {}
_MOST_KEPT = 32


@dataclass(frozen=True, slots=True)
class Shelved:
    """A catalogue and the file it comes from."""

    catalogue: Catalogue
    source: str  #: name of the file, or 随附


@dataclass(frozen=True, slots=True)
class Unusable:
    """A file that is no catalogue, and why."""

    source: str
    reference: str  #: name and version as far as they could be read: own@2, or ""
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Every catalogue that may be chosen: by name, the newest version of each first."""

    catalogues: tuple[Shelved, ...]
    unusable: tuple[Unusable, ...]

    @property
    def current(self) -> Catalogue:
        """Return the newest version of the catalogue that ships: what a new case gets."""
        return self._newest(room.shipped().id)

    @property
    def references(self) -> tuple[str, ...]:
        """Return the names to choose by, the current one first."""
        first = self.current.reference
        others = (one.catalogue.reference for one in self.catalogues)
        return (first, *(one for one in others if one != first))

    def other_than(self, digest: str) -> tuple[str, ...]:
        """Return the names of all but the catalogue of that hash."""
        others = (one.catalogue for one in self.catalogues if one.catalogue.hash != digest)
        return tuple(one.reference for one in others)

    def find(self, name: str) -> Catalogue:
        """Return a catalogue by name (its newest version), name@version, file, or hash from 8 digits.

        Raises:
            NotFound: there is none; what there is, is listed.
            DefinitionError: the file of that name is no catalogue; with every problem.
        """
        name = name.strip()
        for one in self.catalogues:
            own = (one.catalogue.reference, one.source, one.source.removesuffix(".toml"))
            digest = len(name) >= _SHORTEST_HASH and one.catalogue.hash.startswith(name.lower())
            if name in own or digest:
                return one.catalogue
        for wrong in self.unusable:
            if name in {wrong.reference, wrong.source, wrong.source.removesuffix(".toml")}:
                raise DefinitionError(wrong.source, wrong.problems)
        if any(one.catalogue.id == name for one in self.catalogues):
            return self._newest(name)
        raise NotFound("检查目录", f"{name}{near(name, self.references)}（{self._told()}）")

    def _newest(self, name: str) -> Catalogue:
        return next(one.catalogue for one in self.catalogues if one.catalogue.id == name)

    def _told(self) -> str:
        wrong = "、".join(one.source for one in self.unusable)
        return f"可用：{'、'.join(self.references)}" + (f"；有错误不能用：{wrong}" if wrong else "")


def offered(folder: Path | None, register: Mapping[str, Instrument] | None = None) -> Shelf:
    """Return what may be chosen: what ships, and the ``.toml`` files of *folder* if there is one.

    *register* holds the instruments a basis may name, by default those of ``casework.law``.
    """
    known = law.default().instruments if register is None else register
    files = sorted(folder.glob("*.toml")) if folder else []
    read = [_read(path, known) for path in files]
    good = [one for one in read if isinstance(one, Shelved)]
    shipped = Shelved(room.shipped(), WITH_CASEWORK)
    own = [one for one in good if one.catalogue.hash != shipped.catalogue.hash]
    clashes = {one.source: problem for one, problem in _clashes([shipped, *own])}
    kept = [shipped, *(one for one in own if one.source not in clashes)]
    wrong = [one for one in read if isinstance(one, Unusable)]
    wrong += [
        Unusable(one.source, "", (clashes[one.source],)) for one in own if one.source in clashes
    ]
    newest_first = sorted(kept, key=lambda one: _age(one.catalogue.version), reverse=True)
    return Shelf(
        tuple(sorted(newest_first, key=lambda one: one.catalogue.id)),
        tuple(sorted(wrong, key=lambda one: one.source)),
    )


def _read(path: Path, register: Mapping[str, Instrument]) -> Shelved | Unusable:
    """Return the catalogue of a file, or why it is none."""
    text = ""
    try:
        key = _content(path), frozenset(register)
        if key not in _already_read:
            text = text_of(path)
            if len(_already_read) >= _MOST_KEPT:
                _already_read.clear()
            _already_read[key] = Catalogue.read(text, path.name, register)
        return Shelved(_already_read[key], path.name)
    except (DefinitionError, NotFound) as error:
        said = getattr(error, "problems", None) or (Problem("", str(error)),)
        raw = parse_toml(text)[0]
        named = f"{raw['id']}@{raw['version']}" if {"id", "version"} <= raw.keys() else ""
        return Unusable(path.name, named, tuple(said))


def _content(path: Path) -> bytes:
    """Return the bytes of a file; none of what cannot be read, which is then said by whoever reads it."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _clashes(shelved: Sequence[Shelved]) -> Iterator[tuple[Shelved, Problem]]:
    """Yield each file of one's own that bears the name and version of another with other content."""
    for one in shelved:
        if one.source == WITH_CASEWORK:
            continue
        others = [
            other.source
            for other in shelved
            if other is not one and other.catalogue.reference == one.catalogue.reference
        ]
        if others:
            told = f"名称和版本 {one.catalogue.reference} 与{'、'.join(others)}相同，内容却不同"
            yield one, Problem("文件头", f"{told}；内容有改动就要改 version。")


def _age(version: str) -> list[int | str]:
    """Return what versions are ordered by: 2026.10 is newer than 2026.9."""
    parts = re.split(r"(\d+)", version)
    return [int(part) if place % 2 else part for place, part in enumerate(parts)]
