"""The pages of the review: the report with its remarks, each action on a remark, the score, the rounds."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework import checkup
from casework.checkup.review import quality, rows
from casework.checkup.review.fields import ABOUT, CLOSE, REMARK, REOPEN, REPLY
from casework.workflow import Fact
from webui.casebook import reading, writing
from webui.errors import Refusal, on_form
from webui.forms import FactForm, seen, version_for
from webui.review.shown import gather, given

page = Blueprint("review", __name__)


@dataclass(frozen=True, slots=True)
class Doing:
    """Something that is done to a remark: its word, what it asks, and the verb."""

    word: str
    asks: tuple[Fact, ...]
    verb: Callable[..., Any]


_DOINGS = {
    "reword": Doing("改写", REMARK, checkup.reword_remark),
    "reply": Doing("回应", REPLY, checkup.reply_remark),
    "close": Doing("了结", CLOSE, checkup.close_remark),
    "reopen": Doing("不认可", REOPEN, checkup.reopen_remark),
}
#: Pages a remark is acted on from, and where one returns to.
_PAGES = {"findings": "findings.show", "checklist": "checklist.show"}


@page.get("/cases/<case:number>/review")
def show(number: str) -> ResponseReturnValue:
    """Show the report as the reviewer reads it, with every remark at its place."""
    return _page(number)


@page.route("/cases/<case:number>/review/new", methods=["GET", "POST"])
def write(number: str) -> ResponseReturnValue:
    """Write a remark."""
    asks = (ABOUT, *REMARK)
    if request.method == "GET":
        return _asked(
            number, "写意见", FactForm.showing(asks, {"about": request.args.get("about", "")})
        )
    form = FactForm.typed(asks)

    def act() -> ResponseReturnValue:
        with writing() as work:
            row = checkup.write_remark(work, checkup.get(work, number), **form.raw)
            flash(f"已写复核意见 {row.code}。", "done")
            place = row.concerns or row.code
        return redirect(url_for("review.show", number=number, _anchor=place), 303)

    return on_form(act, lambda refusal: _asked(number, "写意见", form, refusal=refusal))


_REMARK = "/cases/<case:number>/review/remarks/<code>/<any(reword, reply, close, reopen):doing>"


@page.route(_REMARK, methods=["GET", "POST"])
def act(number: str, code: str, doing: str) -> ResponseReturnValue:
    """Reword, answer, settle or not accept: what is done to one remark."""
    what = _DOINGS[doing]
    if request.method == "GET":
        return _asked(number, what.word, _as_it_is(number, code, what), code)
    form = FactForm.typed(what.asks)

    def take() -> ResponseReturnValue:
        with writing() as work:
            case = checkup.get(work, number)
            row = what.verb(work, case, code, seen=seen(), **form.raw)
            place = row.concerns or row.code
        flash(f"{code} 已{what.word}。", "done")
        back = _PAGES.get(request.form.get("back", ""), "review.show")
        return redirect(url_for(back, number=number, _anchor=place), 303)

    return on_form(take, lambda refusal: _asked(number, what.word, form, code, refusal))


@page.post("/cases/<case:number>/review/score")
def score(number: str) -> ResponseReturnValue:
    """Score the quality of the report as it was submitted last."""
    form = FactForm.typed(quality.shipped().asked)

    def take() -> ResponseReturnValue:
        with writing() as work:
            case = checkup.get(work, number)
            row = checkup.score_quality(work, case, seen=seen(), **form.raw)
            flash(f"第 {row.round} 次送审的报告质量：{row.total} 分（内部评价）。", "done")
        return redirect(url_for("review.show", number=number, _anchor="score"), 303)

    return on_form(take, lambda refusal: _page(number, form, refusal))


@page.get("/cases/<case:number>/review/rounds")
def rounds(number: str) -> ResponseReturnValue:
    """Show the submissions side by side, and what one says otherwise than another."""
    with reading() as work:
        case = checkup.get(work, number)
        found = checkup.review_rounds(work, case)
        first = request.args.get("first", max(1, len(found) - 1), type=int)
        second = request.args.get("second", len(found) if len(found) > 1 else 0, type=int)
        told = checkup.round_differences(work, case, first, second or None) if found else ()
        shown = {"first": first, "second": second, "differences": told}
        return render_template("review/rounds.html", case=case, rounds=found, **shown)


def _page(number: str, form: FactForm | None = None, refusal: Refusal | None = None) -> str:
    rest = form.mark(refusal.problems) if form and refusal else []
    with reading() as work:
        shown = gather(work, checkup.get(work, number))
        asked = form or FactForm.showing(shown.quality.asked, given(shown.score))
        version = version_for(shown.score.version if shown.score else 0, refusal)
        return render_template(
            "review/review.html",
            page=shown,
            case=shown.case,
            form=asked,
            refusal=refusal,
            rest=rest,
            seen=version,
        )


def _as_it_is(number: str, code: str, what: Doing) -> FactForm:
    with reading() as work:
        row = rows.find(work, checkup.get(work, number), code)
        values = {fact.name: getattr(row, fact.name, "") for fact in what.asks}
        return FactForm.showing(what.asks, values)


def _asked(
    number: str, word: str, form: FactForm, code: str = "", refusal: Refusal | None = None
) -> str:
    rest = form.mark(refusal.problems) if refusal else []
    with reading() as work:
        case = checkup.get(work, number)
        found = rows.find(work, case, code) if code else None
        one = next((one for one in checkup.remarks(work, case) if one.row is found), None)
        parts: dict[str, Any] = {"case": case, "one": one, "form": form, "word": word}
        if found is not None:
            parts["seen"] = version_for(found.version, refusal)
        return render_template("review/act.html", refusal=refusal, rest=rest, **parts)
