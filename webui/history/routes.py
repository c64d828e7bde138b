"""A company's check-ups on one page, two of them side by side, and what is found at several companies."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from casework import cases, checkup
from casework.cases import enterprise as enterprises
from casework.checkup.history.repeats import By
from webui.casebook import reading
from webui.history.trend import trend

page = Blueprint("history", __name__)


@page.get("/enterprises/<code>/history")
def show(code: str) -> ResponseReturnValue:
    """Show every check-up of a company the actor may see, with its course."""
    with reading() as work:
        row = enterprises.get(work, code)
        told = checkup.enterprise_history(work, row)
        picture = Markup(trend(told))  # noqa: S704 - made by us, every word escaped
        return render_template("history/enterprise.html", row=row, told=told, picture=picture)


@page.get("/cases/<case:number>/compare")
def compare(number: str) -> ResponseReturnValue:
    """Show a check-up beside the one before it, or beside another that is named."""
    with reading() as work:
        case = checkup.get(work, number)
        named = request.args.get("with", "").strip()
        other = checkup.get(work, named) if named else None
        found = checkup.compare(work, case, other=other)
        told = checkup.enterprise_history(work, case.enterprise)
        others = [one.number for one in told.checkups if one.number != case.number]
        return render_template("history/compare.html", case=case, found=found, others=others)


@page.get("/repeats")
def repeats() -> ResponseReturnValue:
    """Show what is found at two or more companies of a group, a sector or a platform."""
    by = request.args.get("by") or By.GROUP.value
    unit_name = request.args.get("unit", "").strip()
    with reading() as work:
        unit = cases.organisation.unit(work, unit_name) if unit_name else None
        found = checkup.repeats(work, by, unit=unit)
        units = [one.name for one in cases.organisation.units(work)]
        return render_template(
            "history/repeats.html",
            found=found,
            by=By(by),
            kinds=tuple(By),
            units=units,
            unit=unit_name,
        )
