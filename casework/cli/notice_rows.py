"""A notice as the command finds it and tells of it."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from casework.cases.work import Work
    from casework.checkup.models import Notice


def row_of(work: "Work", number: str, code: str) -> "Notice":
    """Return the notice of a case by its code or number."""
    from casework import checkup

    return checkup.get_notice(work, checkup.get(work, number), code)


def called(work: "Work", row: "Notice") -> str:
    """Return what people call it: its 文号, before that its code."""
    from casework.cases.view import code_of

    return row.document_number or code_of(work, row)


def told(work: "Work", row: "Notice") -> dict[str, Any]:
    """Return how it stands."""
    from casework.cases.view import code_of, table_of

    return {
        "code": code_of(work, row),
        "instrument": row.instrument,
        "document_number": row.document_number,
        "state": row.state,
        "label": table_of(work, row).label(row.state),
        "findings": row.findings,
        "version": row.version,
    }
