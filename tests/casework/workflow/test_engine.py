"""The engine moves what the table allows, refuses the rest, and leaves nothing behind."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from casework.errors import NotFound, StepRefused
from casework.workflow import Engine


class Subject:
    def __init__(self, state=""):
        self.state = state


@pytest.fixture(scope="module")
def engine(small):
    return Engine(small)


@pytest.fixture(scope="module")
def checkup_engine(checkup):
    return Engine(checkup)


def walk(engine, steps, seed):
    """Take random steps, legal or not; yield (state before, step, state after, refused)."""
    choice = random.Random(seed)
    subject = Subject()
    names = list(engine.table.steps)
    for _ in range(steps):
        legal = [step.name for step in engine.legal(subject.state)]
        name = choice.choice(legal if legal and choice.random() < 0.8 else names)
        targets = engine.targets(subject.state, name)
        before, refused = subject.state, False
        try:
            engine.fire(subject, name, choice.choice(targets) if targets else None)
        except StepRefused:
            refused = True
        yield before, name, subject.state, refused


def faults(engine, *, walks, steps):
    """Return every move of random walks that the table does not declare."""
    table = engine.table
    wrong = []
    for seed in range(walks):
        for before, name, after, refused in walk(engine, steps, seed):
            step = table.steps[name]
            opens = step is table.opening and not before
            allowed = {step.target} if opens else set(engine.targets(before, name))
            if after != before if refused else after not in allowed:
                wrong.append((seed, before, name, after))
    return wrong


def test_random_walks_stay_in_declared_states(checkup_engine, soak):
    assert faults(checkup_engine, walks=2_000 if soak else 200, steps=50) == []


def test_a_walk_sees_an_engine_that_goes_astray(checkup):
    class Astray(Engine):
        def fire(self, subject, step_name, target=None):
            super().fire(subject, step_name, target)
            if step_name == "terminate":
                subject.state = "registered"

    assert {
        name for _seed, _before, name, _after in faults(Astray(checkup), walks=20, steps=50)
    } == {"terminate"}


def test_a_walk_sees_an_engine_that_moves_and_then_refuses(checkup):
    class HalfDone(Engine):
        def fire(self, subject, step_name, target=None):
            subject.state = "closed"
            super().fire(subject, step_name, target)

    assert faults(HalfDone(checkup), walks=20, steps=50)


def test_random_walks_visit_every_state(checkup_engine):
    visited = {
        after for seed in range(200) for *_rest, after, _no in walk(checkup_engine, 50, seed)
    }

    assert visited >= set(checkup_engine.table.states)


def test_a_new_subject_can_only_be_opened(engine):
    subject = Subject()

    assert [step.name for step in engine.legal("")] == ["register"]
    with pytest.raises(StepRefused, match="当前状态“尚未立案”不能办理“送达”，可以办理的是：立案。"):
        engine.fire(subject, "serve")
    engine.fire(subject, "register")
    assert subject.state == "open"


def test_a_step_that_is_not_open_is_refused_with_what_is(engine):
    subject = Subject("open")

    with pytest.raises(StepRefused) as caught:
        engine.fire(subject, "finish")
    (reason,) = caught.value.reasons
    assert subject.state == "open"
    assert reason.code == "wrong_state"
    assert reason.sentence == "当前状态“已立案”不能办理“办结”，可以办理的是：送达、中止。"


@pytest.mark.parametrize(
    ("state", "code", "sentence"),
    [
        ("done", "wrong_state", "当前状态“已办结”不能办理“立案”，可以办理的是：无（已经了结）。"),
        (
            "gone",
            "unknown_state",
            "《试验流程》（版本 1）中没有状态“gone”，请先把案件升级到现行流程。",
        ),
    ],
)
def test_final_and_unknown_states_say_so(engine, state, code, sentence):
    with pytest.raises(StepRefused) as caught:
        engine.fire(Subject(state), "register")

    assert [(r.code, r.sentence) for r in caught.value.reasons] == [(code, sentence)]


def test_a_step_that_goes_back_is_told_where(engine):
    subject = Subject("paused")

    assert engine.targets("paused", "resume") == ("open", "working")
    for wrong in (None, "done"):
        with pytest.raises(ValueError, match="is none of"):
            engine.fire(subject, "resume", wrong)
    assert subject.state == "paused"
    engine.fire(subject, "resume", target="working")
    assert subject.state == "working"


def test_a_step_that_stays_writes_no_state(engine):
    class Watched:
        def __init__(self):
            self.writes = []

        def __setattr__(self, name, value):
            super().__setattr__(name, value)
            if name == "state":
                self.writes.append(value)

    subject = Watched()
    subject.state = "working"
    engine.fire(subject, "prolong")

    assert subject.writes == ["working"]


def test_nothing_is_put_on_the_subject_nor_kept_in_the_machine(engine):
    subject = Subject("open")
    engine.fire(subject, "serve")

    assert vars(subject) == {"state": "working"}
    assert engine.machine.models == []


def test_the_machine_knows_the_steps_of_the_table_and_no_others(engine):
    steps = {"serve", "prolong", "pause", "finish", "resume→open", "resume→working"}

    assert set(engine.machine.events) == steps


def test_a_step_nobody_declared_is_not_found(engine):
    with pytest.raises(NotFound, match="没有找到步骤：nope"):
        engine.fire(Subject("open"), "nope")


def test_one_engine_serves_many_threads_without_mixing_their_subjects(engine):
    def alternate(rounds):
        subject = Subject("open")
        for _ in range(rounds):
            engine.fire(subject, "pause")
            engine.fire(subject, "resume", "working")
            engine.fire(subject, "prolong")
        return subject.state

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(alternate, [300] * 8)) == ["working"] * 8
