"""Judging the rows of a returned sheet: each cell read, each row compared, nothing changed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from casework.checkup.catalogue import Catalogue, Item
from casework.checkup.catalogue.notation import near
from casework.checkup.sheet import layout
from casework.checkup.sheet.hints import hints_of
from casework.checkup.sheet.layout import Column
from casework.checkup.sheet.preview import CellProblem, RowResult, RowStatus
from casework.checkup.sheet.values import (
    AnswerValues,
    CellFault,
    FreeValues,
    as_text,
    digest,
    same,
    tidy,
)
from casework.checkup.verdict import Verdict

_DAYS_MOST = 365
_NEEDS_FACTS = frozenset({Verdict.PARTIAL, Verdict.NON_COMPLIANT, Verdict.UNVERIFIED})


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


class _Fields:
    """Reads the cells of one row and gathers what is wrong."""

    def __init__(self, row: RawRow, columns: Iterable[Column]) -> None:
        self.row, self.problems = row, list[CellProblem]()
        self._headings = {column.field: column.heading for column in columns}
        self.values = {
            column.field: self._read(column) for column in columns if column.field in row.cells
        }

    def say(self, field: str, message: str) -> None:
        """Note a problem with one cell, or with the row when *field* is empty."""
        letter, heading = self.row.letters.get(field, ""), self._headings.get(field, "")
        if field == "key":
            heading = "编号"
        place = CellProblem(self.row.sheet, self.row.number, letter, heading, message)
        self.problems.append(place)

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

    @property
    def blank(self) -> bool:
        """Whether nothing is filled in."""
        return not self.problems and not any(self.values.values()) and not any(
            value == 0 and value is not False for value in self.values.values()
        )  # fmt: skip


def item_rows(
    raw: Iterable[RawRow],
    catalogue: Catalogue,
    items: Sequence[Item],
    answers: Mapping[str, AnswerValues],
    marks: Mapping[str, str],
    workers: Mapping[str, int],
) -> Iterator[RowResult]:
    """Yield the outcome of each row of the check sheet that has an id or anything filled in."""
    tailored = {item.id: item for item in items}
    seen: dict[str, int] = {}
    for row in raw:
        fields = _Fields(row, layout.ITEM_COLUMNS)
        key = _key(fields)
        if not key and fields.blank:
            continue
        item = tailored.get(key)
        if item is None:
            fields.say("key", _unknown(key, catalogue, tailored))
        elif key in seen:
            fields.say("key", f"{key} 已在第{seen[key]}行出现；一项只能有一行，请删去一行。")
        else:
            seen[key] = row.number
            values = AnswerValues(**fields.values)
            if digest(values) != marks.get(key):
                _check_answer(fields, item, values, answers.get(key))
                _check_forms(fields, item.forms(workers), values.worker_forms)
            hints = hints_of(values, workers, item.forms(workers))
            yield _outcome(fields, key, values, answers.get(key), marks, hints)
            continue
        yield _outcome(fields, key, None, None, marks, ())


def free_rows(
    raw: Iterable[RawRow],
    current: Mapping[str, FreeValues],
    marks: Mapping[str, str],
    workers: Mapping[str, int],
) -> Iterator[RowResult]:
    """Yield the outcome of each row of the free findings that has a code or anything filled in."""
    seen: dict[str, int] = {}
    for row in raw:
        fields = _Fields(row, layout.FREE_COLUMNS)
        key = _key(fields)
        if fields.blank and not (key and key in current):
            continue
        if key and key not in current:
            fields.say("key", f"本案没有问题 {key}{near(key, current)}；新增的问题请把编号留空。")
        elif key in seen:
            fields.say("key", f"{key} 已在第{seen[key]}行出现，请删去一行。")
        elif fields.blank:
            fields.say("", f"{key} 被清空了。表格不能撤下问题，请在系统中撤下并写明理由。")
        values = FreeValues(**fields.values)
        key = key or _returned(values, current)
        seen[key or f"新增{row.number}"] = row.number
        _check_free(fields, values)
        _check_forms(fields, tuple(workers), values.worker_forms)
        before = current.get(key)
        if before and values.rectify_days is None:
            values = replace(values, rectify_days=before.rectify_days)
        hints = hints_of(values, workers, tuple(workers))
        yield _outcome(fields, key, values, before, marks, hints)


def _returned(values: FreeValues, current: Mapping[str, FreeValues]) -> str:
    """Return the code of the finding that this row became when the sheet was handed in before."""
    said = (tidy(values.title), tidy(values.facts))
    known = ((tidy(one.title), tidy(one.facts)) for one in current.values())
    return next((code for code, one in zip(current, known, strict=True) if one == said), "")


def _outcome(
    fields: _Fields,
    key: str,
    values: AnswerValues | FreeValues | None,
    before: AnswerValues | FreeValues | None,
    marks: Mapping[str, str],
    hints: tuple[str, ...],
) -> RowResult:
    """Compare the row with what the sheet said when written and with what the book says now."""
    row, moved_on = fields.row, False
    if fields.problems or values is None:
        status, values = RowStatus.ERROR, None
    elif digest(values) == marks.get(key) or (before and same(values, before)):
        status = RowStatus.UNCHANGED
    elif before is None or (isinstance(before, AnswerValues) and before.verdict is None):
        status = RowStatus.NEW
    else:
        status = RowStatus.CHANGED
        moved_on = key in marks and digest(before) != marks[key]
    return RowResult(
        row.sheet, row.number, key, status, values, before,
        tuple(fields.problems), hints if values else (), moved_on,
    )  # fmt: skip


def _key(fields: _Fields) -> str:
    try:
        return as_text(fields.row.key.value).upper().replace(" ", "")
    except CellFault as fault:
        fields.say("key", str(fault))
        return ""


def _unknown(key: str, catalogue: Catalogue, tailored: Mapping[str, Item]) -> str:
    if not key:
        return "这一行填了内容，却没有编号；请补上原来的编号，目录外的问题写到“自由发现”。"
    if key in catalogue.items:
        return f"{key} 不适用于本企业（按角色、行业、用工形式裁剪），不必作答；请删去这一行。"
    return f"目录里没有 {key}{near(key, tailored)}；编号不能改动，请恢复。"


def _check_answer(
    fields: _Fields, item: Item, values: AnswerValues, before: AnswerValues | None
) -> None:
    verdict = Verdict(values.verdict) if values.verdict else None
    read = {problem.column for problem in fields.problems}
    if verdict is None and fields.row.letters["verdict"] not in read:
        if before and before.verdict:
            fields.say("verdict", "清空了已有的结论。表格不能撤销结论，请改选一个结论。")
        elif not fields.blank:
            fields.say("verdict", "填了内容却没有选结论，请从下拉中选一个。")
    if verdict in _NEEDS_FACTS and not values.facts and fields.row.letters["facts"] not in read:
        fields.say("facts", f"结论是“{verdict.label}”，要写明事实或原因（未见、未提供什么）。")
    drawn, total = values.sampled, values.sampled_of
    if drawn is not None and total is not None and drawn > total:
        fields.say("sampled", f"抽查数 {drawn} 大于总数 {total}，请核对。")
    if values.red_line_confirmed and not item.red_line:
        fields.say("red_line_confirmed", "不是红线项，不能确认红线；确有红线事实的写到“自由发现”。")
    elif values.red_line_confirmed and verdict and not verdict.faulty:
        fields.say(
            "red_line_confirmed", f"结论是“{verdict.label}”，不能确认红线；请改结论或选“否”。"
        )


def _check_free(fields: _Fields, values: FreeValues) -> None:
    read = {problem.column for problem in fields.problems}
    if not fields.blank:
        for field in ("title", "facts", "law", "remedy", "risk"):
            if not getattr(values, field) and fields.row.letters.get(field) not in read:
                fields.say(field, "不能为空，请补上。")
    days = values.rectify_days
    if days is not None and not 1 <= days <= _DAYS_MOST:
        fields.say("rectify_days", f"写了{days}，应当是 1 到 {_DAYS_MOST} 天。")


def _check_forms(fields: _Fields, known: Sequence[str], given: Sequence[str]) -> None:
    strangers = [form for form in given if known and form not in known]
    if strangers:
        fields.say(
            "worker_forms",
            f"本企业在这一项上没有“{strangers[0]}”；可填：{'、'.join(known)}。",
        )
