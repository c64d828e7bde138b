"""Price times volume: what each offer costs or brings a month, several offers side by side. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from casework.negotiation.ledger.clause import Clause
from casework.negotiation.ledger.entry import Figure, Measure, plain
from casework.negotiation.ledger.fold import Ledger
from casework.negotiation.side import Side

PRESENT, BOTTOM = "现行", "底线"
_HUNDRED = Decimal(100)
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Basis:
    """What a figure of a clause is multiplied by."""

    clause: int
    figure: str
    volume: Decimal  #: times a person has it in a month
    persons: int
    unit_value: Decimal | None = None  #: yuan a unit; of a percentage the yuan it is of
    present: Decimal | None = None
    code: str = ""  #: 算-01


@dataclass(frozen=True, slots=True)
class Inside:
    """Figures that only the union side knows: a bottom line, or an alternative by its name."""

    column: str
    clause: int
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one offer of a figure comes to a month, in yuan."""

    figure: Figure
    monthly: Decimal | None  #: for all persons; None where yuan a unit are not known
    each: Decimal | None  #: for one person
    more: Decimal | None  #: than now, for all persons; None where the present figure is not known


@dataclass(frozen=True, slots=True)
class CostLine:
    """A figure of a clause, and what it comes to in each column that names it."""

    basis: Basis
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Costing:
    """All figures that have a basis, by column: now, both sides, packages, bottom line, alternatives."""

    columns: tuple[str, ...]
    lines: tuple[CostLine, ...]
    lacking: tuple[str, ...]  #: a sentence for each cost that could not be told

    def total(self, column: str) -> Decimal:
        """Return what a column comes to a month, over the lines it names."""
        return sum(self._counted(column), Decimal(0))

    def counted(self, column: str) -> int:
        """Return how many lines that total covers."""
        return len(self._counted(column))

    def _counted(self, column: str) -> list[Decimal]:
        cells = (line.cells.get(column) for line in self.lines)
        return [one.monthly for one in cells if one is not None and one.monthly is not None]


def monthly(figure: Figure, basis: Basis, *, persons: int | None = None) -> Decimal | None:
    """Return what a figure comes to a month in yuan and cents; None where a unit has no price.

    Amount × yuan a unit × times a person has it × persons; a percentage is of ``unit_value``.
    """
    price = Decimal(1) if figure.kind is Measure.MONEY else basis.unit_value
    if price is None:
        return None
    if figure.kind is Measure.PERCENT:
        price /= _HUNDRED
    heads = basis.persons if persons is None else persons
    return (figure.amount * price * basis.volume * heads).quantize(_CENT, ROUND_HALF_UP)


def cost(ledger: Ledger, bases: Sequence[Basis], inside: Sequence[Inside] = ()) -> Costing:
    """Return what each offer comes to, a line for each basis."""
    lines = tuple(_line(ledger, basis, inside) for basis in bases)
    named = {column for line in lines for column in line.cells}
    order = (PRESENT, *Side, *ledger.packages, BOTTOM, *(one.column for one in inside))
    columns = tuple(dict.fromkeys(column for column in order if column in named))
    return Costing(columns, lines, tuple(_lacking(lines)))


def told(amount: Decimal) -> str:
    """Return yuan as people write it: 1,560,000元."""
    return f"{Decimal(plain(amount)):,}元"


def _line(ledger: Ledger, basis: Basis, inside: Iterable[Inside]) -> CostLine:
    clause = ledger.clauses.get(basis.clause)
    offers: dict[str, Figure] = {}
    if clause is not None:
        offers |= _at_the_table(ledger, clause, basis.figure)
    for one in inside:
        if one.clause == basis.clause:
            named = {figure.name: figure for figure in one.figures}
            offers |= {one.column: named[basis.figure]} if basis.figure in named else {}
    now = None
    if basis.present is not None and offers:
        now = replace(next(iter(offers.values())), amount=basis.present)
        offers = {PRESENT: now, **offers}
    return CostLine(basis, {column: _cell(one, basis, now) for column, one in offers.items()})


def _at_the_table(ledger: Ledger, clause: Clause, name: str) -> dict[str, Figure]:
    """Return the figure of that name in each standing offer and each package not withdrawn."""
    offers = {str(side): clause.offer(side) for side in Side}
    for package in ledger.packages.values():
        if not package.withdrawn:
            members = (one for one in package.members if one.clause == clause.number)
            offers[package.label] = next(members, None)
    found = {column: offer.figure(name) for column, offer in offers.items() if offer is not None}
    return {column: figure for column, figure in found.items() if figure is not None}


def _cell(figure: Figure, basis: Basis, now: Figure | None) -> Cell:
    total = monthly(figure, basis)
    before = monthly(now, basis) if now is not None else None
    more = total - before if total is not None and before is not None else None
    return Cell(figure, total, monthly(figure, basis, persons=1), more)


def _lacking(lines: Iterable[CostLine]) -> Iterator[str]:
    for line in lines:
        name = f"{line.basis.code} {line.basis.figure}".strip()
        if not line.cells:
            yield f"{name}：现在没有一方提出这个数字，算不出。"
        elif any(cell.monthly is None for cell in line.cells.values()):
            yield f"{name}：数字不是金额，请填“每单位折合元”。"
