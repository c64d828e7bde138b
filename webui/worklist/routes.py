"""The worklist by due date, with its three filters and keyset paging."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework import cases
from casework.cases.queries import WorkItem
from casework.checkup import recheck
from webui.casebook import reading

page = Blueprint("worklist", __name__)
PAGE = 30


@page.get("/")
def show() -> ResponseReturnValue:
    """Show the cases within reach, the one due first on top."""
    text = request.args.get("q", "").strip()
    mine, finished = "mine" in request.args, "finished" in request.args
    with reading() as work:
        lines = cases.worklist(
            work, text=text, mine=mine, finished=finished, after=_after(), limit=PAGE + 1
        )
        plain = not (text or mine or finished or request.args.get("after"))
        filters = {"q": text or None, "mine": mine or None, "finished": finished or None}
        return render_template(
            "worklist/list.html",
            lines=lines[:PAGE],
            today=work.today,
            filters=filters,
            first=not request.args.get("after"),
            further=_further(lines, filters),
            again=recheck.due_again(work) if plain else (),
        )


def _further(lines: Sequence[WorkItem], filters: Mapping[str, Any]) -> str:
    if len(lines) <= PAGE:
        return ""
    last = lines[PAGE - 1]
    due = last.clock.due_on if last.clock and last.clock.due_on else date.max
    return url_for("worklist.show", after=f"{due}.{last.case_id}", **filters)


def _after() -> tuple[date, int] | None:
    """Return where the page before ended; a mark that cannot be read means the first page."""
    day, _, case_id = request.args.get("after", "").partition(".")
    try:
        return date.fromisoformat(day), int(case_id)
    except ValueError:
        return None
