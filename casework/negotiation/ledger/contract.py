"""The draft agreement: exactly the agreed clauses, in the order of topics, and what is still open.

Its digest is the SHA-256 over the hashes both chiefs confirmed, in that order: a signature on the draft is a
signature on those wordings and no others.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casework.law.citation import in_words
from casework.negotiation.ledger.board import Line, lay_out, title_of
from casework.negotiation.ledger.clause import Status
from casework.negotiation.ledger.entry import Figure, clause_code
from casework.negotiation.ledger.fold import Ledger
from casework.store import canonical


@dataclass(frozen=True, slots=True)
class Article:
    """An agreed clause as it stands in the draft."""

    number: int  #: in the draft, from 1
    topic: int
    title: str  #: of the topic
    clause: int
    version: int
    text: str
    figures: tuple[Figure, ...]
    hash: str

    @property
    def label(self) -> str:
        """Return 第一条."""
        return f"第{in_words(self.number)}条"

    def __str__(self) -> str:
        return f"{self.label}　{self.text}"


@dataclass(frozen=True, slots=True)
class Draft:
    """The agreement as far as it goes."""

    articles: tuple[Article, ...]
    open: tuple[str, ...]  #: a sentence for each clause or topic that is not agreed
    reserved: tuple[str, ...]  #: a sentence for each clause put aside
    digest: str

    @property
    def complete(self) -> bool:
        """Return whether there is something agreed and nothing open; what was put aside doesn't hinder."""
        return bool(self.articles) and not self.open

    @property
    def text(self) -> str:
        """Return the draft as text: a heading a topic, an article a clause."""
        lines: list[str] = []
        topic = None
        for article in self.articles:
            if article.topic != topic:
                topic = article.topic
                lines.append(article.title or title_of(article.topic, ""))
            lines.append(str(article))
        return "\n".join(lines)

    @property
    def hashes(self) -> tuple[str, ...]:
        """Return the confirmed hashes in the order of the draft."""
        return tuple(article.hash for article in self.articles)


def assemble(ledger: Ledger, topics: Mapping[int, str] | None = None) -> Draft:
    """Return the draft from the agreed clauses. *topics*: numbers and titles in the order they are to stand."""
    lines = lay_out(ledger, topics).lines
    articles = tuple(_articles(lines))
    digest = hashlib.sha256(canonical([one.hash for one in articles])).hexdigest()
    return Draft(
        articles=articles,
        open=tuple(_told(line) for line in lines if line.status not in _DONE),
        reserved=tuple(_told(line) for line in lines if line.status is Status.RESERVED),
        digest=digest,
    )


_DONE = (Status.AGREED, Status.RESERVED)


def _articles(lines: tuple[Line, ...]) -> Iterator[Article]:
    agreed = [(line, line.agreed) for line in lines if line.agreed is not None]
    for number, (line, entry) in enumerate(agreed, start=1):
        yield Article(
            number=number,
            topic=line.topic,
            title=line.title,
            clause=entry.clause or 0,
            version=entry.version or 0,
            text=entry.text,
            figures=entry.figures,
            hash=entry.hash,
        )


def _told(line: Line) -> str:
    name = title_of(line.topic, line.title)
    clause = f" {clause_code(line.clause.number)}" if line.clause else ""
    note = f"（{line.note}）" if line.note else ""
    return f"{name}{clause}：{line.status.label}{note}"
