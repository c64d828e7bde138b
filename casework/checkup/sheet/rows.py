"""Judging the rows of a returned check sheet: each compared, each shown to the check that will write it.

What may stand in a row is decided by :func:`casework.checkup.answering.checked` and
:func:`casework.checkup.finding.fields.checked_free`; the verbs ask the same ones, so that what
previews as fine can be applied.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from casework.checkup import answering
from casework.checkup.catalogue import Catalogue, Item
from casework.checkup.finding import fields as finding_fields
from casework.checkup.hints import hints_of
from casework.checkup.sheet import layout
from casework.checkup.sheet.fields import Fields, RawRow, outcome
from casework.checkup.sheet.layout import Column
from casework.checkup.sheet.preview import RowResult
from casework.checkup.sheet.values import AnswerValues, FreeValues, digest, same, tidy
from casework.checkup.verdict import Verdict
from casework.notation import near

#: What the verbs call a column of the sheet.
_OF_ANSWERS = {name: column for column, name in answering.PARAMETERS.items()} | {
    "papers": "evidence"
}
_OF_FREE = {"sentences": "law", "red_line": "red_line_confirmed"}


def found_items(
    raw: Iterable[RawRow],
    columns: Sequence[Column],
    catalogue: Catalogue,
    items: Sequence[Item],
    judge: Callable[[Fields, Item], RowResult],
    elsewhere: str = "",
) -> Iterator[RowResult]:
    """Yield the outcome of each row that has an id or anything filled in; *judge* says that of a good one.

    *elsewhere*: where something that is no item may be written.
    """
    tailored = {item.id: item for item in items}
    seen: dict[str, int] = {}
    for row in raw:
        fields = Fields(row, columns)
        key = fields.key
        if not key and fields.blank:
            continue
        if key not in tailored:
            fields.say("key", _unknown(key, catalogue, tailored, elsewhere))
        elif key in seen:
            fields.say("key", f"{key} 已在第{seen[key]}行出现；一项只能有一行，请删去一行。")
        else:
            seen[key] = row.number
            yield judge(fields, tailored[key])
            continue
        yield outcome(fields, key, None, None, {})


def item_rows(
    raw: Iterable[RawRow],
    catalogue: Catalogue,
    items: Sequence[Item],
    answers: Mapping[str, AnswerValues],
    marks: Mapping[str, str],
    workers: Mapping[str, int],
) -> Iterator[RowResult]:
    """Yield the outcome of each row of the check sheet that has an id or anything filled in."""

    def judge(fields: Fields, item: Item) -> RowResult:
        values, before = AnswerValues(**fields.values), answers.get(item.id)
        if digest(values) != marks.get(item.id):
            _check_answer(fields, item, values, before, workers)
        hints = hints_of(values, workers, item.forms(workers))
        return outcome(fields, item.id, values, before, marks, hints)

    elsewhere = f"目录外的问题写到“{layout.FREE_SHEET}”"
    return found_items(raw, layout.ITEM_COLUMNS, catalogue, items, judge, elsewhere)


def free_rows(
    raw: Iterable[RawRow],
    current: Mapping[str, FreeValues],
    marks: Mapping[str, str],
    workers: Mapping[str, int],
) -> Iterator[RowResult]:
    """Yield the outcome of each row of the free findings that has a code or anything filled in."""
    seen: dict[str, int] = {}
    for row in raw:
        fields = Fields(row, layout.FREE_COLUMNS)
        key = fields.key
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
        before = current.get(key)
        if before and values.rectify_days is None:
            values = replace(values, rectify_days=before.rectify_days)
        untouched = digest(values) == marks.get(key) or (before and same(values, before))
        if not untouched and not fields.blank:
            check = _free_check(values, workers)
            fields.ask(check, _OF_FREE, finding_fields.EDITABLE)
        hints = hints_of(values, workers, tuple(workers))
        yield outcome(fields, key, values, before, marks, hints)


def answer_given(values: AnswerValues) -> dict[str, Any]:
    """Return what a row says under the names of the answer's columns; what the sheet has no column for is absent."""
    return {
        "facts": values.facts,
        "papers": list(values.evidence),
        "note": values.note,
        "sampled": values.sampled,
        "sampled_of": values.sampled_of,
        "workers_affected": values.workers_affected,
        "worker_forms": list(values.worker_forms),
        "amount": values.amount,
        "red_line_confirmed": values.red_line_confirmed,
    }


def free_given(values: FreeValues) -> dict[str, Any]:
    """Return what a row says under the names of the finding's columns."""
    given = {
        "title": values.title,
        "facts": values.facts,
        "sentences": [line.strip() for line in values.law.splitlines() if line.strip()],
        "consequence": values.consequence,
        "remedy": values.remedy,
        "risk": values.risk,
        "workers_affected": values.workers_affected,
        "worker_forms": list(values.worker_forms),
        "papers": list(values.papers),
        "red_line": values.red_line_confirmed,
    }
    return given if values.rectify_days is None else {**given, "rectify_days": values.rectify_days}


def _free_check(values: FreeValues, workers: Mapping[str, int]) -> Callable[[], object]:
    return lambda: finding_fields.checked_free(free_given(values), workers)


def _check_answer(
    fields: Fields,
    item: Item,
    values: AnswerValues,
    before: AnswerValues | None,
    workers: Mapping[str, int],
) -> None:
    if values.verdict is not None:
        verdict, given = Verdict(values.verdict), {**_ABSENT, **answer_given(values)}
        fields.ask(
            lambda: answering.checked(item, verdict, given, workers), _OF_ANSWERS, answering.LABELS
        )
    elif fields.row.letters["verdict"] not in {problem.column for problem in fields.problems}:
        if before and before.verdict:
            fields.say("verdict", "清空了已有的结论。表格不能撤销结论，请改选一个结论。")
        elif not fields.blank:
            fields.say("verdict", "填了内容却没有选结论，请从下拉中选一个。")


#: What an answer has and no cell gives; an import keeps what is stored of it.
_ABSENT = dict.fromkeys(answering.LABELS)


def _returned(values: FreeValues, current: Mapping[str, FreeValues]) -> str:
    """Return the code of the finding that this row became when the sheet was handed in before."""
    said = (tidy(values.title), tidy(values.facts))
    known = ((tidy(one.title), tidy(one.facts)) for one in current.values())
    return next((code for code, one in zip(current, known, strict=True) if one == said), "")


def _unknown(key: str, catalogue: Catalogue, tailored: Mapping[str, Item], elsewhere: str) -> str:
    if not key:
        rest = f"，{elsewhere}" if elsewhere else ""
        return f"这一行填了内容，却没有编号；请补上原来的编号{rest}。"
    if key in catalogue.items:
        return f"{key} 不适用于本企业（按角色、行业、用工形式裁剪），不必作答；请删去这一行。"
    return f"目录里没有 {key}{near(key, tailored)}；编号不能改动，请恢复。"
