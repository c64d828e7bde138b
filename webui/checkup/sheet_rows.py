"""A returned sheet between its two phases: the file, its rows as the preview shows them, its mark."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casework import Work
from casework.checkup.sheet.layout import FREE_COLUMNS, ITEM_COLUMNS, entered
from casework.checkup.sheet.preview import Preview, RowResult, RowStatus
from casework.checkup.sheet.self_layout import SELF_COLUMNS
from casework.checkup.sheet.values import AnswerValues, FreeValues, SelfValues
from casework.errors import InputError
from webui.forms import Papers

_COLUMNS = {AnswerValues: ITEM_COLUMNS, FreeValues: FREE_COLUMNS, SelfValues: SELF_COLUMNS}


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
    for column in _COLUMNS[type(row.values)]:
        if not column.field:
            continue
        before = "" if row.before is None else _text(entered(row.before, column))
        after = _text(entered(row.values, column))
        if before != after:
            yield Cell(column.heading, before, after)


def mark(found: Preview) -> str:
    """Return a hash of everything the preview says, to tell later whether it still says it."""
    told = [(row.sheet, row.row, row.key, row.status, row.values, row.before) for row in found.rows]
    return hashlib.sha256(repr(told).encode()).hexdigest()


def brought(work: Work, papers: Papers) -> bytes:
    """Return the bytes of the last file that came with the form.

    Raises:
        InputError: none did, or one that could not be taken.
    """
    papers.check()
    held = papers.all()
    if not held:
        raise InputError.one(papers.slots[0].name, "请先选择填好的表格文件。")
    return work.files.read(held[-1].sha256)


def _text(value: object) -> str:
    return "" if value is None else str(value)
