"""Random walks: no illegal state, no refusal that changes something, and a journal that tells it all."""

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from casework import Casebook
from casework.cases import view
from casework.cases.kinds import Kind, Kinds
from casework.checkup import catalogue
from casework.workflow import Table
from tests import factories, spec, walks


@pytest.fixture(scope="module")
def stages(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[walks.Stages]:
    """Return check-ups at every point of the path, to begin walks from."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "shipped", factories.small_catalogue)
        yield walks.Stages(tmp_path_factory.mktemp("stages"), founded)


def covered(walked: Iterator[walks.Walk]) -> tuple[set[tuple[str, str]], int, int]:
    """Return the edges taken, and how many actions were refused and taken."""
    edges: set[tuple[str, str]] = set()
    refused = taken = 0
    for walk in walked:
        edges |= walk.edges
        refused += walk.refused
        taken += len(walk.history) - walk.refused
    return edges, refused, taken


def test_sixty_walks_go_as_the_model_says(stages: walks.Stages) -> None:
    edges, refused, taken = covered(walks.walks(stages, 60, 30))

    assert len(edges & spec.edges()) > len(spec.edges()) * 0.8
    assert min(refused, taken) > 400


@pytest.mark.soak
@pytest.mark.parametrize("first", [1_000, 1_500, 2_000, 2_500])
def test_two_thousand_walks_go_as_the_model_says(stages: walks.Stages, first: int) -> None:
    """In four parts, so that both cores walk."""
    edges, refused, taken = covered(walks.walks(stages, 500, 50, first=first))

    missing = spec.edges() - edges
    assert len(missing) <= len(spec.edges()) // 20, missing
    assert refused + taken == 25_000


def registered(change: Callable[[Kind], Kind]) -> Callable[[Casebook], None]:
    """Return what puts a changed kind in the place of the check-up of a casebook."""

    def plant(book: Casebook) -> None:
        book.kinds = Kinds({"checkup": change(book.kinds["checkup"])})

    return plant


def without(guard: str) -> Callable[[Casebook], None]:
    """Return what lets a guard pass always."""
    return registered(
        lambda kind: dataclasses.replace(kind, guards={**kind.guards, guard: lambda *_: None})
    )


def with_edge(kind: Kind) -> Kind:
    """Let a report be issued before the company was heard."""
    old = 'from      = ["awaiting_issue"]\nto        = "issued"'
    assert old in kind.table.text
    new = old.replace('"awaiting_issue"', '"awaiting_issue", "consulting"')
    return dataclasses.replace(kind, table=Table.read(kind.table.text.replace(old, new), "planted"))


DEFECTS = {
    guard: without(guard)
    for guard in ("team_formed", "two_on_site", "all_items_answered", "reviewer_not_author")
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_guard_that_always_passes_is_caught_by_the_same_walks(
    stages: walks.Stages, defect: str
) -> None:
    with pytest.raises(AssertionError, match="seed"):
        covered(walks.walks(stages, 300, 40, first=5_000, plant=DEFECTS[defect]))


def test_a_step_open_where_it_should_not_be_is_caught_by_the_same_walks(
    stages: walks.Stages, monkeypatch: pytest.MonkeyPatch
) -> None:
    def plant(book: Casebook) -> None:
        kind = with_edge(book.kinds["checkup"])
        book.kinds = Kinds({"checkup": kind})
        monkeypatch.setattr(view, "engine_of", lambda *_: kind.engine)  # pinned cases, too

    with pytest.raises(AssertionError, match="seed"):
        covered(walks.walks(stages, 300, 40, first=5_000, plant=plant))
