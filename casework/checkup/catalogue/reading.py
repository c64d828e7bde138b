"""From the text of a catalogue file to items, with every problem found in one go.

The file is TOML, so a key written twice is refused by the parser itself. Everything else that can
be wrong is gathered here, each with its line and item, before anything is refused.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

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
from casework.errors import Problem
from casework.law import Confidence
from casework.notation import near

_ITEM_ID = re.compile(r"[A-Z]{2,4}-\d{2}-\d{2}")
_CONFIDENCE = (Confidence.VERIFIED, Confidence.UNVERIFIED)
_DAYS_MAX = 365
_ITEM_KEYS = (
    "id", "domain", "title", "question", "applies_to", "force", "risk", "basis", "evidence",
    "consequence", "remedy", "rectify_days", "red_line", "red_line_when", "topic",
)  # fmt: skip
_BASIS_KEYS = ("law", "article", "confidence", "gist", "reported", "role", "sectors", "everyone",
               "note")  # fmt: skip
_BASIS_OPTIONAL = {"reported", "role", "sectors", "everyone", "note"}
#: Which rule an absent or empty key breaks, if not just the form.
_RULES = {"law": "no_law", "article": "no_article", "red_line_when": "red_line"}
_REACH = {"workers": (*WorkerForm, ALL), "sectors": (*Sector, ALL), "parties": tuple(Party)}


@dataclass(frozen=True, slots=True)
class Fault(Problem):
    """A problem of a catalogue, and the rule of ``catalogue lint`` it breaks."""

    rule: str = "form"


class Reader:
    """Reads raw tables into items and remembers everything that is wrong with them."""

    def __init__(
        self, register: Collection[str], domains: Sequence[str], topics: Collection[str]
    ) -> None:
        self.problems: list[Fault] = []
        self._register, self._domains, self._topics = register, domains, topics
        self._place = ""

    def say(self, message: str, rule: str = "form") -> None:
        """Note a problem at the place being read."""
        self.problems.append(Fault(self._place, message, rule))

    def item(self, raw: object, place: str) -> Item | None:
        """Return the item of one ``[[item]]``, or ``None`` if anything in it is wrong."""
        self._place, before = place, len(self.problems)
        if not isinstance(raw, dict):
            self.say("每一项应当是一个 [[item]] 表。")
            return None
        self._keys(raw, _ITEM_KEYS, optional={"red_line_when", "topic"})
        reach = self._reach(raw.get("applies_to"))
        item = Item(
            id=self._id(raw),
            domain=self._one_of(raw, "domain", self._domains),
            title=self._text(raw, "title"),
            question=self._text(raw, "question"),
            **reach,
            force=Force(self._one_of(raw, "force", tuple(Force))),
            basis=tuple(self._bases(raw.get("basis"), place)),
            evidence=self._list(raw, "evidence"),
            risk=Risk(self._one_of(raw, "risk", tuple(Risk))),
            consequence=self._text(raw, "consequence"),
            remedy=self._text(raw, "remedy"),
            rectify_days=self._days(raw),
            red_line=self._flag(raw, "red_line"),
            red_line_when=self._text(raw, "red_line_when") if "red_line_when" in raw else "",
            topic=self._topic(raw),
        )
        if item.red_line != bool(item.red_line_when):
            self.say(
                "red_line = true 时必须写明 red_line_when（哪些事实才构成红线）。"
                if item.red_line
                else "写了 red_line_when，但 red_line 不是 true；请改为 true 或删去 red_line_when。",
                "red_line",
            )
        return item if len(self.problems) == before else None

    def _bases(self, raw: object, place: str) -> Iterator[Basis]:
        if not isinstance(raw, list) or not raw:
            advice = "没有依据：basis 至少写一条，每条写明 law、article、confidence、gist。"
            self.say(advice, "no_law")
            return
        for number, entry in enumerate(raw, 1):
            self._place = f"{place} 依据{number}"
            if not isinstance(entry, dict):
                self.say("每条依据应当写在一对花括号里。")
                continue
            self._keys(entry, _BASIS_KEYS, optional=_BASIS_OPTIONAL)
            yield Basis(
                law=self._law(entry),
                article=self._text(entry, "article"),
                confidence=Confidence(self._one_of(entry, "confidence", _CONFIDENCE)),
                gist=self._text(entry, "gist"),
                role=BasisRole(self._one_of(entry, "role", tuple(BasisRole), BasisRole.DUTY)),
                reported=self._flag(entry, "reported") if "reported" in entry else False,
                sectors=self._list(entry, "sectors", tuple(Sector)) if "sectors" in entry else (),
                everyone=self._flag(entry, "everyone") if "everyone" in entry else False,
                note=self._text(entry, "note") if "note" in entry else "",
            )
        self._place = place

    def _reach(self, raw: object) -> dict[str, tuple[str, ...]]:
        if not isinstance(raw, dict):
            self.say("缺 applies_to：写明 workers、sectors、parties 三项。")
            return dict.fromkeys(_REACH, ())
        self._keys(raw, tuple(_REACH), within="applies_to 的")
        reach = {key: self._list(raw, key, allowed) for key, allowed in _REACH.items()}
        for key, words in reach.items():
            if ALL in words and len(words) > 1:
                self.say(f"applies_to 的 {key} 已写“全部”，不要再列其他。")
        return reach

    def _keys(
        self,
        raw: Mapping[str, object],
        known: Sequence[str],
        *,
        optional: Collection[str] = (),
        within: str = "",
    ) -> None:
        for key in raw:
            if key not in known:
                usable = "、".join(known)
                self.say(f"不认识{within}键“{key}”{near(key, known)}；可用的键：{usable}。")
        for key in known:
            if key not in raw and key not in optional and key not in {"basis", "applies_to"}:
                self.say(f"缺{within}键“{key}”，请补上。", _RULES.get(key, "form"))

    def _text(self, raw: Mapping[str, object], key: str) -> str:
        value = raw.get(key)
        if key not in raw:
            return ""
        if not isinstance(value, str) or not value.strip():
            self.say(f"“{key}”应当是一段不空的文字。", _RULES.get(key, "form"))
            return ""
        if re.search(r"[\x00-\x1f\x7f]", value):
            self.say(f"“{key}”里有换行或控制字符，请写成一行。")
        return value.strip()

    def _id(self, raw: Mapping[str, object]) -> str:
        value = self._text(raw, "id")
        if value and not _ITEM_ID.fullmatch(value):
            self.say(f"编号“{value}”写法不对，应当像 LC-05-01（领域两位、序号两位）。")
        return value

    def _law(self, raw: Mapping[str, object]) -> str:
        value = self._text(raw, "law")
        if value and value not in self._register:
            self.say(
                f"法源登记表里没有“{value}”{near(value, self._register)}；"
                "请改用登记表里的名称，或先登记该文件。",
                "unknown_law",
            )
        return value

    def _one_of(
        self, raw: Mapping[str, object], key: str, allowed: Sequence[str], default: str = ""
    ) -> str:
        if key not in raw:
            return default or next(iter(allowed), "")
        value = raw[key]
        if isinstance(value, str) and value in allowed:
            return value
        self.say(f"“{key}”写了“{value}”{near(value, allowed)}；只能是：{'、'.join(allowed)}。")
        return next(iter(allowed), "")

    def _list(
        self, raw: Mapping[str, object], key: str, allowed: Sequence[str] = ()
    ) -> tuple[str, ...]:
        if key not in raw:
            return ()
        value = raw[key]
        if not isinstance(value, list) or not value:
            self.say(f"“{key}”应当是方括号里的一串文字，至少一个。")
            return ()
        words = [word.strip() if isinstance(word, str) else "" for word in value]
        if "" in words:
            self.say(f"“{key}”里有空的或不是文字的一格。")
        for word in dict.fromkeys(words):
            if word and allowed and word not in allowed:
                usable = "、".join(allowed)
                self.say(f"“{key}”里不能写“{word}”{near(word, allowed)}；只能是：{usable}。")
            if word and words.count(word) > 1:
                self.say(f"“{key}”里“{word}”写了两次，请删去一个。")
        return tuple(words)

    def _days(self, raw: Mapping[str, object]) -> int:
        value = raw.get("rectify_days", 1)
        if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= _DAYS_MAX:
            return value
        self.say(f"rectify_days 写了“{value}”，应当是 1 到 {_DAYS_MAX} 的整数（自然日）。")
        return 1

    def _flag(self, raw: Mapping[str, object], key: str) -> bool:
        value = raw.get(key, False)
        if isinstance(value, bool):
            return value
        self.say(f"“{key}”只能写 true 或 false（不加引号）。")
        return False

    def _topic(self, raw: Mapping[str, object]) -> str | None:
        if "topic" not in raw:
            return None
        value = self._text(raw, "topic")
        if value and value not in self._topics:
            self.say(f"议题代码“{value}”不在 [topics] 里{near(value, self._topics)}。")
        return value
