"""Finding a rule by key or label, jurisdiction and day, and what stands in for an unknown local value.

Which version applies:

- The law of the day of the event: ``from`` ≤ day ≤ ``until``; no ``from`` means not known, taken as always.
- A city (``CN-32-05`` or ``320500``) asks its province, a province asks ``CN``.
- A local version with a value, or one that says the law gives no number, is used. So is the national
  rule where the jurisdiction has no version of its own at all: it simply is the rule, and firm.
- Where a local version exists but its value is unknown, or it is not in force on that day, the national
  value **stands in**: ``national`` is true and 按国家规章暂计 is shown. Conservative on purpose: before
  its own regulation came into force a province often had another one that is not in the data.
- A practice value (内部做法) that stands in is never called national; its own mark says what it is.
- When nobody has a value, the most local entry is found, for its note says what is missing.
- An overlay read later goes before what was read earlier, on the days it covers.
- A label names its entry, whatever jurisdiction is asked; one without a value falls back by its key.
"""

import difflib
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from casework.errors import InputError, NotFound
from casework.law.citation import Confidence
from casework.law.days import show_day
from casework.law.rules import Rule

_PATH = re.compile(r"CN(-\d{2}){0,3}", re.ASCII)
_REGION = re.compile(r"\d{6}", re.ASCII)
#: The first two digits of GB/T 2260; a slip is not to be taken for a province without rules.
_PROVINCES = frozenset(
    str(code)
    for codes in ((11, 16), (21, 24), (31, 38), (41, 47), (50, 55), (61, 66), (71, 72), (81, 83))
    for code in range(*codes)
)


@dataclass(frozen=True, slots=True)
class Found:
    """The rule that applies, and the local entry it stands in for, if any."""

    rule: Rule
    stands_in_for: Rule | None = None

    @property
    def national(self) -> bool:
        """Whether a higher level's value stands in for an unknown local one (按国家规章暂计)."""
        return self.stands_in_for is not None and self.rule.confidence is not Confidence.PRACTICE

    @property
    def mark(self) -> str | None:
        """The Chinese mark of standing in, or None."""
        if not self.national:
            return None
        return "按国家规章暂计" if self.rule.jurisdiction == "CN" else "按省级规定暂计"


def jurisdiction_path(jurisdiction: str) -> tuple[str, ...]:
    """Return the jurisdiction and its superiors, the most local first: 320500 → CN-32-05, CN-32, CN.

    Raises:
        InputError: it is neither CN-… nor a region code of six digits, or there is no such province.
    """
    code = jurisdiction.strip().upper()
    if _REGION.fullmatch(code):
        pairs = [code[i : i + 2] for i in (0, 2, 4)]
        while pairs and pairs[-1] == "00":
            pairs.pop()
        code = "-".join(["CN", *pairs])
    if not _PATH.fullmatch(code):
        raise InputError.one(
            "辖区",
            f"看不懂“{jurisdiction}”；请写成 CN、CN-32（江苏）、CN-32-05 或六位区划代码 320500。",
        )
    parts = code.split("-")
    if parts[1:2] and parts[1] not in _PROVINCES:
        raise InputError.one("辖区", f"没有代码为 {parts[1]} 的省份；江苏是 CN-32。")
    return tuple("-".join(parts[:end]) for end in range(len(parts), 0, -1))


class RuleBook:
    """All rules, in the order read, found quickly; immutable but for its cache of answers."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        self._by_key: dict[str, dict[str, list[Rule]]] = defaultdict(lambda: defaultdict(list))
        self._by_label: dict[str, list[Rule]] = defaultdict(list)
        for rule in self.rules:
            self._by_key[rule.key][rule.jurisdiction].append(rule)
            self._by_label[rule.label].append(rule)
        self._answers: dict[tuple[str, str], tuple[list[int], list[Found | None]]] = {}

    def find(self, key_or_label: str, jurisdiction: str, on: date) -> Found:
        """Return what applies on the day.

        Raises:
            NotFound: no such key or label (near ones are named), or no version in force that day.
            InputError: the jurisdiction cannot be read.
        """
        asked = (key_or_label, jurisdiction)
        answers = self._answers.get(asked)
        if answers is None:
            answers = self._answers[asked] = self._resolve(key_or_label, jurisdiction)
        found = answers[1][bisect_right(answers[0], on.toordinal()) - 1]
        if found is None:
            raise NotFound("规则", self._not_that_day(key_or_label, on))
        return found

    def always(self, key_or_label: str, jurisdiction: str, first: date, last: date) -> Found | None:
        """Return what applies on every day from *first* to *last*, None if that changes between them.

        Raises:
            NotFound, InputError: as :meth:`find` on the first day.
        """
        found = self.find(key_or_label, jurisdiction, first)
        turns = self._answers[key_or_label, jurisdiction][0]
        same = bisect_right(turns, first.toordinal()) == bisect_right(turns, last.toordinal())
        return found if same else None

    def _resolve(self, name: str, jurisdiction: str) -> tuple[list[int], list[Found | None]]:
        """Return the days on which the answer changes, and the answer from each of them on."""
        path = jurisdiction_path(jurisdiction)
        entries = self._by_label.get(name, ())
        if entries:
            path = jurisdiction_path(entries[0].jurisdiction)
        elif name not in self._by_key:
            raise NotFound("规则", f"{name}{self._near(name)}")
        key = entries[0].key if entries else name
        versions = [rule for place in path for rule in self._by_key[key].get(place, ())]
        turns = {date.min}
        for rule in versions:
            turns |= {rule.from_on} if rule.from_on else set()
            turns |= {rule.until_on + timedelta(days=1)} if rule.until_on else set()
        days = sorted(turns)
        return [day.toordinal() for day in days], [
            self._on(day, key, path, entries) for day in days
        ]

    def _on(self, day: date, key: str, path: Iterable[str], named: Sequence[Rule]) -> Found | None:
        exact = _latest(named, day)
        if exact is not None and exact.known:
            return Found(exact)
        missing: Rule | None = exact
        unknown: Rule | None = exact
        for place in path:
            entries = self._by_key[key].get(place, ())
            rule = _latest(entries, day)
            if rule is not None and rule.known:
                return Found(rule, missing if missing and missing.jurisdiction != place else None)
            unknown = unknown or rule
            missing = missing or rule or (entries[0] if entries else None)
        return Found(unknown) if unknown else None

    def _near(self, name: str) -> str:
        known = [*self._by_key, *self._by_label]
        near = difflib.get_close_matches(name, known, n=4, cutoff=0.6)
        near += [one for one in known if name and name.lower() in one.lower() and one not in near]
        return (
            f"（相近的有：{'、'.join(near[:6])}）"
            if near
            else "（casework law rules 列出全部规则）"
        )

    def _not_that_day(self, name: str, on: date) -> str:
        entries = self._by_label.get(name) or [
            rule for rules in self._by_key[name].values() for rule in rules
        ]
        days = sorted({rule.from_on for rule in entries if rule.from_on})
        listed = "、".join(show_day(day) for day in days)
        return f"{name}（{show_day(on)}没有在施行的版本；收录的版本自{listed}起施行）"


def _latest(entries: Iterable[Rule], day: date) -> Rule | None:
    """Return the version in force that was read last: an overlay goes before what it covers."""
    return next((rule for rule in reversed(list(entries)) if rule.in_force(day)), None)
