"""What the engine adds to a step: one fire on the check-up's table, and that no subject stays behind."""

import gc
import time
import weakref

from casework.workflow import Engine, Table, shipped

#: To review and back: the case ends where it began.
WALK = ("submit_review", "return_from_review")
ROUNDS = 20_000


class Subject:
    """The least that can be moved."""

    __slots__ = ("__weakref__", "state")

    def __init__(self, state: str) -> None:
        self.state = state


def run() -> dict[str, object]:
    """Return microseconds a fire, beside a plain assignment, and what the machine kept."""
    table = shipped(["casework.checkup"])["checkup"]
    engine = Engine(table)
    subject = Subject("inspecting")
    started = time.perf_counter()
    for _ in range(ROUNDS):
        for step in WALK:
            engine.fire(subject, step)
    fire = (time.perf_counter() - started) / (ROUNDS * len(WALK)) * 1e6
    plain = _plain(table)
    return {
        "µs per fire (goal: under 30)": round(fire, 2),
        "µs per plain assignment": round(plain, 3),
        "models kept by the machine": len(engine.machine.models),
        "subjects still alive after 1,000": _alive(engine),
    }


def _plain(table: Table) -> float:
    """Return microseconds for the same moves by looking them up and assigning."""
    subject = Subject("inspecting")
    started = time.perf_counter()
    for _ in range(ROUNDS):
        for step in WALK:
            subject.state = table.steps[step].target
    return (time.perf_counter() - started) / (ROUNDS * len(WALK)) * 1e6


def _alive(engine: Engine) -> int:
    subjects = [Subject("inspecting") for _ in range(1_000)]
    for subject in subjects:
        engine.fire(subject, "submit_review")
    watched = [weakref.ref(subject) for subject in subjects]
    del subjects, subject
    gc.collect()
    return sum(ref() is not None for ref in watched)
