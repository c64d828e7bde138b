"""The statistics of a period, each number with what was counted for it."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from casework import Work, cases, checkup
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
        kept = {name: request.args.get(name, "").strip() for name in ("role", "sector")}
        found = checkup.statistics(work, first, last, unit=unit, **kept)
        choices = _choices(work)
        return render_template(
            "history/statistics.html",
            found=found,
            choices=choices,
            chosen={"unit": unit_name, **kept},
        )


def _choices(work: Work) -> Mapping[str, tuple[str, Sequence[str]]]:
    """Return what the statistics may be kept to: name in the address → label, and what there is."""
    return {
        "unit": ("单位", [one.name for one in cases.organisation.units(work)]),
        "role": ("角色", cases.enterprise.ROLES),
        "sector": ("行业", cases.enterprise.SECTORS),
    }
