"""倒排期: the days of each step back from a wished one, on a page and for the calendar."""

from io import BytesIO
from typing import Any

from flask import Blueprint, render_template, request, send_file
from flask.typing import ResponseReturnValue

from casework import Work, negotiation
from casework.cases.models import Case
from webui.casebook import reading
from webui.errors import Refusal, on_form
from webui.forms import FactForm
from webui.negotiation.frame import frame

page = Blueprint("plan", __name__)


@page.get("/cases/<case:number>/plan")
def show(number: str) -> ResponseReturnValue:
    """Show the plan for what is wished; the address carries the wish."""

    def act() -> ResponseReturnValue:
        with reading() as work:
            case = negotiation.get(work, number)
            return _page(work, case, _wish(work, case))

    def again(refusal: Refusal) -> str:
        with reading() as work:
            return _page(work, negotiation.get(work, number), {}, refusal)

    return on_form(act, again)


@page.get("/cases/<case:number>/plan.ics")
def calendar(number: str) -> ResponseReturnValue:
    """Send the plan for the calendar of a phone or a desk."""
    with reading() as work:
        case = negotiation.get(work, number)
        plan = negotiation.plan_of(work, case, _wish(work, case))
        data = negotiation.plan_calendar(plan, case.number, work.moment)
    return send_file(
        BytesIO(data), "text/calendar", as_attachment=True, download_name=f"{number} 倒排期.ics"
    )


def _wish(work: Work, case: Case) -> dict[str, str]:
    """Return what the address wishes, by the names of the facts; other parts of it are left alone."""
    facts = negotiation.plan_facts(work, case)
    return {fact.name: text for fact in facts if (text := request.args.get(fact.name, "").strip())}


def _page(work: Work, case: Case, wish: dict[str, Any], refusal: Refusal | None = None) -> str:
    form = FactForm.showing(negotiation.plan_facts(work, case), request.args.to_dict())
    return render_template(
        "negotiation/plan.html",
        plan=negotiation.plan_of(work, case, wish),
        wish=wish,
        own_days=any(name.startswith("days_") for name in wish),
        form=form,
        refusal=refusal,
        rest=form.mark(refusal.problems) if refusal else [],
        **frame(work, case, "plan"),
    )
