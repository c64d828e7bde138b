"""The filing dossier: what the region asks for, what is there, what is missing and who supplies it."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from casework import negotiation
from casework.negotiation.agreement.dossier import missing, profile_for
from webui.casebook import reading
from webui.negotiation.frame import frame

page = Blueprint("dossier", __name__)


@page.get("/cases/<case:number>/dossier")
def show(number: str) -> ResponseReturnValue:
    """Show the list of papers with what is there of each."""
    with reading() as work:
        case = negotiation.get(work, number)
        lacking = missing(work, case)
        by_supplier: dict[str, list[str]] = {one.supplier: [] for one in lacking}
        for one in lacking:
            by_supplier[one.supplier].append(f"{one.label}（{one.lacking}）")
        return render_template(
            "negotiation/dossier.html",
            papers=negotiation.dossier(work, case),
            lacking=by_supplier,
            profile=profile_for(case.unit.jurisdiction),
            **frame(work, case, "dossier"),
        )
