"""The questions about one employer that only its case can answer: which draft it votes on and signs."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeAlias

from casework.errors import Reason
from casework.negotiation.view import EmployerView

Facts: TypeAlias = Mapping[str, Any] | None
_REGULATION = "《集体合同规定》"
#: States of the case in which a draft stands that no talks are about to change.
_DRAFT_STANDS = (
    *("drafted", "voting", "passed", "signed", "filed", "under_review"),
    *("effective", "published", "performing", "disputed"),
)


def draft_stands(view: EmployerView, _facts: Facts, _day: date) -> Reason | None:
    """Ask whether there is a draft to vote on and to sign."""
    if view.case.state in _DRAFT_STANDS:
        return None
    why = "案件还没有形成草案，或者又重开了协商，没有可以表决、签字的文本。"
    fix = "先由双方首席代表谈定，办理“形成草案”"
    return Reason("draft_stands", why, f"{_REGULATION}第三十四条、第三十六条", fix)


def voted_on_this_draft(view: EmployerView, _facts: Facts, _day: date) -> Reason | None:
    """Ask whether the draft that was passed in this enterprise is the one that stands now."""
    formed, passed = view.case.last("form_draft"), view.last("ratify")
    if formed is None or passed is None or passed.seq > formed.seq:
        return None
    why = (
        f"本企业{passed.occurred_on}表决通过的是以前的草案，{formed.occurred_on}又形成了新的草案。"
    )
    fix = "撤回“本企业表决通过”，就新的草案重新表决"
    return Reason("voted_on_this_draft", why, f"{_REGULATION}第三十六条", fix)


GUARDS = {one.__name__: one for one in (draft_stands, voted_on_this_draft)}
