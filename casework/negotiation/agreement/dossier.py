"""The filing dossier: which papers a region asks for, which are there, and who has to supply the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from casework.cases import records
from casework.cases.models import Case
from casework.cases.view import standing_of
from casework.cases.work import Work, query
from casework.negotiation.models import DossierPaper
from casework.negotiation.provisions import provision_if_any
from casework.notation import read_toml


@dataclass(frozen=True, slots=True)
class Asked:
    """A paper of the list."""

    code: str
    label: str
    supplier: str
    required: bool
    copies_rule: str = ""  #: rule that says how many copies
    only_for: tuple[str, ...] = ()  #: outcomes it is asked for; none: for all
    law: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """The list of a region."""

    region: str
    title: str
    note: str
    papers: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """A required paper that is not there, or of which copies lack."""

    code: str
    label: str
    supplier: str
    lacking: str  #: 没有, or 只有1份，应为3份


@dataclass(frozen=True, slots=True)
class Held:
    """A paper of the list as it stands in a case."""

    asked: Asked
    wanted: int  #: copies
    copies: int
    rows: tuple[DossierPaper, ...]

    @property
    def complete(self) -> bool:
        """Return whether as many copies are there as asked for."""
        return self.copies >= self.wanted


@cache
def profiles() -> Mapping[str, Profile]:
    """Return the lists by region."""
    text = (files("casework.negotiation.agreement") / "dossier.toml").read_text(encoding="utf-8")
    return {
        raw["region"]: Profile(
            raw["region"],
            raw["title"],
            raw["note"],
            tuple(_asked(paper) for paper in raw["paper"]),
        )
        for raw in read_toml(text, "dossier.toml")["profile"]
    }


def profile_for(jurisdiction: str) -> Profile:
    """Return the list of the place, or of the nearest one above it that has its own."""
    known, place = profiles(), jurisdiction
    while place not in known:
        place = place.rpartition("-")[0]
    return known[place]


@query
def dossier(work: Work, case: Case) -> Sequence[Held]:
    """Return every paper of the list that applies to the case, with what is there of it."""
    work.ask("看", case)
    return _held(work, case)


def missing(work: Work, case: Case) -> tuple[Missing, ...]:
    """Return the required papers that lack; nothing for a case that files none."""
    return tuple(
        Missing(
            one.asked.code,
            one.asked.label,
            one.asked.supplier,
            f"只有{one.copies}份，应为{one.wanted}份" if one.copies else "没有",
        )
        for one in _held(work, case)
        if one.asked.required and not one.complete
    )


def _held(work: Work, case: Case) -> list[Held]:
    outcome = standing_of(work, case)[0].facts.get("outcome", "")
    rows = records.kept(work, case, DossierPaper)
    found = []
    for asked in profile_for(case.unit.jurisdiction).papers:
        if asked.only_for and outcome not in asked.only_for:
            continue
        own = tuple(row for row in rows if row.item in {asked.code, asked.label})
        found.append(Held(asked, _wanted(work, case, asked), sum(row.copies for row in own), own))
    return found


def _wanted(work: Work, case: Case, asked: Asked) -> int:
    if not asked.copies_rule:
        return 1
    place = case.unit.jurisdiction
    rule = provision_if_any(work.law, asked.copies_rule, jurisdiction=place, on=work.today)
    return (rule.whole if rule else None) or 1


def _asked(raw: Mapping[str, Any]) -> Asked:
    return Asked(**{**raw, "only_for": tuple(raw.get("only_for", ()))})
