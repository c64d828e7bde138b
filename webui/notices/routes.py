"""Notices: suggestions and list, one notice with its steps, begun, worded, drafted."""

from io import BytesIO

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from casework import Work, checkup
from casework.cases.models import Case
from casework.checkup.models import Notice
from casework.checkup.notice.fields import CHOSEN, TITLES, asked_of
from casework.documents import service as documents
from casework.workflow import Fact
from webui.casebook import reading, writing
from webui.cases.taking import asked
from webui.errors import Refusal, on_form
from webui.forms import FactForm, seen, version_for
from webui.notices.page import gather, lines, values

page = Blueprint("notices", __name__)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@page.get("/cases/<case:number>/notices")
def show_all(number: str) -> ResponseReturnValue:
    """List the notices of a case, and what is suggested about each finding."""
    with reading() as work:
        case = checkup.get(work, number)
        found = {"rows": lines(work, case), "suggested": checkup.notice_suggestions(work, case)}
        return render_template("notices/list.html", case=case, **found)


@page.get("/cases/<case:number>/notices/<int:at>")
def show(number: str, at: int) -> ResponseReturnValue:
    """Show a notice: where it stands, what can be done, what runs, what it says."""
    with reading() as work:
        shown = gather(work, number, at)
        return render_template("notices/notice.html", page=shown, case=shown.case, today=work.today)


@page.get("/cases/<case:number>/notices/new")
def ask_new(number: str) -> ResponseReturnValue:
    """Ask for a new notice; the address may name its kind and findings."""
    with reading() as work:
        case = checkup.get(work, number)
        given: dict[str, object] = {
            "occurred_on": work.today,
            "instrument": request.args.get("instrument", ""),
            "findings": request.args.getlist("finding"),
        }
        form = FactForm.showing(_opening(work, case), given)
    return _new(number, form)


@page.post("/cases/<case:number>/notices/new")
def new(number: str) -> ResponseReturnValue:
    """Begin a notice."""
    with reading() as work:
        form = FactForm.typed(_opening(work, checkup.get(work, number)))

    def act() -> ResponseReturnValue:
        with writing() as work:
            row = checkup.open_notice(work, checkup.get(work, number), **form.raw)
            at, kind = row.number, row.instrument
        flash(f"已起草{kind}，内容按问题预填，请核对。", "done")
        return redirect(url_for("notices.show", number=number, at=at), 303)

    return on_form(act, lambda refusal: _new(number, form, refusal))


@page.get("/cases/<case:number>/notices/<int:at>/edit")
def ask_edit(number: str, at: int) -> ResponseReturnValue:
    """Show what a notice says, to be edited."""
    with reading() as work:
        row = _row(work, number, at)
        form = FactForm.showing(asked_of(row.instrument), values(row))
    return _edit(number, at, form)


@page.post("/cases/<case:number>/notices/<int:at>/edit")
def edit(number: str, at: int) -> ResponseReturnValue:
    """Change what a notice says."""
    with reading() as work:
        form = FactForm.typed(asked_of(_row(work, number, at).instrument))

    def act() -> ResponseReturnValue:
        with writing() as work:
            checkup.edit_notice(work, _row(work, number, at), seen=seen(), **form.raw)
        flash("内容已保存。", "done")
        return redirect(url_for("notices.show", number=number, at=at), 303)

    return on_form(act, lambda refusal: _edit(number, at, form, refusal))


@page.get("/cases/<case:number>/notices/<int:at>/draft")
def draft(number: str, at: int) -> ResponseReturnValue:
    """Send the paper of a notice as it would be made now."""
    with reading() as work:
        row = _row(work, number, at)
        made = documents.draft(work, row, TITLES[row.instrument])
    name = made.file_name.removesuffix(".docx") + "（草稿）.docx"
    return send_file(BytesIO(made.data), WORD, as_attachment=True, download_name=name)


def _opening(work: Work, case: Case) -> tuple[Fact, ...]:
    opening = asked(work.kind(case).movers[Notice.sort].table.opening)
    return (*CHOSEN, *opening)


def _row(work: Work, number: str, at: int) -> Notice:
    return checkup.get_notice(work, checkup.get(work, number), str(at))


def _new(number: str, form: FactForm, refusal: Refusal | None = None) -> str:
    rest = form.mark(refusal.problems) if refusal else []
    with reading() as work:
        case = checkup.get(work, number)
        codes = [row.code for row in checkup.findings(work, case)]
        parts = {"case": case, "form": form, "refusal": refusal, "rest": rest, "codes": codes}
        return render_template("notices/new.html", **parts)


def _edit(number: str, at: int, form: FactForm, refusal: Refusal | None = None) -> str:
    rest = form.mark(refusal.problems) if refusal else []
    with reading() as work:
        row = _row(work, number, at)
        changed = refusal is not None and refusal.changed
        parts = {
            "case": row.case,
            "row": row,
            "seen": version_for(row.version, refusal),
            "differences": form.against(values(row)) if changed else (),
        }
        return render_template("notices/edit.html", form=form, refusal=refusal, rest=rest, **parts)
