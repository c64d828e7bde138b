"""The catalogue of one case: which it uses, what another would change, and the step that takes it."""

from collections.abc import Iterator
from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework import Verdict, Work, cases, checkup
from casework.cases.models import Case
from casework.cases.view import table_of
from casework.checkup.catalogue.plan import Fate
from casework.checkup.catalogue.upgrade import STEP, Preview
from casework.checkup.queries import pinned_catalogue
from casework.errors import InputError
from casework.workflow import Fact, Kind
from webui.casebook import reading, writing
from webui.cases.taking import asked
from webui.errors import Refusal, on_form
from webui.forms import FactForm, seen, version_for

page = Blueprint("upgrading", __name__)
_HINTS = {
    "anew": "选“沿用原结论”时的例外；只改文字的也可以选",
    "keep": "选“需重新回答”时的例外",
}


@page.get("/cases/<case:number>/catalogue")
def ask(number: str) -> ResponseReturnValue:
    """Show the catalogue of the case; with ``to`` what that one would do to it, and the step."""
    with reading() as work:
        case = checkup.get(work, number)
        shown = _preview(work, case)
        form = FactForm.showing(tuple(_asked(work, case, shown)), {"occurred_on": work.today})
    return _page(number, form)


@page.post("/cases/<case:number>/catalogue")
def take(number: str) -> ResponseReturnValue:
    """Take the step 升级检查目录 to the catalogue that was previewed."""
    with reading() as work:
        case = checkup.get(work, number)
        form = FactForm.typed(tuple(_asked(work, case, _preview(work, case))))

    def act() -> ResponseReturnValue:
        with writing() as work:
            case = checkup.get(work, number)
            given = {"catalogue": request.args.get("to", ""), **form.raw}
            cases.take(work, case, STEP, seen=seen(), **given)
        flash("已升级检查目录。撤回这一步，结论和问题就恢复原样。", "done")
        return redirect(url_for("upgrading.ask", number=number), 303)

    return on_form(act, lambda refusal: _page(number, form, refusal))


def _preview(work: Work, case: Case) -> Preview | None:
    """Return what the catalogue named in the address would do; nothing if none can be taken.

    Without a name it is the current one, unless the case has it already or is past upgrading.
    """
    name = request.args.get("to", "")
    try:
        return checkup.preview_upgrade(work, case, name) if name or _open(work, case) else None
    except InputError:
        return None


def _open(work: Work, case: Case) -> bool:
    return next(one for one in cases.steps(work, case) if one.name == STEP).allowed


def _asked(work: Work, case: Case, shown: Preview | None) -> Iterator[Fact]:
    """Yield what the form asks: choices about answers only where there is something to choose."""
    changed = [one for one in shown.plan.items if one.fields] if shown else []
    open_ = [one.id for one in changed if one.fate is Fate.UNDECIDED]
    kept = [one.id for one in changed if one.fate in {Fate.UNDECIDED, Fate.KEPT}]
    offered = {"anew": kept, "keep": open_}
    for fact in asked(table_of(work, case).step(STEP)):
        if fact.name in offered:
            if offered[fact.name]:
                options = tuple(offered[fact.name])
                yield replace(fact, kind=Kind.CHOICE, options=options, help=_HINTS[fact.name])
        elif fact.name == "touched":
            if open_:
                yield replace(fact, required=True, help="")
        elif fact.name != "catalogue":
            yield fact


def _page(number: str, form: FactForm, refusal: Refusal | None = None) -> str:
    rest = form.mark(refusal.problems) if refusal else []
    with reading() as work:
        case = checkup.get(work, number)
        shelf = checkup.catalogue_shelf(work, case)
        told = {
            "own": pinned_catalogue(work, case),
            "others": [one for one in shelf.references if one in _others(work, case)],
            "shown": _preview(work, case),
            "again": [
                (item_id, Verdict(row.verdict).label, row.facts)
                for item_id, row in checkup.to_answer_again(work, case).items()
            ],
            "step": next(one for one in cases.steps(work, case) if one.name == STEP),
            "seen": version_for(case.version, refusal),
            "unusable": shelf.unusable,
        }
        return render_template(
            "catalogue/case.html", case=case, form=form, refusal=refusal, rest=rest, **told
        )


def _others(work: Work, case: Case) -> tuple[str, ...]:
    return checkup.catalogue_shelf(work, case).other_than(pinned_catalogue(work, case).hash)
