"""What differs between two texts: what stayed, what went, what came, and which numbers changed.

Texts are compared sentence by sentence, what differs then word by word; a number is one word, so that
1.00 becomes 1.20 as a whole. Nothing is lost: what stayed and went is the old text, what stayed and came
the new one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from casework.negotiation.ledger.board import Gap, gaps
from casework.negotiation.ledger.clause import Clause
from casework.negotiation.ledger.entry import Entry

_SENTENCES = re.compile(r"[^。；！？\n]*[。；！？\n]|[^。；！？\n]+")
_WORDS = re.compile(r"[0-9]+(?:[.,][0-9]+)*%?|[A-Za-z]+|\s+|.", re.DOTALL)
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*%?")
#: Pairs of words in a stretch above which it counts as replaced whole: nobody reads such a comparison.
_MOST_PAIRS = 1_000_000


class Change(StrEnum):
    """What happened to a run of text."""

    SAME = "same"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text and what happened to it."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Redline:
    """Two texts laid over each other."""

    runs: tuple[Run, ...]
    numbers: tuple[tuple[str, str], ...]  #: (old, new) where one number stands for another; "" none
    figures: tuple[
        Gap, ...
    ] = ()  #: figures that differ: ``theirs`` is the old one, ``ours`` the new

    @property
    def old(self) -> str:
        """Return the old text."""
        return "".join(run.text for run in self.runs if run.change is not Change.INSERTED)

    @property
    def new(self) -> str:
        """Return the new text: the old one with every change made."""
        return "".join(run.text for run in self.runs if run.change is not Change.DELETED)

    @property
    def unchanged(self) -> bool:
        """Return whether nothing differs."""
        return not self.figures and all(run.change is Change.SAME for run in self.runs)

    def __str__(self) -> str:
        """Mark what went [-so-] and what came {+so+}, as plain text."""
        marks = {Change.SAME: "{}", Change.DELETED: "[-{}-]", Change.INSERTED: "{{+{}+}}"}
        return "".join(marks[run.change].format(run.text) for run in self.runs)


def compare(old: str, new: str) -> Redline:
    """Return two texts laid over each other."""
    runs = tuple(_joined(_compared(_SENTENCES.findall(old), _SENTENCES.findall(new))))
    return Redline(runs, tuple(_numbers(runs)))


def compare_versions(clause: Clause, old: int, new: int) -> Redline:
    """Return two versions of a clause laid over each other, with the figures that differ.

    Raises:
        KeyError: there is no version of that number.
    """
    before, after = (_version(clause, number) for number in (old, new))
    found = compare(before.text, after.text)
    figures = tuple(one for one in gaps(after, before) if one.ours != one.theirs)
    return Redline(found.runs, found.numbers, figures)


def _version(clause: Clause, number: int) -> Entry:
    found = clause.version(number)
    if found is None:
        raise KeyError(number)
    return found


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    for before, after in _matched(old, new):
        if before == after:
            yield Run(Change.SAME, before)
        else:
            yield from _by_words(before, after)


def _by_words(old: str, new: str) -> Iterator[Run]:
    for before, after in _matched(_WORDS.findall(old), _WORDS.findall(new)):
        if before == after:
            yield Run(Change.SAME, before)
        else:
            yield Run(Change.DELETED, before)
            yield Run(Change.INSERTED, after)


def _matched(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the stretches of both in order, each beside what stands in its place."""
    if len(old) * len(new) > _MOST_PAIRS:
        yield "".join(old), "".join(new)
        return
    for _tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield "".join(old[i:j]), "".join(new[k:m])


def _joined(runs: Iterator[Run]) -> Iterator[Run]:
    """Yield the runs without empty ones, deletions before insertions, neighbours of one kind together."""
    held = {Change.DELETED: "", Change.INSERTED: ""}
    same = ""
    for run in runs:
        if not run.text:
            continue
        if run.change is Change.SAME:
            yield from _flushed(held)
            held = {Change.DELETED: "", Change.INSERTED: ""}
            same += run.text
        else:
            if same:
                yield Run(Change.SAME, same)
                same = ""
            held[run.change] += run.text
    if same:
        yield Run(Change.SAME, same)
    yield from _flushed(held)


def _flushed(held: dict[Change, str]) -> Iterator[Run]:
    yield from (Run(change, text) for change, text in held.items() if text)


def _numbers(runs: Sequence[Run]) -> Iterator[tuple[str, str]]:
    """Yield the numbers that went beside those that came in their place."""
    for at, run in enumerate(runs):
        after = runs[at + 1] if at + 1 < len(runs) else None
        came = after.text if after and after.change is Change.INSERTED else ""
        if run.change is Change.DELETED:
            yield from _paired(_NUMBER.findall(run.text), _NUMBER.findall(came))
        elif run.change is Change.INSERTED and (at == 0 or runs[at - 1].change is Change.SAME):
            yield from _paired([], _NUMBER.findall(run.text))


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    for at in range(max(len(old), len(new))):
        yield (old[at] if at < len(old) else "", new[at] if at < len(new) else "")
