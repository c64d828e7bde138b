"""Drafts and issued documents, to download."""

from io import BytesIO

from flask import Blueprint, Response, render_template, send_file
from flask.typing import ResponseReturnValue

from casework import Work, cases
from casework.cases.models import Case
from casework.documents import service as documents
from casework.errors import DocumentError, NotFound
from webui.casebook import reading

page = Blueprint("documents", __name__)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@page.get("/cases/<case:number>/documents")
def show(number: str) -> ResponseReturnValue:
    """List what can be drafted, with what is still missing, and what was issued."""
    with reading() as work:
        case = cases.get(work, number)
        drafts = {title: _missing(work, case, title) for title in work.kind(case).contexts}
        issued = documents.issued(work, case)
        return render_template("documents/list.html", case=case, drafts=drafts, issued=issued)


@page.get("/cases/<case:number>/documents/<title>/draft")
def draft(number: str, title: str) -> ResponseReturnValue:
    """Send the document as it would be made now."""
    with reading() as work:
        made = documents.draft(work, cases.get(work, number), title)
    return _word(made.data, made.file_name.removesuffix(".docx") + "（草稿）.docx")


@page.get("/cases/<case:number>/documents/issued/<int:record>")
def issued(number: str, record: int) -> ResponseReturnValue:
    """Send an issued document, checked against the hash of the day it was issued."""
    with reading() as work:
        row, data = documents.issued_file(work, cases.get(work, number), record)
        name = row.name
    return _word(data, name)


def _missing(work: Work, case: Case, title: str) -> tuple[tuple[str, ...], str]:
    """Return the labels of what a draft still lacks, and why it cannot be made at all, if so."""
    try:
        return documents.draft(work, case, title).missing, ""
    except (DocumentError, NotFound) as error:  # a document whose template is not there yet, too
        return (), str(error)


def _word(data: bytes, name: str) -> Response:
    return send_file(BytesIO(data), WORD, as_attachment=True, download_name=name)
