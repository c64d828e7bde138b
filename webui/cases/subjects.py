"""What an address is about: the case, or something that moves by itself inside it (a finding, a notice)."""

from flask import url_for

from casework import Work, cases
from casework.cases import movers
from casework.cases.models import Mover, Subject

#: The page that shows a mover of a sort: its endpoint.
_PAGES = {"notice": "notices.show", "finding": "findings.show"}


def subject_of(work: Work, number: str, sort: str = "", at: int = 0) -> Subject:
    """Return the case with that number, or its mover of a *sort* with the number *at*.

    Raises:
        NotFound: there is none the actor may know of.
    """
    case = cases.get(work, number)
    return movers.find(work, case, sort, at) if sort else case


def address(endpoint: str, subject: Subject, **more: object) -> str:
    """Return the address of an endpoint that serves cases and movers."""
    own = {"sort": subject.sort, "at": subject.number} if isinstance(subject, Mover) else {}
    return url_for(endpoint, number=subject.case.number, **own, **more)  # type: ignore[arg-type]  # Flask takes any


def home(number: str, sort: str = "", at: int = 0) -> str:
    """Return the address of the page that shows the case or mover."""
    endpoint = _PAGES.get(sort)
    if endpoint is None:
        return url_for("cases.show", number=number)
    own = {"at": at} if sort == "notice" else {"_anchor": f"WT-{at:02d}"}
    return url_for(endpoint, number=number, **own)
