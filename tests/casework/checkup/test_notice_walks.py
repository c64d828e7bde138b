"""Random walks through the notices of a case: no illegal state, no refusal that changes something."""

import random
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest

from casework import Casebook, checkup
from casework.cases.kinds import Kinds
from casework.errors import AccessDenied, CaseworkError, StepRefused
from tests import factories, notices, spec

ACTORS = ("lawyer.wang", "lawyer.zhao", "inspector.li", "leader.chen", "clerk.sun")


def acts(login: str) -> set[str]:
    return spec.acts(factories.PERSONS[login][2])


class Walk:
    """One notice carried about at random; the table written by hand says what may happen."""

    def __init__(self, book: Casebook, seed: int) -> None:
        self.book, self.dice = book, random.Random(seed)
        self.past: list[str] = []
        self.instrument = self.dice.choice(sorted({one for one, _ in notices.LEADING.values()}))
        codes = () if self.instrument == notices.OBSTRUCTION else ("WT-01",)
        self.at = notices.begun(book, self.instrument, codes)
        self.before = ["draft"]
        self.told = [f"seed {seed} {self.instrument}"]

    @property
    def state(self) -> str:
        return self.before[-1]

    def run(self, actions: int) -> None:
        for _ in range(actions):
            self.reverse() if self.dice.random() < 0.12 else self.take()
            with self.book.read("admin") as work:
                row = notices.notice(work, self.at)
                assert row.state == self.state, self.told
                unsent = row.state in {"draft", "submitted"}
                assert (row.document_number is None) or not unsent, self.told

    def take(self) -> None:
        open_here = [one for one, told in notices.STEPS.items() if self.state in told[1].split()]
        onward = [one for one in open_here if one not in {"discard", "revoke"}]
        open_here = onward if onward and self.dice.random() < 0.85 else open_here
        near = self.dice.random() < 0.85 and open_here
        step = self.dice.choice(open_here if near else list(notices.STEPS))
        act, sources, target, _guards = notices.STEPS[step]
        usual = [one for one in ACTORS if act in acts(one)]
        actor = self.dice.choice(usual if self.dice.random() < 0.85 else ACTORS)
        self.told.append(f"{step} by {actor}")
        fingerprint = factories.fingerprint(self.book)
        try:
            notices.take(self.book, self.at, step, actor, **self.changes(step))
        except (AccessDenied, StepRefused) as error:
            assert factories.fingerprint(self.book) == fingerprint, self.told
            self.refused(step, actor, error)
            return
        assert act in acts(actor) and self.state in sources.split(), self.told  # noqa: PT018 - one law
        self.before.append(target)
        self.past.append(step)

    def refused(self, step: str, actor: str, error: CaseworkError) -> None:
        """Hold a refusal against the table."""
        act, sources, _target, guards = notices.STEPS[step]
        if act not in acts(actor):
            assert isinstance(error, AccessDenied), self.told
            return
        assert isinstance(error, StepRefused), self.told
        here = self.state in sources.split()
        legal = {*guards.split(), "another_instrument"} if here else {"wrong_state"}
        assert {reason.code for reason in error.reasons} <= legal, self.told

    def changes(self, step: str) -> dict[str, Any]:
        """Return what differs now and then from facts that pass."""
        odd: dict[str, dict[str, Any]] = {
            "submit": {"heard": None, "deviation": None},
            "approve": {"signer": self.dice.choice(ACTORS)},
            "serve_hint": {"reply_days": 10},
        }
        changed = odd.get(step, {}) if self.dice.random() < 0.2 else {}
        return {"occurred_on": factories.TODAY, **changed}

    def reverse(self) -> None:
        if not self.past:
            return
        self.told.append(f"reverse {self.past[-1]}")
        act = notices.STEPS[self.past[-1]][0]
        actor = next(one for one in ACTORS if act in acts(one))
        with self.book.work(actor) as work:
            checkup.reverse(work, notices.notice(work, self.at), reason="误办")
        self.past.pop()
        self.before.pop()


def walked(book: Casebook, seeds: range) -> list[Walk]:
    walks = [Walk(book, seed) for seed in seeds]
    for walk in walks:
        walk.run(14)
    assert book.verify() == []
    return walks


def test_walks_of_several_notices_in_a_case_stay_legal(
    brought: Callable[[str, str], Casebook], *, soak: bool
) -> None:
    for first in range(0, 2_000 if soak else 12, 12):
        with closing(brought("sqlite", "issue")) as book:
            walks = walked(book, range(first, first + 12))
    reached = {state for walk in walks for state in walk.before}

    assert len(reached) >= 6


@pytest.mark.parametrize("guard", ["for_authority", "approver_not_drafter", "days_as_printed"])
def test_a_guard_left_out_is_caught(brought: Callable[[str, str], Casebook], guard: str) -> None:
    """Where the facts call for a refusal, a guard that was planted silent lets the step be taken."""
    with closing(brought("sqlite", "issue")) as book:
        kind = book.kinds["checkup"]
        mover = kind.movers["notice"]
        loose = replace(mover, guards={**mover.guards, guard: lambda *_: None})
        changed = replace(kind, movers={**kind.movers, "notice": loose})
        strict = seen(book)
        book.kinds = Kinds({"checkup": changed})

        assert seen(book) != strict


def seen(book: Casebook) -> list[str]:
    """Return what happened to steps that a guard has to refuse, on new notices."""
    told = []
    at = notices.begun(book)
    for step, given in (
        ("submit", {}),
        ("approve", {"signer": "lawyer.wang"}),
        ("approve", {}),
        ("hand_proposal", {}),
        ("serve_hint", {"reply_days": 10}),
    ):
        try:
            notices.take(book, at, step, **given)
        except StepRefused as error:
            told.append(f"{step}: {[reason.code for reason in error.reasons]}")
        else:
            told.append(f"{step}: taken")
    return told
