"""One row of a returned sheet, cell by cell: what it says, what is wrong, and what it would do."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from casework.checkup.sheet.cells import CellFault, as_text
from casework.checkup.sheet.layout import Column
from casework.checkup.sheet.preview import CellProblem, RowResult, RowStatus
from casework.checkup.sheet.values import FreeValues, Values, digest, same
from casework.errors import InputError


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as the file has it."""

    value: object
    formula: bool = False
    error: bool = False  #: #NAME? and the like


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row under the headings."""

    sheet: str
    number: int
    key: RawCell
    cells: Mapping[str, RawCell]  #: by the name of the field
    letters: Mapping[str, str]  #: by the name of the field; "key" for the first column


class Fields:
    """Reads the cells of one row and gathers what is wrong."""

    def __init__(self, row: RawRow, columns: Iterable[Column]) -> None:
        self.row, self.problems = row, list[CellProblem]()
        self._headings = {column.field: column.heading for column in columns}
        self.values = {
            column.field: self._read(column) for column in columns if column.field in row.cells
        }
        self.key = self._key()

    def say(self, field: str, message: str) -> None:
        """Note a problem with one cell, or with the row when *field* is empty."""
        letter, heading = self.row.letters.get(field, ""), self._headings.get(field, "")
        if field == "key":
            heading = "编号"
        place = CellProblem(self.row.sheet, self.row.number, letter, heading, message)
        self.problems.append(place)

    def ask(
        self,
        check: Callable[[], object],
        named: Mapping[str, str],
        labels: Mapping[str, str],
    ) -> None:
        """Let the check of the verb that will write this row look at it, and say what it says.

        *named*: what the verb calls a field, where that is another name; *labels* begin its
        sentences and stand in the heading already. A cell that could not be read is not blamed twice.
        """
        faulty = {problem.column for problem in self.problems}
        try:
            check()
        except InputError as error:
            for problem in error.problems:
                field = named.get(problem.place, problem.place)
                if self.row.letters.get(field) not in faulty:
                    label = labels.get(problem.place, self._headings.get(field, ""))
                    self.say(field, problem.message.removeprefix(f"{label}："))

    @property
    def blank(self) -> bool:
        """Whether nothing is filled in."""
        return not self.problems and not any(self.values.values()) and not any(
            value == 0 and value is not False for value in self.values.values()
        )  # fmt: skip

    def _read(self, column: Column) -> Any:
        cell = self.row.cells[column.field]
        if cell.formula:
            self.say(
                column.field, "是公式。请改填文字或数值（文字以“=”开头的，前面加半角单引号）。"
            )
        elif cell.error:
            self.say(
                column.field, f"显示为 {cell.value}，内容已丢失。请重新填写，文字前加半角单引号。"
            )
        else:
            try:
                return column.read(cell.value)
            except CellFault as fault:
                self.say(column.field, str(fault))
        return column.read(None)

    def _key(self) -> str:
        try:
            return as_text(self.row.key.value).upper().replace(" ", "")
        except CellFault as fault:
            self.say("key", str(fault))
            return ""


def outcome(
    fields: Fields,
    key: str,
    values: Values | None,
    before: Values | None,
    marks: Mapping[str, str],
    hints: tuple[str, ...] = (),
) -> RowResult:
    """Compare the row with what the sheet said when written and with what the book says now."""
    row, moved_on = fields.row, False
    if fields.problems or values is None:
        status, values = RowStatus.ERROR, None
    elif digest(values) == marks.get(key) or (before and same(values, before)):
        status = RowStatus.UNCHANGED
    elif before is None or (not isinstance(before, FreeValues) and before.verdict is None):
        status = RowStatus.NEW
    else:
        status = RowStatus.CHANGED
        moved_on = key in marks and digest(before) != marks[key]
    return RowResult(
        row.sheet, row.number, key, status, values, before,
        tuple(fields.problems), hints if values else (), moved_on,
    )  # fmt: skip
