"""The employers of a sectoral or regional negotiation: the coverage list, and one of them with its own steps."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from casework import Work, cases, negotiation
from casework.cases.models import Case
from casework.cases.view import code_of, standing_of, table_of
from casework.negotiation.models import Employer
from casework.workflow import Fact, Kind
from casework.workflow.diagram import svg
from webui.casebook import reading, writing
from webui.cases.page import StepsShown, clocks_shown
from webui.cases.taking import asked
from webui.errors import Refusal, on_form
from webui.forms import FactForm
from webui.negotiation.frame import Asking, asking, frame

page = Blueprint("employers", __name__)
NAMED = (
    Fact("name", "用人单位名称", Kind.TEXT, required=True),
    Fact("credit_code", "统一社会信用代码", Kind.TEXT),
)
_WIDE, _NARROW = 6, 3


@page.get("/cases/<case:number>/employers")
def show_all(number: str) -> ResponseReturnValue:
    """List the employers the agreement is to cover, each with where it stands."""
    with reading() as work:
        case = negotiation.get(work, number)
        rows = [
            (one, code_of(work, one), table_of(work, one), clocks_shown(work, one))
            for one in negotiation.employers(work, case)
        ]
        return render_template(
            "negotiation/employers.html", rows=rows, **frame(work, case, "employer")
        )


@page.get("/cases/<case:number>/employers/new")
def ask_new(number: str) -> ResponseReturnValue:
    """Ask for an employer of the coverage list."""
    with reading() as work:
        case = negotiation.get(work, number)
        form = FactForm.showing(_asked(work, case), {"occurred_on": work.today})
        return _form(work, case, form)


@page.post("/cases/<case:number>/employers/new")
def new(number: str) -> ResponseReturnValue:
    """Put an employer on the coverage list."""
    with reading() as work:
        form = FactForm.typed(_asked(work, negotiation.get(work, number)))

    def act() -> ResponseReturnValue:
        with writing() as work:
            row = negotiation.list_employer(work, negotiation.get(work, number), **form.raw)
            name = row.name
        flash(f"{name}已列入覆盖名单。", "done")
        return redirect(url_for("employers.show_all", number=number), 303)

    def again(refusal: Refusal) -> str:
        with reading() as work:
            return _form(work, negotiation.get(work, number), form, refusal)

    return on_form(act, again)


@page.get("/cases/<case:number>/employers/<int:at>")
def show(number: str, at: int) -> ResponseReturnValue:
    """Show one employer: where it stands, what can be done, what runs, what happened."""
    with reading() as work:
        case = negotiation.get(work, number)
        row = negotiation.get_employer(work, case, str(at))
        table, rows = table_of(work, row), cases.timeline(work, case)
        visited = {step.target for step in standing_of(work, row)}
        return render_template(
            "negotiation/employer.html",
            row=row,
            code=code_of(work, row),
            page=StepsShown.of(table, cases.steps(work, row)),
            clocks=clocks_shown(work, row),
            rows=[one for one in rows if one.subject == row.subject],
            wide=svg(table, row.state, visited, columns=_WIDE),
            narrow=svg(table, row.state, visited, columns=_NARROW),
            **frame(work, case, "employer"),
        )


def _asked(work: Work, case: Case) -> tuple[Fact, ...]:
    return (*NAMED, *asked(work.kind(case).movers[Employer.sort].table.opening))


def _form(work: Work, case: Case, form: FactForm, refusal: Refusal | None = None) -> str:
    shown = Asking(
        title="列入用人单位",
        lead="行业性、区域性协商覆盖的每一家用人单位各自收到要约、回应、表决、签字，期限各算各的。",
        button="列入",
        back=url_for("employers.show_all", number=case.number),
        here="employer",
    )
    return asking(work, case, form, shown, refusal)
