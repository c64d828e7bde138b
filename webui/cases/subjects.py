"""What an address is about: the case, or something that moves by itself inside it (a finding, a notice)."""

from typing import Any

from flask import Flask, url_for

from casework import Work, cases
from casework.cases import movers
from casework.cases.models import Subject
from casework.cases.queries import TimelineRow

#: The page that shows a mover of a sort: its endpoint.
_PAGES = {"notice": "notices.show", "finding": "findings.show"}


def init_app(app: Flask) -> None:
    """Let the templates of *app* link to what is about a case or about what moves inside it."""
    app.jinja_env.globals["correcting"] = correcting


def correcting(number: str, row: TimelineRow) -> str:
    """Return the address at which a standing step of the timeline is corrected."""
    sort, _, at = row.subject.partition("/")
    own: dict[str, Any] = {"sort": sort, "at": at} if sort else {}
    return url_for("mending.ask_correct", number=number, seq=row.seq, **own)


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
    own = {"at": at} if sort == "notice" else {"_anchor": f"WT-{at:02d}"}
    return url_for(endpoint, number=number, **own)
