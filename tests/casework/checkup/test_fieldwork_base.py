"""Whether a verdict stands on enough: every combination of draw, interviews and papers back."""

from datetime import date
from itertools import product
from typing import Any

import pytest

from casework import Casebook, Work, checkup
from casework.cases.models import Case
from casework.checkup import context
from casework.errors import NotFound
from tests import factories

OVERTIME, WAGES, PERMIT = factories.ITEMS
DAY = date(2026, 3, 10)
#: 88 in a labour relationship and 36 not: 30 of 124 are drawn, 30 papers come back, 3 of each form are asked.
#: Overtime is about those in a labour relationship only.
CODES = [f"E{n:03}" for n in range(1, 125)]
FORMS = ("劳动关系", "不完全劳动关系")


def case_of(work: Work) -> Case:
    return checkup.get(work, factories.FIRST)


def ask(work: Work, form: str = "劳动关系", **given: Any) -> None:
    told = {"side": "劳动者", "held_on": DAY, "asked_by": ["王律"], "manager_absent": True, **given}
    checkup.add_interview(
        work, case_of(work), employment=form, remarks=f"{OVERTIME} 月休两天", **told
    )


def draw(work: Work, size: int, **given: Any) -> None:
    told = {"what": "考勤、接单时长", "roster": CODES, "seed": "s", "items": [OVERTIME], **given}
    checkup.draw_sample(work, case_of(work), size=size, **told)


def hand_out(work: Work, valid: int, item: str = OVERTIME) -> None:
    figures = {"held_on": DAY, "handed_out": 60, "returned": valid, "valid": valid}
    questions = f"几天 #{item}\n四天＝1"
    checkup.add_survey(work, case_of(work), "休息情况", questions=questions, **figures)


SOURCES = {
    "draw": ("none", "small", "enough"),
    "talks": ("none", "few", "enough"),
    "papers": ("none", "few", "enough"),
}


def feed(work: Work, draws: str, talks: str, papers: str) -> None:
    if draws != "none":
        draw(work, 30 if draws == "enough" else 29)
    for form in FORMS if talks != "none" else ():
        for _one in range(3 if talks == "enough" else 2):
            ask(work, form)
    if papers != "none":
        hand_out(work, 30 if papers == "enough" else 29)


@pytest.mark.parametrize(("draws", "talks", "papers"), list(product(*SOURCES.values())))
def test_an_item_is_marked_exactly_for_what_is_too_small(
    inspecting: Casebook, draws: str, talks: str, papers: str
) -> None:
    with inspecting.work("lawyer.wang") as work:
        feed(work, draws, talks, papers)
        checkup.answer(work, case_of(work), OVERTIME, "合规")
        one = checkup.base(work, case_of(work), OVERTIME)
        expected = (draws == "small") + (talks == "few") + (papers == "few")

        assert len(one.reasons) == expected
        assert one.weak == bool(expected)
        assert one.fed == ({draws, talks, papers} != {"none"})
        assert set(checkup.weak_items(work, case_of(work))) == ({OVERTIME} if expected else set())
        assert not checkup.base(work, case_of(work), PERMIT).reasons


@pytest.mark.parametrize(
    ("verdict", "weak"),
    [("合规", True), ("部分合规", True), ("不合规", True), ("不适用", False), ("未能核实", False)],
)
def test_only_a_verdict_that_is_scored_is_marked_and_none_is_changed(
    inspecting: Casebook, verdict: str, *, weak: bool
) -> None:
    with inspecting.work("lawyer.wang") as work:
        before = checkup.answer(work, case_of(work), OVERTIME, verdict, facts="未见").verdict
        score = checkup.score(work, case_of(work)).to_dict()
        draw(work, 5)

        assert checkup.base(work, case_of(work), OVERTIME).weak == weak
        assert checkup.answers(work, case_of(work))[OVERTIME].verdict == before
        assert checkup.score(work, case_of(work)).to_dict() == score


def test_the_sentences_say_how_many_there_are_and_should_be(inspecting: Casebook) -> None:
    with inspecting.work("lawyer.wang") as work:
        case = case_of(work)
        checkup.add_site(work, case, "城东站", visited_on=DAY)
        feed(work, "small", "none", "few")
        ask(work, site="站-01")
        ask(work, manager_absent=False)
        checkup.answer(work, case, OVERTIME, "合规")

        assert checkup.base(work, case, OVERTIME).sentence == (
            "未能充分核实：抽-01（考勤、接单时长）在124中抽查29，建议不少于30；"
            "访谈“劳动关系”的劳动者1人，至少应为3人；"
            "访谈“站-01 城东站”的劳动者1人，至少应为2人；卷-01“休息情况”有效29份，应查124人至少应为30份。"
        )
        assert "另有1次访谈管理者在场，不计入" in checkup.lacking(work, case)


def test_a_sufficient_draw_of_the_same_papers_makes_up_for_a_small_one(
    inspecting: Casebook,
) -> None:
    with inspecting.work("lawyer.wang") as work:
        draw(work, 5)
        draw(work, 5, what="工资、报酬")
        draw(work, 30)

        reasons = checkup.base(work, case_of(work), OVERTIME).reasons
    assert reasons == ("抽-02（工资、报酬）在124中抽查5，建议不少于30",)


def test_numbers_typed_without_a_draw_are_judged_too(inspecting: Casebook) -> None:
    with inspecting.work("lawyer.wang") as work:
        checkup.answer(work, case_of(work), OVERTIME, "合规", sampled=12, sampled_of=240)

        one = checkup.base(work, case_of(work), OVERTIME)
    assert (one.reasons, one.fed) == (("在240中抽查12，建议不少于50",), False)


def test_an_item_that_does_not_apply_has_no_base(inspecting: Casebook) -> None:
    with inspecting.read("lawyer.wang") as work, pytest.raises(NotFound):
        checkup.base(work, case_of(work), "LC-20-01")


@pytest.fixture
def told(inspecting: Casebook) -> dict[str, Any]:
    """Return the report of a case with too little of everything."""
    with inspecting.work("lawyer.wang") as work:
        case = case_of(work)
        feed(work, "small", "few", "few")
        ask(work, manager_absent=False)
        checkup.add_interview(
            work,
            case,
            side="管理方",
            duty="站长",
            held_on=DAY,
            asked_by=["王律"],
            manager_absent=False,
        )
        checkup.answer(work, case, OVERTIME, "合规", draw="抽-01")
        return context.report(work, case)


def test_the_report_tells_the_real_figures(told: dict[str, Any]) -> None:
    way = told["方式"]
    assert way["访谈"] == "劳动者5人（劳动关系3人、不完全劳动关系2人），管理方1人"
    assert way["问卷"] == "发放60份，收回29份，有效29份"
    assert way["抽样"] == [
        {
            "对象": "抽-01 考勤、接单时长",
            "总数": 124,
            "抽取": 29,
            "方法": "随机，种子s；少于建议的抽查数30",
        }
    ]
    assert [one["编号"] for one in way["未能充分核实"]] == [OVERTIME]


def test_the_annexes_tell_the_interviews_and_mark_the_item(told: dict[str, Any]) -> None:
    rows = {row["对象"]: row for row in told["附件"]["访谈"]}
    assert rows["劳动者：劳动关系"] == {
        "对象": "劳动者：劳动关系",
        "人数": "2人",
        "说明": "少于建议的3人",
    }
    assert rows["管理方"]["说明"] == "站长"
    assert rows["卷-01 几天"]["说明"] == "四天1份"
    assert (
        next(r for r in told["附件"]["检查项"] if r["编号"] == OVERTIME)["说明"] == "未能充分核实"
    )


def test_stations_recorded_stand_where_the_file_names_none(inspecting: Casebook) -> None:
    with inspecting.work("lawyer.wang") as work:
        case = case_of(work)
        before = context.report(work, case)["企业"]["站点"]
        checkup.add_site(work, case, "城东站")
        checkup.add_site(work, case, "城西站")

        assert (before, context.report(work, case)["企业"]["站点"]) == (
            "未提供",
            "2个：城东站、城西站",
        )


def test_without_records_the_report_says_what_the_visit_said(inspecting: Casebook) -> None:
    factories.take(
        inspecting,
        factories.FIRST,
        "end_onsite",
        "lawyer.wang",
        DAY,
        interviewed=9,
        questionnaires=40,
    )
    with inspecting.read("lawyer.wang") as work:
        way = context.report(work, case_of(work))["方式"]

    assert (way["访谈"], way["问卷"], way["未能充分核实"]) == ("9人", "收回40份", [])


@pytest.fixture
def inspecting(brought: Any) -> Casebook:
    """Return a casebook whose check-up is being inspected, on SQLite: nothing here is about the database."""
    book: Casebook = brought("sqlite", "start_inspection")
    return book
