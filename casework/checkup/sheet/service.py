"""The sheet in the field: written for a case, read back in two phases, applied all or nothing."""

from pathlib import Path
from typing import Any

from casework.cases.models import Case
from casework.cases.service import lock
from casework.cases.work import Work, query, verb
from casework.checkup import service, sheet
from casework.checkup.answering import LABELS, PARAMETERS, may_answer
from casework.checkup.finding import service as finding
from casework.checkup.models import Answer, Finding
from casework.checkup.queries import answers, checkup_of, findings, pinned_catalogue, tailored
from casework.checkup.sheet import AnswerValues, FreeValues, Preview, RowResult
from casework.checkup.sheet.rows import answer_given, free_given
from casework.errors import CasebookError
from casework.store.writing import why, write_whole


@query
def sheet_bytes(work: Work, case: Case) -> bytes:
    """Return the tailored sheet of a case as an .xlsx, with what is answered so far."""
    work.ask("看", case)
    checked = checkup_of(work, case)
    return sheet.write_sheet(
        case.number,
        printed_head(work, case),
        pinned_catalogue(work, case),
        tailored(work, case),
        _answers(work, case),
        free=_free(work, case),
        sectors=checked.sectors,
    )


@query
def write_sheet(work: Work, case: Case, path: str | Path) -> None:
    """Write the tailored sheet to *path*, whole or not at all.

    Raises:
        CasebookError: the folder is missing or read-only, or the disk is full.
    """
    saved(sheet_bytes(work, case), Path(path), "检查表")


@query
def preview_sheet(work: Work, case: Case, source: bytes | str | Path) -> Preview:
    """Return what a returned sheet would change, row by row; nothing is written.

    Raises:
        FileRefused: foreign, damaged, of another case or another version of the catalogue.
    """
    work.ask("看", case)
    return sheet.read_sheet(
        source,
        case.number,
        pinned_catalogue(work, case),
        tailored(work, case),
        _answers(work, case),
        free=_free(work, case),
        workers=checkup_of(work, case).workers,
    )


@verb
def import_sheet(
    work: Work, case: Case, source: bytes | str | Path, *, overwrite: bool = False
) -> int:
    """Apply a returned sheet, all or nothing; return how many rows changed something.

    A row that somebody changed here after the sheet was written is applied only with *overwrite*.

    Raises:
        Conflict: such rows, without *overwrite*.
        FileRefused: as :func:`preview_sheet`.
        InputError: every problem of every row; nothing was written.
        StepRefused: items are not answered in the case's state.
    """
    lock(work, case)
    work.ask("编", case)
    may_answer(work, case)
    preview = preview_sheet(work, case, source)
    preview.refuse("检查表里的这些行", overwrite=overwrite)
    stored = answers(work, case)
    changed = [row for row in preview.items if row in preview.changes]
    service.answer_many(work, case, [_given(row, stored.get(row.key)) for row in changed])
    for row in preview.free:
        if row in preview.changes:
            _apply_free(work, case, row)
    return len(preview.changes)


def saved(data: bytes, path: Path, name: str) -> None:
    """Write a workbook to *path*, whole or not at all; *name* is said when it cannot be.

    Raises:
        CasebookError: the folder is missing or read-only, or the disk is full.
    """
    try:
        write_whole(data, path)
    except OSError as error:
        raise CasebookError(f"{name}“{path.name}”没有写成：{why(error)}") from error


def printed_head(work: Work, case: Case) -> dict[str, str]:
    """Return what is printed above the items: which company, and what the catalogue was cut to."""
    checked, enterprise = checkup_of(work, case), case.enterprise
    return {
        "企业名称": enterprise.name,
        "统一社会信用代码": enterprise.code,
        "企业角色": checked.party,
        "行业": "、".join(checked.sectors),
        "用工人数": "、".join(f"{form}{number}人" for form, number in checked.workers.items()),
    }


def _answers(work: Work, case: Case) -> dict[str, AnswerValues]:
    return {item_id: _values(row) for item_id, row in answers(work, case).items()}


def _values(row: Answer) -> AnswerValues:
    return AnswerValues(
        verdict=row.verdict,
        facts=row.facts,
        sampled=row.sampled,
        sampled_of=row.sampled_of,
        workers_affected=row.workers_affected,
        worker_forms=tuple(row.worker_forms),
        amount=row.amount,
        evidence=tuple(row.papers),
        red_line_confirmed=row.red_line_confirmed,
        note=row.note,
    )


def _free(work: Work, case: Case) -> dict[str, FreeValues]:
    return {row.code: _free_values(row) for row in findings(work, case) if row.item_id is None}


def _free_values(row: Finding) -> FreeValues:
    return FreeValues(
        title=row.title,
        facts=row.facts,
        law="\n".join(row.sentences),
        consequence=row.consequence,
        remedy=row.remedy,
        rectify_days=row.rectify_days,
        risk=row.risk,
        workers_affected=row.workers_affected,
        worker_forms=tuple(row.worker_forms),
        papers=tuple(row.papers),
        red_line_confirmed=row.red_line,
    )


def _given(row: RowResult, stored: Answer | None) -> dict[str, Any]:
    """Return the keywords that answer an item as the row says; what no column holds stays as it is stored."""
    values = row.values
    assert isinstance(values, AnswerValues)  # noqa: S101 - rows of the item sheet hold these
    given = answer_given(values)
    kept = {name: getattr(stored, name) for name in LABELS if stored and name not in given}
    said = {PARAMETERS.get(name, name): value for name, value in {**kept, **given}.items()}
    return {"item_id": row.key, "verdict": values.verdict, **said}


def _apply_free(work: Work, case: Case, row: RowResult) -> None:
    values = row.values
    assert isinstance(values, FreeValues)  # noqa: S101 - rows of the free sheet hold these
    given = free_given(values)
    if row.key:
        finding.edit(work, case, row.key, **given)
    else:
        finding.add_free(work, case, **given)
