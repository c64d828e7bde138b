"""The rows of a returned sheet as the preview shows them: what would change, cell by cell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casework.checkup.sheet.layout import FREE_COLUMNS, ITEM_COLUMNS, entered
from casework.checkup.sheet.preview import Preview, RowResult, RowStatus
from casework.checkup.sheet.values import AnswerValues


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that would change."""

    heading: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row that would change something, or cannot be used."""

    result: RowResult
    title: str
    cells: tuple[Cell, ...]


def changes(found: Preview, titles: Mapping[str, str]) -> tuple[Row, ...]:
    """Return the rows that are not unchanged, those with problems first."""
    rows = [
        Row(one, titles.get(one.key, one.key or "新的目录外问题"), tuple(_cells(one)))
        for one in found.rows
        if one.status is not RowStatus.UNCHANGED
    ]
    return tuple(sorted(rows, key=lambda row: row.result.status is not RowStatus.ERROR))


def _cells(row: RowResult) -> Iterator[Cell]:
    if row.values is None:
        return
    columns = ITEM_COLUMNS if isinstance(row.values, AnswerValues) else FREE_COLUMNS
    for column in columns:
        if not column.field:
            continue
        before = "" if row.before is None else _text(entered(row.before, column))
        after = _text(entered(row.values, column))
        if before != after:
            yield Cell(column.heading, before, after)


def _text(value: object) -> str:
    return "" if value is None else str(value)
