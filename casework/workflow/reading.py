"""Reading TOML that people write: exact keys, exact types, every problem at once with its place.

A :class:`Section` hands out the keys of one TOML table. Whatever is wrong (missing, wrong type,
left over) is added to one shared list, and reading goes on with a harmless value, so that a lawyer
who edits a table sees all mistakes at once. Places look like ``[step.notify].facts[2]``, from 1.
"""

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

from casework.errors import Problem
from casework.notation import near

_TYPES: Mapping[type, str] = {
    str: "一段文字（加引号）",
    bool: "true 或 false（不加引号）",
    int: "一个整数",
    list: "一个列表（方括号）",
    dict: "一个表（花括号）",
}


class Section:
    """One TOML table while it is read: ask for each key once, then :meth:`close`."""

    def __init__(self, raw: object, place: str, problems: list[Problem]) -> None:
        self.place = place
        self._problems = problems
        self._known: list[str] = []
        #: None when there is no table at all: that is said once, not for each key it lacks.
        self._raw: dict[str, object] | None = raw if isinstance(raw, dict) else None
        if self._raw is None:
            self.problem("", f"应为{_TYPES[dict]}。")

    def __contains__(self, key: str) -> bool:
        return key in (self._raw or {})

    def is_empty_list(self, key: str) -> bool:
        """Say whether *key* is written as a list of nothing."""
        return (self._raw or {}).get(key) == []

    def problem(self, key: str, message: str) -> None:
        """Note that something is wrong with *key* (empty: with the section itself)."""
        place = f"{self.place}.{key}" if self.place and key else self.place or key
        self._problems.append(Problem(place, message))

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text without outer spaces; one without a *default* must be there, not empty."""
        value = self._take(key, str, default)
        if not isinstance(value, str):
            return ""
        if default is None and not value.strip():
            self.problem(key, "不能为空。")
        return value.strip()

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Return true or false."""
        return bool(self._take(key, bool, default))

    def word(self, key: str, allowed: Collection[str], default: str | None = None) -> str:
        """Return one of the *allowed* words."""
        value = self.text(key, default)
        if value and value not in allowed:
            self.problem(
                key, f"没有“{value}”{near(value, allowed)}，可用的是：{'、'.join(allowed)}。"
            )
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, empty when the key is absent."""
        found: list[str] = []
        for place, value in self._items(key):
            if isinstance(value, str) and value.strip():
                found.append(value.strip())
            else:
                self.problem(place, f"应为{_TYPES[str]}。")
        return tuple(found)

    def sections(self, key: str) -> list["Section"]:
        """Return a list of tables, empty when the key is absent."""
        return [
            Section(value, f"{self.place}.{place}", self._problems)
            for place, value in self._items(key)
        ]

    def section(self, key: str) -> "Section | None":
        """Return the table under *key*, or None when it is absent."""
        if key not in self:
            self._known.append(key)
            return None
        return Section(self._take(key, dict, {}), f"{self.place}.{key}", self._problems)

    def named(self, key: str) -> dict[str, "Section"]:
        """Return the tables under *key* by name (``[state.x]``), in the order of the file."""
        group = self._take(key, dict, None)
        if not isinstance(group, dict):
            return {}
        return {
            name: Section(raw, f"[{key}.{name}]", self._problems) for name, raw in group.items()
        }

    def plain(self, key: str) -> dict[str, object]:
        """Return the table under *key* as it stands, empty when absent."""
        value = self._take(key, dict, {})
        return value if isinstance(value, dict) else {}

    def glossary(self, key: str) -> Mapping[str, str]:
        """Return the table of texts under *key*, read-only; empty when absent."""
        words = Section(self._take(key, dict, {}), f"[{key}]", self._problems)
        return MappingProxyType({name: words.text(name) for name in words._raw or ()})

    def close(self) -> None:
        """Report every key that nobody asked for."""
        for key in self._raw or ():
            if key not in self._known:
                self.problem(
                    key,
                    f"不认识的键{near(key, self._known)}，可用的是：{'、'.join(self._known)}。",
                )

    def _items(self, key: str) -> Iterator[tuple[str, object]]:
        value = self._take(key, list, [])
        for number, item in enumerate(value if isinstance(value, list) else [], start=1):
            yield f"{key}[{number}]", item

    def _take(self, key: str, kind: type, default: object) -> object:
        self._known.append(key)
        if self._raw is None:
            return default
        if key not in self._raw:
            if default is None:
                self.problem("", f"缺少 {key}，应为{_TYPES[kind]}。")
            return default
        value = self._raw[key]
        if type(value) is not kind:
            self.problem(key, f"应为{_TYPES[kind]}，现在是 {value!r}。")
            return default
        return value
