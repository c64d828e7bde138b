"""Opening a negotiation of an enterprise: the procedure chosen with what is known of the rule, then 立项."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework import Work, negotiation
from casework.cases import enterprise as enterprises
from casework.errors import NotFound
from casework.negotiation.service import KINDS, LABELS
from casework.workflow import Fact, Step
from webui.casebook import reading, writing
from webui.cases import units
from webui.cases.taking import asked
from webui.errors import Refusal, on_form
from webui.forms import FactForm

page = Blueprint("negotiating", __name__)
UNIT = "立案单位"
_FOUND = 30


@dataclass(frozen=True, slots=True)
class Choice:
    """A procedure as people choose it."""

    name: str
    label: str
    when: str


CHOICES = (
    Choice(
        "full",
        LABELS["full"],
        "要签订集体合同，或者涉及减损职工权益的，应当用它：要约、代表、协商、职代会表决、报送审查、公布。",
    ),
    Choice(
        "simple",
        LABELS["simple"],
        "不签订集体合同、不减损职工权益的事项：工会代表职工方，成果是会议纪要或者备忘录。",
    ),
    Choice(
        "platform",
        LABELS["platform"],
        "计件单价、订单分配、抽成等平台规则；劳动者没有劳动关系也可以，"
        "成果是协议、纪要或者备忘录，不报送审查。",
    ),
)


@page.get("/negotiations/new")
def begin() -> ResponseReturnValue:
    """Ask with whom: the enterprises within reach."""
    text = request.args.get("q", "").strip()
    with reading() as work:
        rows = enterprises.search(work, text, limit=_FOUND)
        return render_template("negotiation/begin.html", rows=rows, q=text, choices=CHOICES)


@page.get("/enterprises/<code>/negotiations/new")
def choose(code: str) -> ResponseReturnValue:
    """Ask by which procedure."""
    with reading() as work:
        company = enterprises.get(work, code)
        return render_template("negotiation/choose.html", company=company, choices=CHOICES)


@page.get("/enterprises/<code>/negotiations/new/<procedure>")
def ask(code: str, procedure: str) -> ResponseReturnValue:
    """Show the form of 立项 by that procedure."""
    with reading() as work:
        company = enterprises.get(work, code)
        values = {"occurred_on": work.today, "unit": company.unit.name}
        form = FactForm.showing(_declared(work, procedure), values)
    return _form(code, procedure, form)


@page.post("/enterprises/<code>/negotiations/new/<procedure>")
def open_one(code: str, procedure: str) -> ResponseReturnValue:
    """Open a negotiation and go to its page, or only show what was typed under another procedure."""
    with reading() as work:
        form = FactForm.typed(_declared(work, procedure))
    if "only_show" in request.form:
        return _form(code, procedure, form)

    def act() -> ResponseReturnValue:
        given = form.raw
        with writing() as work:
            unit = units.chosen(work, UNIT, given.pop("unit"))
            company = enterprises.get(work, code)
            number = negotiation.open(work, procedure, company, unit, **given).number
        flash(f"已立项，编号 {number}。接着登记诉求、议题和代表。", "done")
        return redirect(url_for("cases.show", number=number), 303)

    return on_form(act, lambda refusal: _form(code, procedure, form, refusal))


def _step(work: Work, procedure: str) -> Step:
    if procedure not in KINDS:
        raise NotFound("协商程序", procedure)
    return work.kinds[KINDS[procedure]].table.opening


def _declared(work: Work, procedure: str) -> tuple[Fact, ...]:
    step = _step(work, procedure)
    return (units.asked(work, UNIT, step.act), *asked(step))


def _form(code: str, procedure: str, form: FactForm, refusal: Refusal | None = None) -> str:
    rest = form.mark(refusal.problems) if refusal else []
    with reading() as work:
        step = _step(work, procedure)
        return render_template(
            "negotiation/open.html",
            company=enterprises.get(work, code),
            choices=CHOICES,
            chosen=next(one for one in CHOICES if one.name == procedure),
            step=step,
            form=form,
            rest=rest,
            refusal=refusal,
            denied="" if units.offered(work, step.act) else work.denial(step.act),
        )
