"""What a returned sheet would do, row by row: shown first, applied by the caller all or nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from casework.checkup.sheet.values import Values
from casework.errors import Conflict, InputError, Problem

#: So many problems are listed; after them only their number is said.
LISTED_MOST = 500


class RowStatus(StrEnum):
    """What a row would do."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    ERROR = "error"

    @property
    def label(self) -> str:
        """新增、修改、未改、错误."""
        return {"new": "新增", "changed": "修改", "unchanged": "未改", "error": "错误"}[self.value]


@dataclass(frozen=True, slots=True)
class CellProblem:
    """One thing that is wrong, and exactly where."""

    sheet: str
    row: int  #: as the spreadsheet numbers it, from 1
    column: str  #: letter; empty when it is about the whole row
    heading: str
    message: str

    @property
    def place(self) -> str:
        """“检查表”第12行 事实描述（I12）."""
        where = f"“{self.sheet}”第{self.row}行"
        return f"{where} {self.heading}（{self.column}{self.row}）" if self.column else where

    def as_problem(self) -> Problem:
        """Return it as the library's general problem."""
        return Problem(self.place, self.message)


@dataclass(frozen=True, slots=True)
class RowResult:
    """One row of a returned sheet."""

    sheet: str
    row: int
    key: str  #: item id, or code of a free finding; empty for a new free finding
    status: RowStatus
    values: Values | None  #: what the row says; None on an error
    before: Values | None  #: what the book says now; None: nothing yet
    problems: tuple[CellProblem, ...] = ()
    hints: tuple[str, ...] = ()  #: for the lawyer to consider; they stop nothing
    moved_on: bool = False  #: the book changed after the sheet was written: applying overwrites


@dataclass(frozen=True, slots=True)
class Preview:
    """Every row of a returned sheet and what is to be known before applying it."""

    items: tuple[RowResult, ...]
    free: tuple[RowResult, ...]
    notes: tuple[str, ...] = ()  #: about the file as a whole

    @property
    def rows(self) -> tuple[RowResult, ...]:
        """All rows, items first."""
        return self.items + self.free

    @property
    def changes(self) -> tuple[RowResult, ...]:
        """The rows to apply: new and changed ones."""
        wanted = {RowStatus.NEW, RowStatus.CHANGED}
        return tuple(row for row in self.rows if row.status in wanted)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem; the caller applies nothing while there is one."""
        return tuple(self._listed())

    @property
    def moved_on(self) -> tuple[RowResult, ...]:
        """The rows that would overwrite what somebody changed meanwhile."""
        return tuple(row for row in self.changes if row.moved_on)

    def refuse(self, rows_of: str, *, overwrite: bool) -> None:
        """Pass if the sheet may be applied; *rows_of* names its rows: 检查表里的这些行.

        Raises:
            InputError: every problem of every row.
            Conflict: rows that would replace somebody's later work, without *overwrite*.
        """
        if self.problems:
            raise InputError(self.problems)
        if self.moved_on and not overwrite:
            rows = [f"“{row.sheet}”第{row.row}行（{row.key}）" for row in self.moved_on]
            raise Conflict(rows_of, rows)

    def counts(self) -> dict[RowStatus, int]:
        """Return how many rows have which status."""
        return {status: sum(row.status is status for row in self.rows) for status in RowStatus}

    def _listed(self) -> Iterator[Problem]:
        found = [problem for row in self.rows for problem in row.problems]
        yield from (problem.as_problem() for problem in found[:LISTED_MOST])
        if len(found) > LISTED_MOST:
            yield Problem("", f"另有 {len(found) - LISTED_MOST} 处错误没有列出；请先改正以上各处。")
