"""One trip to several companies: planned once, recorded once, all or nothing; each stays its own case."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from casework import Casebook, cases, checkup
from casework.checkup.models import Visit
from casework.errors import AccessDenied, Conflict, InputError, StepRefused
from tests import factories

#: The moment of the tests is 10 April 2026, a Friday; five working days before the 22nd is the 15th.
DAY = date(2026, 4, 22)
TRIP: dict[str, Any] = {"planned_on": DAY, "team": ["lawyer.wang", "李监"], "route": "云河东区"}
THERE: dict[str, Any] = {
    "visited_on": factories.TODAY,
    "inspectors": ["lawyer.wang", "inspector.li"],
    "credentials_shown": True,
}


@pytest.fixture
def collecting() -> Callable[[Casebook, int], str]:
    """Return a function that makes a case whose papers are being collected."""

    def make(book: Casebook, company: int) -> str:
        return factories.carried(book, "start_collection", company)

    return make


def planned(book: Casebook, *numbers: str, actor: str = "lawyer.wang", **given: Any) -> str:
    with book.work(actor) as work:
        unit = cases.organisation.unit(work, "云工")
        return checkup.plan_visit(work, unit, numbers, **{**TRIP, **given}).number


def record(book: Casebook, visit: str, actor: str = "lawyer.wang", **given: Any) -> list[str]:
    with book.work(actor) as work:
        found = checkup.get_visit(work, visit)
        return checkup.record_visit(work, found, **{**THERE, **given})


def told(book: Casebook, visit: str) -> dict[str, list[str]]:
    """Return what is said of each company: what stands against it, then what to mind."""
    with book.read("lawyer.wang") as work:
        found = checkup.visit_stops(work, checkup.get_visit(work, visit))
        return {
            one.number: [reason.sentence for reason in (*one.against, *one.remarks)]
            for one in found
        }


def test_a_planned_day_is_planned_in_every_case(book: Casebook) -> None:
    one, two = factories.opened(book, 1), factories.opened(book, 2)
    visit = planned(book, two, one)

    assert visit == "云工走访〔2026〕1号"
    with book.read("lawyer.wang") as work:
        line = checkup.visits(work)[0]
        clocks = [cases.clocks(work, checkup.get(work, number)) for number in (one, two)]
        stops = checkup.visit_stops(work, checkup.get_visit(work, visit))
    assert (line.day, line.standing, line.team) == (DAY, "计划中", ("王律", "李监"))
    assert [stop.number for stop in stops] == [two, one]
    assert [[clock.label for clock, _due in found] for found in clocks] == [["最迟告知"]] * 2
    assert book.verify() == []


def test_recording_begins_the_inspection_of_every_company(
    book: Casebook, collecting: Callable[[Casebook, int], str]
) -> None:
    numbers = [collecting(book, company) for company in (1, 2)]
    visit = planned(book, *numbers)
    lines = record(book, visit)

    assert lines == [f"{number}：已开始现场检查" for number in numbers]
    assert [factories.state(book, number) for number in numbers] == ["inspecting"] * 2
    with book.read("lawyer.wang") as work:
        found = checkup.get_visit(work, visit)
        assert (found.held_on, found.standing) == (factories.TODAY, "已成行")
        outcomes = [stop.outcome for stop in checkup.visit_stops(work, found)]
    assert outcomes == ["到场", "到场"]
    assert book.verify() == []


def test_one_company_that_cannot_be_begun_leaves_nothing_written(
    book: Casebook, collecting: Callable[[Casebook, int], str]
) -> None:
    ready, new = collecting(book, 1), factories.opened(book, 2)
    visit = planned(book, ready, new)
    before = factories.dump(book)

    with pytest.raises(StepRefused) as refused:
        record(book, visit)

    assert factories.dump(book) == before
    (reason,) = refused.value.reasons
    assert reason.sentence.startswith(f"{new}（云河疾风快递服务有限公司2）：案件还是“已立项”")


def test_every_reason_of_every_company_is_told_at_once(
    either_book: Casebook, collecting: Callable[[Casebook, int], str]
) -> None:
    ready, new = collecting(either_book, 1), factories.opened(either_book, 2)
    visit = planned(either_book, ready, new)

    with pytest.raises(StepRefused) as refused:
        record(either_book, visit, inspectors=["lawyer.zhao"], credentials_shown=False)
    codes = [reason.code for reason in refused.value.reasons]
    assert codes == ["two_on_site", "wrong_state"]
    with pytest.raises(StepRefused, match="早于上一步"):
        record(either_book, visit, visited_on=date(2026, 3, 1), absent={new: "没有告知"})


def test_a_company_nobody_went_to_keeps_its_reason(
    book: Casebook, collecting: Callable[[Casebook, int], str]
) -> None:
    ready, new = collecting(book, 1), factories.opened(book, 2)
    visit = planned(book, ready, new)
    record(book, visit, absent={new: "企业停电"})

    assert factories.state(book, new) == "registered"
    with book.read("lawyer.wang") as work:
        found = checkup.visit_stops(work, checkup.get_visit(work, visit))
    assert [(stop.outcome, stop.note) for stop in found] == [("到场", ""), ("未到", "企业停电")]
    assert book.verify() == []


def test_a_second_trip_to_a_company_is_noted_and_moves_nothing(inspecting_book: Casebook) -> None:
    before = factories.case_row(inspecting_book, factories.FIRST)
    visit = planned(inspecting_book, factories.FIRST)
    lines = record(inspecting_book, visit)

    assert lines == [f"{factories.FIRST}：已记录到场"]
    assert factories.case_row(inspecting_book, factories.FIRST) == before
    with pytest.raises(InputError, match="已成行，不能再改动"):
        record(inspecting_book, visit)
    assert inspecting_book.verify() == []


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"absent": {"无此案": "停电"}}, "没有列在走访"),
        ({"absent": {"FIRST": " "}}, "没有去成的理由"),
        ({"absent": {"FIRST": "停电"}}, "一家企业也没有去成"),
        ({"visited_on": date(2026, 4, 11)}, "到场日"),
        ({"inspectors": ["查无此人"]}, "没有找到人员"),
        ({"inspectors": ["lawyer.hai", "lawyer.wang"]}, "没有找到人员：lawyer.hai"),
        ({"credentials_shown": None}, "已出示监督证"),
    ],
)
def test_a_record_that_cannot_be_is_refused(
    either_inspecting_book: Casebook, given: dict[str, Any], sentence: str
) -> None:
    visit = planned(either_inspecting_book, factories.FIRST)
    if "absent" in given:
        names = {"FIRST": factories.FIRST}
        given = {"absent": {names.get(one, one): why for one, why in given["absent"].items()}}
    before = factories.dump(either_inspecting_book)

    with pytest.raises(InputError, match=sentence):
        record(either_inspecting_book, visit, **given)
    assert factories.dump(either_inspecting_book) == before


def test_a_record_is_taken_back_with_the_inspections_it_began(
    book: Casebook, collecting: Callable[[Casebook, int], str]
) -> None:
    numbers = [collecting(book, company) for company in (1, 2)]
    visit = planned(book, *numbers)
    record(book, visit)
    with book.work("lawyer.zhao") as work:
        checkup.reopen_visit(work, checkup.get_visit(work, visit), reason="登记到了别的日子")

    assert [factories.state(book, number) for number in numbers] == ["collecting"] * 2
    assert book.verify() == []
    record(book, visit)
    assert book.verify() == []


def test_a_record_stays_when_a_case_went_on(
    either_book: Casebook, collecting: Callable[[Casebook, int], str]
) -> None:
    numbers = [collecting(either_book, company) for company in (1, 2)]
    visit = planned(either_book, *numbers)
    record(either_book, visit)
    ended = {"onsite_ended_on": factories.TODAY}
    factories.take(either_book, numbers[1], "end_onsite", "lawyer.wang", factories.TODAY, **ended)
    before = factories.dump(either_book)

    with either_book.work("lawyer.wang") as work:
        found = checkup.get_visit(work, visit)
        with pytest.raises(StepRefused, match=f"{numbers[1]}.*又办理了别的步骤"):
            checkup.reopen_visit(work, found, reason="误")
    assert factories.dump(either_book) == before


def test_what_to_mind_is_told_for_each_company(
    either_book: Casebook, collecting: Callable[[Casebook, int], str]
) -> None:
    new, told_late = factories.opened(either_book, 1), collecting(either_book, 2)
    visit = planned(either_book, new, told_late)
    other = planned(either_book, told_late, planned_on=date(2026, 4, 13))

    said = told(either_book, visit)
    assert said[new] == [
        "案件还是“已立项”：还没有告知企业，不能到场检查。",
        "还没有告知企业，最迟应在 2026-04-15 送到告知书。",
    ]
    assert said[told_late] == [f"这家企业还列在走访 {other}（2026-04-13）里。"]


def test_notice_that_came_too_late_is_told(either_book: Casebook) -> None:
    name = factories.opened(either_book, 1)
    for step, actor, on in factories.PATH[:1]:
        factories.take(either_book, name, step, actor, on)
    visit = planned(either_book, name, planned_on=date(2026, 4, 14))

    assert "还没有告知企业，最迟告知日 2026-04-07 已过。" in told(either_book, visit)[name]
    factories.take(either_book, name, "notify", "lawyer.wang", received_on=factories.TODAY)
    sentence = "告知书 2026-04-10 才送到，晚于最迟告知日 2026-04-07。"
    assert sentence in told(either_book, visit)[name]


def test_somebody_who_goes_on_two_trips_a_day_is_named(either_book: Casebook) -> None:
    one, two = factories.opened(either_book, 1), factories.opened(either_book, 2)
    first = planned(either_book, one)
    second = planned(either_book, two, team=["李监", "赵律"])

    with either_book.read("lawyer.wang") as work:
        remarks = checkup.visit_remarks(work, checkup.get_visit(work, second))
    assert [str(one.sentence) for one in remarks] == [f"李监当天还参加走访 {first}（计划中）。"]


def test_too_few_on_a_day_of_rest_is_told(either_book: Casebook) -> None:
    number = factories.opened(either_book, 1)
    visit = planned(either_book, number, team=["李监"], planned_on=date(2026, 4, 18))

    with either_book.read("lawyer.wang") as work:
        remarks = checkup.visit_remarks(work, checkup.get_visit(work, visit))
    assert [one.code for one in remarks] == ["too_few", "rest_day"]


def test_a_visit_is_changed_until_it_is_over(book: Casebook) -> None:
    one, two = factories.opened(book, 1), factories.opened(book, 2)
    visit = planned(book, one, two)
    later = date(2026, 4, 23)
    with book.work("lawyer.zhao") as work:
        found = checkup.get_visit(work, visit)
        assert checkup.change_visit(work, found, planned_on=later, route="") == [
            "计划走访日",
            "路线和集合地点",
        ]
        checkup.drop_from_visit(work, found, two, reason="企业改约")
        checkup.add_to_visit(work, found, two)
        assert [stop.number for stop in checkup.visit_stops(work, found)] == [one, two]
    with book.read("lawyer.wang") as work:
        assert [row.planned_on for row in checkup.visits_of(work, checkup.get(work, one))] == [
            later
        ]
    assert book.verify() == []


def test_a_visit_called_off_is_over(book: Casebook) -> None:
    visit = planned(book, factories.opened(book, 1))
    with book.work("lawyer.wang") as work:
        checkup.cancel_visit(work, checkup.get_visit(work, visit), reason="台风")
    with book.work("lawyer.wang") as work:
        found = checkup.get_visit(work, visit)
        with pytest.raises(InputError, match="已取消"):
            checkup.change_visit(work, found, route="别的")
    assert book.verify() == []


@pytest.mark.parametrize(
    ("numbers", "given", "sentences"),
    [
        ((), {}, ["走访的案件：必须选择"]),
        (("无此案",), {"team": []}, ["走访人员：必须填写", "没有找到案件：无此案"]),
        ((factories.FIRST,), {"planned_on": "2026-02-30"}, ["计划走访日", "已签发"]),
    ],
)
def test_a_plan_that_cannot_be_is_refused_with_everything(
    either_issued_book: Casebook,
    numbers: tuple[str, ...],
    given: dict[str, Any],
    sentences: list[str],
) -> None:
    before = factories.dump(either_issued_book)
    with pytest.raises(InputError) as refused:
        planned(either_issued_book, *numbers, **given)

    assert all(sentence in str(refused.value) for sentence in sentences)
    assert len(refused.value.problems) == len(sentences)
    assert factories.dump(either_issued_book) == before


def test_whoever_comes_second_is_told_who_did_what(either_book: Casebook) -> None:
    visit = planned(either_book, factories.opened(either_book, 1))
    with either_book.work("lawyer.zhao") as work:
        checkup.change_visit(work, checkup.get_visit(work, visit), route="改走西区", seen=2)
    with either_book.work("lawyer.wang") as work:
        found = checkup.get_visit(work, visit)
        with pytest.raises(Conflict, match="赵律修改了走访"):
            checkup.cancel_visit(work, found, reason="台风", seen=2)


def test_who_may_not_plans_nothing_and_sees_nothing_of_another_unit(either_book: Casebook) -> None:
    number = factories.opened(either_book, 1)
    visit = planned(either_book, number)

    with pytest.raises(AccessDenied):
        planned(either_book, number, actor="auditor.qian")
    with either_book.read("lawyer.hai") as work:
        assert checkup.visits(work) == []
    hidden = factories.refused(lambda: record(either_book, visit, actor="lawyer.hai"))
    nowhere = factories.refused(lambda: record(either_book, "无此次", actor="lawyer.hai"))
    assert str(hidden) == str(nowhere).replace("无此次", visit)


def test_a_helper_sees_only_the_companies_of_their_own_cases(either_book: Casebook) -> None:
    one, two = factories.opened(either_book, 1), factories.opened(either_book, 2)
    team = {**factories.FACTS["form_team"], "inspectors": ["assistant.zhou"]}
    factories.take(either_book, one, "form_team", "lawyer.wang", date(2026, 2, 25), **team)
    visit = planned(either_book, one, two)

    with either_book.read("assistant.zhou") as work:
        found = checkup.get_visit(work, visit)
        assert [stop.number for stop in checkup.visit_stops(work, found)] == [one]
        assert len(checkup.visits(work)[0].companies) == 1
    with pytest.raises(AccessDenied) as refused:
        record(either_book, visit, actor="assistant.zhou")
    assert two not in str(refused.value)


def test_the_calendar_is_paged_from_the_latest_day(either_book: Casebook) -> None:
    number = factories.opened(either_book, 1)
    days = [date(2026, 4, day) for day in (20, 22, 22, 24)]
    for day in days:
        planned(either_book, number, planned_on=day)

    with either_book.read("inspector.li") as work:
        first = checkup.visits(work, limit=2)
        rest = checkup.visits(work, after=(first[-1].day, first[-1].visit_id))
        assert [one.day.day for one in (*first, *rest)] == [24, 22, 22, 20]
        assert len(checkup.visits(work, from_on=days[1], until_on=days[2])) == 2
        assert len(checkup.visits(work, mine=True, limit=3)) == 3
    with either_book.read("lawyer.zhao") as work:
        assert checkup.visits(work, mine=True) == []


CHANGED = {
    "a day": (Visit, "planned_on", date(2026, 5, 1)),
    "a team": (Visit, "team", ["lawyer.zhao"]),
    "that it took place": (Visit, "held_on", None),
    "a purpose": (Visit, "purpose", "别的"),
    "a number": (Visit, "number", "云工走访〔2026〕9号"),
}


@pytest.mark.parametrize("what", CHANGED)
def test_a_visit_changed_beside_the_journal_is_named(
    either_inspecting_book: Casebook, what: str
) -> None:
    book = either_inspecting_book
    record(book, planned(book, factories.FIRST))
    assert book.verify() == []
    model, column, value = CHANGED[what]
    with book.engine.execution_options(casework_writes=True).begin() as connection:
        connection.execute(model.__table__.update().values({column: value}))

    assert any("走访" in fault for fault in book.verify())


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM visit_case", "UPDATE visit_case SET outcome = '未到'",
     "UPDATE visit_case SET position = 4"],
)  # fmt: skip
def test_a_stop_changed_beside_the_journal_is_named(
    either_inspecting_book: Casebook, statement: str
) -> None:
    book = either_inspecting_book
    record(book, planned(book, factories.FIRST))
    with book.engine.execution_options(casework_writes=True).begin() as connection:
        connection.execute(text(statement))

    assert any("走访" in fault for fault in book.verify())
