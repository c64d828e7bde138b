"""What the report and the notice say of a case, and what must be done before a report may go to review."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from typing import Any

import pytest

from casework import Casebook, Work, checkup
from casework.cases.models import Case
from casework.checkup import context
from casework.checkup.queries import view
from casework.errors import InputError
from tests import factories
from tests.factories import FIRST

OVERTIME, WAGES = "LC-05-01", "LC-06-01"
LABOUR, OUTSIDE = "劳动关系", "不完全劳动关系"


@pytest.fixture
def inspecting(brought: Callable[[str, str], Casebook]) -> Casebook:
    """Return a casebook with a check-up being inspected, nothing answered yet."""
    return brought("sqlite", "start_inspection")


@contextmanager
def at_work(book: Casebook) -> Iterator[tuple[Work, Case]]:
    with book.work("lawyer.wang") as work:
        yield work, checkup.get(work, FIRST)


def found(work: Work, case: Case, item_id: str = OVERTIME, **given: Any) -> Any:
    """Answer an item with 不合规 and return its finding."""
    checkup.answer(work, case, item_id, "不合规", **{"facts": "未见考勤记录", **given})
    return next(row for row in checkup.findings(work, case) if row.item_id == item_id)


def told(work: Work, case: Case) -> Any:
    """Return the first finding as the report tells it."""
    return context.report(work, case)["问题"][0]


def test_the_workers_affected_are_those_named_and_the_words_follow_them(inspecting):
    with at_work(inspecting) as (work, case):
        row = found(work, case, "LC-22-01", forms=OUTSIDE)
        assert row.worker_forms == [OUTSIDE]
        outside = list(row.sentences)
        checkup.edit(work, case, row.code, worker_forms=[LABOUR])
        assert row.worker_forms == [LABOUR]
        assert told(work, case)["劳动者类型"] == LABOUR
        checkup.edit(work, case, row.code, worker_forms=OUTSIDE)
        assert row.sentences == outside


def test_without_any_named_all_that_the_item_is_about_are_affected(inspecting):
    with at_work(inspecting) as (work, case):
        assert found(work, case).worker_forms == [LABOUR]


def test_a_form_of_employment_that_the_item_does_not_concern_is_refused(inspecting):
    with at_work(inspecting) as (work, case), pytest.raises(InputError, match="可填：劳动关系"):
        checkup.answer(work, case, OVERTIME, "不合规", facts="未见", forms=[OUTSIDE])


def test_several_bases_are_looked_at_one_by_one_before_review(inspecting):
    with at_work(inspecting) as (work, case):
        row = found(work, case)
        assert view(work, case).bases_unchecked == (row.code,)
        checkup.edit(work, case, row.code, bases_checked=True)
        assert view(work, case).bases_unchecked == ()


def test_a_confirmation_falls_when_other_words_take_the_place_of_those_confirmed(inspecting):
    with at_work(inspecting) as (work, case):
        row = found(work, case)
        checkup.edit(work, case, row.code, bases_checked=True)
        checkup.answer(work, case, OVERTIME, "部分合规", facts="未见考勤记录")
        assert not row.bases_checked


def test_only_the_bases_that_were_kept_are_told_and_stand_in_the_annex(inspecting):
    with at_work(inspecting) as (work, case):
        row = found(work, case)
        checkup.keep_bases(work, case, row.code, [("劳动法", "第四十一条")])
        (sentence,) = [one["表述"] for one in told(work, case)["依据"]]
        assert sentence.startswith("不符合《劳动法》第四十一条")
        (group,) = context.report(work, case)["附件"]["法规"]
        assert [(one["文件"], one["条文"]) for one in group["条目"]] == [
            ("《劳动法》", "第四十一条")
        ]
        assert row.bases_checked


@pytest.mark.parametrize("kept", [[], [("劳动法", "第一条")]])
def test_a_basis_that_the_item_does_not_have_cannot_be_kept(inspecting, kept):
    with at_work(inspecting) as (work, case):
        row = found(work, case)
        with pytest.raises(InputError, match="没有这些依据"):
            checkup.keep_bases(work, case, row.code, kept)


def test_a_red_line_needs_evidence_or_the_name_of_a_paper(inspecting):
    with at_work(inspecting) as (work, case):
        row = found(work, case, WAGES, red_line=True)
        (lacking,) = view(work, case).incomplete
        assert lacking == f"{row.code}“{row.title}”缺少红线的证据或者材料名称"
        found(work, case, WAGES, red_line=True, papers=["工资表"])
        assert view(work, case).incomplete == ()
        (line,) = context.report(work, case)["评价"]["红线"]
        assert line["事项"].startswith("检查时仍有到期工资未付")


def test_what_nobody_wrote_is_said_instead_of_an_empty_cell(inspecting):
    with at_work(inspecting) as (work, case):
        found(work, case)
        finding = told(work, case)
        assert finding["证据"] == "未登记"
        assert (finding["涉及人数"], finding["责任部门"]) == ("未统计", "由企业确定")
        assert finding["标题"] == "检查项：标准工时与加班上限（不合规）"
        assert finding["后果"].endswith("。")


def test_a_finding_without_evidence_of_its_own_points_to_the_record_of_the_visit(inspecting):
    factories.take(inspecting, FIRST, "end_onsite", "lawyer.wang", date(2026, 3, 11))
    with at_work(inspecting) as (work, case):
        found(work, case)
        assert "见现场调查记录（证" in told(work, case)["证据"]
        sources = {one["来源"] for one in context.report(work, case)["附件"]["证据"]}
        assert sources == {"本会制作"}


def test_a_paper_that_was_only_looked_at_is_said_to_be_so(inspecting):
    with at_work(inspecting) as (work, case):
        found(work, case, papers=["考勤表"])
        listed = context.report(work, case)["附件"]["证据"]
        assert [one["来源"] for one in listed if one["编号"].startswith("材")] == [
            "检查时查阅，检查表登记，未上传"
        ]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {"interviewed": 20, "questionnaires": 41},
            "访谈20人，收回问卷41份；分类人数见现场调查记录。",
        ),
        ({"interviewed": 20}, "访谈20人；分类人数见现场调查记录。"),
        ({"questionnaires": 41}, "本次体检未作访谈，收回问卷41份。"),
        ({}, ""),
    ],
)
def test_the_annex_on_interviews_says_what_part_three_says(inspecting, given, said):
    factories.take(inspecting, FIRST, "end_onsite", "lawyer.wang", date(2026, 3, 11), **given)
    with at_work(inspecting) as (work, case):
        assert context.report(work, case)["附件"]["访谈说明"] == said


def test_a_sample_smaller_than_proposed_is_said_to_be_small(inspecting):
    with at_work(inspecting) as (work, case):
        found(work, case, sampled=10, sampled_of=88)
        (sample,) = context.report(work, case)["方式"]["抽样"]
        assert sample["方法"] == "未登记；少于建议的抽查数30"


def test_the_time_to_answer_an_opinion_comes_from_the_rules(inspecting):
    with at_work(inspecting) as (work, case):
        overdue = context.report(work, case)["反馈"]["逾期后果"]
        assert "自收到之日起15个工作日内（《江苏省工会劳动法律监督条例》第二十条" in overdue[1]
        assert "县级以上地方总工会" in overdue[2]


def test_the_notice_bears_the_number_of_the_case_and_the_cards_of_those_who_come(inspecting):
    with at_work(inspecting) as (work, case):
        notice = context.notice(work, case)
        assert notice["案号"] == FIRST
        assert [one["证件"] for one in notice["人员"]] == [
            "工会劳动法律监督证、公职律师证",
            "工会劳动法律监督证",
        ]


def test_a_dispatcher_has_no_sites_no_law_of_a_sector_and_sends_workers_out(founded, tmp_path):
    shutil.copytree(founded, tmp_path / "book")
    book = factories.reopened(tmp_path / "book" / "cases.db")
    reports = {}
    with closing(book), book.work("lawyer.wang") as work:
        for number, role in enumerate(("劳务派遣单位", "合作用工企业"), 1):
            workers = {LABOUR: 12, "被派遣劳动者": 210}
            company = factories.enterprise(work, number, role=role, workers=workers)
            case = checkup.open(
                work, company, factories.unit(work), source="年度计划", mode="基础", reason="计划"
            )
            reports[role] = context.report(work, case)
    sending, using = reports.values()
    assert [report["企业"]["站点"] for report in reports.values()] == ["", "未提供"]
    assert [one["形式"] for one in sending["企业"]["用工"]] == [LABOUR, "派出的劳动者"]
    assert "《邮政法》" not in named(sending)
    assert "《邮政法》" in named(using)


def named(report: dict[str, Any]) -> set[str]:
    """Return the texts the report rests on."""
    return {one["名称"] for group in report["依据"] for one in group["文件"]}


def test_nobody_said_of_which_day_the_data_are_so_no_day_is_printed(brought):
    book = brought("sqlite", "founded")
    with book.work("lawyer.wang") as work:
        said = {}
        for number, day in ((1, None), (2, date(2026, 2, 1))):
            company = factories.enterprise(work, number, data_as_of=day)
            case = checkup.open(
                work, company, factories.unit(work), source="年度计划", mode="基础", reason="计划"
            )
            said[number] = context.report(work, case)["企业"]["数据来源"]
        assert said == {1: "企业提供的资料", 2: "企业提供的资料，数据截至2026年2月1日"}


def test_a_company_with_dispatched_workers_is_asked_for_the_agreement(brought):
    book = brought("sqlite", "founded")
    with book.work("lawyer.wang") as work:
        asked = []
        for number, workers in ((1, {LABOUR: 80}), (2, {LABOUR: 80, "被派遣劳动者": 9})):
            company = factories.enterprise(work, number, workers=workers)
            case = checkup.open(
                work, company, factories.unit(work), source="年度计划", mode="基础", reason="计划"
            )
            papers = [one for group in context.notice(work, case)["资料"] for one in group["材料"]]
            asked.append("劳务派遣协议" in {one["名称"] for one in papers})
        assert asked == [False, True]
