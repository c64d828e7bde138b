"""Negotiations at every point of their paths, each a folder and a model: walks begin anywhere."""

import copy
import random
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from casework import Casebook, negotiation
from tests import bargaining, factories
from tests.bargaining_model import REVIEWED, Model, Sought
from tests.bargaining_parties import ACTOR, NUMBER
from tests.bargaining_spec import PROCEDURES
from tests.bargaining_walks import Walk


class Stages:
    """A negotiation with two employers after each step of its path; made once, by a walk itself."""

    def __init__(self, folder: Path, founded: Path, procedure: str) -> None:
        self.folder, self.procedure = folder / procedure, procedure
        self.path = bargaining.PATHS[procedure]
        self.models = [Model(procedure)]
        shutil.copytree(founded, self.folder / "0")
        book = factories.reopened(self.folder / "0" / "cases.db")
        bargaining.opened(book, procedure, number=NUMBER, adopted=True)
        with book.work(ACTOR) as work:
            case = negotiation.get(work, NUMBER)
            for name in ("甲快递", "乙快递"):
                given = {"late_reason": factories.LATE, "occurred_on": "2025-11-04"}
                negotiation.list_employer(work, case, name, workforce=30, **given)
                self.models[0].employers[name] = [("listed", "")]
        Walk(book, self.models[0], Sought(PROCEDURES[procedure])).compare()
        book.close()

    def after(self, step: str) -> int:
        """Return the number of the stage right after a step."""
        return [name for name, _on in self.path].index(step) + 1

    def at(self, number: int) -> tuple[Path, Model]:
        """Return the folder after so many steps, and the model."""
        while len(self.models) <= number:
            here = len(self.models)
            shutil.copytree(self.folder / str(here - 1), self.folder / str(here))
            book = factories.reopened(self.folder / str(here) / "cases.db")
            model = copy.deepcopy(self.models[-1])
            walk = Walk(book, model, Sought(PROCEDURES[self.procedure]))
            step, on = self.path[here - 1]
            walk.step(step, on or REVIEWED + timedelta(1))
            book.close()
            assert model.taken[-1][1] == step, walk.where()
            self.models.append(model)
        return self.folder / str(number), copy.deepcopy(self.models[number])

    def start(self, sought: Sought, dice: random.Random) -> int:
        """Return a stage from which the most edges lead that no walk took yet."""
        stages = range(len(self.path))
        return max(stages, key=lambda one: (self._missing(sought, one), dice.random()))

    def _missing(self, sought: Sought, number: int) -> int:
        state = PROCEDURES[self.procedure].states[0]
        for step, _on in self.path[:number]:
            state = PROCEDURES[self.procedure].target(state, step)
        return len(sought.missing(state))


def walks(
    stages: Stages,
    seeds: range,
    steps: int,
    plant: Callable[[Casebook], None] = lambda _book: None,
    after: str = "",
) -> Iterator[Walk]:
    """Run a walk for each seed, each with a casebook of its own, and yield them.

    A walk begins where the most edges are that those before it left out, or right *after* a step, bold.
    """
    sought, copied = Sought(PROCEDURES[stages.procedure]), stages.folder / "walk"
    for seed in seeds:
        number = stages.after(after) if after else stages.start(sought, random.Random(seed))
        folder, model = stages.at(number)
        shutil.rmtree(copied, ignore_errors=True)
        shutil.copytree(folder, copied)
        book = factories.reopened(copied / "cases.db")
        plant(book)
        walk = Walk(book, model, sought, seed, bool(after))
        walk.history.append(f"from {model.state}")
        try:
            walk.run(steps)
        finally:
            book.close()
        yield walk
