"""The forms of the board: offered, answered, taken back, put aside, confirmed, reopened."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from casework import Work, negotiation
from casework.cases.models import Case
from casework.errors import NotFound
from casework.negotiation.ledger import fields
from casework.negotiation.ledger.clause import Clause
from casework.negotiation.ledger.figures import write
from casework.negotiation.ledger.minutes import told
from casework.negotiation.ledger.queries import find_clause
from casework.workflow import Fact
from webui.casebook import reading, writing
from webui.errors import Refusal, on_form
from webui.forms import FactForm, seen
from webui.negotiation.choices import chosen, offered, read
from webui.negotiation.frame import Asking, asking

page = Blueprint("offers", __name__)
#: Characters of a hash that a form fills in.
_HASH = 12


@dataclass(frozen=True, slots=True)
class Doing:
    """What can be done on the board, and the verb that does it."""

    title: str
    facts: tuple[Fact, ...]
    verb: Callable[..., Any]
    #: fact of the form → what the verb calls it
    names: Mapping[str, str]
    lead: str = ""
    reads_figures: bool = False  #: it offers a wording, so that it is refused over a later one


def _said_of(facts: Iterable[Fact], **helps: str) -> tuple[Fact, ...]:
    """Return the facts with what is said of some of them on the form of a confirmation."""
    return tuple(replace(fact, help=helps.get(fact.name, fact.help)) for fact in facts)


_CHIEF = {"side": "哪一方的首席代表确认", "author": "不填就是这一方登记的首席代表"}
_WHOLE = [one for one in fields.WITHDRAWAL if one.name in {"side", "package", "meeting", "said_on"}]
DOINGS: Mapping[str, Doing] = {
    "propose": Doing(
        "提出文字", fields.OFFER, negotiation.propose, {}, reads_figures=True,
        lead="写拟进入合同的文字和其中的数字；已有条款的新文字成为新的一版，先前的确认随之失效。",
    ),
    "confirm": Doing(
        "首席代表确认", _said_of(fields.CONFIRMATION, **_CHIEF), negotiation.confirm,
        {"of": "hash", "side": "chief_side"},
        lead="双方首席代表确认同一校验值，这一款才算达成；校验值对不上就是文字已经改过。",
    ),
    "accept": Doing(
        "整体接受打包方案", _said_of(_WHOLE, **_CHIEF, package="方案的名称"), negotiation.confirm_package,
        {"side": "chief_side"}, lead="方案里的几款由这一方首席代表一起确认；双方都确认，几款一起达成。",
    ),
    "withdraw": Doing(
        "撤回提出的文字", fields.WITHDRAWAL, negotiation.withdraw_offer, {"text": "reason"},
        lead="撤回的文字留在台账里，标为已撤回。",
    ),
    "reserve": Doing("搁置条款", fields.RESERVE, negotiation.reserve, {"text": "reason"}),
    "reopen": Doing("重新协商条款", fields.REOPENING, negotiation.reopen, {"text": "reason"}),
}  # fmt: skip


@page.get("/cases/<case:number>/board/<doing>")
def ask(number: str, doing: str) -> ResponseReturnValue:
    """Ask for a line of the ledger; the address may name clause, side and topic."""
    what = _doing(doing)
    with reading() as work:
        case = negotiation.get(work, number)
        values = chosen(work, case, what.facts, _known(work, case, doing))
        form = FactForm.showing(offered(work, case, what.facts), values)
        return _form(work, case, what, form)


@page.post("/cases/<case:number>/board/<doing>")
def add(number: str, doing: str) -> ResponseReturnValue:
    """Add the line."""
    what = _doing(doing)
    with reading() as work:
        form = FactForm.typed(offered(work, negotiation.get(work, number), what.facts))

    def act() -> ResponseReturnValue:
        with writing() as work:
            done = what.verb(work, negotiation.get(work, number), **_given(what, form))
        lines = done if isinstance(done, list) else [done]
        flash(f"已记入台账：{'；'.join(map(told, lines))}", "done")
        return redirect(url_for("board.show", number=number), 303)

    def again(refusal: Refusal) -> str:
        with reading() as work:
            return _form(work, negotiation.get(work, number), what, form, refusal)

    return on_form(act, again)


def _doing(name: str) -> Doing:
    if name not in DOINGS:
        raise NotFound("条款的办理", name)
    return DOINGS[name]


def _given(what: Doing, form: FactForm) -> dict[str, Any]:
    given = {what.names.get(name, name): value for name, value in read(form).items()}
    if what.reads_figures and given["clause"]:
        given["seen"] = seen()
    return given


def _known(work: Work, case: Case, doing: str) -> dict[str, Any]:
    """Return what a form begins with: the last meeting, and the wording it is about."""
    known: dict[str, Any] = {
        name: request.args[name]
        for name in ("clause", "side", "topic", "package")
        if name in request.args
    }
    meetings = negotiation.listed(work, case, "meeting")
    if meetings:
        known["meeting"] = meetings[-1].number
    clause = _clause(work, case)
    current = clause.current if clause else None
    if clause is None or current is None:
        return known
    if doing == "propose":
        known |= {"topic": f"题-{clause.topic:02d}", "text": current.text}
        known |= {"figures": write(current.figures)}
    return known | ({"of": current.hash[:_HASH]} if doing == "confirm" else {})


def _clause(work: Work, case: Case) -> Clause | None:
    code = request.args.get("clause", "")
    return find_clause(work, case, code) if code else None


def _form(
    work: Work, case: Case, what: Doing, form: FactForm, refusal: Refusal | None = None
) -> str:
    clause = _clause(work, case)
    current = clause.current if clause else None
    quote = f"{told(current)}\n校验值 {current.hash[:_HASH]}" if current else ""
    shown = Asking(
        title=what.title + (f" {clause.code}" if clause else ""),
        lead=what.lead,
        button="记入台账",
        back=url_for("board.show", number=case.number),
        here="board",
        quote=quote,
    )
    if what.reads_figures:
        kept = {"text": current.text, "figures": write(current.figures)} if current else None
        version = len(clause.versions) if clause else 0
        shown = replace(shown, version=version, values=kept)
    return asking(work, case, form, shown, refusal)
