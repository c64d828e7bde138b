"""The company's own check: the sheet sent out, received in two phases, and beside what was found."""

from io import BytesIO

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from casework import Work, cases, checkup
from casework.cases.models import Case
from casework.cases.view import table_of
from casework.checkup.selfcheck.compare import Difference
from casework.checkup.selfcheck.service import STEP
from casework.errors import Conflict
from casework.workflow import EvidenceSlot, Step
from webui.casebook import reading, writing
from webui.cases.taking import asked
from webui.checkup.selfcheck_rows import choices, chosen
from webui.checkup.sheet import EXCEL
from webui.checkup.sheet_rows import brought, changes, mark
from webui.errors import Refusal, on_form
from webui.forms import FactForm, Papers, version_for
from webui.forms import seen as version_seen

page = Blueprint("selfcheck", __name__)
FILE = EvidenceSlot("self_check", "企业填好的自查表（.xlsx）", required=True, many=False)


@page.get("/cases/<case:number>/self-check")
def show(number: str) -> ResponseReturnValue:
    """Show what the company said beside what was found, what differs first; offer the sheet."""
    return _compared(number, Papers((FILE,), word=""))


@page.get("/cases/<case:number>/self-check.xlsx")
def download(number: str) -> ResponseReturnValue:
    """Send the sheet for the company, with what it said before."""
    with reading() as work:
        data = checkup.self_sheet_bytes(work, checkup.get(work, number))
    name = f"{number} 企业自查表.xlsx"
    return send_file(BytesIO(data), EXCEL, as_attachment=True, download_name=name)


@page.post("/cases/<case:number>/self-check")
def preview(number: str) -> ResponseReturnValue:
    """Show what the company's sheet says, row by row, and ask for the day it came; nothing is written."""
    papers = Papers((FILE,), word="")

    def act() -> ResponseReturnValue:
        with reading() as work:
            case = checkup.get(work, number)
            papers.receive(work)
            form = FactForm.showing(asked(_step(work, case)), {"occurred_on": work.today})
            return _looked_at(work, case, papers, form)

    return on_form(act, lambda refusal: _compared(number, papers, refusal))


@page.post("/cases/<case:number>/self-check/receive")
def receive(number: str) -> ResponseReturnValue:
    """Take the receipt and read the sheet in, if it would still do what was looked at."""
    papers = Papers((FILE,), word="")
    with reading() as work:
        form = FactForm.typed(asked(_step(work, checkup.get(work, number))))
        papers.receive(work)

    def act() -> ResponseReturnValue:
        count = _received(number, papers, form)
        flash(f"已登记收到企业自查表，读入 {count} 项。企业自查不改变检查结论。", "done")
        return redirect(url_for("selfcheck.show", number=number), 303)

    return on_form(act, lambda refusal: _again(number, papers, form, refusal))


def _received(number: str, papers: Papers, form: FactForm) -> int:
    with writing() as work:
        case = checkup.get(work, number)
        data = brought(work, papers)
        if mark(checkup.preview_self_check(work, case, data)) != request.form.get("shown"):
            raise Conflict("自查表预览", ["预览以后又读入了别的自查表。请重新上传，再看一遍预览。"])
        file = papers.all()[-1]  # what it replaces was seen, row by row
        return checkup.import_self_check(
            work, case, file, overwrite=True, seen=version_seen(), **form.raw
        )


def _again(number: str, papers: Papers, form: FactForm, refusal: Refusal) -> str:
    if refusal.changed or not papers.all():
        return _compared(number, papers, refusal)
    rest = form.mark(papers.mark(refusal.problems))
    with reading() as work:
        return _looked_at(work, checkup.get(work, number), papers, form, refusal, rest)


def _looked_at(
    work: Work,
    case: Case,
    papers: Papers,
    form: FactForm,
    refusal: Refusal | None = None,
    rest: list[str] | None = None,
) -> str:
    found = checkup.preview_self_check(work, case, brought(work, papers))
    titles = {item.id: item.title for item, _given in checkup.items(work, case)}
    return render_template(
        "checkup/selfcheck_preview.html",
        case=case,
        found=found,
        counts=found.counts(),
        rows=changes(found, titles),
        papers=papers,
        form=form,
        refusal=refusal,
        rest=rest or [],
        shown=mark(found),
        seen=version_for(case.version, refusal) if refusal else case.version,
    )


def _compared(number: str, papers: Papers, refusal: Refusal | None = None) -> str:
    rest = [problem.message for problem in papers.mark(refusal.problems)] if refusal else []
    with reading() as work:
        case = checkup.get(work, number)
        found = checkup.self_check(work, case)
        step = next(one for one in cases.steps(work, case) if one.name == STEP)
        shown = request.args.get("show", "")
        return render_template(
            "checkup/selfcheck.html",
            case=case,
            found=found,
            choices=choices(found, shown),
            rows=chosen(found, shown),
            papers=papers,
            refusal=refusal,
            rest=rest,
            step=step,
            kinds=Difference,
        )


def _step(work: Work, case: Case) -> Step:
    return table_of(work, case).step(STEP)
