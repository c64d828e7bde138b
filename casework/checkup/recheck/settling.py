"""What the guards of a re-check look at: which finding was decided when, by whom, and which may be telephoned."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from casework.cases.models import Case
from casework.cases.view import standing_of
from casework.cases.work import Work
from casework.checkup.models import Finding
from casework.checkup.recheck.phone import may_phone
from casework.checkup.recheck.results import STEPS


@dataclass(frozen=True, slots=True)
class Settling:
    """The findings of a case as far as a re-check decides them."""

    decided: Mapping[str, int]  #: code → row of its last result in the stream
    checkers: frozenset[str]  #: logins of all who looked at a finding again or entered its result
    not_by_phone: tuple[str, ...]  #: codes of findings that a call does not suffice for


def settling(work: Work, case: Case, rows: Iterable[Finding]) -> Settling:
    """Return what the results of *rows* say."""
    decided: dict[str, int] = {}
    checkers: set[str] = set()
    not_by_phone = []
    for row in rows:
        results = [one for one in standing_of(work, row) if one.step in STEPS]
        if results:
            decided[row.code] = results[-1].seq
        for one in results:
            if one.step != "waive":
                checkers |= {one.actor, *(one.facts.get("checked_by") or ())}
        if not may_phone(work, case, row):
            not_by_phone.append(row.code)
    return Settling(decided, frozenset(checkers), tuple(not_by_phone))
