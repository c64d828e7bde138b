"""What an address is about: the case, or something that moves by itself inside it (a finding, a notice)."""

from typing import Any

from flask import Flask, url_for

from casework import Work, cases
from casework.cases import movers
from casework.cases.models import Subject
from casework.cases.queries import TimelineRow

#: A step of a case that is taken on a page of its own, where its effect is seen first: its endpoint.
_OWN_PAGES = {
    "upgrade_catalogue": "upgrading.ask",
    "pass_vote": "vote.show",
    "fail_vote": "vote.show",
    "void_vote": "vote.show",
    "change_procedure": "succession.ask_change",
    "open_renewal": "succession.ask_carry_on",
    "open_change": "succession.ask_carry_on",
}
#: The page that shows a mover of a sort: its endpoint.
_PAGES = {"notice": "notices.show", "finding": "findings.show", "employer": "employers.show"}


def init_app(app: Flask) -> None:
    """Let the templates of *app* link to what is about a case or about what moves inside it."""
    app.jinja_env.globals["correcting"] = correcting
    app.jinja_env.globals["taking"] = taking


def correcting(number: str, row: TimelineRow) -> str:
    """Return the address at which a standing step of the timeline is corrected."""
    sort, _, at = row.subject.partition("/")
    own: dict[str, Any] = {"sort": sort, "at": at} if sort else {}
    return url_for("mending.ask_correct", number=number, seq=row.seq, **own)


def taking(number: str, name: str, sort: str = "", at: int = 0) -> str:
    """Return the address at which a step of a case or of a mover is taken."""
    if sort:
        return url_for("taking.ask", number=number, name=name, sort=sort, at=at)
    if name in _OWN_PAGES:
        return url_for(_OWN_PAGES[name], number=number)
    return url_for("taking.ask", number=number, name=name)


def subject_of(work: Work, number: str, sort: str = "", at: int = 0) -> Subject:
    """Return the case with that number, or its mover of a *sort* with the number *at*.

    Raises:
        NotFound: there is none the actor may know of.
    """
    case = cases.get(work, number)
    return movers.find(work, case, sort, at) if sort else case


def home(number: str, sort: str = "", at: int = 0) -> str:
    """Return the address of the page that shows the case or mover."""
    endpoint = _PAGES.get(sort)
    if endpoint is None:
        return url_for("cases.show", number=number)
    own: dict[str, Any] = {"at": at} if sort != "finding" else {"_anchor": f"WT-{at:02d}"}
    return url_for(endpoint, number=number, **own)
