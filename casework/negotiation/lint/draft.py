"""A draft agreement as the lint looks at it, and the floors it is held against."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from casework.negotiation.ledger.entry import Figure, shown


class Form(StrEnum):
    """What the draft is to become."""

    COLLECTIVE_CONTRACT = "collective_contract"
    SPECIAL_CONTRACT = "special_contract"
    PLATFORM_AGREEMENT = "platform_agreement"
    MINUTES = "minutes"
    MEMO = "memo"

    @property
    def is_contract(self) -> bool:
        """Whether it is a collective contract, comprehensive or special."""
        return self in {Form.COLLECTIVE_CONTRACT, Form.SPECIAL_CONTRACT}


@dataclass(frozen=True, slots=True)
class DraftClause:
    """One clause of a draft, or of the agreement before it."""

    code: str  #: 款-03
    topic: str  #: code of the taxonomy: pay, piece_rate …
    title: str
    text: str
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What is checked."""

    clauses: tuple[DraftClause, ...]
    procedure: str  #: full, simple, platform
    form: Form = Form.COLLECTIVE_CONTRACT
    starts_on: date | None = None
    expires_on: date | None = None  #: the last day it holds

    def figures(self) -> Iterator[tuple[DraftClause, Figure]]:
        """Yield every figure with its clause, in the order of the draft."""
        for clause in self.clauses:
            for figure in clause.figures:
                yield clause, figure


@dataclass(frozen=True, slots=True)
class Floor:
    """A standard of the place that somebody looked up: 昆山市月最低工资标准, so much, by which notice.

    Its code may be one of ``words.toml`` (minimum_wage.month, minimum_wage.hour), which then says to which
    figures it applies; otherwise ``names`` does.
    """

    code: str
    what: str
    amount: Decimal
    unit: str = "元"
    per: str = ""
    source: str = ""  #: the notice it stands in
    names: tuple[str, ...] = ()  #: a figure is meant whose name holds one of these
    at_most: bool = False  #: a ceiling instead: hours, deposits

    @property
    def value(self) -> str:
        """The standard with its unit: 2490元/月."""
        return shown(self.amount, self.unit, self.per)
