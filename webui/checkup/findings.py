"""Findings: listed, edited, added outside the catalogue, withdrawn, settled."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework import checkup
from casework.checkup.answering import ANSWERING
from casework.checkup.finding import service as finding
from casework.checkup.queries import view
from casework.workflow import Fact, Kind
from webui.casebook import reading, writing
from webui.checkup.finding_form import FREE, declared, readable, shown
from webui.checkup.finding_steps import of_finding
from webui.errors import Refusal, on_form
from webui.forms import FactForm, Papers, seen, version_for
from webui.review.shown import remarks_of

page = Blueprint("findings", __name__)
WITHDRAW = (Fact("reason", "撤下理由", Kind.TEXT, required=True),)


@page.get("/cases/<case:number>/findings")
def show(number: str) -> ResponseReturnValue:
    """List the findings, red lines first."""
    with reading() as work:
        case = checkup.get(work, number)
        rows = checkup.findings(work, case)
        unchecked = view(work, case).bases_unchecked
        open_to = {"edit": case.state in ANSWERING}
        weak = checkup.weak_items(work, case)
        remarks = remarks_of(work, case)
        return render_template(
            "checkup/findings.html",
            case=case,
            rows=rows,
            open_to=open_to,
            unchecked=unchecked,
            weak=weak,
            remarks=remarks,
            own={row.number: of_finding(work, row) for row in rows},
        )


@page.get("/cases/<case:number>/findings/new")
def ask_new(number: str) -> ResponseReturnValue:
    """Ask for a finding outside the catalogue."""
    with reading() as work:
        facts = declared(work, checkup.get(work, number))
    return _form(number, None, FactForm.showing(facts, FREE), Papers.single())


@page.post("/cases/<case:number>/findings/new")
def new(number: str) -> ResponseReturnValue:
    """Add a finding outside the catalogue."""
    with reading() as work:
        facts = declared(work, checkup.get(work, number))
    form, papers = FactForm.typed(facts), Papers.single()

    def act() -> ResponseReturnValue:
        _receive(number, papers)
        with writing() as work:
            case = checkup.get(work, number)
            given = readable(work, case, form.raw)
            row = checkup.add_free(work, case, evidence=papers.all(), **given)
            flash(f"已写成问题 {row.code}。", "done")
        return redirect(url_for("findings.show", number=number), 303)

    return on_form(act, lambda refusal: _form(number, None, form, papers, refusal))


@page.get("/cases/<case:number>/findings/<code>")
def ask_edit(number: str, code: str) -> ResponseReturnValue:
    """Show a finding to be edited."""
    return _as_it_is(number, code)


@page.post("/cases/<case:number>/findings/<code>")
def edit(number: str, code: str) -> ResponseReturnValue:
    """Change a finding."""
    with reading() as work:
        case = checkup.get(work, number)
        form = FactForm.typed(declared(work, case, finding.find(work, case, code)))

    def act() -> ResponseReturnValue:
        with writing() as work:
            case = checkup.get(work, number)
            checkup.edit(work, case, code, seen=seen(), **readable(work, case, form.raw))
        flash(f"{code} 已保存。", "done")
        return redirect(url_for("findings.show", number=number), 303)

    return on_form(act, lambda refusal: _form(number, code, form, None, refusal))


@page.post("/cases/<case:number>/findings/<code>/checked")
def check_bases(number: str, code: str) -> ResponseReturnValue:
    """Record that the bases of a finding were looked at one by one."""

    def act() -> ResponseReturnValue:
        with writing() as work:
            checkup.edit(work, checkup.get(work, number), code, seen=seen(), bases_checked=True)
        flash(f"{code} 的依据已逐条核对。", "done")
        return redirect(url_for("findings.show", number=number, _anchor=code), 303)

    return on_form(act, lambda refusal: _as_it_is(number, code, refusal))


@page.route("/cases/<case:number>/findings/<code>/withdraw", methods=["GET", "POST"])
def withdraw(number: str, code: str) -> ResponseReturnValue:
    """Withdraw a free finding, with a reason."""
    if request.method == "GET":
        return _closing(number, code, "撤下", FactForm.showing(WITHDRAW, {}))
    form = FactForm.typed(WITHDRAW)

    def act() -> ResponseReturnValue:
        with writing() as work:
            checkup.withdraw(work, checkup.get(work, number), code, seen=seen(), **form.raw)
        flash(f"{code} 已撤下。", "done")
        return redirect(url_for("findings.show", number=number), 303)

    return on_form(act, lambda refusal: _closing(number, code, "撤下", form, None, refusal))


def _as_it_is(number: str, code: str, refusal: Refusal | None = None) -> str:
    with reading() as work:
        case = checkup.get(work, number)
        row = finding.find(work, case, code)
        form = FactForm.showing(declared(work, case, row), shown(work, case, row))
    return _form(number, code, form, None, refusal)


def _receive(number: str, papers: Papers) -> None:
    with reading() as work:
        checkup.get(work, number)
        papers.receive(work)
    papers.check()


def _form(
    number: str,
    code: str | None,
    form: FactForm,
    papers: Papers | None = None,
    refusal: Refusal | None = None,
) -> str:
    problems = refusal.problems if refusal else ()
    rest = form.mark(papers.mark(problems) if papers else problems)
    with reading() as work:
        case = checkup.get(work, number)
        row = finding.find(work, case, code) if code else None
        parts: dict[str, Any] = {"case": case, "row": row, "form": form, "papers": papers}
        if row is not None:
            parts["seen"] = version_for(row.version, refusal)
            changed = refusal is not None and refusal.changed
            parts["differences"] = form.against(shown(work, case, row)) if changed else ()
        return render_template("checkup/finding.html", refusal=refusal, rest=rest, **parts)


def _closing(
    number: str,
    code: str,
    title: str,
    form: FactForm,
    papers: Papers | None = None,
    refusal: Refusal | None = None,
) -> str:
    problems = refusal.problems if refusal else ()
    rest = form.mark(papers.mark(problems) if papers else problems)
    with reading() as work:
        case = checkup.get(work, number)
        row = finding.find(work, case, code)
        parts: dict[str, Any] = {"case": case, "row": row, "form": form, "papers": papers}
        parts |= {"title": title, "seen": version_for(row.version, refusal)}
        return render_template("checkup/close_finding.html", refusal=refusal, rest=rest, **parts)
