"""What goes on beside the steps of a negotiation that is walked: talks about a clause, employers that sign or leave."""

import random
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from casework import Casebook, Work, negotiation
from casework.cases import clock, view
from casework.cases.models import Case
from casework.errors import StepRefused
from casework.negotiation.ledger.queries import draft_of, ledger_of
from tests import bargaining, factories
from tests.bargaining_model import SHORT, UNSETTLED, Model, Sought
from tests.bargaining_spec import EMPLOYER

ACTOR = "leader.su"
NUMBER = "漫步号"
_AT_TABLE = {"meeting": "会-01", "said_on": date(2025, 11, 20)}
_COUNT = {"electorate": 30, "present": 25, "abstain": 0, "invalid": 0}
EMPLOYER_FACTS: dict[str, dict[str, Any]] = {
    "deliver_offer": {"received_on": date(2025, 11, 5), "manner": "邮寄送达"},
    "join": {"received_on": date(2025, 11, 12)},
    "refuse": {"received_on": date(2025, 11, 12), "reason": "经营困难"},
    "note_silence": {"checked": True},
    "ratify": {**_COUNT, "yes": 20, "no": 5},
    "fail_vote": {**_COUNT, "yes": 5, "no": 20},
    "vote_again": {"plan": "说明以后再表决"},
    "sign": {"signed_on": date(2025, 12, 15), "signer": "许某"},
    "exit": {"reason": "停业"},
}


@dataclass
class Parties:
    """The two sides and the employers of one negotiation, held against the model after each act."""

    book: Casebook
    model: Model
    sought: Sought
    seed: int = 0
    bold: bool = False  #: tries what the state allows, whether or not a guard stands against it
    refused: int = 0
    history: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Take the dice of this walk."""
        self.dice = random.Random(f"{self.model.procedure}{self.seed}")

    def where(self) -> str:
        """Return how this walk went, for whoever looks for the fault."""
        return (
            f"seed {self.model.procedure} {self.seed}: {self.history[-10:]} now {self.model.state}"
        )

    def case(self, work: Work) -> Case:
        """Return the negotiation."""
        return negotiation.get(work, NUMBER)

    def talk(self, *, toward: bool = False) -> None:
        """Enter a line about clause 1; *toward* an agreement: as many as it takes."""
        model = self.model
        with self.book.work(ACTOR) as work:
            case = self.case(work)
            if not model.clauses:
                bargaining.agree(work, case)
                model.clauses = {1: 1, 2: 1}
            elif not model.clauses[1] and (toward or self.dice.random() < 0.5):
                latest = ledger_of(work, case).clauses[1].versions[-1].hash
                for side in ("职工方", "企业方"):
                    negotiation.confirm(work, case, 1, latest, chief_side=side, **_AT_TABLE)
                model.clauses[1] = model.versions
            elif not model.clauses[1]:
                model.versions += 1
                text = f"派送费每件不低于{model.versions}元。"
                said = {"side": "职工方", "author": "陈某", **_AT_TABLE}
                negotiation.counter(work, case, 1, text, **said)
            elif not toward:
                negotiation.reopen(work, case, 1, side="职工方", reason="再谈", **_AT_TABLE)
                model.clauses[1] = 0
        self.history.append(f"text {model.text}")
        self.compare()

    def settle(self) -> None:
        """Let every employer sign the text as it stands, or leave."""
        model = self.model
        for name in model.employers:
            while (last := model.employers[name][-1])[0] == "signed" and last[1] != model.digest[
                :12
            ]:
                with self.book.work(ACTOR) as work:
                    negotiation.reverse(work, self._row(work, name), reason="签的是旧文本")
                model.employers[name].pop()
            for step in ("join", "sign", "exit"):
                if model.standing[name] in UNSETTLED:
                    self._employer(name, step)

    def employer(self) -> None:
        """Take some step of some employer."""
        name = self.dice.choice(sorted(self.model.employers))
        self._employer(name, self.dice.choice(sorted(EMPLOYER.steps)))

    def _employer(self, name: str, step: str) -> None:
        here, digest = self.model.standing[name], ""
        facts = dict(EMPLOYER_FACTS[step])
        if step == "sign":
            facts["digest"] = digest = self.model.digest[:SHORT]
        try:
            with self.book.work(ACTOR) as work:
                row = self._row(work, name)
                late = {"late_reason": factories.LATE, "occurred_on": factories.TODAY}
                papers = bargaining.papers(work, row, step)
                negotiation.take(work, row, step, evidence=papers, **late, **facts)
        except StepRefused:
            self.refused += 1
            return
        assert (here, step) in EMPLOYER.edges, f"{self.where()}: {name} {here} {step}"
        assert self.model.state not in self.model.written.final, self.where()
        self.model.move_employer(name, step, digest)
        self.history.append(f"{name} {step}")

    def _row(self, work: Work, name: str) -> Any:
        rows = negotiation.employers(work, self.case(work))
        return next(one for one in rows if one.name == name)

    def compare(self) -> None:
        """Hold states, text, clocks and what no way may lead to against the model."""
        model = self.model
        with self.book.read("admin") as work:
            case = self.case(work)
            assert case.state == model.state, self.where()
            rows = negotiation.employers(work, case)
            assert {row.name: row.state for row in rows} == model.standing, self.where()
            assert model.read(draft_of(work, case).digest), self.where()
            table, steps = view.table_of(work, case), view.standing_of(work, case)
            derived = clock.derive(table, steps, work.law, case.unit.jurisdiction)
            again = {name: one for name, (one, _due) in derived.items()}
            assert dict(clock.stored(work, case)) == again, self.where()
        self._lawful(steps)

    def _lawful(self, steps: Any) -> None:
        if self.model.state in {"effective", "published", "performing"}:
            before = {"full": {"pass_vote", "sign", "file"}}.get(self.model.procedure, {"sign"})
            assert before <= {one.step for one in steps}, self.where()
            signed = next(one for one in reversed(steps) if one.step == "sign")
            assert self.model.digest.startswith(signed.facts["digest"]), self.where()
