"""Re-checks planned and drawn: what is proposed, what is refused, and that the sample can be drawn again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from casework import Casebook, cases, checkup, law
from casework.checkup.models import Recheck
from casework.checkup.recheck import fields, service
from casework.checkup.sampling import SamplingScheme
from casework.errors import AccessDenied, Conflict, InputError, StepRefused
from tests import factories

CODE = "WT-01"
SHIPPED = SamplingScheme.from_law(law.default(), date(2026, 3, 2), "CN-32")
NAMES = [f"L{n:03}" for n in range(1, 101)]


@pytest.fixture
def rectifying(brought: Callable[[str, str], Casebook]) -> Casebook:
    """Return a casebook whose check-up FIRST is being rectified: one finding, of high risk."""
    return brought("sqlite", "start_rectification")


def plan(book: Casebook, actor: str = "lawyer.wang", **given: object) -> Recheck:
    with book.work(actor) as work:
        return service.plan(work, checkup.get(work, factories.FIRST), CODE, **given)


def draw(book: Casebook, **given: object) -> Recheck:
    with book.work("lawyer.wang") as work:
        return service.draw(work, checkup.get(work, factories.FIRST), CODE, **given)


def test_a_plan_is_proposed_from_the_item_and_says_how_many_of_how_many(rectifying):
    row = plan(rectifying, population=88)

    item = factories.small_catalogue().items["LC-05-01"]
    assert row.look_at == [
        f"是否按要求整改：{item.remedy}",
        *(f"{e}（整改后）" for e in item.evidence),
    ]
    assert (row.round, row.method, row.population, row.sample) == (1, "现场", 88, 30)
    assert rectifying.verify() == []


def test_what_is_named_later_changes_only_that(rectifying):
    plan(rectifying, population=88, look_at=["新的考勤表"])
    row = plan(rectifying, method="书面")
    assert (row.method, row.population, row.look_at, row.version) == ("书面", 88, ["新的考勤表"], 2)
    assert plan(rectifying, method="书面").version == 2


def test_the_same_seed_draws_the_same_sample_on_every_machine(rectifying):
    plan(rectifying, codes=NAMES, sample=5)
    row = draw(rectifying, seed="2026-7")

    assert row.drawn == ["L006", "L092", "L057", "L081", "L015"]
    assert row.population_hash == (
        "9d319affe84ab54a382ae2e72167a6c0ab102ca9aac5c8497ed7212f9a94f278"
    )
    assert (row.population, row.draws) == (100, 1)
    assert rectifying.verify() == []


def test_a_second_draw_needs_a_reason_and_both_are_in_the_journal(rectifying):
    plan(rectifying, codes=NAMES, sample=2)
    draw(rectifying)
    with pytest.raises(InputError, match="重抽理由"):
        draw(rectifying)
    assert draw(rectifying, reason="名单有误").draws == 2

    with rectifying.read("lawyer.wang") as work:
        rows = cases.timeline(work, checkup.get(work, factories.FIRST))
    assert ["名单有误" in row.lines for row in rows if row.label == "复检安排"] == [
        True,
        False,
        False,
    ]


def test_another_list_undoes_the_draw_and_the_next_still_needs_a_reason(rectifying):
    plan(rectifying, codes=NAMES, sample=5)
    draw(rectifying)
    row = plan(rectifying, codes=NAMES[:50])
    assert (row.drawn, row.seed, row.population, row.sample) == ([], "", 50, 30)
    with pytest.raises(InputError, match="重抽理由"):
        draw(rectifying)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"method": "电话"}, r"WT-01 是高风险，不能只用电话回访"),
        ({"method": "视频"}, "复检方式"),
        ({"codes": ["L1", "L1"]}, "“L1”写了两次"),
        ({"codes": ["王小二"]}, "像是姓名"),
        ({"codes": ["13800000000"]}, "不能写证件号、手机号"),
        ({"codes": ["L1"], "population": 2}, "名单里有 1 个编号"),
        ({"population": 3, "sample": 4}, "4 不能大于总数 3"),
        ({"population": -1}, "总数：不能是负数"),
        ({"population": 1_000_001}, "最多 1000000"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_with_a_sentence(rectifying, given, sentence):
    with pytest.raises(InputError, match=sentence):
        plan(rectifying, **given)


def test_a_sample_without_a_whole_is_refused():
    with pytest.raises(InputError, match="要写一共有多少"):
        fields.read_plan({"method": "现场", "sample": 3}, SHIPPED)


def test_how_many_are_proposed_is_what_the_local_rules_say():
    local = replace(SHIPPED, middle=12)
    given = {"method": "现场", "population": 88}

    assert fields.read_plan(given, SHIPPED)["sample"] == 30
    assert fields.read_plan(given, local)["sample"] == 12


def test_nothing_is_drawn_without_a_list(rectifying):
    with pytest.raises(InputError, match="没有编号名单"):
        draw(rectifying)


def test_two_who_plan_at_once_are_told(rectifying):
    plan(rectifying, seen=0, population=5)
    with pytest.raises(Conflict, match="总数 5，抽查 5"):
        plan(rectifying, seen=0, population=6)


def test_who_may_not_write_may_not_plan(rectifying):
    with pytest.raises(AccessDenied):
        plan(rectifying, "leader.chen")


def test_a_re_check_is_planned_only_while_something_is_put_right(issued_book):
    with pytest.raises(StepRefused, match="要在整改或复检时安排"):
        plan(issued_book)


TAMPERED = {
    "the list": ("UPDATE recheck SET codes = '[\"L1\"]'", "第1轮复检计划被改动"),
    "the sample": ("UPDATE recheck SET drawn = '[\"L001\"]'", "第1轮复检计划被改动"),
    "the row": ("DELETE FROM recheck", "第1轮复检计划不见了"),
    "another round": ("UPDATE recheck SET round = 2", "第1轮复检计划不见了"),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_verify_finds_a_plan_changed_by_hand(rectifying, what):
    statement, sentence = TAMPERED[what]
    plan(rectifying, codes=NAMES, sample=5)
    draw(rectifying)
    assert rectifying.verify() == []

    with rectifying.engine.execution_options(casework_writes=True).begin() as connection:
        connection.execute(text(statement))
    assert any(sentence in str(fault) for fault in rectifying.verify())
