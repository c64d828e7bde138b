"""What a negotiation plugs into the casebook: three procedures, each a kind with a table of its own."""

from functools import cache
from importlib.resources import files
from typing import Any

from casework.cases.kinds import Kind, MoverKind
from casework.cases.models import Case, Mover
from casework.cases.work import Work
from casework.documents import service as documents
from casework.negotiation import concluding, context, guards, proof
from casework.negotiation.analogy import by_analogy
from casework.negotiation.ballot import guards as ballot_guards
from casework.negotiation.diary import proof as diary_proof
from casework.negotiation.diary.service import SERIES, WORD
from casework.negotiation.employer import guards as employer_guards
from casework.negotiation.models import Employer
from casework.negotiation.view import employer_view, view
from casework.workflow import Table

#: Name of the kind → its label, the word in its numbers, its table.
_KINDS = {
    "negotiation_full": ("集体协商（普通程序）", "集协", "full.toml"),
    "negotiation_simple": ("集体协商（简易程序）", "简协", "simple.toml"),
    "negotiation_platform": ("平台劳动规则和算法协商", "平协", "platform.toml"),
}
#: The diary belongs to no case; it is proved and numbered once, with this kind.
_HOME_OF_THE_DIARY = "negotiation_full"
_DIARY: dict[str, Any] = {"registers": diary_proof.faults, "series": {SERIES: WORD}}
GUARDS = by_analogy(
    {
        **guards.GUARDS,
        **concluding.GUARDS,
        **ballot_guards.GUARDS,
        **employer_guards.GUARDS,
    }
)
#: States in which an employer doesn't move any more.
_FROZEN = ("archived", "withdrawn", "superseded", "closed", "transferred")


@cache
def kinds() -> tuple[Kind, ...]:
    """Return the three procedures as they ship: full, simple, platform."""
    return tuple(_kind(name) for name in _KINDS)


def _kind(name: str) -> Kind:
    label, word, file = _KINDS[name]
    text = (files("casework.negotiation") / file).read_text(encoding="utf-8")
    return Kind(
        name=name,
        label=label,
        word=word,
        table=Table.read(text, file),
        guards=GUARDS,
        effects=concluding.EFFECTS,
        view=view,
        contexts=context.CONTEXTS,
        printed=_printed,
        faults=proof.faults,
        labels=proof.labels(),
        movers={"employer": employer_kind()},
        **(_DIARY if name == _HOME_OF_THE_DIARY else {}),
    )


@cache
def employer_kind() -> MoverKind:
    """Return the sort 用人单位 of a sectoral or regional negotiation as it ships."""
    text = (files("casework.negotiation.employer") / "employer.toml").read_text(encoding="utf-8")
    return MoverKind(
        name=Employer.sort,
        label="用人单位",
        model=Employer,
        code=_code,
        table=Table.read(text, "employer.toml"),
        guards=GUARDS,
        effects={},
        view=employer_view,
        frozen_in=_FROZEN,
    )


def _code(mover: Mover) -> str:
    return f"企-{mover.number:02d}"


def _printed(work: Work, case: Case) -> dict[str, Any]:
    """Return what each issued document would print now."""
    titles = {record.title for record in documents.issued(work, case) if record.state == "issued"}
    return {title: documents.context_of(work, case, title) for title in titles}
