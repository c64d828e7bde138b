"""Random walks: no illegal state, no refusal that changes something, and a journal that tells it all."""

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from casework import Casebook
from casework.cases.kinds import Kind, Kinds, MoverKind
from casework.checkup import catalogue
from casework.workflow import Table
from tests import factories, spec, walks
from tests.notices import HINT, OPINION, PROPOSAL

FINDING_EDGES = spec.edges(spec.FINDING_STEPS)
STATES = {
    *(("case", state) for state in spec.STATES),
    *(("finding", state) for state in spec.FINDING_STATES),
    *(("notice", state) for state in spec.NOTICE_STATES),
}
NOTICE_EDGES = spec.edges(spec.NOTICE_STEPS)


@pytest.fixture(scope="module")
def stages(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[walks.Stages]:
    """Return check-ups at every point of the path, to begin walks from."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "shipped", factories.small_catalogue)
        yield walks.Stages(tmp_path_factory.mktemp("stages"), founded)


Edges = set[tuple[str, str]]


@dataclasses.dataclass
class Covered:
    """What walks went through: edges taken by case, findings and notices; actions refused and taken."""

    edges: Edges = dataclasses.field(default_factory=set)
    of_findings: Edges = dataclasses.field(default_factory=set)
    of_notices: Edges = dataclasses.field(default_factory=set)
    reached: Edges = dataclasses.field(default_factory=set)  #: (sort, state)
    refused: int = 0
    taken: int = 0


def covered(walked: Iterator[walks.Walk]) -> Covered:
    """Walk, and return what was gone through."""
    all_ = Covered()
    for walk in walked:
        all_.edges |= walk.edges
        all_.of_findings |= walk.finding_edges
        all_.of_notices |= walk.notice_edges
        all_.reached |= walk.reached
        all_.refused += walk.refused
        all_.taken += len(walk.history) - 1 - walk.refused  # the first line says where it began
    return all_


@pytest.mark.parametrize("first", [0, 20, 40])
def test_sixty_walks_go_as_the_model_says(stages: walks.Stages, first: int) -> None:
    """In three parts, so that both cores walk."""
    all_ = covered(walks.walks(stages, 20, 40, first=first))

    assert len(all_.edges & spec.edges()) > len(spec.edges()) // 2
    assert len(all_.of_findings) > len(FINDING_EDGES) // 3
    assert len(all_.of_notices) > len(NOTICE_EDGES) // 2
    assert min(all_.refused, all_.taken) > 100
    assert all_.refused + all_.taken == 800


@pytest.mark.soak
@pytest.mark.parametrize("first", [1_000, 1_500, 2_000, 2_500])
def test_two_thousand_walks_go_as_the_model_says(stages: walks.Stages, first: int) -> None:
    """In four parts, so that both cores walk."""
    all_ = covered(walks.walks(stages, 500, 50, first=first))

    missing = spec.edges() - all_.edges
    assert len(missing) <= len(spec.edges()) // 20, missing
    assert FINDING_EDGES - all_.of_findings == set()
    assert NOTICE_EDGES - all_.of_notices == set()
    assert STATES - all_.reached == set()
    assert all_.refused + all_.taken == 25_000


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


def with_edges(kind: Kind) -> Kind:
    """Let a report be delivered before it was issued; the case takes the table for its own."""
    old = 'from     = ["issued"]\nto       = "delivered"'
    assert old in kind.table.text
    table = Table.read(kind.table.text.replace(old, old.replace("issued", "*", 1)), "planted")
    return dataclasses.replace(kind, table=dataclasses.replace(table, hash=kind.table.hash))


def without_undo(kind: Kind) -> Kind:
    """Let the reversal of an upgrade leave the catalogue and the answers as they are."""
    name = "upgrade_catalogue"
    lame = dataclasses.replace(kind.effects[name], undo=lambda *_: None)
    return dataclasses.replace(kind, effects={**kind.effects, name: lame})


def of(name: str, change: Callable[[MoverKind], MoverKind]) -> Callable[[Casebook], None]:
    """Return what puts a changed sort of findings or notices in the place of the one that ships."""

    def changed(kind: Kind) -> Kind:
        return dataclasses.replace(kind, movers={**kind.movers, name: change(kind.movers[name])})

    return registered(changed)


def loose(guard: str) -> Callable[[Casebook], None]:
    """Return what lets a guard of notices pass always."""
    return of(
        "notice",
        lambda sort: dataclasses.replace(sort, guards={**sort.guards, guard: lambda *_: None}),
    )


def without_proof(sort: MoverKind) -> MoverKind:
    """Let a finding be verified while nothing was handed in: the state allows it and no guard looks."""
    old = 'from     = ["proved"]\nto       = "verified"'
    assert old in sort.table.text
    text = sort.table.text.replace(old, old.replace('"proved"', '"proved", "rectifying"'))
    table = dataclasses.replace(Table.read(text, "planted"), hash=sort.table.hash)
    return never_refusing(dataclasses.replace(sort, table=table))


def never_refusing(sort: MoverKind) -> MoverKind:
    """Let the guards of findings pass always."""
    return dataclasses.replace(sort, guards={name: lambda *_: None for name in sort.guards})


#: What is planted, and after which step of the path a walk soon meets it.
DEFECTS = {
    "team_formed": (without("team_formed"), "opening"),
    "two_on_site": (without("two_on_site"), "start_collection"),
    "all_items_answered": (without("all_items_answered"), "end_onsite"),
    "reviewer_not_author": (without("reviewer_not_author"), "submit_review"),
    "remarks_answered": (without("remarks_answered"), "submit_review"),
    "remarks_settled": (without("remarks_settled"), "submit_review"),
    "return_reasoned": (without("return_reasoned"), "submit_review"),
    "comments_heard": (without("comments_heard"), "approve_review"),
    "approval_valid": (without("approval_valid"), "conclude_consulting"),
    "findings_settled": (without("findings_settled"), "start_recheck"),
    "an upgrade not undone": (registered(without_undo), "start_inspection"),
    "a finding without proof": (of("finding", without_proof), "start_rectification"),
    "a finding waived by its author": (of("finding", never_refusing), "start_rectification"),
    "an extra edge": (registered(with_edges), "draft_delivered"),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_planted_defect_is_caught_by_the_same_walks(stages: walks.Stages, defect: str) -> None:
    plant, after = DEFECTS[defect]

    with pytest.raises(AssertionError, match="seed"):
        covered(walks.walks(stages, 100, 15, first=5_000, plant=plant, after=after))


#: What is planted about notices, after which step, and how a notice is led there first.
NOTICE_DEFECTS = {
    "findings_stand": (loose("findings_stand"), "end_onsite", (OPINION, "")),
    "opinion_came_first": (loose("opinion_came_first"), "submit_review", (PROPOSAL, "")),
    "approver_not_drafter": (loose("approver_not_drafter"), "submit_review", (HINT, "submit")),
    "for_authority": (loose("for_authority"), "submit_review", (HINT, "submit approve")),
    "days_as_printed": (loose("days_as_printed"), "submit_review", (HINT, "submit approve")),
    "reply_period_over": (loose("reply_period_over"), "submit_review", (OPINION, "submit approve")),
    "closed with a notice": (without("notices_settled"), "issue_recheck", (HINT, "submit")),
    "escalated without a notice": (without("notice_issued"), "deliver", (HINT, "")),
}


@pytest.mark.parametrize("defect", NOTICE_DEFECTS)
def test_a_planted_defect_of_notices_is_caught_too(stages: walks.Stages, defect: str) -> None:
    plant, after, leading = NOTICE_DEFECTS[defect]

    with pytest.raises(AssertionError, match="seed"):
        covered(walks.walks(stages, 100, 15, 5_000, plant, after, leading))
