"""The page for use during a meeting: one line, Enter, and it stands below with its time; tidied afterwards."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework import Work, negotiation
from casework.cases.models import Case
from casework.negotiation.meeting.registers import STAGES, STATEMENT
from casework.workflow import Fact
from webui.casebook import reading, writing
from webui.errors import Refusal, on_form
from webui.forms import FactForm
from webui.negotiation.choices import offered, read
from webui.negotiation.frame import frame

page = Blueprint("meetings", __name__)
_SHANGHAI = ZoneInfo("Asia/Shanghai")
#: What stays as it was for the next line.
_KEPT = ("stage", "side", "speaker", "topic")


@page.get("/cases/<case:number>/meetings/<int:at>")
def show(number: str, at: int) -> ResponseReturnValue:
    """Show what was said so far, and one line to write the next."""
    with reading() as work:
        case = negotiation.get(work, number)
        values = {name: request.args.get(name, "") for name in _KEPT}
        form = FactForm.showing(_asked(work, case), {"stage": STAGES[1], **_given(values)})
        return _page(work, case, at, form)


@page.post("/cases/<case:number>/meetings/<int:at>")
def log(number: str, at: int) -> ResponseReturnValue:
    """Write a line down, with the time of now."""
    with reading() as work:
        form = FactForm.typed(_asked(work, negotiation.get(work, number)))

    def act() -> ResponseReturnValue:
        with writing() as work:
            now = f"{work.moment.astimezone(_SHANGHAI):%H:%M:%S}"
            case = negotiation.get(work, number)
            negotiation.add(work, case, "statement", meeting=at, said_at=now, **read(form))
        kept = {name: form.raw[name] for name in _KEPT if form.raw[name]}
        return redirect(url_for("meetings.show", number=number, at=at, **kept, _anchor="line"), 303)

    def again(refusal: Refusal) -> str:
        with reading() as work:
            return _page(work, negotiation.get(work, number), at, form, refusal)

    return on_form(act, again)


def _given(values: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


def _asked(work: Work, case: Case) -> tuple[Fact, ...]:
    known = {"meeting", "said_at"}
    return offered(work, case, [fact for fact in STATEMENT.facts if fact.name not in known])


def _page(work: Work, case: Case, at: int, form: FactForm, refusal: Refusal | None = None) -> str:
    meeting = negotiation.found(work, case, f"会-{at:02d}")
    rows = negotiation.listed(work, case, "statement")
    people = negotiation.listed(work, case, "attendance")
    return render_template(
        "negotiation/meeting.html",
        meeting=meeting,
        rest=form.mark(refusal.problems) if refusal else [],
        form=form,
        refusal=refusal,
        rows=[row for row in reversed(rows) if row.meeting == at],
        attended=[row for row in people if row.meeting == at],
        talks=negotiation.meeting_talks(work, case, at),
        speakers=negotiation.sides(work, case),
        **frame(work, case, "meeting"),
    )
