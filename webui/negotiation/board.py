"""The board, a clause through all its versions, the text as far as it is agreed, a topic's whole way."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from casework import negotiation
from casework.negotiation import Side
from casework.negotiation.ledger.queries import find_clause
from webui.casebook import reading
from webui.negotiation.frame import frame

page = Blueprint("board", __name__)


@page.get("/cases/<case:number>/board")
def show(number: str) -> ResponseReturnValue:
    """Show what both sides offer and where they are; ``?shared=1`` is for both sides to look at."""
    with reading() as work:
        case = negotiation.get(work, number)
        name = "shared" if "shared" in request.args else "board"
        return render_template(
            f"negotiation/{name}.html",
            board=negotiation.board(work, case),
            packages=negotiation.clause_ledger(work, case).packages.values(),
            **frame(work, case, "board"),
        )


@page.get("/cases/<case:number>/clauses/<clause>")
def show_clause(number: str, clause: str) -> ResponseReturnValue:
    """Show a clause: its versions, its figures round by round, two versions laid over each other."""
    old, new = (request.args.get(name, type=int) for name in ("old", "new"))
    with reading() as work:
        case = negotiation.get(work, number)
        found = find_clause(work, case, clause)
        return render_template(
            "negotiation/clause.html",
            clause=found,
            histories=negotiation.figure_history(work, case, clause),
            redline=negotiation.compare_clause(work, case, clause, old, new),
            old=old or max(1, (new or len(found.versions)) - 1),
            new=new or len(found.versions),
            sides=tuple(Side),
            **frame(work, case, "board"),
        )


@page.get("/cases/<case:number>/contract")
def contract(number: str) -> ResponseReturnValue:
    """Show the text from the agreed clauses, with its digest, and what is open."""
    with reading() as work:
        case = negotiation.get(work, number)
        draft = negotiation.draft_agreement(work, case)
        return render_template(
            "negotiation/contract.html", draft=draft, **frame(work, case, "board")
        )


@page.get("/cases/<case:number>/trace/<code>")
def trace(number: str, code: str) -> ResponseReturnValue:
    """Show a topic from the first voice to whether its clauses are kept."""
    with reading() as work:
        case = negotiation.get(work, number)
        found = negotiation.trace(work, case, code)
        return render_template("negotiation/trace.html", trace=found, **frame(work, case, "topic"))
