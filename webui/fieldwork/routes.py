"""The field on one page; sites, samples, interviews and questionnaires recorded, changed, withdrawn."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from casework import Work, checkup
from casework.cases.models import Case, Record
from casework.cases.organisation import colleagues
from casework.checkup.models import Sample
from casework.checkup.queries import tailored
from casework.workflow import Fact, Kind
from webui.casebook import reading, writing
from webui.errors import Refusal, on_form
from webui.fieldwork.forms import SORTS, Sort, declared, found, fresh, shown, sort_named
from webui.forms import FactForm, seen, version_for

page = Blueprint("fieldwork", __name__)
WITHDRAW = (
    Fact("reason", "撤下理由", Kind.TEXT, required=True, help="记录保留在案卷里，不再计入数字"),
)
USE = (
    Fact("items", "也供哪些检查项使用", Kind.TEXT, required=True, many=True, help="例如 LC-06-01"),
)


@page.get("/cases/<case:number>/fieldwork")
def show(number: str) -> ResponseReturnValue:
    """Show all that is recorded, and what is too little yet."""
    with reading() as work:
        case = checkup.get(work, number)
        papers = checkup.paper_list(work, case)
        told = {
            "sites": checkup.sites(work, case),
            "draws": checkup.draws(work, case),
            "interviews": checkup.interviews(work, case),
            "needed": checkup.interviews_needed(work, case),
            "surveys": checkup.surveys(work, case),
            "weak": checkup.weak_items(work, case),
            "titles": {item.id: item.title for item in tailored(work, case)},
            "received": sum(one.state in {"已收到", "已退还"} for one in papers),
            "wanted": sum(one.wanted for one in papers),
            "withheld": sum(one.state == "未提供" for one in papers),
        }
        return render_template("fieldwork/field.html", case=case, sorts=SORTS, **told)


@page.get("/cases/<case:number>/fieldwork/new/<kind>")
def ask_new(number: str, kind: str) -> ResponseReturnValue:
    """Ask for a new record."""
    sort = sort_named(kind)
    with reading() as work:
        facts = declared(work, checkup.get(work, number), sort.facts)
        form = FactForm.showing(facts, fresh(work, sort), g.people)
    return _form(number, sort, form)


@page.post("/cases/<case:number>/fieldwork/new/<kind>")
def new(number: str, kind: str) -> ResponseReturnValue:
    """Add a record."""
    sort = sort_named(kind)
    with reading() as work:
        form = FactForm.typed(declared(work, checkup.get(work, number), sort.facts))

    def act() -> ResponseReturnValue:
        with writing() as work:
            row = sort.add(work, checkup.get(work, number), **form.raw)
            code = row.code
        flash(f"已登记 {code}。", "done")
        if sort.model is Sample:
            return redirect(url_for("fieldwork.ask_edit", number=number, entry=code), 303)
        return redirect(url_for("fieldwork.show", number=number, _anchor=kind), 303)

    return on_form(act, lambda refusal: _form(number, sort, form, "", refusal))


@page.get("/cases/<case:number>/fieldwork/<entry>")
def ask_edit(number: str, entry: str) -> ResponseReturnValue:
    """Show a record to be changed; a sample as the list of what to look at."""
    with reading() as work:
        case = checkup.get(work, number)
        sort, row = found(work, case, entry)
        if isinstance(row, Sample):
            return _sample(work, case, row, FactForm.showing(USE, {}))
        form = FactForm.showing(declared(work, case, sort.facts), shown(work, case, row), g.people)
    return _form(number, sort, form, entry)


@page.post("/cases/<case:number>/fieldwork/<entry>")
def edit(number: str, entry: str) -> ResponseReturnValue:
    """Change a record; let a sample serve more items."""
    with reading() as work:
        case = checkup.get(work, number)
        sort, _row = found(work, case, entry)
        form = FactForm.typed(USE if sort.edit is None else declared(work, case, sort.facts))

    def act() -> ResponseReturnValue:
        _change(number, sort, entry, form.raw)
        flash(f"{entry} 已保存。", "done")
        return redirect(url_for("fieldwork.show", number=number, _anchor=sort.name), 303)

    return on_form(act, lambda refusal: _form(number, sort, form, entry, refusal))


@page.get("/cases/<case:number>/fieldwork/<entry>/withdraw")
def ask_withdraw(number: str, entry: str) -> ResponseReturnValue:
    """Ask why a record no longer counts."""
    with reading() as work:
        sort, _row = found(work, checkup.get(work, number), entry)
    return _form(number, sort, FactForm.showing(WITHDRAW, {}), entry, withdraw=True)


@page.post("/cases/<case:number>/fieldwork/<entry>/withdraw")
def withdraw(number: str, entry: str) -> ResponseReturnValue:
    """Let a record no longer count."""
    with reading() as work:
        sort, _row = found(work, checkup.get(work, number), entry)
    form = FactForm.typed(WITHDRAW)

    def act() -> ResponseReturnValue:
        with writing() as work:
            case = checkup.get(work, number)
            checkup.withdraw_record(work, case, entry, seen=seen(), **form.raw)
        flash(f"{entry} 已撤下。", "done")
        return redirect(url_for("fieldwork.show", number=number, _anchor=sort.name), 303)

    return on_form(act, lambda refusal: _form(number, sort, form, entry, refusal, withdraw=True))


def _change(number: str, sort: Sort, entry: str, raw: Mapping[str, Any]) -> None:
    with writing() as work:
        case = checkup.get(work, number)
        if sort.edit is None:
            items = [one for one in raw["items"] if one.strip()]
            checkup.use_sample(work, case, entry, items)
        else:
            sort.edit(work, case, entry, seen=seen(), **raw)


def _sample(
    work: Work, case: Case, row: Sample, form: FactForm, refusal: Refusal | None = None
) -> str:
    rest = form.mark(refusal.problems) if refusal else []
    faults = checkup.check_sample(work, case, row.code)
    return render_template(
        "fieldwork/sample.html",
        case=case,
        row=row,
        form=form,
        faults=faults,
        refusal=refusal,
        rest=rest,
    )


def _form(
    number: str,
    sort: Sort,
    form: FactForm,
    entry: str = "",
    refusal: Refusal | None = None,
    *,
    withdraw: bool = False,
) -> str:
    with reading() as work:
        case = checkup.get(work, number)
        row: Record | None = found(work, case, entry)[1] if entry else None
        if isinstance(row, Sample) and not withdraw:
            return _sample(work, case, row, form, refusal)
        rest = form.mark(refusal.problems) if refusal else []
        changed = row is not None and refusal is not None and refusal.changed and not withdraw
        parts: dict[str, Any] = {
            "seen": version_for(row.version, refusal) if row is not None else 0,
            "differences": form.against(shown(work, case, row)) if changed and row else (),
            "items": tailored(work, case) if sort.name != "site" else (),
            "colleagues": colleagues(work, case.unit),
        }
        return render_template(
            "fieldwork/record.html", case=case, sort=sort, row=row, form=form, refusal=refusal,
            rest=rest, withdraw=withdraw, **parts,
        )  # fmt: skip
