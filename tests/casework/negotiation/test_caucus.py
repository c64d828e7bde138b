"""What only the union side may see: written and read by those who may do 内部, and found nowhere else."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from casework import Casebook, Work, cases, negotiation
from casework.cases import history
from casework.cases.models import Case
from casework.documents import service as documents
from casework.errors import AccessDenied, CaseworkError, Conflict, InputError, NotFound
from casework.negotiation.caucus import queries, service
from casework.negotiation.caucus.registers import LABELS, REGISTERS
from casework.negotiation.ledger import queries as ledger_queries
from casework.negotiation.models import CaucusNote
from tests import bargaining, factories

INSIDE, OUTSIDE = "leader.chen", ("auditor.qian", "clerk.sun", "inspector.li", "admin")
#: A string for every field of the caucus, found nowhere else; a number that nobody would offer.
CANARIES = {
    "option": "金丝雀方案",
    "option_figures": "派送费 0.97531元/件",
    "opinion": "金丝雀意见",
    "reason": "金丝雀理由",
    "basis_from": "金丝雀来源",
}
_VOLUME, _PRESENT, _UNIT = "2600.1357", "0.8642", "19.7531"
TRACES = ("金丝雀", "0.97531", _VOLUME, _PRESENT, _UNIT)
#: Fields whose values say nothing by themselves: a word of a list, a code of the talks, a number of heads.
WITHOUT_CANARY = {"matter", "topic", "clause", "cost_clause", "cost_figure", "persons"}


@pytest.fixture
def talking(either_book: Casebook) -> tuple[Casebook, str]:
    """Return a negotiation at the table with an offer, a note, a withdrawn note and a basis inside."""
    number = bargaining.carried(either_book, "open_talks")
    with either_book.work(bargaining.ACTOR) as work:
        case = negotiation.get(work, number)
        negotiation.propose(work, case, 1, "每件1.2元。", side="职工方", figures="派送费 1.2元/件")
        given = {one: CANARIES[one] for one in ("option", "option_figures")}
        for _ in range(2):
            service.write_note(
                work, case, "备选方案", CANARIES["opinion"], topic="题-01", clause="款-01", **given
            )
        service.withdraw_internal(work, case, "内-02", reason=CANARIES["reason"])
        service.set_cost_basis(
            work, case, "款-01", "派送费", volume=_VOLUME, persons=9, present=_PRESENT, unit_value=_UNIT,
            basis_from=CANARIES["basis_from"],
        )  # fmt: skip
        service.write_note(
            work, case, "底线", CANARIES["opinion"], clause="1", option_figures="派送费 0.9元/件"
        )
    return either_book, number


def seen_by(talking: tuple[Casebook, str], actor: str, look: Callable[[Work, Case], Any]) -> Any:
    book, number = talking
    with book.read(actor) as work:
        return look(work, negotiation.get(work, number))


def everything_shown(work: Work, case: Case) -> Iterator[str]:
    """Yield as text whatever the library shows of a case to somebody who may see it."""
    yield repr(cases.timeline(work, case))
    yield repr(negotiation.board(work, case))
    yield repr(negotiation.figure_history(work, case))
    yield repr(ledger_queries.clause_ledger(work, case))
    yield repr(ledger_queries.draft_agreement(work, case)) + negotiation.contract_text(work, case)
    yield repr(ledger_queries.meeting_talks(work, case, 1))
    yield repr(negotiation.topics(work, case)) + repr(negotiation.trace(work, case, "题-01"))
    yield repr(negotiation.remarks_of(work, case)) + repr(negotiation.plan_of(work, case))
    yield repr(negotiation.defects(work, case)) + negotiation.credit(work, case)
    yield repr(negotiation.steps(work, case))
    yield repr(work.kind(case).view(work, case))
    yield repr([row.meta for row in history.entries(work, case)])
    for title in work.kind(case).contexts:
        yield repr(documents.context_of(work, case, title))
    for name in ("topic", "demand", "representative", "meeting"):
        rows = negotiation.listed(work, case, name, withdrawn=True)
        yield repr([vars(row) for row in rows])


def errors(work: Work, case: Case) -> Iterator[str]:
    """Yield what somebody outside is told who tries every way in."""
    attempts: list[Callable[[], Any]] = [
        lambda: queries.internal_notes(work, case),
        lambda: queries.cost_bases(work, case),
        lambda: queries.costing(work, case),
    ]
    for one in attempts:
        yield str(factories.refused(one))


def leaks(texts: Iterator[str]) -> list[str]:
    return [trace for text in texts for trace in TRACES if trace in text]


@pytest.mark.parametrize("actor", OUTSIDE)
def test_nothing_of_the_caucus_is_shown_to_anybody_outside(
    talking: tuple[Casebook, str], actor: str
) -> None:
    assert leaks(seen_by(talking, actor, lambda w, c: iter(list(everything_shown(w, c))))) == []
    assert leaks(seen_by(talking, actor, lambda w, c: iter(list(errors(w, c))))) == []


def test_those_inside_read_it_in_the_timeline_and_nowhere_in_the_talks(
    talking: tuple[Casebook, str],
) -> None:
    shown = seen_by(talking, INSIDE, lambda w, c: list(everything_shown(w, c)))
    assert set(leaks(iter(shown[:1]))) == set(TRACES)
    assert leaks(iter(shown[1:])) == []


def test_every_field_of_the_caucus_has_a_canary() -> None:
    declared = {fact.name for one in REGISTERS.values() for fact in one.facts}
    numbers = {"volume", "present", "unit_value"}
    assert declared == (CANARIES.keys() - {"reason"}) | numbers | WITHOUT_CANARY


def test_a_leak_is_seen(talking: tuple[Casebook, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casework.cases.journal.CAUCUS", "shared")
    found = seen_by(talking, "auditor.qian", lambda w, c: leaks(everything_shown(w, c)))
    assert set(found) == set(TRACES)


def test_the_journal_says_only_that_there_is_one(talking: tuple[Casebook, str]) -> None:
    rows = seen_by(talking, "auditor.qian", cases.timeline)
    inside = [row for row in rows if row.label in {LABELS["caucus"], LABELS["cost"]}]
    assert [row.lines for row in inside] == [
        ("内-03",), ("算-01",), ("内-02",), ("内-02",), ("内-01",),
    ]  # fmt: skip


@pytest.mark.parametrize("actor", OUTSIDE)
def test_who_may_not_see_inside_may_not_write_there(
    talking: tuple[Casebook, str], actor: str
) -> None:
    book, number = talking
    with book.work(actor) as work:
        case = negotiation.get(work, number)
        for act in (
            lambda: service.write_note(work, case, "内部意见", "看看"),
            lambda: service.set_cost_basis(work, case, "款-01", "派送费", volume=1, persons=1),
            lambda: service.change_internal(work, case, "内-01", opinion="改"),
            lambda: service.withdraw_internal(work, case, "内-01", reason="撤"),
        ):
            with pytest.raises(AccessDenied, match="内部"):
                act()


def test_another_city_learns_nothing(talking: tuple[Casebook, str]) -> None:
    book, number = talking
    with book.read(bargaining.ACTOR) as work:
        case_id = negotiation.get(work, number).id
    with book.read("lawyer.hai") as work, pytest.raises(NotFound):
        queries.internal_notes(work, work.session.get_one(Case, case_id))


def test_notes_are_read_by_clause_and_withdrawn_ones_only_when_asked_for(
    talking: tuple[Casebook, str],
) -> None:
    notes = seen_by(talking, INSIDE, lambda w, c: queries.internal_notes(w, c, "款-01"))
    assert [one.code for one in notes] == ["内-01", "内-03"]
    assert seen_by(talking, INSIDE, lambda w, c: queries.internal_notes(w, c, "款-02")) == []
    everything = seen_by(talking, INSIDE, lambda w, c: queries.internal_notes(w, c, withdrawn=True))
    assert len(everything) == 3
    assert len(seen_by(talking, INSIDE, queries.cost_bases)) == 1


def test_what_offers_cost_stands_side_by_side(talking: tuple[Casebook, str]) -> None:
    costing = seen_by(talking, INSIDE, queries.costing)
    assert costing.columns == ("现行", "职工方", "底线", "备选：金丝雀方案")
    assert str(costing.total("职工方")) == "28081.47"  # 1.2 × 2600.1357 × 9


def test_a_note_is_changed_by_who_saw_it(talking: tuple[Casebook, str]) -> None:
    book, number = talking
    with book.work(INSIDE) as work:
        case = negotiation.get(work, number)
        row = service.change_internal(work, case, "内-01", opinion="再让一步", seen=1)
        assert (row.opinion, row.option, row.version) == ("再让一步", CANARIES["option"], 2)
        with pytest.raises(Conflict) as told:
            service.change_internal(work, case, "内-01", opinion="不让", seen=1)
        assert "再让一步" not in str(told.value)
        with pytest.raises(InputError):
            service.change_internal(work, case, "内-02", opinion="已撤")
    assert book.verify() == []


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ({"matter": "想法"}, "matter"),
        ({"matter": "备选方案"}, "option"),
        ({"option_figures": "派送费 1元/件"}, "clause"),
        ({"option_figures": "很多", "clause": "款-01"}, "option_figures"),
    ],
)
def test_a_note_that_cannot_be_read_is_refused(
    talking: tuple[Casebook, str], given: dict[str, Any], place: str
) -> None:
    book, number = talking
    values = {"matter": "底线", "opinion": "守住", **given}
    with book.work(INSIDE) as work, pytest.raises(InputError) as told:
        service.write_note(work, negotiation.get(work, number), **values)
    assert [one.place for one in told.value.problems] == [place]


@pytest.mark.parametrize(
    ("figure", "given", "place"),
    [
        ("补贴", {}, "cost_figure"),
        ("派送费", {}, "cost_figure"),
        ("派送费", {"volume": -1}, "volume"),
    ],
)
def test_a_basis_that_cannot_be_is_refused(
    talking: tuple[Casebook, str], figure: str, given: dict[str, Any], place: str
) -> None:
    book, number = talking
    values = {"volume": 1, "persons": 1, **given}
    with book.work(INSIDE) as work:
        case = negotiation.get(work, number)
        if place == "volume":
            service.withdraw_internal(work, case, "算-01", reason="重来")
        with pytest.raises(InputError) as told:
            service.set_cost_basis(work, case, "款-01", figure, **values)
    assert [one.place for one in told.value.problems] == [place]


def test_an_unknown_code_or_clause_is_not_found(talking: tuple[Casebook, str]) -> None:
    book, number = talking
    with book.work(INSIDE) as work:
        case = negotiation.get(work, number)
        for act in (
            lambda: service.change_internal(work, case, "甲-01"),
            lambda: service.change_internal(work, case, "内-09"),
            lambda: service.write_note(work, case, "底线", "守住", clause="款-09"),
            lambda: service.write_note(work, case, "底线", "守住", topic="题-09"),
        ):
            with pytest.raises(NotFound):
                act()


def test_a_note_changed_by_hand_is_seen_and_not_told(talking: tuple[Casebook, str]) -> None:
    book, number = talking
    assert book.verify() == []
    with book.engine.execution_options(casework_writes=True).begin() as connection:
        connection.execute(
            update(CaucusNote).where(CaucusNote.number == 1).values(opinion="金丝雀改")
        )
    assert book.verify() == [f"案件 {number} 的内部记录 内-01被改动：与日志不符。"]


def readers(folder: Path) -> set[str]:
    """Return the files that name the rows of the caucus."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        if {"CaucusNote", "CostBasis"}
        & set(path.read_text(encoding="utf-8").replace(",", " ").split())
    }


def test_only_the_caucus_reads_its_rows(root: Path, tmp_path: Path) -> None:
    room = root / "casework"
    assert {one.rpartition("/")[0] for one in readers(room)} == {
        "negotiation/models", "negotiation/caucus",
    }  # fmt: skip
    (tmp_path / "board.py").write_text("from models import CaucusNote\n", encoding="utf-8")
    assert readers(tmp_path) == {"board.py"}


def test_a_fault_of_the_library_names_no_content(talking: tuple[Casebook, str]) -> None:
    book, number = talking
    with book.work(INSIDE) as work:
        case = negotiation.get(work, number)
        error: CaseworkError = factories.refused(
            lambda: service.withdraw_internal(work, case, "内-02", reason="再撤")
        )
    assert json.dumps(str(error))
