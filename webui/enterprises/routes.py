"""The enterprises: list, file with history, registering and changing it."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework import Work, cases
from casework.cases import enterprise as enterprises
from casework.cases.enterprise_fields import LABELS
from casework.workflow import Fact, Kind
from casework.workflow.facts import parse
from webui.casebook import reading, writing
from webui.enterprises.file_form import CODE, FILE, PLACES, content, shown
from webui.errors import Refusal, on_form
from webui.forms import FactForm, seen, version_for

page = Blueprint("enterprises", __name__)
PAGE = 30


@page.get("/enterprises")
def show_all() -> ResponseReturnValue:
    """List the enterprises within reach by name."""
    text = request.args.get("q", "").strip()
    after = request.args.get("after", "")
    with reading() as work:
        rows = enterprises.search(work, text, after=after, limit=PAGE + 1)
        further = rows[PAGE - 1].code if len(rows) > PAGE else ""
        return render_template(
            "enterprises/list.html", rows=rows[:PAGE], q=text, further=further, first=not after
        )


@page.get("/enterprises/<code>")
def show(code: str) -> ResponseReturnValue:
    """Show the file of an enterprise, its cases, and how the file changed."""
    with reading() as work:
        row = enterprises.get(work, code)
        return render_template(
            "enterprises/file.html",
            row=row,
            cases=cases.of_enterprise(work, row),
            kinds=work.kinds,
            versions=enterprises.history(work, row),
            labels=LABELS,
            editable=work.allows("编", row),
        )


@page.get("/enterprises/new")
def ask_register() -> ResponseReturnValue:
    """Ask for the file of a new enterprise."""
    with reading() as work:
        form = FactForm.showing(_declared(work), {"data_as_of": work.today})
    return _form(None, form)


@page.post("/enterprises/new")
def register() -> ResponseReturnValue:
    """Register an enterprise."""
    with reading() as work:
        facts = _declared(work)
    form = FactForm.typed(facts)

    def act() -> ResponseReturnValue:
        with writing() as work:
            given = parse(facts, form.raw, today=work.today)
            unit = cases.organisation.unit(work, str(given["unit"]))
            row = enterprises.register(work, unit, str(given["code"]), **content(given))
            code = row.code
        flash("企业已登记。", "done")
        return redirect(url_for("enterprises.show", code=code), 303)

    return on_form(act, lambda refusal: _form(None, form, refusal))


@page.get("/enterprises/<code>/edit")
def ask_change(code: str) -> ResponseReturnValue:
    """Show the file to be changed."""
    with reading() as work:
        values = {**shown(enterprises.get(work, code)), "data_as_of": work.today}
    return _form(code, FactForm.showing(FILE, values))


@page.post("/enterprises/<code>/edit")
def change(code: str) -> ResponseReturnValue:
    """Change the file; the old version stays."""
    form = FactForm.typed(FILE)

    def act() -> ResponseReturnValue:
        with writing() as work:
            given = content(parse(FILE, form.raw, today=work.today))
            row = enterprises.get(work, code)
            changed = enterprises.change(work, row, seen=seen(), **given)
        flash(f"已改动：{'、'.join(changed)}。" if changed else "没有改动。", "done")
        return redirect(url_for("enterprises.show", code=code), 303)

    return on_form(act, lambda refusal: _form(code, form, refusal))


def _declared(work: Work) -> tuple[Fact, ...]:
    units = [one.name for one in cases.organisation.units(work) if work.allows("编", one)]
    unit = Fact("unit", "归口单位", Kind.CHOICE, required=True, options=tuple(units))
    return (unit, CODE, *FILE)


def _form(code: str | None, form: FactForm, refusal: Refusal | None = None) -> str:
    rest = form.mark(refusal.problems, PLACES) if refusal else []
    with reading() as work:
        row = enterprises.get(work, code) if code else None
        parts: dict[str, Any] = {"row": row, "form": form, "refusal": refusal, "rest": rest}
        if row is not None:
            parts["seen"] = version_for(row.version, refusal)
            changed = refusal is not None and refusal.changed
            parts["differences"] = form.against(shown(row)) if changed else ()
        return render_template("enterprises/edit.html", **parts)
