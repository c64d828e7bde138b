"""Random walks through negotiations and their employers: what the model says is what casework must do."""

from datetime import date, timedelta
from typing import Any

from casework import negotiation
from casework.errors import InputError, StepRefused
from tests import bargaining, factories
from tests.bargaining_model import PREDICTED, RECEIVED, SHORT
from tests.bargaining_parties import ACTOR, NUMBER, Parties

#: Steps that open the case that goes on from this one → what for.
OPENERS = {"open_renewal": "续订", "open_change": "变更", "change_procedure": ""}
_PATIENT = ("note_silence", "take_effect")
_LONG = 25  #: days, longer than any period that has to be over


class Walk(Parties):
    """A negotiation carried about at random; every step of the case is predicted by the model."""

    def run(self, steps: int) -> None:
        """Go *steps* actions, holding the case against the model after each that changed something."""
        for _ in range(steps):
            final = self.model.state in self.model.written.final
            acts = [self.back] if final else [self.choose] * 8 + [self.employer, self.back]
            if self.model.state == "negotiating":
                acts += [self.talk] * (8 if self.bold else 2)
            self.dice.choice(acts)()
        assert self.book.verify() == [], self.where()

    def choose(self) -> None:
        """Take a step: mostly one that leads where no walk was yet, sometimes any at all."""
        written, state = self.model.written, self.model.state
        legal = sorted(step for here, step in written.edges if here == state)
        guarded = [one for one in legal if PREDICTED.keys() & written.steps[one][3].split()]
        seeks = not self.bold and self.dice.random() < 0.8
        way = self.sought.toward(state, self.hopeless) if seeks else None
        if seeks and way is None and self.sought.missing() and self.dice.random() < 0.5:
            self.back()  # what is missing lies on another way
            return
        pool = legal if self.dice.random() < 0.8 else sorted(written.steps)
        name = way or self.dice.choice((self.bold and guarded) or pool)
        if name == "form_draft" and state != "negotiating":
            return  # the facts of the tests would agree on clauses first; test_tables asks for it
        self.step(name, kind=self.dice.random() < (0.5 if self.bold else 0.75))

    def hopeless(self, step: str) -> bool:
        """Say whether a step lacks what only another step brings."""
        late = self.model.day + timedelta(_LONG) > factories.TODAY
        return late if step == "note_silence" else step == "supersede" and not self.model.carried

    def step(self, name: str, on: date | None = None, *, kind: bool = True) -> None:
        """Take a step of the case; if *kind*, with everything that it needs brought about first."""
        model, edge = self.model, (self.model.state, name)
        legal = edge in model.written.edges
        if legal and (kind or (name == "form_draft" and not model.clauses)):
            self.prepare(name)
        days = _LONG if name in _PATIENT and kind else self.dice.choice([0, 1, 3, _LONG])
        on = on or min(model.day + timedelta(days), factories.TODAY)
        opens = name in OPENERS and legal and kind
        facts = self.facts(name, on, kind=kind)
        self.sought.tried[edge] += kind
        taken = self._opened(name) if opens else self._tried(name, on, facts)
        self.history.append(f"{name}{'' if taken else ' refused'}")
        if taken:
            model.move(name, factories.TODAY if opens else on)
            self.sought.taken.add(edge)
            self.compare()
        else:
            self.refused += 1

    def facts(self, name: str, on: date, *, kind: bool) -> dict[str, Any]:
        """Return what the step is told beside what always passes; not *kind*: something wrong."""
        facts: dict[str, Any] = {}
        if name in {"deliver_offer", "receive_offer", "accept", "agree", "decline", "refuse"}:
            facts["received_on"] = on
        if name == "receive_filing":
            facts["received_on"] = RECEIVED
        if "renewal_opened" in self.model.written.steps[name][3]:
            facts["new_case"] = [*self.model.carried, "没有这一件"][0 if kind else -1]
        if name == "report_vacancy":
            facts["who"] = self.model.gone or "代-09"
        if name == "sign":
            facts["digest"] = (self.model.digest if kind else self.model.other_text())[:SHORT]
        if name == "pass_vote":
            count = "pass_vote" if kind else "fail_vote"
            facts |= {one: bargaining.FACTS[count][one] for one in ("yes", "no", "abstain")}
        return facts

    def prepare(self, name: str) -> None:
        """Bring about what a step needs."""
        model = self.model
        if name == "sign":
            self.settle()
        if name == "form_draft":
            self.talk(toward=True)
        if name == "report_vacancy" and not model.gone:
            with self.book.work(ACTOR) as work:
                left = {"left_on": date(2025, 11, 18), "left_because": "离职"}
                negotiation.edit(work, self.case(work), model.second, **left)
            model.gone = model.second
        if model.gone and name in {"fill_vacancy", "finish_preparation", "form_draft"}:
            with self.book.work(ACTOR) as work:
                new = {"side": "职工方", "name": f"唐{model.gone}", "duty": "代表"}
                row = negotiation.add(
                    work, self.case(work), "representative", replaces=model.gone,
                    chosen_how="工会选派", **new,
                )  # fmt: skip
                model.second, model.gone = row.code, ""

    def _opened(self, name: str) -> bool:
        """Open the case that goes on from this one, which takes the step."""
        with self.book.work(ACTOR) as work:
            if name == "change_procedure":
                reason = {"reason": "需要签订集体合同", "outcome": "集体合同"}
                new = negotiation.change_procedure(work, self.case(work), **reason)
            else:
                ground = "双方协商一致" if name == "open_change" else ""
                new = negotiation.carry_on(work, self.case(work), OPENERS[name], ground=ground)
            self.model.carried.append(new.number)
        return True

    def _tried(self, name: str, on: date, facts: dict[str, Any]) -> bool:
        model = self.model
        legal = (model.state, name) in model.written.edges
        told = {**bargaining.FACTS[name], **facts}
        expected = model.refusals(name, told, on) if legal else {"wrong_state"}
        before = factories.fingerprint(self.book)
        said = f"{name} on {on}, {sorted(expected)} expected"
        try:
            bargaining.take(self.book, NUMBER, name, on, actor=ACTOR, **facts)
        except StepRefused as error:
            codes = {one.code for one in error.reasons}
            assert codes & {"wrong_state", *PREDICTED} == expected, (
                f"{self.where()}: {said}, {codes}"
            )
        except InputError as error:  # of the facts; no guard was asked
            self.history.append(str(error))
        except KeyError:  # the clock that tells the day of taking effect does not run
            assert not legal, f"{self.where()}: {said}"
        else:
            assert not expected, f"{self.where()}: {said}, but it was taken"
            return True
        assert factories.fingerprint(self.book) == before, f"{self.where()}: {said}"
        return False

    def back(self) -> None:
        """Reverse the last step: the state is as before it."""
        model = self.model
        if not model.taken:
            return
        with self.book.work(ACTOR) as work:
            negotiation.reverse(work, self.case(work), reason="误办")
        model.state, step = model.taken.pop()
        self.history.append(f"reverse {step}")
        self.compare()
