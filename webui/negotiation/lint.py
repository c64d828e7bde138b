"""合同检查: remarks about the text with what they rest on, and each dismissed with its reason."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework import Work, negotiation
from casework.cases.models import Case
from casework.errors import NotFound
from casework.negotiation.agreement.registers import DISMISSAL
from casework.negotiation.lint.fields import FACTS
from casework.negotiation.lint.remark import Remark
from webui.casebook import reading, writing
from webui.errors import Refusal, on_form
from webui.forms import FactForm
from webui.negotiation.frame import Asking, asking, frame

page = Blueprint("lint", __name__)
REASON = tuple(fact for fact in DISMISSAL.facts if fact.name == "reason")


@page.get("/cases/<case:number>/lint")
def show(number: str) -> ResponseReturnValue:
    """Show what to look at in the text; the address may carry the standards of the place."""

    def act() -> ResponseReturnValue:
        with reading() as work:
            return _page(work, negotiation.get(work, number), _standards())

    def again(refusal: Refusal) -> str:
        with reading() as work:
            return _page(work, negotiation.get(work, number), {}, refusal)

    return on_form(act, again)


@page.get("/cases/<case:number>/lint/dismiss")
def ask_dismiss(number: str) -> ResponseReturnValue:
    """Ask why a remark is not followed; the address names it."""
    with reading() as work:
        return _dismissing(work, negotiation.get(work, number), FactForm.showing(REASON, {}))


@page.post("/cases/<case:number>/lint/dismiss")
def dismiss(number: str) -> ResponseReturnValue:
    """Dismiss the remark."""
    form, standards = FactForm.typed(REASON), _standards()

    def act() -> ResponseReturnValue:
        with writing() as work:
            case, key = negotiation.get(work, number), request.args.get("key", "")
            code = negotiation.dismiss(work, case, key, given=standards, **form.raw).code
        flash(f"已记为不采纳（{code}），理由留在案卷里。", "done")
        return redirect(url_for("lint.show", number=number, **standards), 303)

    def again(refusal: Refusal) -> str:
        with reading() as work:
            return _dismissing(work, negotiation.get(work, number), form, refusal)

    return on_form(act, again)


def _standards() -> dict[str, Any]:
    return {fact.name: text for fact in FACTS if (text := request.args.get(fact.name, "").strip())}


def _page(
    work: Work, case: Case, standards: Mapping[str, str], refusal: Refusal | None = None
) -> str:
    form = FactForm.showing(FACTS, request.args.to_dict())
    rows = negotiation.listed(work, case, "dismissal")
    return render_template(
        "negotiation/lint.html",
        found=negotiation.remarks_of(work, case, standards),
        codes={row.remark: row.code for row in rows},
        standards=standards,
        form=form,
        refusal=refusal,
        rest=form.mark(refusal.problems) if refusal else [],
        **frame(work, case, "lint"),
    )


def _dismissing(work: Work, case: Case, form: FactForm, refusal: Refusal | None = None) -> str:
    remark = _named(work, case, request.args.get("key", ""))
    shown = Asking(
        title="不采纳这条提示",
        lead="写明理由；理由和提示一起留在案卷里，撤下理由，提示就重新出现。",
        button="记为不采纳",
        back=url_for("lint.show", number=case.number, **_standards()),
        here="lint",
    )
    return asking(work, case, form, replace(shown, quote=str(remark)), refusal)


def _named(work: Work, case: Case, key: str) -> Remark:
    found = negotiation.remarks_of(work, case, _standards())
    every = (*found.standing, *(one.remark for one in found.dismissed))
    for one in every:
        if one.key == key:
            return one
    raise NotFound("提示", key)
