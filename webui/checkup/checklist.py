"""The checklist: answered item by item, with the keyboard or without JavaScript; nothing typed is lost."""

from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework import checkup
from webui.casebook import reading, writing
from webui.checkup import cards
from webui.checkup.cards import Card
from webui.errors import Refusal, on_form
from webui.forms import FactForm, Papers, seen, version_for
from webui.review.shown import remarks_of

page = Blueprint("checklist", __name__)


@page.get("/cases/<case:number>/checklist")
def show(number: str) -> ResponseReturnValue:
    """Show all items of the case by domain."""
    with reading() as work:
        case = checkup.get(work, number)
        return render_template(
            "checkup/checklist.html",
            checklist=cards.gather(work, case),
            remarks=remarks_of(work, case),
            case=case,
        )


@page.post("/cases/<case:number>/checklist/<item>")
def answer(number: str, item: str) -> ResponseReturnValue:
    """Answer one item; a script gets the card back, a browser without one the page at the next item."""
    with reading() as work:
        card = cards.one(work, checkup.get(work, number), item)
    form, papers = FactForm.typed(card.form.facts), Papers.single()

    def act() -> ResponseReturnValue:
        _receive(number, papers)
        chosen = request.form.get("verdict", "")
        with writing() as work:
            case = checkup.get(work, number)
            given = {"evidence": papers.all(), "seen": seen(), **form.raw}
            checkup.answer(work, case, item, chosen, **given)
        return _done(number, item)

    return on_form(act, lambda refusal: _again(number, item, form, papers, refusal))


def _receive(number: str, papers: Papers) -> None:
    with reading() as work:
        checkup.get(work, number)
        papers.receive(work)
    papers.check()


def _done(number: str, item: str) -> ResponseReturnValue:
    if _scripted():
        with reading() as work:
            card = cards.one(work, checkup.get(work, number), item)
            return render_template("checkup/_card.html", card=card, number=number, closed=())
    flash(f"{item} 已保存。", "done")
    return redirect(url_for("checklist.show", number=number, _anchor=item), 303)


def _again(number: str, item: str, form: FactForm, papers: Papers, refusal: Refusal) -> str:
    """Return the card, alone or on a page of its own, with what was typed and what stands against it."""
    rest = form.mark(papers.mark(refusal.problems))
    with reading() as work:
        card = cards.one(work, checkup.get(work, number), item)
        refused: Card = replace(
            card,
            form=form,
            papers=papers,
            refusal=refusal,
            rest=rest,
            verdict=request.form.get("verdict", ""),
            version=version_for(card.version, refusal),
            differences=form.against(card.values) if refusal.changed else (),
        )
        name = "checkup/_card.html" if _scripted() else "checkup/item.html"
        return render_template(name, card=refused, number=number, closed=())


def _scripted() -> bool:
    return request.headers.get("X-Requested-With") == "fetch"
