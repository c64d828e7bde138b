"""The page for use during a meeting: one line, Enter, and it stands below; then its minutes, and their signature."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework import Work, negotiation
from casework.cases.models import Case
from casework.negotiation.digest import SHORT
from casework.negotiation.meeting.registers import MEETING, STATEMENT
from casework.negotiation.meeting.service import SIGNATURE
from casework.negotiation.models import Meeting
from casework.workflow import Fact
from webui.casebook import reading, writing
from webui.errors import Refusal, on_form
from webui.forms import FactForm, seen
from webui.negotiation.choices import offered, read
from webui.negotiation.frame import Asking, asking, frame

page = Blueprint("meetings", __name__)
#: What is asked for a line; what was said stays for the next one.
_ASKED = ("side", "stage", "topic", "speaker", "text")
_KEPT = _ASKED[:-1]


@page.get("/cases/<case:number>/meetings/<int:at>")
def show(number: str, at: int) -> ResponseReturnValue:
    """Show what was said so far, and one line to write the next."""
    with reading() as work:
        case = negotiation.get(work, number)
        values = {name: request.args[name] for name in _KEPT if name in request.args}
        return _page(work, case, at, FactForm.showing(_asked(work, case), values))


@page.post("/cases/<case:number>/meetings/<int:at>")
def log(number: str, at: int) -> ResponseReturnValue:
    """Write a line down."""
    with reading() as work:
        form = FactForm.typed(_asked(work, negotiation.get(work, number)))

    def act() -> ResponseReturnValue:
        given: dict[str, Any] = {name: value or None for name, value in read(form).items()}
        said = {"text": given.pop("text") or "", "speaker": given.pop("speaker") or ""}
        with writing() as work:
            negotiation.log(work, negotiation.get(work, number), at, **said, **given)
        kept = {name: form.raw[name] for name in _KEPT if form.raw[name]}
        return redirect(url_for("meetings.show", number=number, at=at, **kept, _anchor="line"), 303)

    def again(refusal: Refusal) -> str:
        with reading() as work:
            return _page(work, negotiation.get(work, number), at, form, refusal)

    return on_form(act, again)


@page.get("/cases/<case:number>/meetings/<int:at>/minutes")
def minutes(number: str, at: int) -> ResponseReturnValue:
    """Show the minutes as both chiefs sign them, with their digest."""
    with reading() as work:
        case = negotiation.get(work, number)
        made = negotiation.minutes(work, case, f"会-{at:02d}")
        labels = {fact.name: fact.label for fact in MEETING.facts}
        return render_template(
            "negotiation/minutes.html",
            minutes=made,
            at=at,
            labels=labels,
            short=SHORT,
            **frame(work, case, "meeting"),
        )


@page.get("/cases/<case:number>/meetings/<int:at>/sign")
def ask_sign(number: str, at: int) -> ResponseReturnValue:
    """Ask who signed the minutes, and which."""
    with reading() as work:
        case = negotiation.get(work, number)
        digest = negotiation.minutes(work, case, f"会-{at:02d}").digest
        chiefs = [names[0] if names else "" for names in negotiation.sides(work, case).values()]
        known = dict(zip(("union_chief", "employer_chief"), chiefs, strict=True))
        form = FactForm.showing(SIGNATURE, {**known, "digest": digest[:SHORT]})
        return _signing(work, case, at, form)


@page.post("/cases/<case:number>/meetings/<int:at>/sign")
def sign(number: str, at: int) -> ResponseReturnValue:
    """Record that both chiefs signed: the minutes are frozen."""
    form = FactForm.typed(SIGNATURE)

    def act() -> ResponseReturnValue:
        with writing() as work:
            case = negotiation.get(work, number)
            negotiation.sign_minutes(work, case, f"会-{at:02d}", seen=seen(), **form.raw)
        flash("会议记录已签字，不能再改。", "done")
        return redirect(url_for("meetings.minutes", number=number, at=at), 303)

    def again(refusal: Refusal) -> str:
        with reading() as work:
            return _signing(work, negotiation.get(work, number), at, form, refusal)

    return on_form(act, again)


def _asked(work: Work, case: Case) -> tuple[Fact, ...]:
    known = {fact.name: fact for fact in STATEMENT.facts}
    return offered(work, case, [known[name] for name in _ASKED])


def _signing(
    work: Work, case: Case, at: int, form: FactForm, refusal: Refusal | None = None
) -> str:
    row: Meeting = negotiation.found(work, case, f"会-{at:02d}")
    shown = Asking(
        title=f"{row.code} 会议记录签字",
        lead="双方首席代表在打印的会议记录上签字以后登记；登记以后这次会议的记录不能再改。",
        button="登记签字",
        back=url_for("meetings.minutes", number=case.number, at=at),
        here="meeting",
        version=row.version,
    )
    return asking(work, case, form, shown, refusal)


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
