"""The catalogue of check items: what a 法治体检 looks at, as data a lawyer keeps.

A catalogue is one TOML file. It is read whole, checked against the register of instruments, and
known by the hash of its text, which a case pins (DESIGN law 12).
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from types import MappingProxyType

from casework import law
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
from casework.checkup.catalogue.reading import Reader, item_lines, near, parse_toml
from casework.errors import DefinitionError, NotFound, Problem
from casework.law import Instrument

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
]

#: The catalogues in the package, the current one first.
SHIPPED = ("jiangsu-2026",)

_HEAD = ("id", "title", "version")
_TOP_KEYS = (*_HEAD, "jurisdiction", "compiled_on", "domains", "topics", "item")


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
        text = text.removeprefix("\ufeff").replace("\r\n", "\n")
        raw, problems = parse_toml(text)
        if problems:
            raise DefinitionError(source, problems)
        problems = list(_head_problems(raw))
        domains, topics = _words(raw.get("domains")), _table(raw.get("topics"))
        places = _places(raw, text)
        reader = Reader(known, domains, topics)
        items = [reader.item(entry, place) for place, entry in places]
        whole = [(place, item) for (place, _), item in zip(places, items, strict=True) if item]
        problems += [*reader.problems, *_doubles(places), *_checks(whole, known)]
        if problems:
            raise DefinitionError(source, problems)
        return cls(
            id=str(raw["id"]),
            title=str(raw["title"]),
            version=str(raw["version"]),
            hash=hashlib.sha256(text.encode()).hexdigest(),
            domains=domains,
            items=MappingProxyType({item.id: item for _, item in whole}),
            topics=MappingProxyType(topics),
            text=text,
        )

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
    file = resources.files("casework.checkup") / "catalogues" / f"{name}.toml"
    return Catalogue.read(file.read_text(encoding="utf-8"), f"随附目录 {name}")


def load(path: Path | str, register: Mapping[str, Instrument] | None = None) -> Catalogue:
    """Return the catalogue in a file of the user's own.

    Raises:
        NotFound: there is no such file.
        DefinitionError: it is not UTF-8 text, cannot be read, or has problems.
    """
    path = Path(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise NotFound("目录文件", path) from None
    except UnicodeDecodeError:
        advice = "不是 UTF-8 文本。请用文本编辑器另存为 UTF-8 编码的 .toml 文件。"
        raise DefinitionError(str(path), [Problem("", advice)]) from None
    except OSError as error:
        advice = f"读不了（{error.strerror}）。请检查它是不是文件、有没有读取权限。"
        raise DefinitionError(str(path), [Problem("", advice)]) from None
    return Catalogue.read(text, str(path), register)


def _head_problems(raw: Mapping[str, object]) -> Iterator[Problem]:
    for key in raw:
        if key not in _TOP_KEYS:
            yield Problem("文件头", f"不认识键“{key}”{near(key, _TOP_KEYS)}。")
    for key in _HEAD:
        if not isinstance(raw.get(key), str) or not str(raw[key]).strip():
            yield Problem("文件头", f"缺“{key}”，应当是一段文字。")
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
    places = []
    for index, entry in enumerate(entries):
        name = entry.get("id") if isinstance(entry, dict) else None
        line = f"第{lines[index]}行" if known else f"第{index + 1}项"
        places.append((f"{line} {name}" if isinstance(name, str) else line, entry))
    return places


def _doubles(places: Collection[tuple[str, object]]) -> Iterator[Problem]:
    """Find what must not occur twice: ids, titles, questions."""
    for key, label in (("id", "编号"), ("title", "标题"), ("question", "提问")):
        seen: dict[str, str] = {}
        for place, entry in places:
            value = entry.get(key) if isinstance(entry, dict) else None
            if not isinstance(value, str) or not value.strip():
                continue
            if value in seen:
                other = seen[value]
                yield Problem(place, f"{label}“{value}”与{other}相同；每项应当不同，请改其中一项。")
            else:
                seen[value] = place


def _checks(
    places: Collection[tuple[str, Item]], register: Mapping[str, Instrument]
) -> Iterator[Problem]:
    """Find what is wrong between the parts of an item that by themselves are well formed."""
    numbers: dict[str, str] = {}
    for place, item in places:
        binding = any(register[basis.law].kind.binding for basis in item.basis)
        if item.force is Force.DUTY and not binding:
            yield Problem(
                place,
                "写的是法定义务，却没有一条依据是法律、法规或规章；请补依据，或改为政策要求。",
            )
        if all(basis.role is BasisRole.GUIDE for basis in item.basis):
            yield Problem(place, "全部依据都只是“参照”；至少一条应当是义务或责任。")
        for basis, times in Counter(item.basis).items():
            if times > 1:
                yield Problem(place, f"依据“{basis.law}{basis.article}”写了两次，请删去一条。")
        number = item.id.split("-")[1]
        if numbers.setdefault(number, item.domain) != item.domain:
            yield Problem(
                place,
                f"编号里的领域 {number} 已用于“{numbers[number]}”，本项却写“{item.domain}”。",
            )
