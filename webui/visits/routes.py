"""The calendar of visits, and the page of one."""

from collections.abc import Sequence
from datetime import date

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework import checkup
from casework.checkup.visit.fields import names_of
from casework.checkup.visit.queries import VisitLine
from webui.casebook import reading

page = Blueprint("visits", __name__)
PAGE = 30


@page.get("/visits")
def show_all() -> ResponseReturnValue:
    """Show the visits within reach, the latest day on top."""
    mine = "mine" in request.args
    with reading() as work:
        lines = checkup.visits(work, mine=mine, after=_after(), limit=PAGE + 1)
        return render_template(
            "visits/list.html",
            lines=lines[:PAGE],
            mine=mine,
            first=not request.args.get("after"),
            further=_further(lines, mine=mine),
        )


@page.get("/visits/<case:visit>")
def show(visit: str) -> ResponseReturnValue:
    """Show a visit: who goes where, and company by company what stands against it."""
    with reading() as work:
        row = checkup.get_visit(work, visit)
        return render_template(
            "visits/visit.html",
            row=row,
            team=names_of(work, row.team),
            stops=checkup.visit_stops(work, row),
            remarks=checkup.visit_remarks(work, row),
            editable=work.allows("编", row),
            passed=row.planned_on <= work.today,
        )


def _further(lines: Sequence[VisitLine], *, mine: bool) -> str:
    if len(lines) <= PAGE:
        return ""
    last = lines[PAGE - 1]
    return url_for("visits.show_all", after=f"{last.day}.{last.visit_id}", mine=mine or None)


def _after() -> tuple[date, int] | None:
    """Return where the page before ended; a mark that cannot be read means the first page."""
    day, _, visit_id = request.args.get("after", "").partition(".")
    try:
        return date.fromisoformat(day), int(visit_id)
    except ValueError:
        return None
