"""Pieces the documents share: what the last step of a name was filled in with, days and lists for print."""

from collections.abc import Mapping
from typing import Any

from casework.cases.models import Case
from casework.cases.view import standing_of
from casework.cases.work import Work
from casework.negotiation.ledger.contract import Draft
from casework.workflow.stored import show_plain

#: As many characters of a digest as stand at the foot of a page.
SHORT = 12


def last(work: Work, case: Case, *names: str) -> Mapping[str, Any]:
    """Return the facts of the last standing step of one of these names; nothing if none was taken."""
    taken = [step.facts for step in standing_of(work, case) if step.step in names]
    return taken[-1] if taken else {}


def printed(facts: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """Return facts under their Chinese names, finished for print; what was not filled in is None."""
    return {label: plain(facts.get(name)) for label, name in names.items()}


def plain(value: Any) -> Any:
    """Return a value as a document prints it: a list stays one, a number too, a day becomes words."""
    if isinstance(value, list | tuple):
        return [show_plain(one) for one in value]
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    return show_plain(value)


def articles(draft: Draft) -> dict[str, Any]:
    """Return the agreed text as a document prints it, with the digest both chiefs sign."""
    return {
        "条款": [
            {"条": one.label, "议题": one.title, "内容": one.text, "编号": f"款-{one.clause:02d}"}
            for one in draft.articles
        ],
        "搁置": list(draft.reserved),
        "未决": list(draft.open),
        "校验值": draft.digest[:SHORT] if draft.articles else None,
    }
