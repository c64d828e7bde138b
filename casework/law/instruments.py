"""The register of instruments: statutes, regulations, policies, standards that rules and checks cite.

A name is the one the check catalogue uses; other ways of writing it are in ``known_as``, often with
the version that was read. Dates and document numbers are mostly from memory: see ``confidence``.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from casework.errors import NotFound
from casework.law.citation import Confidence


class InstrumentKind(StrEnum):
    """What kind of text it is: only the first four can be broken (违反)."""

    STATUTE = "法律"
    ADMINISTRATIVE_REGULATION = "行政法规"
    LOCAL_REGULATION = "地方性法规"
    DEPARTMENTAL_RULE = "部门规章"
    JUDICIAL_INTERPRETATION = "司法解释"
    POLICY = "规范性文件"
    RECOMMENDED_STANDARD = "推荐性标准"
    GUIDELINE = "指引"

    @property
    def binding(self) -> bool:
        """Whether it is law that can be broken; the others are 未落实 or 存在差距 at most."""
        return self in _BINDING


_BINDING = frozenset(
    {
        InstrumentKind.STATUTE,
        InstrumentKind.ADMINISTRATIVE_REGULATION,
        InstrumentKind.LOCAL_REGULATION,
        InstrumentKind.DEPARTMENTAL_RULE,
    }
)


@dataclass(frozen=True, slots=True)
class Instrument:
    """One text of the register."""

    name: str  #: as the catalogue and the rules cite it
    title: str  #: in full
    cite: str  #: as a report prints it, book-title marks included
    kind: InstrumentKind
    confidence: Confidence  #: verified: its text was read, as far as version_read says
    issuer: str | None = None
    doc_no: str | None = None
    passed_on: date | None = None  #: first passed or issued
    effective_from: date | None = None  #: first in force
    effective_until: date | None = None  #: last day in force
    version_read: str | None = None
    labour_relation_only: bool = (
        False  #: applies to labour relations only, but for exception_articles
    )
    exception_articles: tuple[str, ...] = ()
    labour_relation_only_articles: tuple[str, ...] = ()
    known_as: tuple[str, ...] = ()
    cited_in: tuple[str, ...] = ()
    note: str | None = None

    def only_for_labour_relations(self, article: str | None = None) -> bool:
        """Return whether *article* (第四十七条) of it binds only where there is a labour relation."""
        if self.labour_relation_only:
            return article is None or article not in self.exception_articles
        return article is not None and article in self.labour_relation_only_articles


class Register(Mapping[str, Instrument]):
    """Instruments by name; a ``known_as`` finds them too, but is not listed."""

    __slots__ = ("_by_name", "_known")

    def __init__(self, instruments: Iterable[Instrument]) -> None:
        self._by_name = {one.name: one for one in instruments}
        self._known = {other: one for one in self._by_name.values() for other in one.known_as}
        self._known |= self._by_name

    def __getitem__(self, name: str) -> Instrument:
        return self._known[name]

    def __contains__(self, name: object) -> bool:
        return name in self._known

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)

    def find(self, name: str) -> Instrument:
        """Return the instrument called *name*.

        Raises:
            NotFound: the register has no such name.
        """
        try:
            return self._known[name]
        except KeyError:
            raise NotFound("法源", name) from None
