"""Random walks through a check-up: the model predicts every action, and casework must do the same."""

import copy
import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from casework import Casebook, Work, checkup
from casework.cases import organisation
from casework.checkup.finding.service import find
from casework.errors import AccessDenied, InputError, NotFound, StepRefused
from tests import factories, notices, noticing, remarking, spec, walk_upgrade
from tests.walk_model import GUARDS, ITEMS, OPENED, Finding, Model, Moved, Taken

#: Who walks: lawyers, an inspector, the leader, and some who may do little or see nothing.
ACTORS = ("lawyer.wang", "lawyer.zhao", "inspector.li", "leader.chen", "clerk.sun", "lawyer.hai")
RED = "LC-06-01"
#: Steps that carry a check-up on, taken more often than others.
FORWARD = tuple(step for step, _actor, _on in factories.PATH)
EXITS = ("suspend", "terminate", "escalate")
#: States of the case in which findings are put right.
AFTERWARDS = ("delivered", "rectifying", "rechecking", "escalated")


@dataclass(frozen=True)
class Action:
    """Something a person tries, and what the model says of it."""

    name: str
    actor: str
    expected: type[Exception] | None  #: how it is refused; None if it is taken
    do: Callable[[Work], object]
    effect: Callable[[], None]
    reasons: frozenset[str] = frozenset()  #: codes of a refusal, where the model tells them all


class Walk:
    """One check-up carried about at random; every action is predicted by the model first."""

    def __init__(self, book: Casebook, seed: int, model: Model, *, bold: bool = False) -> None:
        self.book, self.seed, self.model = book, seed, model
        self.bold = bold  #: tries what the state allows, whether or not a guard stands against it
        self.dice = random.Random(seed)
        self.number = factories.FIRST
        self.refused = 0
        self.edges: set[tuple[str, str]] = set()
        self.finding_edges: set[tuple[str, str]] = set()
        self.notice_edges: set[tuple[str, str]] = set()
        self.reached: set[tuple[str, str]] = set()  #: sort and state
        self.history: list[str] = [f"from {model.state}"]

    def run(self, steps: int, leading: tuple[str, str] | None = None) -> None:
        """Go *steps* actions, then hold journal and tables against each other.

        *leading* are the kind of a notice and the steps it is led through first.
        """
        first = noticing.leading(self, *leading) if leading else iter(())
        for _ in range(steps):
            self.act(next(first, None) or self.choose())
        assert self.book.verify() == [], self.where()

    def where(self) -> str:
        """Return how this walk went, for whoever looks for the fault."""
        return f"seed {self.seed}: " + "; ".join([self.history[0], *self.history[1:][-12:]])

    def act(self, action: Action) -> None:
        """Take one action and compare what happened with what the model said."""
        wanted = action.expected.__name__ if action.expected else "taken"
        self.history.append(f"{action.name} by {action.actor} -> {wanted}")
        before = factories.fingerprint(self.book)
        happened: type[Exception] | None = None
        reasons = action.reasons
        try:
            with self.book.work(action.actor) as work:
                action.do(work)
        except (NotFound, AccessDenied, StepRefused, InputError) as error:
            happened = type(error)
            if reasons and isinstance(error, StepRefused):
                reasons = frozenset(reason.code for reason in error.reasons)
        assert happened is action.expected, f"{self.where()}, but {happened}"
        assert reasons == action.reasons, f"{self.where()}, but {reasons}, not {action.reasons}"
        if happened is None:
            action.effect()
        else:
            self.refused += 1
            assert factories.fingerprint(self.book) == before, self.where()
        self.compare()

    def compare(self) -> None:
        """Hold state and version of the case, and the states of its findings and notices, against the model."""
        state, version, finished = factories.case_row(self.book, self.number)
        assert state in spec.STATES
        assert (state, version) == (self.model.state, self.model.version), self.where()
        assert finished == (state in spec.FINAL)
        findings = {item: one.state for item, one in self.model.findings.items()}
        assert factories.finding_states(self.book, self.number) == findings, self.where()
        told = [(one.state, one.numbered) for one in self.model.notices]
        assert factories.notices_of(self.book, self.number) == told, self.where()
        self.reached |= {("case", state), *(("finding", one) for one in findings.values())}
        self.reached |= {("notice", one) for one, _ in told}
        if state == "closed":
            assert {state for state, _ in told} <= set(spec.NOTICE_FINAL), self.where()
            assert set(findings.values()) <= {*spec.FINDING_SETTLED, "withdrawn"}, self.where()

    def choose(self) -> Action:
        """Return an action: mostly a step, answers while they are lacking, the way back from an end."""
        state = self.model.state
        kinds = [self._take] * 12
        kinds += [self._answer, self._check, self._reverse, self._correct, self._hand]
        kinds += [self._finding, self._finding_back]
        kinds += noticing.kinds(self)
        kinds += remarking.kinds(self) * (4 if state == "reviewing" else 1)
        if state in spec.ANSWERING and self.lacking():
            kinds += [self._lacking] * 8
        if state in AFTERWARDS:
            kinds += [self._finding] * 16
        if state in spec.FINAL:
            kinds += [self._reverse] * 24
        return self.dice.choice(kinds)()

    def somebody(self, act: str) -> str:
        """Return mostly somebody who may do *act*, sometimes anybody."""
        if self.dice.random() < 0.92:
            return self.dice.choice([one for one in ACTORS if act in _acts(one)])
        return self.dice.choice(ACTORS)

    def denied(self, actor: str, act: str) -> type[Exception] | None:
        """Return how the policy refuses: what one may not see is not there."""
        if not _acts(actor):
            return NotFound
        return None if act in _acts(actor) else AccessDenied

    def case(self, work: Work) -> Any:
        """Return the check-up that is carried about."""
        return checkup.get(work, self.number)

    # ---- steps --------------------------------------------------------------------------------

    def _take(self) -> Action:
        last = self.model.taken[-1].day
        if not self.bold and self.dice.random() < 0.5 and (found := self._open(last)):
            step, actor, facts = self.dice.choice(found)
            return self.step(step, actor, last, facts)
        step = self._step()
        ahead = self.dice.choice([0, 0, 0, 0, 0, 1, 2, -1])
        day = min(max(last + timedelta(ahead), OPENED), factories.TODAY)
        actor = self.somebody(spec.STEPS[step][0])
        return self.step(step, actor, day, self._facts(step), bad=self.dice.random() < 0.03)

    def step(
        self, step: str, actor: str, day: date, facts: dict[str, Any], *, bad: bool = False
    ) -> Action:
        """Return the action of taking *step*; *bad* adds a fact nobody asked for."""
        model, (act, states, target, guards) = self.model, spec.STEPS[step]
        expected = self.denied(actor, act)
        if expected is None and model.state not in states.split():
            expected = StepRefused
        if expected is None and (bad or day < model.taken[-1].day):
            expected = InputError
        asked = (GUARDS[guard] for guard in guards.split())
        if expected is None and not all(guard(model, actor, facts, day) for guard in asked):
            expected = StepRefused
        if expected is None and facts.get("catalogue") == model.catalogue:
            expected = InputError
        given = {**facts, "nonsense": "x"} if bad else facts
        evidence = factories.papers(step)

        def do(work: Work) -> None:
            own = {"occurred_on": day, "evidence": evidence, "late_reason": factories.LATE}
            checkup.take(work, self.case(work), step, **own, **given)

        def effect() -> None:
            self.edges.add((model.state, step))
            model.version += 1
            taken = Taken(step, day, facts, model.state, model.version)
            if step == walk_upgrade.STEP:
                taken.kept = walk_upgrade.upgraded(model, actor, facts)
            kept = {"approve_review": model.content, "close_partly": model.settled}
            taken.approved = kept[step]() if step in kept else None
            model.state = self._target(target)
            model.taken.append(taken)
            model.writers |= {actor} if step == "submit_review" else set()
            self._take_along(step)

        return Action(f"{step} {day}", actor, expected, do, effect)

    def _take_along(self, step: str) -> None:
        name, states, target = spec.ALONG.get(step, ("", "", ""))
        for found in self.model.findings.values():
            if found.state in states.split():
                found.move(name, target, self.model.version, along=self.model.version)

    def _open(self, day: date) -> list[tuple[str, str, dict[str, Any]]]:
        """Return the steps that nothing stands against, with who takes them; if some are new here, those."""
        state = self.model.state
        found = [
            (step, actor, dict(factories.FACTS[step]))
            for step, (act, states, _target, guards) in spec.STEPS.items()
            for actor in ACTORS
            if state in states.split() and act in _acts(actor) and step != walk_upgrade.STEP
            if all(GUARDS[g](self.model, actor, factories.FACTS[step], day) for g in guards.split())
        ]
        return [one for one in found if (state, one[0]) not in self.edges] or found

    def _step(self) -> str:
        """Return a step: mostly the next ones, sometimes an exit, seldom one that is not open."""
        legal = [step for state, step in sorted(spec.edges()) if state == self.model.state]
        roll = self.dice.random()
        if not legal or roll < 0.08:
            return self.dice.choice([*spec.STEPS, *FORWARD])
        ahead = [step for step in FORWARD if step in legal]
        fresh = [step for step in ahead if self.model.last(step) is None]
        if roll < 0.65 and ahead:
            return self.dice.choice(fresh or ahead)
        quiet = [step for step in legal if step not in EXITS]
        chosen = quiet if quiet and roll < (0.92 if self.bold else 0.85) else legal
        unmet = (
            []
            if self.bold
            else [step for step in chosen if (self.model.state, step) not in self.edges]
        )
        return self.dice.choice(unmet or chosen)

    def _target(self, target: str) -> str:
        if target == "@before":
            return next(one.before for one in reversed(self.model.taken) if one.step == "suspend")
        return target or self.model.state

    def _facts(self, step: str) -> dict[str, Any]:
        """Return facts that pass the parser; some of them meet a guard."""
        facts, dice = dict(factories.FACTS[step]), self.dice
        lead, others, _reviewer = self.model.team()
        if step == "form_team":
            names = dice.sample(["lawyer.wang", "lawyer.zhao", "inspector.li"], 3)
            facts |= {"lead": names[0], "inspectors": [names[1]]}
            facts["reviewer"] = dice.choice([names[2], names[2], names[2], names[0]])
            if dice.random() < 0.1:
                facts |= {"conflict_declared": False, "conflict_note": "曾任法律顾问"}
        if step == "start_inspection":
            facts["inspectors"] = sorted(lead | others)[: dice.choice([1, 2, 2, 2])] or ["李监"]
            facts["credentials_shown"] = dice.random() < 0.95
        if step == walk_upgrade.STEP:
            facts = walk_upgrade.facts(dice, self.model)
        if step == "extend_materials":
            facts["days"] = dice.choice([0, 1, 5, 6])
        if step == "approve_review" and dice.random() < 0.3:
            facts = {"opinion": "同意", "red_discussed": False}
        if step == "return_from_review" and dice.random() < 0.5:
            facts = {}
        if step == "escalate" and dice.random() < 0.5:
            facts["instrument"] = dice.choice(["提示函", "意见书", "建议书"])
            facts |= {"no_notice_reason": "书面已发"} if dice.random() < 0.2 else {}
        if step in {"issue", "issue_recheck"}:
            facts["signer"] = dice.choice(["leader.chen", "leader.chen", "inspector.li"])
        return facts | self._recheck_facts(step)

    def _recheck_facts(self, step: str) -> dict[str, Any]:
        dice = self.dice
        if step == "start_recheck":
            method = dice.choice(["现场", "现场", "书面", "电话"])
            return {"method": method, "credentials_shown": dice.random() < 0.95}
        if step == "issue_recheck" and dice.random() < 0.2:
            return {"next_on": None}
        return {}

    # ---- mending ------------------------------------------------------------------------------

    def _reverse(self) -> Action:
        model, last = self.model, self.model.taken[-1]
        act = spec.STEPS[last.step][0] if last.step in spec.STEPS else "编"
        actor = self.somebody(act)
        along = [
            one for one in model.findings.values() if last.at in [move.along for move in one.moves]
        ]
        moved_on = any(one.moves[-1].along != last.at for one in along)
        refused = len(model.taken) == 1 or moved_on
        expected = self.denied(actor, act) or (InputError if refused else None)

        def do(work: Work) -> None:
            checkup.reverse(work, self.case(work), reason="误办")

        def effect() -> None:
            model.state = last.before
            if last.kept is not None:
                walk_upgrade.undone(model, actor, last.kept)
            model.taken.pop()
            model.version += 1
            for found in along:
                found.back()

        return Action(f"reverse {last.step}", actor, expected, do, effect)

    def _correct(self) -> Action:
        """Correct the summary of the submission: what was approved is another text then."""
        model, taken = self.model, self.model.last("submit_review")
        if taken is None:
            return self._answer()
        text = self.dice.choice(["总体较好。", "总体一般。", "有待改进。"])
        actor = self.somebody("提交")
        expected = self.denied(actor, "提交")
        if expected is None and text == taken.facts["summary"]:
            expected = InputError

        def do(work: Work) -> None:
            rows = checkup.timeline(work, self.case(work))
            seq = next(row.seq for row in rows if row.label == "提交复核" and row.standing)
            checkup.correct(work, self.case(work), seq, reason="笔误", summary=text)

        def effect() -> None:
            taken.facts = {**taken.facts, "summary": text}
            model.version += 1

        return Action(f"correct summary {text}", actor, expected, do, effect)

    def _hand(self) -> Action:
        model, lead = self.model, self.model.team()[0]
        to, actor = self.dice.choice(["lawyer.wang", "lawyer.zhao"]), self.dice.choice(ACTORS)
        expected = self.denied(actor, "编" if actor in lead else "管理")
        if expected is None and to in lead:
            expected = InputError

        def do(work: Work) -> None:
            person = organisation.person(work, to)
            checkup.handover(work, self.case(work), person, reason="休假")

        def effect() -> None:
            model.version += 1
            model.handed.append((model.version, to))

        return Action(f"hand to {to}", actor, expected, do, effect)

    # ---- answers and findings -----------------------------------------------------------------

    def lacking(self) -> list[str]:
        """Return the items without an answer; when there are none, those whose bases nobody looked at."""
        told = self.model.told()
        return [one for one in ITEMS if one not in self.model.answers] or [
            one for one in told if not told[one].checked
        ]

    def unsettled(self) -> list[str]:
        """Return the items whose findings keep the case from closing."""
        return sorted(self.model.unsettled())

    def toward_submission(self, wrong: Sequence[str]) -> Action:
        """Return what brings the check-up nearer to its submission: the items *wrong* are faulty, others not."""
        item = self.lacking()[0]
        if item in self.model.answers:
            return self.edit(item, "inspector.li", {"bases_checked": True})
        faulty = item in wrong
        facts = "未见考勤记录" if faulty else ""
        return self.answer(item, "inspector.li", faulty=faulty, facts=facts)

    def _lacking(self) -> Action:
        return self._answer(self.dice.choice(self.lacking()))

    def _answer(self, item: str = "") -> Action:
        dice = self.dice
        if item in self.model.answers:
            return self.edit(item, self.somebody("编"), {"bases_checked": True})
        item = item or dice.choice(ITEMS)
        faulty = dice.random() < 0.4
        return self.answer(
            item,
            self.somebody("编"),
            faulty=faulty,
            facts=dice.choice(["未见考勤记录", "少付工资", "少付工资", ""] if faulty else [""]),
            red=faulty and dice.random() < (0.5 if item == RED else 0.05),
            papers=["工资表"] if dice.random() < 0.8 else [],
        )

    def answer(
        self,
        item: str,
        actor: str,
        *,
        faulty: bool,
        facts: str = "",
        red: bool = False,
        papers: Sequence[str] = (),
    ) -> Action:
        """Return the action of answering an item with 不合规 if *faulty*, else with 合规."""
        model, verdict = self.model, "不合规" if faulty else "合规"
        expected = self.denied(actor, "编")
        if expected is None and model.state not in spec.ANSWERING:
            expected = StepRefused
        if expected is None and ((faulty and not facts) or (red and item != RED)):
            expected = InputError

        def do(work: Work) -> None:
            given = {"facts": facts, "red_line": red, "papers": papers}
            checkup.answer(work, self.case(work), item, verdict, **given)

        def effect() -> None:
            now = {"faulty": faulty, "red": red, "facts": facts, "papers": list(papers)}
            model.writers |= {actor} if model.answers.get(item) != now else set()
            model.answers[item] = now
            if faulty and item not in model.findings:
                model.findings[item] = Finding()
            elif faulty != (item in model.told()):
                found = model.findings.get(item)
                if found is not None:
                    found.move(*(("restore", "draft") if faulty else ("withdraw", "withdrawn")))
            if faulty:
                model.findings[item].facts = facts

        return Action(f"answer {item} {verdict}", actor, expected, do, effect)

    def _check(self) -> Action:
        """Look at the bases of a finding, or word its remedy anew."""
        item = self.dice.choice(sorted(self.model.told()) or list(ITEMS))
        looked: dict[str, Any] = {"bases_checked": True}
        change = self.dice.choice([looked, looked, {"remedy": ""}, {"remedy": "另拟"}])
        return self.edit(item, self.somebody("编"), change)

    def edit(self, item: str, actor: str, change: dict[str, Any]) -> Action:
        """Return the action of changing the finding of an item."""
        model, found = self.model, self.model.findings.get(item, Finding("gone"))
        expected = self.denied(actor, "编")
        if expected is None and model.state not in spec.ANSWERING:
            expected = StepRefused
        expected = expected or (None if found.open else NotFound)

        def do(work: Work) -> None:
            checkup.edit(work, self.case(work), item, **change)

        def effect() -> None:
            before = (found.checked, found.remedy)
            found.checked = found.checked or "bases_checked" in change
            found.remedy = change.get("remedy", found.remedy)
            model.writers |= {actor} if before != (found.checked, found.remedy) else set()

        return Action(f"edit {item} {change}", actor, expected, do, effect)

    def _finding(self) -> Action:
        """Take a step of a finding: mostly one its state allows."""
        item = self.dice.choice(sorted(self.model.told()) or list(ITEMS))
        state = self.model.findings.get(item, Finding("gone")).state
        legal = [name for here, name in sorted(spec.edges(spec.FINDING_STEPS)) if here == state]
        anything = [*spec.FINDING_STEPS, *spec.FINDING_ALONG]
        legal = [one for one in legal if (state, one) not in self.finding_edges] or legal
        step = self.dice.choice(legal if legal and self.dice.random() < 0.9 else anything)
        facts = dict(factories.FINDING_FACTS.get(step, {}))
        if "approved_by" in facts and self.dice.random() < 0.2:
            facts["approved_by"] = self.dice.choice(["lawyer.wang", "inspector.li"])
        act = spec.FINDING_STEPS[step][0] if step in spec.FINDING_STEPS else "送达"
        return self.finding_step(item, step, self.somebody(act), facts)

    def finding_step(self, item: str, step: str, actor: str, facts: dict[str, Any]) -> Action:
        """Return the action of taking a step of the finding of an item."""
        model, found = self.model, self.model.findings.get(item, Finding("gone"))
        along = ("送达" if step == "raise" else "编", "", "", "")
        act, states, target, guards = spec.FINDING_STEPS.get(step, along)
        expected = self.denied(actor, "看") or (None if found.open else NotFound)
        expected = expected or self.denied(actor, act)
        if expected is None and (found.state not in states.split() or model.state in spec.FROZEN):
            expected = StepRefused
        lead, others, _ = model.team()
        if expected is None and guards and facts["approved_by"] in lead | others:
            expected = StepRefused
        papers = factories.finding_papers(step)

        def do(work: Work) -> None:
            row = find(work, self.case(work), item)
            checkup.take(work, row, step, evidence=papers, **facts)

        def effect() -> None:
            self.finding_edges.add((found.state, step))
            found.move(step, target, model.version, actor=actor)

        return Action(f"{item} {step}", actor, expected, do, effect)

    def _finding_back(self) -> Action:
        """Reverse the last step of a finding."""
        item = self.dice.choice(sorted(self.model.told()) or list(ITEMS))
        model, found = self.model, self.model.findings.get(item, Finding("gone"))
        last = found.moves[-1] if found.moves else Moved("found", "", None, 0, "")
        step, along = last.step, last.along
        act = spec.FINDING_STEPS[step][0] if step in spec.FINDING_STEPS else "编"
        act = "送达" if step == "raise" else act
        actor = self.somebody(act)
        expected = self.denied(actor, "看") or (None if found.open else NotFound)
        expected = expected or self.denied(actor, act)
        if expected is None and model.state in spec.FROZEN:
            expected = StepRefused
        if expected is None and (step in spec.FINDING_ALONG or along is not None):
            expected = InputError

        def do(work: Work) -> None:
            checkup.reverse(work, find(work, self.case(work), item), reason="误办")

        return Action(f"{item} reverse {step}", actor, expected, do, found.back)


def _acts(actor: str) -> set[str]:
    """Return what an actor may do in 云工; nothing for somebody of another city."""
    _name, unit, role = factories.PERSONS[actor]
    return spec.acts(role) if unit == "云工" else set()


class Stages:
    """Check-ups at every point of PATH, each a folder and a model: walks begin anywhere."""

    def __init__(self, folder: Path, founded: Path, wrong: Sequence[str] = ("LC-05-01",)) -> None:
        self.folder, self.founded, self.wrong = folder, founded, wrong
        self.others: dict[str, Stages] = {}
        with self._open(folder / "0", founded) as book:
            factories.opened(book)
            walk_upgrade.offer(folder / "0")
        self.models = [Model()]

    def other(self, name: str) -> "Stages":
        """Return the stages of a check-up in which nothing was wrong, or two things."""
        if name not in self.others:
            wrong = {"clean": (), "two": ("LC-05-01", "LC-22-01")}[name]
            self.others[name] = Stages(self.folder / name, self.founded, wrong)
        return self.others[name]

    def __len__(self) -> int:
        return len(factories.PATH)

    def at(self, number: int) -> Path:
        """Return the folder of the check-up after so many steps; made once, by a walk itself."""
        while len(self.models) <= number:
            self._next()
        return self.folder / str(number)

    def _next(self) -> None:
        number = len(self.models)
        step, actor, on = factories.PATH[number - 1]
        with self._open(self.folder / str(number), self.folder / str(number - 1)) as book:
            walk = Walk(book, number, copy.deepcopy(self.models[-1]))
            while step == "submit_review" and walk.lacking():
                walk.act(walk.toward_submission(self.wrong))
            while step == "issue_recheck" and (unsettled := walk.unsettled()):
                facts = dict(factories.FINDING_FACTS["waive"])
                walk.act(walk.finding_step(unsettled[0], "waive", "lawyer.zhao", facts))
            walk.act(walk.step(step, actor, on, dict(factories.FACTS[step])))
            assert walk.model.taken[-1].step == step, walk.where()
            self.models.append(walk.model)

    @contextmanager
    def _open(self, folder: Path, source: Path) -> Iterator[Casebook]:
        shutil.copytree(source, folder)
        book = factories.reopened(folder / "cases.db")
        yield book
        book.close()


def _start(stages: Stages, seed: int) -> tuple[Stages, int]:
    """Return where a walk begins: two of five in a check-up with no finding, or with two."""
    late = len(stages) - ("opening", *FORWARD).index("deliver")
    start = len(stages) - 1 - seed // 4 % late if seed % 4 == 0 else seed % len(stages)
    name = {3: "clean", 4: "two"}.get(seed % 5)
    return stages.other(name) if name else stages, start


def walks(
    stages: Stages,
    count: int,
    steps: int,
    first: int = 0,
    plant: Callable[[Casebook], None] = lambda _: None,
    after: str = "",
    leading: tuple[str, str] | None = None,
) -> Iterator[Walk]:
    """Run *count* walks of *steps* actions, each with a copy of its own, and yield them.

    They begin all along the path, every fourth where findings are put right, and two of three lead
    a notice to some state first. Or all begin right *after* one of the steps or the opening, bold,
    with a notice led through the steps that are named.
    """
    folder = stages.folder / "walk"
    book: Casebook | None = None
    for seed in range(first, first + count):
        kept, start = (
            (stages, ("opening", *FORWARD).index(after)) if after else _start(stages, seed)
        )
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(kept.at(start), folder)
        if book is None:
            book = factories.reopened(folder / "cases.db")
            plant(book)
        walk = Walk(book, seed, copy.deepcopy(kept.models[start]), bold=bool(after))
        if not after:
            leading = list(notices.LEADING.values())[seed % len(notices.LEADING)]
        try:
            walk.run(steps, leading if after or seed % 3 else None)
        finally:
            book.close()  # the engine stays, with all it has compiled
        yield walk
