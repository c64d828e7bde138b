"""The statistics of a period, each number with what was counted for it."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from casework import cases, checkup
from casework.workflow import Fact, Kind
from casework.workflow.facts import parse
from webui.casebook import reading

page = Blueprint("statistics", __name__)
_ASKED = (Fact("from", "起始日", Kind.DATE), Fact("until", "截止日", Kind.DATE, in_future=True))


@page.get("/statistics")
def show() -> ResponseReturnValue:
    """Show the numbers of a period, of this year until today when none is named."""
    unit_name = request.args.get("unit", "").strip()
    with reading() as work:
        named = {fact.name: request.args.get(fact.name, "") for fact in _ASKED}
        days: Mapping[str, Any] = parse(_ASKED, named, today=work.today)
        first = days.get("from", work.today.replace(month=1, day=1))
        last = days.get("until", work.today)
        unit = cases.organisation.unit(work, unit_name) if unit_name else None
        found = checkup.statistics(work, first, last, unit=unit)
        units = [one.name for one in cases.organisation.units(work)]
        return render_template("history/statistics.html", found=found, units=units, unit=unit_name)
