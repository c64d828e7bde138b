"""Sites, samples, interviews and questionnaires: kept, changed, withdrawn, refused, proved."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, text

from casework import Casebook, Work, checkup
from casework.cases.models import Case
from casework.checkup.fieldwork import proof
from casework.checkup.models import Interview, Sample, Site, Survey
from casework.errors import AccessDenied, Conflict, InputError, NotFound, StepRefused
from tests import factories

OVERTIME, WAGES, PERMIT = factories.ITEMS
DAY = date(2026, 3, 10)
TALK: dict[str, Any] = {
    "side": "劳动者",
    "employment": "劳动关系",
    "held_on": DAY,
    "asked_by": ["王律", "inspector.li"],
    "manager_absent": True,
}
PAPERS = {"held_on": DAY, "handed_out": 60, "returned": 45, "valid": 42}
ROSTER = {
    "城东站": [f"E{n:03}" for n in range(1, 81)],
    "城西站": [f"W{n:03}" for n in range(1, 41)],
}


def case_of(work: Work) -> Case:
    return checkup.get(work, factories.FIRST)


def record(book: Casebook) -> None:
    """Record one of each as the lawyer."""
    with book.work("lawyer.wang") as work:
        case = case_of(work)
        checkup.add_site(work, case, "城东站", labour=50, partial="30", visited_on=DAY)
        checkup.add_site(work, case, "城西站", labour=38, partial=6)
        drawn = {"what": "工资、报酬", "roster": ROSTER, "seed": "2026-7", "items": [WAGES]}
        checkup.draw_sample(work, case, **drawn, sites=["站-01", "城西站"])
        checkup.add_interview(
            work, case, **TALK, site="站-01 城东站", remarks=f"{OVERTIME} 月休两天"
        )
        checkup.add_survey(
            work, case, "休息情况", **PAPERS, questions=f"几天 #{OVERTIME}\n四天＝20"
        )


def test_everything_recorded_is_read_back(inspecting_book: Casebook) -> None:
    record(inspecting_book)

    with inspecting_book.read("inspector.li") as work:
        case = case_of(work)
        east, west = checkup.sites(work, case)
        (talk,) = checkup.interviews(work, case)
        (survey,) = checkup.surveys(work, case)
    assert (east.code, east.persons, east.headcount) == (
        "站-01",
        80,
        {"劳动关系": 50, "不完全劳动关系": 30},
    )
    assert (west.code, west.visited_on) == ("站-02", None)
    assert (talk.code, talk.site, talk.asked_by) == (
        "访-01",
        "站-01",
        ["lawyer.wang", "inspector.li"],
    )
    assert talk.remarks == {OVERTIME: "月休两天"}
    assert (survey.code, survey.persons, survey.valid) == ("卷-01", 124, 42)
    assert inspecting_book.verify() == []


def test_a_draw_keeps_all_that_is_needed_to_draw_again(inspecting_book: Casebook) -> None:
    record(inspecting_book)

    with inspecting_book.read("inspector.li") as work:
        (row,) = checkup.draws(work, case_of(work))
        again = checkup.check_sample(work, case_of(work), "抽-01")
    assert (row.total, row.proposed, row.size) == (120, 30, 30)
    assert {name: len(codes) for name, codes in row.chosen.items()} == {"城东站": 20, "城西站": 10}
    # Literal: a change of method would break the records of older cases.
    assert row.chosen["城西站"][:3] == ["W017", "W016", "W031"]
    assert row.population_hash == "a445cacda6c2f3ad913c8330edeeb538cbe4610882cccb9d925569d6c690e36a"
    assert (row.items, row.sites, again) == ([WAGES], ["站-01", "站-02"], [])


def test_an_answer_takes_its_numbers_from_a_draw(inspecting_book: Casebook) -> None:
    record(inspecting_book)
    with inspecting_book.work("inspector.li") as work:
        row = checkup.answer(work, case_of(work), OVERTIME, "合规", draw="抽-01")
        (drawn,) = checkup.draws(work, case_of(work))

        assert (row.sampled, row.sampled_of, row.seed) == (30, 120, "2026-7")
        assert drawn.items == [WAGES, OVERTIME]
    assert inspecting_book.verify() == []


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"draw": "抽-09"}, "没有抽样“抽-09”"),
        ({"draw": "抽-01", "sampled": 12}, "与 抽-01 不一致：抽样记录是 30"),
        ({"draw": "抽-01", "seed": "别的"}, "抽样记录是 2026-7"),
    ],
)
def test_an_answer_cannot_say_other_numbers_than_its_draw(
    either_inspecting_book: Casebook, given: dict[str, Any], sentence: str
) -> None:
    record(either_inspecting_book)
    with either_inspecting_book.work("inspector.li") as work, pytest.raises(InputError) as refused:
        checkup.answer(work, case_of(work), OVERTIME, "合规", **given)
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"employment": "民事关系"}, "本企业没有“民事关系”"),
        ({"employment": ""}, "必须选择"),
        ({"site": "城北站"}, "没有“城北站”"),
        ({"asked_by": ["无此人"]}, "无此人"),
        ({"held_on": date(2026, 5, 1)}, "不能晚于今天"),
        ({"notes": "他的电话是13800001234"}, "手机号码（138…）"),
        ({"duty": "站长，证号11010519491231002X"}, "身份证号码（110…）"),
        ({"remarks": f"{OVERTIME} 打 0512-57301234"}, "固定电话号码"),
        ({"remarks": "LC-99-01 无"}, "不是本案适用的检查项"),
        ({"name": "张三"}, "没有“name”这一项"),
    ],
)
def test_an_interview_that_cannot_be_kept_says_why(
    either_inspecting_book: Casebook, change: dict[str, Any], sentence: str
) -> None:
    before = factories.dump(either_inspecting_book)
    with either_inspecting_book.work("lawyer.wang") as work, pytest.raises(InputError) as refused:
        checkup.add_interview(work, case_of(work), **{**TALK, **change})
    assert sentence in str(refused.value)
    assert factories.dump(either_inspecting_book) == before


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"returned": 61}, "多于发放的 60 份"),
        ({"valid": 46}, "多于收回的 45 份"),
        ({"questions": "几天\n四天＝43"}, "多于有效的 42 份"),
        ({"title": "找13800001234"}, "手机号码"),
        ({"sites": ["城东站"]}, "本案的站点有：无"),
    ],
)
def test_figures_that_cannot_be_are_refused(
    either_inspecting_book: Casebook, change: dict[str, Any], sentence: str
) -> None:
    given = {"title": "休息情况", **PAPERS, **change}
    with either_inspecting_book.work("lawyer.wang") as work, pytest.raises(InputError) as refused:
        checkup.add_survey(work, case_of(work), **given)
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"size": 0}, "应为 1 至 3"),
        ({"size": 4}, "应为 1 至 3"),
        ({"roster": "张三"}, "像是姓名"),
        ({"items": ["LC-99-99"]}, "LC-99-99 不是本案适用的检查项"),
        ({"seed": "s" * 41}, "最多 40 个字"),
        ({"what": "工资"}, "可选的是"),
    ],
)
def test_a_draw_that_cannot_be_is_refused(
    either_inspecting_book: Casebook, change: dict[str, Any], sentence: str
) -> None:
    given = {"what": "其他", "roster": ["E1", "E2", "E3"], **change}
    with either_inspecting_book.work("lawyer.wang") as work, pytest.raises(InputError) as refused:
        checkup.draw_sample(work, case_of(work), **given)
    assert sentence in str(refused.value)


def test_a_change_keeps_what_is_not_given(inspecting_book: Casebook) -> None:
    record(inspecting_book)
    with inspecting_book.work("lawyer.wang") as work:
        case = case_of(work)
        site = checkup.edit_site(work, case, "站-02", visited_on="2026-03-10", visited_by=["李监"])
        talk = checkup.edit_interview(work, case, "访-01", notes="另有一人愿意再谈", seen=1)
        survey = checkup.edit_survey(work, case, "卷-01", valid=40)

        assert (site.name, site.persons, site.visited_by) == ("城西站", 44, ["inspector.li"])
        assert (talk.remarks, talk.site, talk.version) == ({OVERTIME: "月休两天"}, "站-01", 2)
        assert (survey.valid, survey.questions[0]["counts"]) == (40, {"四天": 20})
    assert inspecting_book.verify() == []


def test_a_change_nobody_saw_is_not_overwritten(either_inspecting_book: Casebook) -> None:
    record(either_inspecting_book)
    with either_inspecting_book.work("inspector.li") as work:
        checkup.edit_interview(work, case_of(work), "访-01", duty="快递员")
    with either_inspecting_book.work("lawyer.wang") as work, pytest.raises(Conflict) as refused:
        checkup.edit_interview(work, case_of(work), "访-01", duty="分拣员", seen=1)
    assert refused.value.changes == ("李监：访-01 修改",)


def test_what_is_withdrawn_no_longer_counts_and_stays(inspecting_book: Casebook) -> None:
    record(inspecting_book)
    with inspecting_book.work("lawyer.wang") as work:
        case = case_of(work)
        with pytest.raises(InputError, match="访-01、抽-01 还写着"):
            checkup.withdraw_record(work, case, "站-01", reason="不是本企业的站点")
        for code in ("抽-01", "访-01", "卷-01", "站-01"):
            checkup.withdraw_record(work, case, code, reason="登记错了")
        with pytest.raises(InputError, match="已经撤下"):
            checkup.withdraw_record(work, case, "抽-01", reason="再撤")
        with pytest.raises(InputError, match="第一个字应为"):
            checkup.withdraw_record(work, case, "料-01", reason="撤")
        reads: tuple[Callable[..., Any], ...] = (checkup.draws, checkup.interviews, checkup.surveys)
        assert [len(read(work, case)) for read in reads] == [0, 0, 0]
        assert [row.code for row in checkup.sites(work, case)] == ["站-02"]
    assert inspecting_book.verify() == []


def test_after_the_review_began_nothing_of_the_field_is_changed(
    either_issued_book: Casebook,
) -> None:
    with either_issued_book.work("lawyer.wang") as work:
        case = case_of(work)
        for act in (
            lambda: checkup.add_site(work, case, "城东站"),
            lambda: checkup.add_interview(work, case, **TALK),
            lambda: checkup.add_survey(work, case, "休息情况", **PAPERS),
            lambda: checkup.draw_sample(work, case, what="其他", roster="E1"),
            lambda: checkup.ask_paper(work, case, "门禁记录", category="人员"),
        ):
            assert isinstance(factories.refused(act), StepRefused)


def test_who_may_not_work_on_the_case_records_nothing(either_inspecting_book: Casebook) -> None:
    with either_inspecting_book.work("auditor.qian") as work, pytest.raises(AccessDenied):
        checkup.add_site(work, case_of(work), "城东站")
    with either_inspecting_book.work("lawyer.hai") as work, pytest.raises(NotFound):
        checkup.add_site(work, work.session.scalars(select(Case)).one(), "城东站")


_COPY = """
INSERT INTO interview (id, case_id, number, withdrawn_because, version, side, employment, duty, site,
  held_on, place, asked_by, manager_absent, notes, remarks)
SELECT 9, case_id, 9, withdrawn_because, version, side, employment, duty, site,
  held_on, place, asked_by, manager_absent, notes, remarks FROM interview
"""


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("UPDATE interview SET notes = '改'", "访谈 访-01被改动"),
        ("UPDATE interview SET manager_absent = false", "访谈 访-01被改动"),
        ("UPDATE sample SET seed = 'x'", "抽样 抽-01被改动"),
        ("UPDATE sample SET withdrawn_because = 'x'", "抽样 抽-01被改动"),
        ("UPDATE survey SET valid = 45", "问卷 卷-01被改动"),
        ("UPDATE survey SET version = 2", "问卷 卷-01被改动"),
        ("UPDATE site SET visited_on = NULL", "站点 站-01被改动"),
        ("DELETE FROM interview", "访谈 访-01不见了"),
        (_COPY, "访谈 访-09没有登记"),
    ],
)
def test_verify_finds_what_was_changed_by_hand(
    either_inspecting_book: Casebook, change: str, named: str
) -> None:
    record(either_inspecting_book)
    assert either_inspecting_book.verify() == []
    engine = either_inspecting_book.engine.execution_options(casework_writes=True)
    with engine.begin() as connection:
        assert connection.execute(text(change)).rowcount

    assert any(named in str(fault) for fault in either_inspecting_book.verify())


def test_every_column_of_a_record_is_in_the_journal(inspecting_book: Casebook) -> None:
    record(inspecting_book)
    own = {"id", "case_id", "number", "version"}
    with inspecting_book.read("admin") as work:
        from casework.cases import history

        rows = history.entries(work, case_of(work))
        for sort in proof.SORTS:
            told = {
                name for row in rows if row.verb == sort.verb for name in history.raw_facts(row)
            }
            columns = {column.name for column in sort.model.__table__.columns} - own
            assert told == columns or sort.model.__name__ == "Material", sort.label
    assert {Site, Sample, Interview, Survey} <= {sort.model for sort in proof.SORTS}
