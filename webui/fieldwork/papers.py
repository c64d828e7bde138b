"""The list of papers: ticked as they come, printed as a receipt; asked for, not provided, given back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework import Work, cases, checkup
from casework.cases.models import Case
from casework.cases.view import table_of
from casework.checkup.context import fieldwork as field_context
from casework.checkup.fieldwork import receiving
from casework.checkup.fieldwork.papers import ITEMS, OUTSIDE, RECEIVE, Paper
from casework.errors import NotFound
from casework.workflow import EvidenceSlot, Fact, Kind
from webui.casebook import reading, writing
from webui.errors import Refusal, on_form
from webui.forms import FactForm, Papers, seen, version_for

page = Blueprint("papers", __name__)
OTHERS = Fact(
    "others",
    "清单以外的材料",
    Kind.LONGTEXT,
    help="一行一份，只写名称；补交的写清单上的原名",
)
DROP = (
    Fact("names", "不再要求的材料", Kind.CHOICE, required=True, many=True),
    Fact("reason", "理由", Kind.TEXT, required=True),
)


@dataclass(frozen=True, slots=True)
class Change:
    """Something that is said of papers beside receiving them."""

    label: str
    facts: tuple[Fact, ...]
    states: tuple[str, ...]  #: in which a paper may be chosen
    act: Callable[..., Any]


def _ask(work: Work, case: Case, **given: Any) -> None:
    checkup.ask_paper(work, case, given.pop("name"), **given)


def _drop(work: Work, case: Case, names: Sequence[str], reason: str) -> None:
    for name in names:
        checkup.drop_paper(work, case, name, reason=reason)


CHANGES: Mapping[str, Change] = {
    "ask": Change("增列材料", receiving.ASK, (), _ask),
    "withhold": Change(
        "没有提供", receiving.WITHHOLD, ("待提供", "未提供"), checkup.withhold_papers
    ),
    "return": Change("退还材料", receiving.GIVE_BACK, ("已收到",), checkup.return_papers),
    "drop": Change("不再要求", DROP, ("待提供", "未提供"), _drop),
}


@page.get("/cases/<case:number>/fieldwork/papers")
def show(number: str) -> ResponseReturnValue:
    """Show the list, what came when, and the form to tick what comes now."""
    with reading() as work:
        case = checkup.get(work, number)
        form = FactForm.showing(_asked(work, case), {"received_on": work.today})
        return _list(work, case, form, _slot(work, case))


@page.post("/cases/<case:number>/fieldwork/papers")
def receive(number: str) -> ResponseReturnValue:
    """Take in the papers ticked: this is the step 登记收到的资料."""
    with reading() as work:
        case = checkup.get(work, number)
        form, papers = FactForm.typed(_asked(work, case)), _slot(work, case)

    def act() -> ResponseReturnValue:
        with reading() as work:
            checkup.get(work, number)
            papers.receive(work)
        papers.check()
        raw = form.raw
        ticked = _ticked(raw.pop("others"))
        with writing() as work:
            case = checkup.get(work, number)
            given = {"evidence": papers.held, "seen": seen(), **raw}
            seq = checkup.receive_papers(work, case, ticked, **given).seq
        flash(f"已登记收到 {len(ticked)} 份，下面是交接清单，可以打印。", "done")
        return redirect(url_for("papers.receipt", number=number, receipt=seq), 303)

    return on_form(act, lambda refusal: _again(number, form, papers, refusal))


@page.get("/cases/<case:number>/fieldwork/receipts/<int:receipt>")
def receipt(number: str, receipt: int) -> ResponseReturnValue:
    """Show the 资料交接清单 of one step, to be printed and signed."""
    with reading() as work:
        case = checkup.get(work, number)
        told = field_context.receipt(work, case, receipt)
        return render_template("fieldwork/receipt.html", case=case, told=told)


@page.get("/cases/<case:number>/fieldwork/papers/<change>")
def ask_change(number: str, change: str) -> ResponseReturnValue:
    """Ask which papers are meant and what is to be said of them."""
    with reading() as work:
        facts = _choosing(work, checkup.get(work, number), _change(change))
        days = {"told_on": work.today, "returned_on": work.today}
        form = FactForm.showing(facts, days)
    return _form(number, change, form)


@page.post("/cases/<case:number>/fieldwork/papers/<change>")
def tell(number: str, change: str) -> ResponseReturnValue:
    """Record it."""
    with reading() as work:
        form = FactForm.typed(_choosing(work, checkup.get(work, number), _change(change)))

    def act() -> ResponseReturnValue:
        with writing() as work:
            CHANGES[change].act(work, checkup.get(work, number), **form.raw)
        flash(f"“{CHANGES[change].label}”已登记。", "done")
        return redirect(url_for("papers.show", number=number), 303)

    return on_form(act, lambda refusal: _form(number, change, form, refusal))


def _change(name: str) -> Change:
    if name not in CHANGES:
        raise NotFound("资料清单的操作", name)
    return CHANGES[name]


def _choosing(work: Work, case: Case, change: Change) -> tuple[Fact, ...]:
    names = tuple(
        one.name for one in checkup.paper_list(work, case)
        if one.state in change.states and (one.origin != ITEMS or one.state != "待提供")
    )  # fmt: skip
    return tuple(
        replace(fact, options=names) if fact.name == "names" else fact for fact in change.facts
    )


def _asked(work: Work, case: Case) -> tuple[Fact, ...]:
    declared = {fact.name: fact for fact in table_of(work, case).steps[RECEIVE].facts}
    return (declared["received_on"], declared["provided_by"], OTHERS)


def _slot(work: Work, case: Case) -> Papers:
    slots: tuple[EvidenceSlot, ...] = table_of(work, case).steps[RECEIVE].evidence
    return Papers(slots)


def _ticked(others: str) -> dict[str, dict[str, str]]:
    """Return the papers ticked, or with pages written, and those typed below the list, with their details."""
    names = [*request.form.getlist("paper"), *(line.strip() for line in others.splitlines())]
    names += [key[6:] for key, text in request.form.items() if key.startswith("pages:") and text]
    return {
        name: {
            part: request.form.get(f"{part}:{name}", "") for part in ("copy", "stamped", "pages")
        }
        for name in dict.fromkeys(names)
        if name
    }


def _again(number: str, form: FactForm, papers: Papers, refusal: Refusal) -> str:
    rest = form.mark(papers.mark(refusal.problems))
    with reading() as work:
        return _list(work, checkup.get(work, number), form, papers, refusal, rest)


def _list(
    work: Work,
    case: Case,
    form: FactForm,
    papers: Papers,
    refusal: Refusal | None = None,
    rest: Sequence[str] = (),
) -> str:
    listed = checkup.paper_list(work, case)
    step = next(one for one in cases.steps(work, case) if one.name == RECEIVE)
    return render_template(
        "fieldwork/papers.html",
        case=case,
        here=[one for one in listed if one.came],
        wanted=_grouped(
            one for one in listed if not one.came and one.origin not in {ITEMS, OUTSIDE}
        ),
        besides=_grouped(one for one in listed if not one.came and one.origin == ITEMS),
        form=form,
        papers=papers,
        step=step,
        typed=_ticked(str(form.raw["others"])) if refusal else {},
        copies=receiving.DETAILS[0].options,
        seen=version_for(case.version, refusal),
        refusal=refusal,
        rest=rest,
        changes=CHANGES,
    )


def _grouped(rows: Any) -> Mapping[str, list[Paper]]:
    groups: dict[str, list[Paper]] = {}
    for one in rows:
        groups.setdefault(one.category, []).append(one)
    return groups


def _form(number: str, change: str, form: FactForm, refusal: Refusal | None = None) -> str:
    rest = form.mark(refusal.problems) if refusal else []
    with reading() as work:
        case = checkup.get(work, number)
        return render_template(
            "fieldwork/change.html",
            case=case,
            change=CHANGES[change],
            form=form,
            refusal=refusal,
            rest=rest,
        )
