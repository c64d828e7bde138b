"""Whether a clause says what it means: words that leave everything open."""

from collections.abc import Iterator

from casework.negotiation.lint.asking import PRACTICE, Looking
from casework.negotiation.lint.draft import DraftClause
from casework.negotiation.lint.remark import Remark, Severity
from casework.negotiation.lint.word_table import Vague

_AROUND = 8  #: characters shown on either side


def vague(looking: Looking) -> Iterator[Remark]:
    """Point to each vague word once a clause, with where it stands and what would be clear."""
    for clause in looking.draft.clauses:
        for one in looking.words.vague:
            at = _first(clause, one)
            if at is not None:
                said = f"“{_context(clause.text, at, one.word)}”中的“{one.word}”含义不确定；{one.advice}。"
                yield Remark("vague", clause.code, said, PRACTICE, Severity.CHECK, one.word)


def _first(clause: DraftClause, vague_word: Vague) -> int | None:
    """Return where the word first stands without the words that make it certain before it."""
    text, at = clause.text, clause.text.find(vague_word.word)
    while at >= 0:
        if not text[:at].endswith(vague_word.unless_after or ("\0",)):
            return at
        at = text.find(vague_word.word, at + 1)
    return None


def _context(text: str, at: int, word: str) -> str:
    start, end = max(0, at - _AROUND), at + len(word) + _AROUND
    before = "…" if start else ""
    after = "…" if end < len(text) else ""
    return before + text[start:end].replace("\n", " ") + after
