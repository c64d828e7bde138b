"""A company's check-ups beside each other, and what is found at several companies."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from casework import Casebook, cases, checkup
from casework.checkup.catalogue import shipped
from casework.checkup.history.change import Change, Picture, lines
from casework.errors import InputError, NotFound
from tests import factories

OVERTIME, WAGES, COURIER = factories.ITEMS


# ---- what a finding became: pure ----------------------------------------------------------------


def finding(item_id: str | None, number: int = 1, **given: Any) -> Any:
    usual = {
        "risk": "中",
        "red_line": False,
        "workers_affected": None,
        "domain": "工时",
        "title": "某事",
        "state": "raised",
        "settled": False,
    }
    return SimpleNamespace(item_id=item_id, code=f"WT-{number:02d}", **{**usual, **given})


def picture(
    number: str, *found: Any, items: tuple[str, ...] = factories.ITEMS, **verdicts: str
) -> Picture:
    told = {row.item_id: "non_compliant" for row in found if row.item_id}
    told = (
        dict.fromkeys(items, "compliant")
        | told
        | {name.replace("_", "-"): verdict for name, verdict in verdicts.items()}
    )
    answers = {
        item: SimpleNamespace(verdict=verdict)
        for item, verdict in told.items()
        if verdict != "none"
    }
    return Picture(number, shipped(), items, answers, found)  # type: ignore[arg-type] # rows of a test


def became(then: Picture, now: Picture) -> list[tuple[str, str | None, tuple[str, ...]]]:
    return [(str(one.change), one.item_id, one.reasons) for one in lines(then, now)]


THEN = picture("1", finding(OVERTIME))


@pytest.mark.parametrize(
    ("now", "change", "reason"),
    [
        (picture("2", finding(OVERTIME)), "重复", ()),
        (picture("2"), "已改", ()),
        (picture("2", LC_05_01="unverified"), "本次未查", ("答“未能核实”",)),
        (picture("2", LC_05_01="not_applicable"), "本次未查", ("答“不适用”",)),
        (picture("2", LC_05_01="none"), "本次未查", ("没有结论",)),
        (picture("2", items=(WAGES,)), "本次未查", ("不在检查范围",)),
        (picture("2", finding(OVERTIME, risk="高")), "加重", ("风险由中升为高",)),
        (picture("2", finding(OVERTIME, red_line=True)), "加重", ("本次触发红线",)),
        (picture("2", finding(OVERTIME, risk="低")), "重复", ()),
    ],
)
def test_a_finding_of_the_earlier_check_up_is_again_worse_put_right_or_not_looked_at(
    now: Picture, change: str, reason: tuple[str, ...]
) -> None:
    assert became(THEN, now) == [(change, OVERTIME, reason)]


@pytest.mark.parametrize(
    ("then", "now", "change"),
    [(3, 5, "加重"), (5, 3, "重复"), (None, 5, "重复"), (5, None, "重复")],
)
def test_more_workers_make_it_worse_if_both_numbers_are_known(
    then: int | None, now: int | None, change: str
) -> None:
    before = picture("1", finding(OVERTIME, workers_affected=then))
    after = picture("2", finding(OVERTIME, workers_affected=now))
    assert [one[0] for one in became(before, after)] == [change]


def test_partly_then_and_not_at_all_now_is_worse() -> None:
    then = picture("1", finding(OVERTIME), LC_05_01="partial")
    assert became(then, picture("2", finding(OVERTIME)))[0][::2] == (
        "加重",
        ("由部分合规变为不合规",),
    )
    assert became(picture("2", finding(OVERTIME)), then)[0][0] == "重复"


def test_what_was_settled_and_is_found_again_says_so() -> None:
    before = picture("1", finding(OVERTIME, state="verified", settled=True))
    assert became(before, picture("2", finding(OVERTIME))) == [
        ("重复", OVERTIME, ("上次已核实销号，本次又发现",))
    ]
    assert became(before, picture("2")) == [("已改", OVERTIME, ())]


def test_what_was_not_looked_at_then_is_new_and_says_so() -> None:
    assert became(picture("1", items=(WAGES,)), THEN) == [("新增", OVERTIME, ("上次不在检查范围",))]
    assert became(picture("1"), THEN) == [("新增", OVERTIME, ())]


def test_findings_outside_the_catalogue_are_matched_by_title_and_only_perhaps_the_same() -> None:
    then = picture("1", finding(None, 1, title="宿舍充电 ．"), finding(None, 2, title="没有食堂"))
    now = picture("2", finding(None, 4, title="宿舍充电."), finding(None, 5, title="新的事"))
    told = {one.title: (one.change, one.maybe, one.then, one.now) for one in lines(then, now)}
    assert told == {
        "宿舍充电.": (Change.AGAIN, True, "WT-01", "WT-04"),
        "新的事": (Change.NEW, False, None, "WT-05"),
        "没有食堂": (Change.UNSEEN, False, "WT-02", None),
    }


# ---- two real check-ups -------------------------------------------------------------------------


def again(book: Casebook, *faulty: str, company: int = 1, until: str = "issue") -> str:
    """Carry another check-up of a company that is registered along PATH."""
    with book.work("lawyer.wang") as work:
        examined = cases.enterprise.get(work, factories.code(company))
        facts = {"source": "年度计划", "mode": "基础", "reason": "再查"}
        day = {"occurred_on": date(2026, 2, 24), "late_reason": factories.LATE}
        number = checkup.open(work, examined, factories.unit(work), **facts, **day).number
    for step, actor, on in factories.PATH:
        if step == "submit_review":
            factories.answer_all(book, number, *faulty)
        factories.take(book, number, step, actor, on)
        if step == until:
            break
    return number


@pytest.fixture
def bring(brought: Callable[[str, str], Casebook]) -> Callable[[str], Casebook]:
    return lambda stage: brought("sqlite", stage)


def test_the_report_sets_itself_beside_the_earlier_one(bring: Callable[[str], Casebook]) -> None:
    book = bring("issue")  # FIRST: overtime found
    second = again(book, WAGES, until="submit_review")

    with book.read("lawyer.wang") as work:
        case = checkup.get(work, second)
        found = checkup.compare(work, case)
        rows = {
            row["项目"]: row
            for row in work.kind(case).contexts["体检报告"](work, case)["评价"]["上次对比"]
        }
        first = checkup.get(work, factories.FIRST)
        assert checkup.compare(work, first) is None
        assert work.kind(first).contexts["体检报告"](work, first)["评价"]["上次对比"] == []

    assert found is not None
    assert (found.then.number, found.now.number) == (factories.FIRST, second)
    assert found.headline() == f"与{factories.FIRST}相比：新增1项、已改1项。"
    assert found.then.figures.printed
    assert not found.now.figures.printed
    assert rows["新增的问题"] == {"项目": "新增的问题", "上次": "—", "本次": "1项：WT-01"}
    assert rows["已改的问题"] == {"项目": "已改的问题", "上次": "1项：WT-01", "本次": "—"}
    assert "重复的问题" not in rows


def test_whichever_is_named_the_earlier_one_is_then(bring: Callable[[str], Casebook]) -> None:
    book = bring("issue")
    second = again(book, OVERTIME)
    with book.read("lawyer.wang") as work:
        one, two = checkup.get(work, factories.FIRST), checkup.get(work, second)
        forth, back = checkup.compare(work, two, other=one), checkup.compare(work, one, other=two)
    assert forth == back
    assert forth is not None
    assert forth.counts[Change.AGAIN] == 1


def test_another_company_or_the_same_case_cannot_be_compared(
    bring: Callable[[str], Casebook],
) -> None:
    book = bring("issue")
    factories.opened(book, 2)
    with book.read("lawyer.wang") as work:
        case = checkup.get(work, factories.FIRST)
        for other in ("云工法检〔2026〕2号", factories.FIRST):
            with pytest.raises(InputError, match="不是“云河疾风快递服务有限公司1”的另一次体检"):
                checkup.compare(work, case, other=checkup.get(work, other))


def test_a_report_that_was_taken_back_is_no_earlier_one(bring: Callable[[str], Casebook]) -> None:
    book = bring("issue")
    second = again(book, until="form_team")
    with book.work("leader.chen") as work:
        checkup.reverse(work, checkup.get(work, factories.FIRST), reason="签早了")
    with book.read("lawyer.wang") as work:
        assert checkup.compare(work, checkup.get(work, second)) is None


# ---- the company on one page, and several companies -----------------------------------------------


def test_the_history_of_a_company_lists_its_check_ups_the_latest_first(
    bring: Callable[[str], Casebook],
) -> None:
    book = bring("issue")
    second = again(book, OVERTIME, WAGES)
    with book.read("lawyer.wang") as work:
        told = checkup.enterprise_history(work, cases.enterprise.get(work, factories.code(1)))
    assert [one.number for one in told.checkups] == [second, factories.FIRST]
    latest, first = told.checkups
    assert (latest.mode, latest.findings.total, latest.findings.open) == ("基础", 2, 2)
    assert first.since is None
    assert latest.since is not None
    assert latest.since.counts[Change.NEW] == 1
    assert latest.figures is not None
    assert latest.figures.printed


def related(book: Casebook) -> None:
    """Put companies 1 and 2 into one group, 3 outside; 4 is the platform of 1 and 3."""
    platform = {"role": "平台企业", "name": "云河飞鸟平台（示例）有限公司"}
    for number in (2, 3):
        factories.carried(book, "issue", number, (OVERTIME,))
    with book.work("lawyer.wang") as work:
        factories.enterprise(work, 4, partners=[factories.code(1)], **platform)
        for number, given in {1: {"group": "疾风集团"}, 2: {"group": "疾风集团"},
                              3: {"partners": [factories.code(4)]}}.items():  # fmt: skip
            row = cases.enterprise.get(work, factories.code(number))
            cases.enterprise.change(work, row, **given)


def test_items_found_at_several_companies_are_told_by_group_sector_and_platform(
    bring: Callable[[str], Casebook],
) -> None:
    book = bring("issue")
    related(book)
    name = "云河疾风快递服务有限公司"
    with book.read("lawyer.wang") as work:
        told = {by: checkup.repeats(work, by) for by in ("group", "sector", "partner")}
        with pytest.raises(InputError, match="group（同一集团）"):
            checkup.repeats(work, "colour")
    assert [(one.circle, one.item_id, one.at) for one in told["group"]] == [
        ("疾风集团", OVERTIME, (f"{name}1", f"{name}2"))
    ]
    assert [(one.circle, len(one.at), one.companies) for one in told["sector"]] == [("快递", 3, 3)]
    assert [(one.circle, one.at) for one in told["partner"]] == [
        ("云河飞鸟平台（示例）有限公司", (f"{name}1", f"{name}3"))
    ]
    assert told["group"][0].found[0].number == factories.FIRST


def test_who_may_not_see_the_cases_is_told_of_no_repeats(bring: Callable[[str], Casebook]) -> None:
    book = bring("issue")
    related(book)
    with book.read("lawyer.hai") as work:
        assert checkup.repeats(work, "sector") == []
        with pytest.raises(NotFound):
            cases.enterprise.get(work, factories.code(1))
