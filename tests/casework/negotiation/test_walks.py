"""Random walks through the four tables: no state, clock or signature that the model denies."""

import dataclasses
from collections.abc import Callable, Iterator

import pytest

from casework import Casebook
from casework.cases import organisation
from casework.cases.kinds import Kind, Kinds
from casework.workflow import Table
from tests import bargaining_parties, bargaining_stages, bargaining_walks, factories
from tests.bargaining_spec import PROCEDURES

Staged = Callable[[str], bargaining_stages.Stages]


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Staged:
    """Return what gives the stages of a procedure, in casebooks whose walker may do everything."""
    folder = tmp_path_factory.mktemp("walkers")
    (folder / "founded").mkdir()
    book = factories.found(folder / "founded" / "cases.db")
    with book.work("admin") as work:
        chief = organisation.person(work, bargaining_parties.ACTOR)
        organisation.assign(work, chief, factories.unit(work, "苏工"), "lawyer")
    book.close()
    made: dict[str, bargaining_stages.Stages] = {}

    def of(procedure: str) -> bargaining_stages.Stages:
        if procedure not in made:
            made[procedure] = bargaining_stages.Stages(folder, folder / "founded", procedure)
        return made[procedure]

    return of


def covered(walked: Iterator[bargaining_walks.Walk]) -> tuple[set[tuple[str, str]], int]:
    """Walk, and return the edges taken and how often something was refused."""
    edges: set[tuple[str, str]] = set()
    refused = 0
    for walk in walked:
        edges |= walk.sought.taken
        refused += walk.refused
    return edges, refused


@pytest.mark.parametrize(("procedure", "count"), [("full", 4), ("simple", 2), ("platform", 4)])
def test_a_few_walks_go_as_written(procedure: str, count: int, staged: Staged) -> None:
    edges, refused = covered(bargaining_stages.walks(staged(procedure), range(count), 30))
    assert len(edges) >= len(PROCEDURES[procedure].edges) // 2
    assert refused > 5


@pytest.mark.soak
@pytest.mark.parametrize("procedure", PROCEDURES)
def test_two_thousand_walks_go_as_written(procedure: str, staged: Staged) -> None:
    """About seven hundred for each procedure."""
    edges, _refused = covered(bargaining_stages.walks(staged(procedure), range(1_000, 1_700), 50))
    missing = PROCEDURES[procedure].edges - edges
    assert len(missing) <= len(PROCEDURES[procedure].edges) // 20, missing


def registered(change: Callable[[Kind], Kind]) -> Callable[[Casebook], None]:
    """Return what puts changed kinds in the place of those of a casebook."""

    def plant(book: Casebook) -> None:
        book.kinds = Kinds({name: change(kind) for name, kind in book.kinds.by_name.items()})

    return plant


def without(guard: str) -> Callable[[Casebook], None]:
    """Return what lets a guard pass always."""

    def changed(kind: Kind) -> Kind:
        gone = {guard: lambda *_: None} if guard in kind.guards else {}
        return dataclasses.replace(kind, guards={**kind.guards, **gone})

    return registered(changed)


def leading_elsewhere(kind: Kind) -> Kind:
    """Let a signature of a simple negotiation count as published; the case takes the table for its own."""
    if kind.name != "negotiation_simple":
        return kind
    head, sign, rest = kind.table.text.partition("[step.sign]")
    old, new = '"signed"', '"published"'
    assert old in rest
    table = Table.read(head + sign + rest.replace(old, new, 1), "planted")
    return dataclasses.replace(kind, table=dataclasses.replace(table, hash=kind.table.hash))


#: What is planted, in which procedure, and after which step a walk soon meets it.
DEFECTS = {
    "ballot_passed": (without("ballot_passed"), "full", "submit_to_vote"),
    "text_is_agreed": (without("text_is_agreed"), "simple", "form_draft"),
    "silence_over": (without("silence_over"), "full", "receive_filing"),
    "employers_settled": (without("employers_settled"), "simple", "form_draft"),
    "renewal_opened": (without("renewal_opened"), "simple", "publish"),
    "another target": (registered(leading_elsewhere), "simple", "form_draft"),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_planted_defect_is_caught_by_the_same_walks(defect: str, staged: Staged) -> None:
    plant, procedure, after = DEFECTS[defect]
    walked = bargaining_stages.walks(staged(procedure), range(5_000, 5_030), 6, plant, after)
    with pytest.raises(AssertionError, match="seed"):
        covered(walked)
