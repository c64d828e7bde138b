import pytest

from casework.negotiation.ledger.board import lay_out
from casework.negotiation.ledger.clause import Status
from casework.negotiation.ledger.entry import Act
from casework.negotiation.side import Side
from tests.ledgers import Table

W, E = Side.WORKERS, Side.EMPLOYER


@pytest.fixture
def table() -> Table:
    """Return a table on which the employer offers two clauses as one package."""
    table = Table()
    for clause in (1, 2):
        assert not table.offer(W, f"职工方第{clause}款", clause)
        assert not table.offer(E, f"方案第{clause}款", clause, package="方案一")
    return table


def states(table: Table) -> list[Status]:
    return [one.status for one in table.standing.in_order()]


def codes(reasons: object) -> list[str]:
    return [reason.code for reason in reasons]  # type: ignore[attr-defined] — of reasons


def test_a_package_is_agreed_only_when_all_of_it_is_confirmed(table: Table) -> None:
    table.agree(1)
    assert states(table) == [Status.BOTH, Status.BOTH]
    line = lay_out(table.ledger).lines[1]
    assert line.note == "打包方案“方案一”：共2款，双方已确认1款，全部确认才算达成"

    table.agree(2)
    assert states(table) == [Status.AGREED, Status.AGREED]
    assert table.standing.packages["方案一"].accepted
    assert lay_out(table.ledger).lines[0].note == "随打包方案“方案一”达成"


def test_a_package_is_withdrawn_as_a_whole(table: Table) -> None:
    (reason,) = table.act(Act.WITHDRAWN, E, 1)
    assert reason.sentence == "款-01 第2版 属于打包方案“方案一”，不能单独撤回。"

    assert not table.act(Act.WITHDRAWN, E, None, package="方案一")
    assert states(table) == [Status.WORKERS, Status.WORKERS]
    assert codes(table.act(Act.WITHDRAWN, E, None, package="方案一")) == ["withdrawn"]


def test_a_package_belongs_to_the_side_that_made_it(table: Table) -> None:
    assert codes(table.act(Act.WITHDRAWN, W, None, package="方案一")) == ["foreign"]
    assert codes(table.act(Act.WITHDRAWN, W, None, package="方案九")) == ["no_package"]
    assert codes(table.offer(W, "新的", 3, package="方案一")) == ["other_package"]


def test_a_clause_stands_once_in_a_package_and_none_is_added_once_it_is_being_confirmed(
    table: Table,
) -> None:
    assert codes(table.offer(E, "又一版", 1, package="方案一")) == ["in_package"]
    table.act(Act.CONFIRMED, W, 1)
    assert codes(table.offer(E, "第三款", 3, package="方案一")) == ["package_closed"]


def test_a_package_whose_clause_was_answered_cannot_be_accepted_until_the_answer_is_withdrawn(
    table: Table,
) -> None:
    assert not table.offer(W, "职工方再提", 1)
    (reason,) = table.act(Act.CONFIRMED, W, 2)
    assert reason.code == "broken"
    assert "款-01 已有新的版本" in reason.sentence

    assert not table.act(Act.WITHDRAWN, W, 1)
    table.agree(1)
    table.agree(2)
    assert states(table) == [Status.AGREED, Status.AGREED]


def test_after_a_package_is_accepted_its_clauses_stand_one_by_one(table: Table) -> None:
    table.agree(1)
    table.agree(2)
    assert codes(table.act(Act.WITHDRAWN, E, None, package="方案一")) == ["agreed"]
    assert codes(table.offer(E, "第三款", 3, package="方案一")) == ["package_closed"]

    assert not table.offer(E, "改一款", 1)
    assert states(table) == [Status.BOTH, Status.AGREED]
    table.agree(1)
    assert not table.act(Act.REOPENED, W, 2)
    table.agree(2)  # the version of the package, by itself
    assert states(table) == [Status.AGREED, Status.AGREED]


def test_a_withdrawn_package_takes_no_more_clauses(table: Table) -> None:
    table.act(Act.WITHDRAWN, E, None, package="方案一")
    assert codes(table.offer(E, "第三款", 3, package="方案一")) == ["package_closed"]
