"""The five answers to a check item, and how they are read from a key, a cell or a program.

Light on purpose: the package root exports ``Verdict``, and nobody who imports it waits for a
database or a spreadsheet library.
"""

import unicodedata
from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import TypeVar

from casework.errors import InputError

T = TypeVar("T")


def meant(text: str, words: Mapping[T, Collection[str]]) -> T | None:
    """Return what *text* is a word for, or ``None``; full-width characters and outer spaces are forgiven."""
    word = unicodedata.normalize("NFKC", text).strip().casefold()
    return next((one for one, known in words.items() if word in known), None)


class Verdict(StrEnum):
    """What the inspector found for one item (law-checkup 2, step 7)."""

    COMPLIANT = "compliant"
    PARTIAL = "partial"
    NON_COMPLIANT = "non_compliant"
    NOT_APPLICABLE = "not_applicable"
    UNVERIFIED = "unverified"

    @property
    def label(self) -> str:
        """The word on page, sheet and report: 合规、部分合规、不合规、不适用、未能核实."""
        return _LABELS[self]

    @property
    def key(self) -> str:
        """The one key that gives this answer on the checklist screen, "1" to "5"."""
        return str(list(Verdict).index(self) + 1)

    @property
    def judged(self) -> bool:
        """Whether the answer is a judgement that carries points (合规、部分合规、不合规)."""
        return self in {Verdict.COMPLIANT, Verdict.PARTIAL, Verdict.NON_COMPLIANT}

    @property
    def faulty(self) -> bool:
        """Whether the answer makes a finding (部分合规、不合规)."""
        return self in {Verdict.PARTIAL, Verdict.NON_COMPLIANT}

    @classmethod
    def parse(cls, text: str) -> "Verdict":
        """Return the verdict meant by a label, a value or a key: 不合规, non_compliant or 3.

        Full-width characters and spaces around the word are forgiven, as WPS leaves them.

        Raises:
            InputError: the word is none of these.
        """
        found = meant(text, {one: (one.value, one.label, one.key) for one in cls})
        if found is not None:
            return found
        known = "、".join(f"{verdict.label}（{verdict.key}）" for verdict in cls)
        raise InputError.one("结论", f"“{text.strip()}”不是可用的结论，请从中选一：{known}。")


_LABELS = {
    Verdict.COMPLIANT: "合规",
    Verdict.PARTIAL: "部分合规",
    Verdict.NON_COMPLIANT: "不合规",
    Verdict.NOT_APPLICABLE: "不适用",
    Verdict.UNVERIFIED: "未能核实",
}
