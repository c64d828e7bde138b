"""Pictures of negotiations for tests of single guards: nothing stands against them, save what is given."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from casework import law
from casework.cases.clock import Clock
from casework.cases.history import Standing
from casework.cases.view import CaseView
from casework.negotiation.ledger.contract import Article, Draft
from casework.negotiation.view import EmployerView, NegotiationView

DAY = date(2026, 3, 20)
DIGEST = "abcdef012345" + "0" * 52


def step(
    name: str, seq: int = 1, meta: Mapping[str, Any] | None = None, on: date = DAY, **facts: Any
) -> Standing:
    """Return a step that was taken in row *seq* of the journal."""
    return Standing(
        seq=seq,
        step=name,
        occurred_on=on,
        actor="wang",
        actor_name="王律",
        recorded_at=datetime(2026, 3, 20, tzinfo=UTC),
        facts=facts,
        source="",
        target="",
        meta=meta or {},
    )


def clocks(name: str, due_on: date | None) -> dict[str, Clock]:
    """Return the one period that runs, until a day; None: the law gives it no length."""
    status = "firm" if due_on else "unverified"
    clock = Clock(name, name, name, name, DAY, due_on, due_on, status, (), None, paused=False)
    return {name: clock}


def article(number: int, digest: str = "h") -> Article:
    """Return an agreed clause: 款-01 for 1."""
    return Article(number, number, "派送费", number, 1, "派送费每件不低于1元。", (), digest)


def draft(*articles: Article, **changes: Any) -> Draft:
    """Return the agreed text: 款-01 and 款-02 if none is given."""
    found = articles or (article(1), article(2))
    return Draft(**{"articles": found, "open": (), "reserved": (), "digest": DIGEST, **changes})


def _subject(**changes: Any) -> dict[str, Any]:
    plain = {"state": "", "actor": "chen", "today": DAY, "steps": (), "clocks": {}}
    return {**plain, "law": law.default(), "jurisdiction": "CN", **changes}


def seen(**changes: Any) -> NegotiationView:
    """Return the picture of a full negotiation with one topic, one meeting and an agreed text."""
    plain: dict[str, Any] = {"number": "1", "members": {}, "procedure": "full", "opening": {}}
    plain |= {"topics": ("题-01",), "defects": (), "names": {"陈某": "职工方"}, "vacancies": ()}
    plain |= {"meetings": ("会-01",), "draft": draft(), "employers": (), "missing": ()}
    return NegotiationView(**_subject(**{**plain, "carried_on": frozenset(), **changes}))


def employer(case_state: str = "drafted", *of_case: Standing, **changes: Any) -> EmployerView:
    """Return the picture of an employer whose case stands in that state after those steps."""
    case = CaseView(case_state, "chen", DAY, of_case, {}, "1", {})
    return EmployerView(
        **_subject(
            **{"code": "企-01", "procedure": "full", "case": case, "digest": DIGEST, **changes}
        )
    )
