"""A negotiation that goes on in a new case: turned into the full procedure, or renewed, changed, ended."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from casework import Work, negotiation
from casework.cases.filling import OCCURRED_ON
from casework.cases.models import Case
from casework.cases.view import standing_of, table_of
from casework.negotiation.service import KINDS
from casework.workflow import Fact, Step
from webui.casebook import reading, writing
from webui.errors import Refusal, on_form
from webui.forms import FactForm, seen
from webui.negotiation.frame import Asking, asking

page = Blueprint("succession", __name__)
CHANGE, CARRY_ON = "change_procedure", "open_renewal"
_TITLES = {CHANGE: "转为普通程序", CARRY_ON: "另立新案：续订、变更或者解除"}
_LEADS = {
    CHANGE: "立一件普通程序的新案并关联，带去诉求、议题、代表；本案就此结束。",
    CARRY_ON: "按同样的程序立一件新案并关联，从原来的文本开始谈；本案继续履行。",
}


@page.get("/cases/<case:number>/change-procedure")
def ask_change(number: str) -> ResponseReturnValue:
    """Ask why the simple procedure is left, and what the full one needs."""
    return _show(number, CHANGE)


@page.post("/cases/<case:number>/change-procedure")
def change(number: str) -> ResponseReturnValue:
    """Turn the case into one of the full procedure."""
    return _act(number, CHANGE)


@page.get("/cases/<case:number>/carry-on")
def ask_carry_on(number: str) -> ResponseReturnValue:
    """Ask what the new negotiation is for."""
    return _show(number, CARRY_ON)


@page.post("/cases/<case:number>/carry-on")
def carry_on(number: str) -> ResponseReturnValue:
    """Open the negotiation that carries this one on."""
    return _act(number, CARRY_ON)


def _show(number: str, name: str) -> str:
    with reading() as work:
        case = negotiation.get(work, number)
        opening = standing_of(work, case)[0].facts if name == CHANGE else {}
        known = {n: value for n, value in opening.items() if n != "outcome"}
        values = {**known, "occurred_on": work.today}
        return _form(work, case, name, FactForm.showing(_asked(work, case, name), values))


def _act(number: str, name: str) -> ResponseReturnValue:
    with reading() as work:
        form = FactForm.typed(_asked(work, negotiation.get(work, number), name))

    def act() -> ResponseReturnValue:
        given = {one: value for one, value in form.raw.items() if value}
        with writing() as work:
            case = negotiation.get(work, number)
            if name == CHANGE:
                given.setdefault("reason", "")
                new = negotiation.change_procedure(work, case, seen=seen(), **given).number
            else:
                purpose = given.pop("purpose", "")
                new = negotiation.carry_on(work, case, purpose, seen=seen(), **given).number
        flash(f"已另立新案 {new}，两案已关联。", "done")
        return redirect(url_for("cases.show", number=new), 303)

    def again(refusal: Refusal) -> str:
        with reading() as work:
            return _form(work, negotiation.get(work, number), name, form, refusal)

    return on_form(act, again)


def _asked(work: Work, case: Case, name: str) -> tuple[Fact, ...]:
    """Return the facts of the step without the number, which the new case gets by itself."""
    steps = table_of(work, case).steps
    own = [one for one in steps[name].facts if one.name != "new_case"] if name in steps else []
    if name == CARRY_ON:
        return (OCCURRED_ON, *_with_changes(own, steps))
    taken = {one.name for one in own} | {"earlier"}
    opening = work.kinds[KINDS["full"]].table.opening
    return (OCCURRED_ON, *own, *(one for one in opening.facts if one.name not in taken))


def _with_changes(own: Sequence[Fact], steps: Mapping[str, Step]) -> Sequence[Fact]:
    """Return what a renewal asks and, where a change is a step of its own, what that asks besides."""
    change = steps.get("open_change")
    if change is None:
        return own
    other = {one.name: one for one in change.facts}
    purposes, ground = other["purpose"].options, other["ground"]
    return (
        *(replace(one, options=(*one.options, *purposes)) for one in own),
        replace(ground, required=False, required_when={"purpose": purposes}),
    )


def _form(work: Work, case: Case, name: str, form: FactForm, refusal: Refusal | None = None) -> str:
    shown = Asking(
        title=_TITLES[name],
        lead=_LEADS[name],
        button="另立新案",
        back=url_for("cases.show", number=case.number),
        version=case.version,
    )
    return asking(work, case, form, shown, refusal)
