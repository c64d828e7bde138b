"""Every register of a negotiation on the same pages: listed, added to, changed, withdrawn from."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework import Work, negotiation
from casework.cases.models import Case, Record
from casework.negotiation.recording import register_named
from casework.negotiation.register import Register
from casework.negotiation.register import shown as kept
from casework.workflow import Fact, Kind
from webui.casebook import reading, writing
from webui.errors import Refusal, on_form
from webui.forms import FactForm, seen
from webui.negotiation.beside import beside
from webui.negotiation.choices import chosen, offered, read
from webui.negotiation.frame import Asking, asking, frame
from webui.negotiation.rows import columns, rows

page = Blueprint("registers", __name__)
WITHDRAW = (
    Fact("reason", "撤下理由", Kind.TEXT, required=True, help="记录保留在案卷里，不再计入"),
)
#: The tab under which a register stands that has none of its own.
_TABS = {"statement": "meeting", "attendance": "meeting", "dismissal": "lint"}


@page.get("/cases/<case:number>/registers/<register>")
def show(number: str, register: str) -> ResponseReturnValue:
    """List what is recorded, with what the rules say of it."""
    with reading() as work:
        case = negotiation.get(work, number)
        one = register_named(register)
        found = rows(one, negotiation.listed(work, case, one.name, withdrawn=True))
        return render_template(
            "negotiation/register.html",
            register=one,
            columns=columns(one),
            rows=[row for row in found if not row.withdrawn],
            gone=[row for row in found if row.withdrawn],
            beside=beside(work, case, one.name),
            **frame(work, case, _TABS.get(one.name, one.name)),
        )


@page.get("/cases/<case:number>/registers/<register>/new")
def ask_new(number: str, register: str) -> ResponseReturnValue:
    """Ask for a new row; the address may fill some of it in."""
    with reading() as work:
        case, one = negotiation.get(work, number), register_named(register)
        given = {**one.fresh(work, case), **request.args.to_dict()}
        values = chosen(work, case, one.facts, given)
        form = FactForm.showing(offered(work, case, one.facts), values, g.people)
        return _form(work, case, one, form)


@page.post("/cases/<case:number>/registers/<register>/new")
def new(number: str, register: str) -> ResponseReturnValue:
    """Add a row."""
    one = register_named(register)
    form = _typed(number, one)

    def act() -> ResponseReturnValue:
        with writing() as work:
            case = negotiation.get(work, number)
            code = negotiation.add(work, case, one.name, **read(form)).code
        flash(f"已登记 {code}。", "done")
        return redirect(url_for("registers.show", number=number, register=one.name), 303)

    return on_form(act, lambda refusal: _again(number, one, form, refusal))


@page.get("/cases/<case:number>/registers/<register>/<entry>")
def ask_edit(number: str, register: str, entry: str) -> ResponseReturnValue:
    """Show a row to be changed."""
    with reading() as work:
        case, one = negotiation.get(work, number), register_named(register)
        row = negotiation.found(work, case, entry)
        values = chosen(work, case, one.facts, kept(one, row))
        form = FactForm.showing(offered(work, case, one.facts), values, g.people)
        return _form(work, case, one, form, row)


@page.post("/cases/<case:number>/registers/<register>/<entry>")
def edit(number: str, register: str, entry: str) -> ResponseReturnValue:
    """Change a row; what it was stays in the journal."""
    one = register_named(register)
    form = _typed(number, one)

    def act() -> ResponseReturnValue:
        with writing() as work:
            case = negotiation.get(work, number)
            negotiation.edit(work, case, entry, seen=seen(), **read(form))
        flash(f"{entry} 已保存。", "done")
        return redirect(url_for("registers.show", number=number, register=one.name), 303)

    return on_form(act, lambda refusal: _again(number, one, form, refusal, entry))


@page.get("/cases/<case:number>/registers/<register>/<entry>/withdraw")
def ask_withdraw(number: str, register: str, entry: str) -> ResponseReturnValue:
    """Ask why a row no longer counts."""
    with reading() as work:
        case, one = negotiation.get(work, number), register_named(register)
        row = negotiation.found(work, case, entry)
        return _withdrawing(work, case, one, FactForm.showing(WITHDRAW, {}), row)


@page.post("/cases/<case:number>/registers/<register>/<entry>/withdraw")
def withdraw(number: str, register: str, entry: str) -> ResponseReturnValue:
    """Let a row no longer count."""
    one, form = register_named(register), FactForm.typed(WITHDRAW)

    def act() -> ResponseReturnValue:
        with writing() as work:
            case = negotiation.get(work, number)
            negotiation.withdraw(work, case, entry, seen=seen(), **form.raw)
        flash(f"{entry} 已撤下。", "done")
        return redirect(url_for("registers.show", number=number, register=one.name), 303)

    def again(refusal: Refusal) -> str:
        with reading() as work:
            case = negotiation.get(work, number)
            row = negotiation.found(work, case, entry)
            return _withdrawing(work, case, one, form, row, refusal)

    return on_form(act, again)


def _typed(number: str, register: Register) -> FactForm:
    with reading() as work:
        return FactForm.typed(offered(work, negotiation.get(work, number), register.facts))


def _again(
    number: str, register: Register, form: FactForm, refusal: Refusal, entry: str = ""
) -> str:
    with reading() as work:
        case = negotiation.get(work, number)
        row = negotiation.found(work, case, entry) if entry else None
        return _form(work, case, register, form, row, refusal)


def _form(
    work: Work,
    case: Case,
    register: Register,
    form: FactForm,
    row: Record | None = None,
    refusal: Refusal | None = None,
) -> str:
    own: dict[str, Any] = {"number": case.number, "register": register.name}
    links = []
    if row is not None and not row.withdrawn_because:
        links = [(url_for("registers.ask_withdraw", entry=row.code, **own), "撤下这条记录")]
    shown = Asking(
        title=row.code if row is not None else f"登记{register.label}",
        lead=_lead(register, row),
        button="保存" if row is not None else "登记",
        back=url_for("registers.show", **own),
        version=row.version if row is not None else None,
        values=chosen(work, case, register.facts, kept(register, row)) if row is not None else None,
        links=links,
    )
    return asking(work, case, form, shown, refusal)


def _lead(register: Register, row: Record | None) -> str:
    gone = (
        f"已经撤下：{row.withdrawn_because}。" if row is not None and row.withdrawn_because else ""
    )
    return gone + register.lead


def _withdrawing(
    work: Work,
    case: Case,
    register: Register,
    form: FactForm,
    row: Record,
    refusal: Refusal | None = None,
) -> str:
    shown = Asking(
        title=f"撤下 {row.code}",
        button="撤下",
        back=url_for("registers.show", number=case.number, register=register.name),
        version=row.version,
    )
    return asking(work, case, form, shown, refusal)
