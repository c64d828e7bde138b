"""Random walks through the check-up: never an illegal state, and the journal gives the stored state.

A walk knows the table only as text: which step leads where. What the guards promise is asked of
the rows afterwards, in another way than the guards ask it.
"""

import random
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from importlib.resources import files
from typing import Any

import pytest
from sqlalchemy import and_, select

from casework import Casebook, Work, checkup
from casework.cases import history
from casework.cases.kinds import Kinds
from casework.cases.models import Case, Stream
from casework.cases.view import table_of
from casework.checkup.models import Answer, Finding
from casework.documents.models import DocumentRecord
from casework.errors import CaseworkError
from tests import factories

TABLE = tomllib.loads((files("casework.checkup") / "checkup.toml").read_text(encoding="utf-8"))
FINAL = {name for name, state in TABLE["state"].items() if state.get("final")}
STEPS = {name: step for name, step in TABLE["step"].items() if "from" in step}
ACTORS = ("lawyer.wang", "lawyer.wang", "inspector.li", "lawyer.zhao", "lawyer.zhao", "leader.chen")


@dataclass
class Walk:
    """One case on its way, with what the walker predicts of it."""

    book: Casebook
    number: str
    chance: random.Random
    states: list[str] = field(default_factory=lambda: ["registered"])
    day: date = date(2026, 2, 25)
    taken: set[tuple[str, str]] = field(default_factory=set)

    @property
    def state(self) -> str:
        return self.states[-1]

    def go(self, steps: int) -> None:
        for _ in range(steps):
            before = measure(self.book, self.number)
            actor, step = self.plan()
            actions = [partial(self.take, step), self.answer, self.reverse, self.settle]
            action = self.chance.choices(actions, [14, 4, 1, 1])[0]
            try:
                with self.book.work(actor, moment=factories.NOW) as work:
                    moved = action(work, checkup.get(work, self.number))
            except CaseworkError:
                assert measure(self.book, self.number) == before, "a refusal changed something"
                continue
            moved()
            self.inspect(before)

    def plan(self) -> tuple[str, str]:
        """Return who tries which step: mostly one that leads on, now and then anybody anything."""
        team = any(step == "form_team" for _, step in self.taken)
        ahead = [
            (actor, step)
            for step, actor, _ in factories.PATH
            if self.state in leads(step) and not (step == "form_team" and team)
        ]
        if ahead and self.chance.random() < 0.75:
            return self.chance.choice(ahead)
        possible = [step for step in STEPS if self.state in leads(step)]
        wild = self.chance.random() < 0.3 or not possible
        return self.chance.choice(ACTORS), self.chance.choice(list(STEPS) if wild else possible)

    def take(self, step: str, work: Work, case: Case) -> Callable[[], None]:
        day = min(self.day + timedelta(days=self.chance.choice([0, 0, 1])), factories.TODAY)
        given: dict[str, Any] = dict(factories.FACTS[step])
        if self.chance.random() < 0.05 and given:
            del given[self.chance.choice(list(given))]
        checkup.take(work, case, step, occurred_on=day, evidence=factories.papers(step), **given)

        def moved() -> None:
            assert self.state in leads(step), f"{step} from {self.state}"
            self.taken.add((self.state, step))
            self.states.append(self._target(STEPS[step]["to"]))
            self.day = day

        return moved

    def answer(self, work: Work, case: Case) -> Callable[[], None]:
        if self.chance.random() < 0.5:
            for row in checkup.findings(work, case):
                checkup.edit(work, case, row.code, bases_checked=True)
            for item, _ in checkup.items(work, case):
                checkup.answer(work, case, item.id, "合规")
        else:
            item = self.chance.choice(checkup.items(work, case))[0]
            verdict = self.chance.choice(["合规", "不合规", "部分合规", "未能核实"])
            checkup.answer(work, case, item.id, verdict, facts="未见记录")
        return lambda: None

    def reverse(self, work: Work, case: Case) -> Callable[[], object]:
        checkup.reverse(work, case, reason="误办")
        return self.states.pop

    def settle(self, work: Work, case: Case) -> Callable[[], None]:
        for row in checkup.findings(work, case):
            if row.state == "open":
                checkup.settle(work, case, row.code, outcome="免除", reason="样例")
        return lambda: None

    def _target(self, to: str) -> str:
        if to == "@before":
            return next(state for state in reversed(self.states) if state != self.state)
        return self.state if to == "@stay" else to

    def inspect(self, before: tuple[Any, ...]) -> None:
        with self.book.read("admin") as work:
            case = checkup.get(work, self.number)
            steps = history.standing(table_of(work, case), history.entries(work, case))
            assert case.state == self.state in TABLE["state"]
            assert history.state_of(steps) == case.state
            assert case.version >= before[1]
            promises(work, case)


def leads(step: str) -> set[str]:
    """Return the states the table's text allows a step in."""
    sources = STEPS[step]["from"]
    every = set(TABLE["state"]) - FINAL - {STEPS[step]["to"]}
    return every if sources == ["*"] else set(sources)


def measure(book: Casebook, number: str) -> tuple[Any, ...]:
    """Return what a refused action must leave as it was: state, version, length of the journal."""
    mine = and_(Stream.subject_kind == "case", Stream.subject_id == Case.id)
    wanted = select(Case.state, Case.version, Stream.head_seq).join(Stream, mine)
    with book.engine.connect() as connection:
        return tuple(connection.execute(wanted.where(Case.number == number)).one())


def promises(work: Work, case: Case) -> None:
    """Ask of the rows what the guards promise, each where the case has passed it."""
    standing = history.standing(table_of(work, case), history.entries(work, case))
    last = {step.step: step for step in standing}
    given = list(work.session.scalars(select(Answer).where(Answer.case_id == case.id)))
    found = list(work.session.scalars(select(Finding).where(Finding.case_id == case.id)))
    if case.state in {"reviewing", "consulting", "awaiting_issue", "issued"}:
        assert len(given) == len(factories.ITEMS), "submitted with open items"
        assert "end_onsite" in last, "submitted without the end of the visit"
    if case.state in {"consulting", "awaiting_issue", "issued"}:
        names = {"王律", "李监"} | {row.answered_by for row in given}
        assert last["approve_review"].actor_name not in names, "reviewed by an author"
    if case.state == "issued":
        issued = select(DocumentRecord).where(
            DocumentRecord.case_id == case.id, DocumentRecord.state == "issued"
        )
        assert len(work.session.scalars(issued).all()) == 1, "no report, or two"
    if case.state == "closed" and standing[-1].step == "close":
        assert all(row.state != "open" for row in found), "closed with an open finding"


def walks(book: Casebook, count: int, steps: int, seed: int) -> set[tuple[str, str]]:
    """Walk *count* cases; return which step was taken from which state."""
    taken: set[tuple[str, str]] = set()
    for number in range(count):
        walk = Walk(
            book, factories.opened(book, company=number + 1), random.Random(f"{seed}/{number}")
        )
        walk.go(steps)
        taken |= walk.taken
    return taken


def test_no_walk_reaches_an_illegal_state(sqlite_book: Casebook, *, soak: bool) -> None:
    """Short form here; 2,000 walks of 50 steps in `make soak`."""
    count, steps = (2_000, 50) if soak else (25, 40)
    taken = walks(sqlite_book, count, steps, seed=1)

    possible = {(state, step) for step in STEPS for state in leads(step)}
    assert len(taken) >= (0.95 if soak else 0.4) * len(possible), sorted(possible - taken)
    assert sqlite_book.verify() == []


@pytest.mark.parametrize(
    ("guard", "said"),
    [
        ("all_items_answered", "submitted with open items"),
        ("onsite_ended", "submitted without the end of the visit"),
        ("reviewer_not_author", "reviewed by an author"),
        ("findings_settled", "closed with an open finding"),
    ],
)
def test_a_guard_that_lets_everything_through_is_caught(
    sqlite_book: Casebook, guard: str, said: str
) -> None:
    """The same walks on a kind with one guard broken."""
    kind = sqlite_book.kinds["checkup"]
    broken = replace(kind, guards={**kind.guards, guard: lambda *_: None})
    sqlite_book.kinds = Kinds({"checkup": broken})

    with pytest.raises(AssertionError, match=said):
        walks(sqlite_book, 120, 40, seed=2)


def test_a_state_written_past_the_engine_is_caught(sqlite_book: Casebook) -> None:
    """An extra edge nobody declared: the predicted state is another."""
    walk = Walk(sqlite_book, factories.opened(sqlite_book), random.Random(3))
    walk.go(5)
    with sqlite_book.work("admin") as work:
        case = checkup.get(work, walk.number)
        case.state = "issued" if case.state != "issued" else "closed"
        case.version += 1

    with pytest.raises(AssertionError):
        walk.inspect(("", 0, 0))
