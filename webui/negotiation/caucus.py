"""内部: bottom lines, alternatives, opinions and what offers cost; only for those who may do 内部."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from casework import Work, negotiation
from casework.cases.models import Case
from casework.errors import NotFound
from casework.negotiation.caucus.costing import told
from casework.negotiation.caucus.registers import MATTERS, REGISTERS
from casework.negotiation.register import Register
from casework.negotiation.register import shown as kept
from webui.casebook import reading, writing
from webui.errors import Refusal, on_form
from webui.forms import FactForm, seen
from webui.negotiation.choices import chosen, offered, read
from webui.negotiation.frame import Asking, asking, frame
from webui.negotiation.registers import WITHDRAW

page = Blueprint("caucus", __name__)


@page.get("/cases/<case:number>/caucus")
def show(number: str) -> ResponseReturnValue:
    """Show the union side's own notes, and packages side by side in money."""
    with reading() as work:
        case = negotiation.get(work, number)
        notes = negotiation.internal_notes(work, case)
        return render_template(
            "negotiation/caucus.html",
            notes={one: [row for row in notes if row.matter == one] for one in MATTERS},
            costing=negotiation.costing(work, case),
            money=told,
            **frame(work, case, "caucus"),
        )


@page.get("/cases/<case:number>/caucus/new/<kind>")
def ask_new(number: str, kind: str) -> ResponseReturnValue:
    """Ask for a new note or a basis of costs."""
    with reading() as work:
        case, one = _case(work, number), _register(kind)
        return _form(work, case, one, FactForm.showing(offered(work, case, one.facts), {}))


@page.post("/cases/<case:number>/caucus/new/<kind>")
def new(number: str, kind: str) -> ResponseReturnValue:
    """Write it down."""
    one = _register(kind)
    form = _typed(number, one)

    def act() -> ResponseReturnValue:
        given = read(form)
        with writing() as work:
            case = negotiation.get(work, number)
            if one.name == "cost":
                given |= {"clause": given.pop("cost_clause"), "figure": given.pop("cost_figure")}
                code = negotiation.set_cost_basis(work, case, **given).code
            else:
                code = negotiation.write_note(work, case, **given).code
        flash(f"已登记 {code}，只有工会一方看得到。", "done")
        return redirect(url_for("caucus.show", number=number), 303)

    return on_form(act, lambda refusal: _again(number, one, form, refusal))


@page.get("/cases/<case:number>/caucus/<entry>")
def ask_edit(number: str, entry: str) -> ResponseReturnValue:
    """Show a row to be changed."""
    with reading() as work:
        case = _case(work, number)
        one, row = _found(work, case, entry)
        values = chosen(work, case, one.facts, kept(one, row))
        form = FactForm.showing(offered(work, case, one.facts), values)
        return _form(work, case, one, form, entry)


@page.post("/cases/<case:number>/caucus/<entry>")
def edit(number: str, entry: str) -> ResponseReturnValue:
    """Change it."""
    with reading() as work:
        one, _row = _found(work, _case(work, number), entry)
    form = _typed(number, one)

    def act() -> ResponseReturnValue:
        with writing() as work:
            case = negotiation.get(work, number)
            negotiation.change_internal(work, case, entry, seen=seen(), **read(form))
        flash(f"{entry} 已保存。", "done")
        return redirect(url_for("caucus.show", number=number), 303)

    return on_form(act, lambda refusal: _again(number, one, form, refusal, entry))


@page.get("/cases/<case:number>/caucus/<entry>/withdraw")
def ask_withdraw(number: str, entry: str) -> ResponseReturnValue:
    """Ask why it no longer counts."""
    with reading() as work:
        return _withdrawing(work, _case(work, number), FactForm.showing(WITHDRAW, {}), entry)


@page.post("/cases/<case:number>/caucus/<entry>/withdraw")
def withdraw(number: str, entry: str) -> ResponseReturnValue:
    """Let it no longer count."""
    form = FactForm.typed(WITHDRAW)

    def act() -> ResponseReturnValue:
        with writing() as work:
            case = negotiation.get(work, number)
            negotiation.withdraw_internal(work, case, entry, seen=seen(), **form.raw)
        flash(f"{entry} 已撤下。", "done")
        return redirect(url_for("caucus.show", number=number), 303)

    def again(refusal: Refusal) -> str:
        with reading() as work:
            return _withdrawing(work, _case(work, number), form, entry, refusal)

    return on_form(act, again)


def _case(work: Work, number: str) -> Case:
    """Return the case, for those who may see inside. Raises AccessDenied."""
    case = negotiation.get(work, number)
    work.ask("内部", case)
    return case


def _register(name: str) -> Register:
    if name not in REGISTERS:
        raise NotFound("内部记录", name)
    return REGISTERS[name]


def _found(work: Work, case: Case, entry: str) -> tuple[Register, Any]:
    notes, bases = negotiation.internal_notes(work, case), negotiation.cost_bases(work, case)
    rows: tuple[Any, ...] = (*notes, *bases)
    for row in rows:
        if row.code == entry:
            return next(one for one in REGISTERS.values() if one.prefix == row.prefix), row
    raise NotFound("内部记录", entry)


def _typed(number: str, register: Register) -> FactForm:
    with reading() as work:
        return FactForm.typed(offered(work, _case(work, number), register.facts))


def _again(
    number: str, register: Register, form: FactForm, refusal: Refusal, entry: str = ""
) -> str:
    with reading() as work:
        return _form(work, _case(work, number), register, form, entry, refusal)


def _form(
    work: Work,
    case: Case,
    register: Register,
    form: FactForm,
    entry: str = "",
    refusal: Refusal | None = None,
) -> str:
    row = _found(work, case, entry)[1] if entry else None
    away = url_for("caucus.ask_withdraw", number=case.number, entry=entry) if entry else ""
    shown = Asking(
        title=f"{register.sort.model.label} {entry}".strip(),
        lead=register.lead,
        button="保存" if entry else "登记",
        back=url_for("caucus.show", number=case.number),
        here="caucus",
        version=row.version if row is not None else None,
        values=chosen(work, case, register.facts, kept(register, row)) if row is not None else None,
        links=[(away, "撤下这条记录")] if entry else (),
    )
    return asking(work, case, form, shown, refusal)


def _withdrawing(
    work: Work, case: Case, form: FactForm, entry: str, refusal: Refusal | None = None
) -> str:
    row = _found(work, case, entry)[1]
    back = url_for("caucus.show", number=case.number)
    shown = Asking(
        title=f"撤下 {entry}", button="撤下", back=back, here="caucus", version=row.version
    )
    return asking(work, case, form, shown, refusal)
