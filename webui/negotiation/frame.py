"""What every page of a negotiation has: the row of its pages, who may write, and the one form they ask with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template, url_for

from casework import Work
from casework.cases.models import Case
from webui.errors import Refusal
from webui.forms import FactForm, version_for


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of the row."""

    name: str
    label: str
    endpoint: str
    register: str = ""  #: the register it lists
    inside: bool = False  #: only for those who may do 内部

    def address(self, number: str) -> str:
        """Return where it is, for one case."""
        own: dict[str, Any] = {"register": self.register} if self.register else {}
        return url_for(self.endpoint, number=number, **own)


#: In the order of the work.
TABS = (
    Tab("demand", "诉求", "registers.show", "demand"),
    Tab("topic", "议题", "registers.show", "topic"),
    Tab("representative", "代表", "registers.show", "representative"),
    Tab("meeting", "会次", "registers.show", "meeting"),
    Tab("board", "条款", "board.show"),
    Tab("vote", "表决", "vote.show"),
    Tab("dossier", "报送材料", "dossier.show"),
    Tab("performance", "履约检查", "registers.show", "performance"),
    Tab("plan", "倒排期", "plan.show"),
    Tab("lint", "合同检查", "lint.show"),
    Tab("employer", "用人单位", "employers.show_all"),
    Tab("caucus", "内部", "caucus.show", inside=True),
)


def frame(work: Work, case: Case, here: str = "") -> dict[str, Any]:
    """Return what the head of a page of a negotiation shows; *here* names the tab it belongs to."""
    inside = work.allows("内部", case)
    return {
        "case": case,
        "here": here,
        "today": work.today,
        "tabs": [(one, one.address(case.number)) for one in TABS if inside or not one.inside],
        "editable": work.allows("编", case) and not case.finished,
    }


@dataclass(frozen=True, slots=True)
class Asking:
    """A form of a negotiation as its page shows it."""

    title: str
    button: str
    back: str  #: address
    lead: str = ""
    here: str = ""
    version: int | None = None  #: of what is changed; None for something new
    values: Mapping[str, object] | None = (
        None  #: what is kept now, to compare with after a collision
    )
    quote: str = ""  #: a text that the form is about
    links: Sequence[tuple[str, str]] = ()  #: address and words of what else can be done


def asking(
    work: Work, case: Case, form: FactForm, shown: Asking, refusal: Refusal | None = None
) -> str:
    """Return the page of a form, marked with what was refused."""
    rest = form.mark(refusal.problems) if refusal else []
    changed = refusal is not None and refusal.changed and shown.values is not None
    return render_template(
        "negotiation/form.html",
        form=form,
        shown=shown,
        refusal=refusal,
        rest=rest,
        seen=version_for(shown.version, refusal) if shown.version is not None else None,
        differences=form.against(shown.values or {}) if changed else (),
        **frame(work, case, shown.here),
    )
