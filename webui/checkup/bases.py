"""The bases of a finding, one by one: those the facts support stay ticked, the others go."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework import Work, checkup
from casework.cases.models import Case
from casework.checkup.finding import service as finding
from casework.checkup.models import Finding
from casework.checkup.queries import checkup_of, cited_sectors, pinned_catalogue
from casework.errors import NotFound
from casework.law import Citation
from webui.casebook import reading, writing
from webui.errors import Refusal, on_form
from webui.forms import seen, version_for

page = Blueprint("bases", __name__)


@dataclass(frozen=True, slots=True)
class Choice:
    """A basis to be kept or not."""

    place: str  #: in the item, as the form sends it
    law: str
    article: str
    citation: str
    gist: str  #: what it asks
    role: str  #: 义务, 责任, 效力 or 参照
    mark: str  #: how sure we are of it; empty when its text was read


@page.get("/cases/<case:number>/findings/<code>/bases")
def ask(number: str, code: str) -> ResponseReturnValue:
    """Show every basis of the finding's item, all ticked."""
    return _form(number, code, None)


@page.post("/cases/<case:number>/findings/<code>/bases")
def keep(number: str, code: str) -> ResponseReturnValue:
    """Keep those that are ticked; the finding is worded anew."""
    ticked = request.form.getlist("kept")

    def act() -> ResponseReturnValue:
        with writing() as work:
            case = checkup.get(work, number)
            offered = choices(work, case, finding.find(work, case, code))
            kept = [(one.law, one.article) for one in offered if one.place in ticked]
            checkup.keep_bases(work, case, code, kept, seen=seen())
        flash(f"{code} 的依据已逐条核对，保留 {len(kept)} 条，依据文字已重写。", "done")
        return redirect(url_for("findings.show", number=number, _anchor=code), 303)

    return on_form(act, lambda refusal: _form(number, code, ticked, refusal))


def choices(work: Work, case: Case, row: Finding) -> tuple[Choice, ...]:
    """Return the bases of the item that hold for the enterprise.

    Raises:
        NotFound: a finding outside the catalogue; its basis is text.
    """
    if row.item_id is None:
        raise NotFound("可以逐条核对的依据", row.code)
    sectors = cited_sectors(checkup_of(work, case))
    return tuple(
        Choice(
            place=str(place),
            law=one.law,
            article=one.article,
            citation=str(Citation(work.law.instruments[one.law].cite, one.article, one.confidence)),
            gist=one.gist,
            role=one.role.value,
            mark="" if one.firm else one.confidence.label,
        )
        for place, one in enumerate(pinned_catalogue(work, case).items[row.item_id].basis)
        if one.cited_for(sectors)
    )


def _form(
    number: str, code: str, ticked: Sequence[str] | None, refusal: Refusal | None = None
) -> str:
    with reading() as work:
        case = checkup.get(work, number)
        row = finding.find(work, case, code)
        return render_template(
            "checkup/bases.html",
            case=case,
            row=row,
            offered=choices(work, case, row),
            ticked=ticked,
            refusal=refusal,
            rest=[problem.message for problem in refusal.problems] if refusal else [],
            seen=version_for(row.version, refusal),
        )
