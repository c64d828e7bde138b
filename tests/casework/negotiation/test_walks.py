"""Random walks through the four tables: no state, clock or signature that the tables written by hand deny."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from casework import Casebook
from casework.cases import organisation
from casework.cases.kinds import Kinds
from tests import bargaining_walks, factories
from tests.bargaining_spec import PROCEDURES


@pytest.fixture(scope="module")
def walkers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a casebook in which the walker may do everything."""
    folder = tmp_path_factory.mktemp("walkers") / "founded"
    folder.mkdir()
    book = factories.found(folder / "cases.db")
    with book.work("admin") as work:
        chief = organisation.person(work, bargaining_walks.ACTOR)
        organisation.assign(work, chief, factories.unit(work, "苏工"), "lawyer")
    book.close()
    return folder


def covered(walked: Iterator[bargaining_walks.Walk]) -> tuple[set[tuple[str, str]], int]:
    edges: set[tuple[str, str]] = set()
    refused = 0
    for walk in walked:
        edges |= walk.edges
        refused += walk.refused
    return edges, refused


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_a_few_walks_go_as_written(procedure: str, walkers: Path, tmp_path: Path) -> None:
    edges, refused = covered(bargaining_walks.walks(tmp_path, walkers, procedure, range(5), 50))
    assert len(edges) > len(PROCEDURES[procedure].edges) // 8
    assert refused > 5


@pytest.mark.soak
@pytest.mark.parametrize("procedure", PROCEDURES)
def test_two_thousand_walks_go_as_written(procedure: str, walkers: Path, tmp_path: Path) -> None:
    """About seven hundred for each procedure."""
    edges, _refused = covered(
        bargaining_walks.walks(tmp_path, walkers, procedure, range(1_000, 1_700), 50)
    )
    assert len(edges) > len(PROCEDURES[procedure].edges) // 2


def without_guards(book: Casebook) -> None:
    """Let every guard pass: a text nobody agreed on is signed."""
    changed = {
        name: dataclasses.replace(kind, guards=dict.fromkeys(kind.guards, lambda *_: None))
        for name, kind in book.kinds.by_name.items()
    }
    book.kinds = Kinds(changed)


def test_a_casebook_whose_guards_are_gone_is_caught(walkers: Path, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="seed"):
        covered(
            bargaining_walks.walks(tmp_path, walkers, "simple", range(60), 50, plant=without_guards)
        )
