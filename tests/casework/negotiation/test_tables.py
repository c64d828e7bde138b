"""Every state, every step, every role of the four tables: as written down by hand, or the one reason why not."""

import itertools
from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import select

from casework import Casebook, Work, negotiation
from casework.cases import organisation
from casework.cases.models import Case, Mover
from casework.errors import AccessDenied, StepRefused
from casework.negotiation.kind import employer_kind, kinds
from casework.negotiation.models import Employer
from casework.workflow import Table
from tests import bargaining, bargaining_spec, factories, spec
from tests.bargaining_spec import EMPLOYER, PROCEDURES, Spec

TABLES: dict[str, tuple[Table, Spec]] = {
    kind.name: (kind.table, bargaining_spec.PROCEDURES[kind.name.removeprefix("negotiation_")])
    for kind in kinds()
} | {"employer": (employer_kind().table, EMPLOYER)}
ALL = {**PROCEDURES, "employer": EMPLOYER}


@pytest.mark.parametrize("name", TABLES)
def test_the_table_is_the_one_written_by_hand(name: str) -> None:
    table, written = TABLES[name]

    assert set(table.states) == set(written.states)
    assert {name for name, one in table.states.items() if one.final} == set(written.final)
    assert {
        step.name: (step.act, set(step.sources), "" if step.stays else step.target, step.guards)
        for step in table.steps.values()
        if step is not table.opening
    } == {
        name: (act, set(sources.split()), target, tuple(guards.split()))
        for name, (act, sources, target, guards) in written.steps.items()
    }


@pytest.mark.parametrize("name", ALL)
def test_every_state_has_a_way_to_it_and_an_end(name: str) -> None:
    written = ALL[name]
    assert set(written.ways()) == set(written.states)
    for state in set(written.states) - set(written.final):
        assert any(here == state for here, _step in written.edges), state


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casebook]:
    """Return a casebook with a case or an employer in every state, and one person a role; read only."""
    book = factories.found(tmp_path_factory.mktemp("states") / "cases.db")
    with book.work("admin") as work:
        chief = organisation.person(work, "leader.su")
        home = factories.unit(work)
        for role in spec.MAY:
            organisation.add_person(work, f"only.{role}", f"只{role}", unit=home, role=role)
        organisation.assign(work, chief, factories.unit(work, "苏工"), "lawyer")
    book.close()
    book = factories.reopened(str(book.engine.url.database))
    company = itertools.count(1)
    for procedure, written in PROCEDURES.items():
        for state, way in written.ways().items():
            _entered(book, procedure, state, way, next(company))
    bargaining.opened(
        book, "full", next(company), number="行业号", level="行业", outcome="行业性集体合同",
        adopted=True,
    )  # fmt: skip
    _employers(book)
    yield book
    book.close()


def _entered(book: Casebook, procedure: str, state: str, way: list[str], company: int) -> None:
    number = f"{procedure}{state}号"
    bargaining.opened(book, procedure, company, number=number, adopted=True)
    with book.work("leader.su") as work:
        case = negotiation.get(work, number)
        past = [(step, date(2025, 11, 20), {}) for step in way]
        negotiation.adopt(work, case, past, reason="纸质案卷转入")
        assert case.state == state


def _employers(book: Casebook) -> None:
    with book.work("leader.su") as work:
        case = negotiation.get(work, "行业号")
        for state, way in EMPLOYER.ways().items():
            given = {"workforce": 30, "late_reason": factories.LATE}
            row = negotiation.list_employer(work, case, state, occurred_on="2025-11-04", **given)
            past = [(step, date(2025, 11, 20), {}) for step in way]
            negotiation.adopt(work, row, past, reason="纸质案卷转入")
            assert row.state == state


def subject_in(work: Work, name: str, state: str) -> Case | Mover:
    if name == "employer":
        return work.session.scalars(select(Employer).where(Employer.name == state)).one()
    return work.session.scalars(select(Case).where(Case.number == f"{name}{state}号")).one()


def test_every_state_is_reached_and_can_be_proved(states: Casebook) -> None:
    assert states.verify() == []


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("role", [role for role in spec.MAY if role != "assistant"])
def test_every_state_step_and_role_answers_as_written(
    states: Casebook, name: str, role: str
) -> None:
    written = ALL[name]
    with states.read(f"only.{role}") as work:
        for state in written.states:
            seen = {one.name: one for one in negotiation.steps(work, subject_in(work, name, state))}
            assert seen.keys() == written.steps.keys()
            for step, (act, sources, _target, guards) in written.steps.items():
                codes = [reason.code for reason in seen[step].reasons]
                if act not in spec.acts(role):
                    assert codes == ["access"], (state, step)
                elif state not in sources.split():
                    assert codes == ["wrong_state"], (state, step)
                else:
                    assert set(codes) <= set(guards.split()), (state, step)
                assert seen[step].allowed == (not codes)


@pytest.mark.parametrize("name", ALL)
def test_a_step_refused_for_its_state_says_only_that_and_changes_nothing(
    states: Casebook, name: str
) -> None:
    written, before = ALL[name], factories.fingerprint(states)
    for state in written.states:
        for step in written.steps:
            if (state, step) in written.edges:
                continue
            with states.work("leader.su") as work:
                given = (work, subject_in(work, name, state), step)
                refusal = factories.refused(lambda g=given: negotiation.take(*g))
            assert isinstance(refusal, StepRefused), (state, step)
            (reason,) = refusal.reasons
            assert reason.code == "wrong_state"
            assert "时办理。" in reason.sentence

    assert factories.fingerprint(states) == before


@pytest.mark.parametrize("name", ALL)
def test_who_may_not_do_it_is_told_that_sentence_only(states: Casebook, name: str) -> None:
    written = ALL[name]
    for state, step in sorted(written.edges):
        if written.steps[step][0] in spec.acts("auditor"):
            continue
        with states.work("only.auditor") as work:
            given = (work, subject_in(work, name, state), step)
            refusal = factories.refused(lambda g=given: negotiation.take(*g))
        assert isinstance(refusal, AccessDenied), (state, step)
