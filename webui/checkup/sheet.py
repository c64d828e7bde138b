"""The sheet in the field: taken out as .xlsx, brought back in two phases: looked at first, then all or nothing."""

from io import BytesIO

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from casework import Work, checkup
from casework.cases.models import Case
from casework.checkup.sheet.preview import Preview
from casework.errors import Conflict
from casework.workflow import EvidenceSlot
from webui.casebook import reading, writing
from webui.checkup.sheet_rows import brought, changes, mark
from webui.errors import Refusal, on_form
from webui.forms import Papers

page = Blueprint("sheet", __name__)
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILE = EvidenceSlot("sheet", "填好的检查表（.xlsx）", required=True, many=False)


@page.get("/cases/<case:number>/sheet")
def show(number: str) -> ResponseReturnValue:
    """Offer the sheet, and ask for one that came back."""
    return _ask(number)


@page.get("/cases/<case:number>/sheet.xlsx")
def download(number: str) -> ResponseReturnValue:
    """Send the tailored sheet with what is answered so far."""
    with reading() as work:
        data = checkup.sheet_bytes(work, checkup.get(work, number))
    return send_file(
        BytesIO(data), EXCEL, as_attachment=True, download_name=f"{number} 检查表.xlsx"
    )


@page.post("/cases/<case:number>/sheet")
def preview(number: str) -> ResponseReturnValue:
    """Show what a returned sheet would change, row by row; nothing is written."""
    papers = Papers((FILE,), word="")

    def act() -> ResponseReturnValue:
        with reading() as work:
            case = checkup.get(work, number)
            papers.receive(work)
            found = checkup.preview_sheet(work, case, brought(work, papers))
            return _looked_at(work, case, papers, found)

    return on_form(act, lambda refusal: _ask(number, refusal))


@page.post("/cases/<case:number>/sheet/apply")
def apply(number: str) -> ResponseReturnValue:
    """Apply the sheet that was looked at, if it would still do the same."""
    papers = Papers((FILE,), word="")

    def act() -> ResponseReturnValue:
        with reading() as work:
            papers.receive(work)
        with writing() as work:
            case = checkup.get(work, number)
            data = brought(work, papers)
            if mark(checkup.preview_sheet(work, case, data)) != request.form.get("seen"):
                raise Conflict(
                    "检查表预览", ["预览以后案件里的结论又有改动。请重新上传，再看一遍预览。"]
                )
            count = checkup.import_sheet(work, case, data, overwrite=True)  # seen, row by row
        flash(f"已按检查表写入 {count} 行。", "done")
        return redirect(url_for("checklist.show", number=number), 303)

    return on_form(act, lambda refusal: _ask(number, refusal))


def _looked_at(work: Work, case: Case, papers: Papers, found: Preview) -> str:
    titles = {item.id: item.title for item, _given in checkup.items(work, case)}
    return render_template(
        "checkup/preview.html",
        case=case,
        found=found,
        counts=found.counts(),
        rows=changes(found, titles),
        papers=papers,
        seen=mark(found),
    )


def _ask(number: str, refusal: Refusal | None = None) -> str:
    papers = Papers((FILE,), word="")
    rest = [problem.message for problem in papers.mark(refusal.problems)] if refusal else []
    with reading() as work:
        case = checkup.get(work, number)
        return render_template(
            "checkup/sheet.html", case=case, papers=papers, refusal=refusal, rest=rest
        )
