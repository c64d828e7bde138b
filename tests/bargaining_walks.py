"""Random walks through negotiations and their employers, held against the tables written by hand."""

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from casework import Casebook, Work, negotiation
from casework.cases import clock, view
from casework.errors import InputError, StepRefused
from casework.negotiation.ledger.queries import draft_of
from tests import bargaining, factories
from tests.bargaining_spec import EMPLOYER, PROCEDURES

ACTOR = "leader.su"
NUMBER = "漫步号"
#: Steps that end a case for good or stall it: taken less often than others.
EXITS = ("withdraw_offer", "decline", "close_unsettled", "change_procedure", "supersede", "expire")
EMPLOYER_FACTS: dict[str, dict[str, Any]] = {
    "deliver_offer": {"received_on": date(2025, 11, 5), "manner": "邮寄送达"},
    "join": {"received_on": date(2025, 11, 12)},
    "refuse": {"received_on": date(2025, 11, 12), "reason": "经营困难"},
    "note_silence": {"checked": True},
    "ratify": {"electorate": 30, "present": 25, "yes": 20, "no": 5, "abstain": 0, "invalid": 0},
    "fail_vote": {"electorate": 30, "present": 25, "yes": 5, "no": 20, "abstain": 0, "invalid": 0},
    "vote_again": {"plan": "说明以后再表决"},
    "sign": {"signed_on": date(2025, 12, 15), "signer": "许某"},
    "exit": {"reason": "停业"},
}


@dataclass
class Walk:
    """A negotiation carried about at random; its own record of what was taken is the model."""

    book: Casebook
    procedure: str
    seed: int
    edges: set[tuple[str, str]] = field(default_factory=set)
    taken: list[tuple[str, str]] = field(default_factory=list)  #: (state before, step)
    state: str = "preparing"
    employers: dict[str, str] = field(default_factory=dict)
    refused: int = 0
    day: date = date(2025, 11, 3)

    def run(self, steps: int) -> None:
        """Go *steps* actions, holding the case against the model after each."""
        dice = random.Random(f"{self.procedure}{self.seed}")
        for _ in range(steps):
            kinds = [self.step] * 6 + [self.employer, self.back]
            dice.choice(kinds)(dice)
            self.compare()
        assert self.book.verify() == [], self.where()

    def where(self) -> str:
        """Return how this walk went, for whoever looks for the fault."""
        return f"seed {self.procedure} {self.seed}: {self.taken[-8:]} now {self.state}"

    def step(self, dice: random.Random) -> None:
        """Take a step of the case: mostly one its state allows."""
        written = PROCEDURES[self.procedure]
        legal = sorted(step for state, step in written.edges if state == self.state)
        quiet = [step for step in legal if step not in EXITS]
        pool = quiet if quiet and dice.random() < 0.93 else legal
        name = dice.choice(pool if pool and dice.random() < 0.93 else sorted(written.steps))
        if name == "form_draft" and self.state != "negotiating":
            return  # the facts of the tests would agree on clauses first; test_tables asks for it
        onward = self.day + timedelta(dice.choice([0, 1, 3, 25]))
        on = min(onward, factories.TODAY)
        if self._tried(name, on):
            self.edges.add((self.state, name))
            self.taken.append((self.state, name))
            self.state, self.day = written.target(self.state, name), on
        elif (self.state, name) not in written.edges:
            self.refused += 1

    def _tried(self, name: str, on: date) -> bool:
        open_ = (self.state, name) in PROCEDURES[self.procedure].edges
        before = factories.fingerprint(self.book)
        try:
            bargaining.take(self.book, NUMBER, name, on, actor=ACTOR, **_extra(name, on))
        except (StepRefused, InputError) as error:
            assert factories.fingerprint(self.book) == before or name == "form_draft", self.where()
            codes = {one.code for one in error.reasons} if isinstance(error, StepRefused) else set()
            assert open_ != (codes == {"wrong_state"}) or not codes, (
                f"{self.where()}: {name} {codes}"
            )
            return False
        except KeyError:  # the clock of the silent effect does not run: the state is another one
            assert not open_, self.where()
            return False
        assert open_, f"{self.where()}, but {name} was taken"
        return True

    def employer(self, dice: random.Random) -> None:
        """Take a step of an employer, as far as it is one of a sectoral case."""
        if not self.employers:
            return
        name = dice.choice(sorted(self.employers))
        step = dice.choice(sorted(EMPLOYER.steps))
        here = self.employers[name]
        try:
            with self.book.work(ACTOR) as work:
                row = next(one for one in self._rows(work) if one.name == name)
                facts = dict(EMPLOYER_FACTS[step])
                if step == "sign":
                    facts["digest"] = draft_of(work, row.case).digest[:12]
                papers = bargaining.papers(work, row, step)
                late = {"late_reason": factories.LATE, "occurred_on": factories.TODAY}
                negotiation.take(work, row, step, evidence=papers, **late, **facts)
        except StepRefused:
            self.refused += 1
            return
        assert (here, step) in EMPLOYER.edges, f"{self.where()}: {name} {here} {step}"
        assert self.state not in PROCEDURES[self.procedure].final, self.where()
        self.employers[name] = EMPLOYER.target(here, step)

    def _rows(self, work: Work) -> Any:
        return negotiation.employers(work, negotiation.get(work, NUMBER))

    def back(self, dice: random.Random) -> None:
        """Reverse the last step: the state is as before it."""
        final = self.state in PROCEDURES[self.procedure].final
        if not self.taken or dice.random() > (0.9 if final else 0.3):
            return
        with self.book.work(ACTOR) as work:
            negotiation.reverse(work, negotiation.get(work, NUMBER), reason="误办")
        self.state, _step = self.taken.pop()

    def compare(self) -> None:
        """Hold states, clocks and what no way may lead to against the model."""
        with self.book.read("admin") as work:
            case = negotiation.get(work, NUMBER)
            assert case.state == self.state, self.where()
            assert {row.name: row.state for row in self._rows(work)} == self.employers
            table, steps = view.table_of(work, case), view.standing_of(work, case)
            derived = clock.derive(table, steps, work.law, case.unit.jurisdiction)
            again = {name: one for name, (one, _due) in derived.items()}
            assert dict(clock.stored(work, case)) == again, self.where()
            self._lawful(draft_of(work, case).digest, steps)

    def _lawful(self, digest: str, steps: Any) -> None:
        names = [one.step for one in steps]
        if self.state in {"effective", "published", "performing"}:
            before = {"full": ("pass_vote", "sign", "file")}.get(self.procedure, ("sign",))
            assert set(before) <= set(names), self.where()
            signed = next(one for one in reversed(steps) if one.step == "sign")
            assert digest.startswith(signed.facts["digest"]), self.where()
        if self.taken and self.taken[-1][1] == "sign":
            settled = {"signed", "exited", "refused", "silent"}
            assert set(self.employers.values()) <= settled | {"moved"}, self.where()


def _extra(name: str, on: date) -> dict[str, Any]:
    """Return the facts that follow the day; a step that names another case has none to name."""
    dated = {"received_on": on} if name in {"deliver_offer", "receive_offer", "accept"} else {}
    return {"new_case": "没有这一件"} if name in _NAMING else dated


_NAMING = ("open_renewal", "open_change", "supersede", "change_procedure")


def walks(
    folder: Path,
    founded: Path,
    procedure: str,
    seeds: range,
    steps: int,
    plant: Callable[[Casebook], None] = lambda _book: None,
) -> Iterator[Walk]:
    """Run a walk for each seed, each with a casebook of its own, and yield them."""
    stage = folder / procedure
    shutil.copytree(founded, stage)
    book = factories.reopened(stage / "cases.db")
    bargaining.opened(book, procedure, number=NUMBER, adopted=True)
    with book.work(ACTOR) as work:
        case = negotiation.get(work, NUMBER)
        for name in ("甲快递", "乙快递"):
            given = {"workforce": 30, "late_reason": factories.LATE, "occurred_on": "2025-11-04"}
            negotiation.list_employer(work, case, name, **given)
    book.close()
    for seed in seeds:
        copy = folder / "walk"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(stage, copy)
        walked = factories.reopened(copy / "cases.db")
        plant(walked)
        listed = {"甲快递": "listed", "乙快递": "listed"}
        walk = Walk(walked, procedure, seed, employers=listed)
        try:
            walk.run(steps)
        finally:
            walked.close()
        yield walk
