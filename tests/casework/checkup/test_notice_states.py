"""The table of notices: every state reached, every step answered as written down by hand."""

from collections.abc import Callable, Iterator

import pytest

from casework import Casebook, checkup
from casework.checkup import catalogue
from casework.checkup.notice.kind import kind
from casework.errors import StepRefused
from tests import factories, notices, spec


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casebook]:
    """Return a casebook with a notice in every state, in one case; read only."""
    book = factories.found(tmp_path_factory.mktemp("notices") / "cases.db")
    book.close()
    book = factories.reopened(str(book.engine.url.database))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "shipped", factories.small_catalogue)
        factories.carried(book, "issue", faulty=("LC-05-01",))
        for state in notices.LEADING:
            notices.carried(book, state)
    yield book
    book.close()


def test_the_table_is_the_one_written_by_hand() -> None:
    table = kind().table

    assert set(table.states) == set(spec.NOTICE_STATES) == set(notices.LEADING)
    assert {name for name, one in table.states.items() if one.final} == set(spec.NOTICE_FINAL)
    assert table.opening.guards == tuple(spec.NOTICE_OPENING.split())
    assert {
        step.name: (step.act, set(step.sources), step.target, set(step.guards))
        for step in table.steps.values()
        if step is not table.opening
    } == {
        name: (act, set(sources.split()), target, set(guards.split()))
        for name, (act, sources, target, guards) in spec.NOTICE_STEPS.items()
    }


def test_every_state_is_reached_and_can_be_proved(states: Casebook) -> None:
    with states.read("admin") as work:
        rows = checkup.notices(work, checkup.get(work, factories.FIRST))

    assert [row.state for row in rows] == list(notices.LEADING)
    assert states.verify() == []


@pytest.mark.parametrize("login", ["lawyer.wang", "inspector.li", "leader.chen", "clerk.sun"])
def test_every_state_step_and_role_answers_as_written(states: Casebook, login: str) -> None:
    acts = spec.acts(factories.PERSONS[login][2])
    with states.read(login) as work:
        for row in checkup.notices(work, checkup.get(work, factories.FIRST)):
            for seen in checkup.steps(work, row):
                act, sources, _target, guards = spec.NOTICE_STEPS[seen.name]
                codes = {reason.code for reason in seen.reasons}
                if act not in acts:
                    assert codes == {"access"}, (row.state, seen.name)
                elif row.state not in sources.split():
                    assert codes == {"wrong_state"}, (row.state, seen.name)
                else:
                    known = {*guards.split(), "another_instrument"}
                    assert codes <= known, (row.state, seen.name)


@pytest.mark.parametrize("state", notices.LEADING)
def test_a_step_the_table_does_not_allow_changes_nothing(states: Casebook, state: str) -> None:
    at = list(notices.LEADING).index(state) + 1
    before = factories.dump(states)
    for step, (_act, sources, _target, _guards) in spec.NOTICE_STEPS.items():
        if state not in sources.split():
            refusal = factories.refused(lambda s=step: notices.take(states, at, s))
            assert isinstance(refusal, StepRefused), step
            assert [reason.code for reason in refusal.reasons] == ["wrong_state"], step

    assert factories.dump(states) == before


@pytest.mark.parametrize(
    ("instrument", "step", "code"),
    [
        (notices.HINT, "serve_opinion", "another_instrument"),
        (notices.HINT, "hand_proposal", "another_instrument"),
        (notices.OPINION, "serve_hint", "another_instrument"),
        (notices.PROPOSAL, "serve_opinion", "another_instrument"),
    ],
)
def test_each_kind_goes_its_own_way(
    brought: Callable[[str, str], Casebook], instrument: str, step: str, code: str
) -> None:
    book = brought("sqlite", "issue")
    at = notices.begun(book, instrument)
    notices.take(book, at, "submit")
    notices.take(book, at, "approve")

    refusal = factories.refused(lambda: notices.take(book, at, step))

    assert isinstance(refusal, StepRefused)
    assert code in [reason.code for reason in refusal.reasons]
