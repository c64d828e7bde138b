"""A remark of the lint, and which of them a person has dismissed."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How serious a remark is."""

    MUST = "must"
    CHECK = "check"
    HINT = "hint"

    @property
    def label(self) -> str:
        """The Chinese word."""
        return {"must": "必须改正", "check": "应当核对", "hint": "提示"}[self.value]


_LONGEST = 48  #: characters of a subject in a key; a longer one is its hash
_ORDER = {one: place for place, one in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing about a draft that somebody should look at."""

    code: str
    clause: str  #: code of the clause; empty for the draft as a whole
    sentence: str  #: what is wrong and what would be right
    basis: str
    severity: Severity
    subject: str = ""  #: what it is about inside the clause: a word, a figure with its amount

    @property
    def key(self) -> str:
        """What a dismissal is kept under.

        The same as long as the same thing is wrong, however the rest of the text changes; another
        amount is another remark.
        """
        subject = self.subject
        if len(subject) > _LONGEST:
            subject = hashlib.sha256(subject.encode()).hexdigest()[:_LONGEST]
        return f"{self.code}|{self.clause}|{subject}"

    def __str__(self) -> str:
        place = f"{self.clause}：" if self.clause else ""
        return f"【{self.severity.label}】{place}{self.sentence}（依据：{self.basis}）"


@dataclass(frozen=True, slots=True)
class Dismissed:
    """A remark that somebody has dismissed, and why."""

    remark: Remark
    reason: str


@dataclass(frozen=True, slots=True)
class Sorted:
    """The remarks that stand, those dismissed, and dismissals of what is no longer remarked."""

    standing: tuple[Remark, ...]
    dismissed: tuple[Dismissed, ...]
    settled: tuple[str, ...]  #: keys


def in_order(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """Return remarks with the most serious first, each key once, otherwise in their order."""
    once: dict[str, Remark] = {}
    for remark in remarks:
        once.setdefault(remark.key, remark)
    return tuple(sorted(once.values(), key=lambda one: _ORDER[one.severity]))


def sort_out(remarks: Iterable[Remark], dismissals: Mapping[str, str]) -> Sorted:
    """Return which remarks stand; *dismissals* maps the key of a remark to the reason given."""
    remarks = tuple(remarks)
    keys = {remark.key for remark in remarks}
    return Sorted(
        tuple(one for one in remarks if one.key not in dismissals),
        tuple(Dismissed(one, dismissals[one.key]) for one in remarks if one.key in dismissals),
        tuple(key for key in dismissals if key not in keys),
    )
