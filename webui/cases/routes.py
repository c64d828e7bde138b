"""The page of a case, and its evidence to download."""

from io import BytesIO
from typing import Any

from flask import Blueprint, render_template, send_file
from flask.typing import ResponseReturnValue

from casework import cases
from webui.casebook import reading
from webui.cases.page import gather
from webui.checkup.panel import panel
from webui.negotiation.panel import talks
from webui.notices.page import lines

page = Blueprint("cases", __name__)


@page.get("/cases/<case:number>")
def show(number: str) -> ResponseReturnValue:
    """Show a case: where it stands, what can be done, what runs, what happened."""
    with reading() as work:
        shown = gather(work, number)
        found = panel(work, shown.case)
        parts: dict[str, Any] = {
            "panel": found,
            "notices": lines(work, shown.case) if found else (),
        }
        parts |= {"talks": talks(work, shown.case)}
        return render_template("cases/case.html", page=shown, **parts)


@page.get("/cases/<case:number>/evidence/<int:place>")
def evidence(number: str, place: int) -> ResponseReturnValue:
    """Send one piece of evidence, checked against its hash; a browser saves it and never shows it."""
    with reading() as work:
        row, data = cases.evidence.content(work, cases.get(work, number), place)
        name = row.name
    return send_file(
        BytesIO(data), "application/octet-stream", as_attachment=True, download_name=name
    )
