"""Clocks: derived from facts, law and calendar; paused, extended, closed, and never hiding a delay."""

from datetime import UTC, date, datetime

import pytest

from casework import Casebook, cases, checkup
from casework.cases.clock import Clock
from casework.cases.models import ClockRow
from casework.errors import AccessDenied, InputError
from tests import factories

W = "lawyer.wang"
FIRST = factories.FIRST


@pytest.fixture
def notified(book: Casebook) -> Casebook:
    """Return a casebook whose check-up was notified on 3 March: papers are due in ten days."""
    factories.carried(book, "start_collection")
    return book


def clock(book: Casebook, name: str) -> Clock:
    with book.read("admin") as work:
        case = checkup.get(work, FIRST)
        derived = {one.name: one for one, _due in cases.clocks(work, case)}
        stored = work.session.query(ClockRow).filter_by(name=name).one()
        assert stored.due_on == derived[name].due_on
        return derived[name]


def test_a_clock_starts_on_receipt_and_explains_itself(notified: Casebook) -> None:
    materials = clock(notified, "materials")

    assert (materials.starts_on, materials.due_on) == (date(2026, 3, 3), date(2026, 3, 13))
    with notified.read("admin") as work:
        due = {c.name: d for c, d in cases.clocks(work, checkup.get(work, FIRST))}["materials"]
    assert "2026年3月13日" in due.explain()
    assert materials.marks == ("内部做法（建议）",)


def test_an_extension_keeps_the_original_date(notified: Casebook) -> None:
    factories.take(notified, FIRST, "extend_materials", W, date(2026, 3, 12))

    materials = clock(notified, "materials")

    assert materials.original_due_on == date(2026, 3, 13)
    assert materials.due_on == date(2026, 3, 18)
    with notified.read("admin") as work:
        rows = cases.timeline(work, checkup.get(work, FIRST))
    assert rows[0].label == "期限变动"
    assert rows[0].lines == ("资料提交：2026-03-13 → 2026-03-18",)


def test_a_pause_stops_the_days_and_resuming_counts_on(notified: Casebook) -> None:
    factories.take(notified, FIRST, "suspend", "lawyer.zhao", date(2026, 3, 6))
    paused = clock(notified, "materials")
    assert paused.paused
    assert paused.overdue_by(date(2030, 1, 1)) == 0

    factories.take(notified, FIRST, "resume", "lawyer.zhao", date(2026, 3, 16))

    materials = clock(notified, "materials")
    assert factories.state(notified, FIRST) == "collecting"
    assert not materials.paused
    assert materials.due_on > date(2026, 3, 20)
    assert materials.original_due_on == date(2026, 3, 13)
    assert notified.verify() == []


def test_resuming_leads_back_to_where_the_case_was_and_nowhere_else(issued_book: Casebook) -> None:
    factories.take(issued_book, FIRST, "suspend", "lawyer.zhao", date(2026, 3, 24))
    with issued_book.work("lawyer.zhao") as work:
        case = checkup.get(work, FIRST)
        refusal = factories.refused(
            lambda: checkup.take(work, case, "resume", reason="复产", target="registered")
        )
    assert "target" in str(refusal)

    factories.take(issued_book, FIRST, "resume", "lawyer.zhao", date(2026, 3, 25))

    assert factories.state(issued_book, FIRST) == "issued"


def test_a_clock_is_closed_by_the_day_of_its_step(notified: Casebook) -> None:
    factories.take(notified, FIRST, "start_inspection", W, date(2026, 3, 20))

    materials = clock(notified, "materials")

    assert materials.stopped_on == date(2026, 3, 20)
    assert materials.overdue_by(date(2030, 1, 1)) == 7


def test_a_running_clock_is_overdue_by_the_day_one_looks(notified: Casebook) -> None:
    materials = clock(notified, "materials")

    assert [materials.overdue_by(date(2026, 3, day)) for day in (12, 13, 14, 20)] == [0, 0, 1, 7]


def test_a_late_entry_counts_but_never_hides_that_nothing_was_there_in_time(
    notified: Casebook,
) -> None:
    """Entered on 10 April as if done on 12 March: the claim stands, and so does the mark."""
    factories.take(notified, FIRST, "start_inspection", W, date(2026, 3, 12))

    materials = clock(notified, "materials")

    assert materials.overdue_by(factories.TODAY) == 0
    assert "期满后才登记（2026-04-10）" in materials.marks
    with notified.read("admin") as work:
        step = cases.timeline(work, checkup.get(work, FIRST))[0]
    assert (step.label, step.late) == ("开始现场检查", factories.LATE)


def test_what_was_entered_in_time_bears_no_such_mark(notified: Casebook) -> None:
    on = date(2026, 3, 12)
    with notified.work(W, moment=datetime(2026, 3, 12, 8, tzinfo=UTC)) as work:
        case = checkup.get(work, FIRST)
        facts = {**factories.FACTS["start_inspection"], "visited_on": on}
        checkup.take(work, case, "start_inspection", occurred_on=on, **facts)

    assert clock(notified, "materials").marks == ("内部做法（建议）",)
    with notified.read("admin") as work:
        assert cases.timeline(work, checkup.get(work, FIRST))[0].late == ""


def test_the_reason_of_a_late_entry_is_kept(notified: Casebook) -> None:
    given = {"late_reason": "系统停机"}
    factories.take(notified, FIRST, "start_inspection", W, date(2026, 3, 12), **given)

    with notified.read("admin") as work:
        assert cases.timeline(work, checkup.get(work, FIRST))[0].late == "系统停机"


@pytest.mark.parametrize(("days", "late"), [(0, False), (3, False), (4, True)])
def test_an_entry_is_late_after_three_working_days(
    book: Casebook, days: int, *, late: bool
) -> None:
    factories.opened(book)
    law = book.law.calendar
    on = law.add_working_days(date(2026, 4, 7), -days)
    with book.work(W, moment=datetime(2026, 4, 7, 2, tzinfo=UTC)) as work:
        case = checkup.get(work, FIRST)
        facts = {"occurred_on": on, **factories.FACTS["form_team"]}
        if late:
            with pytest.raises(InputError, match="属于补录：请在“补录原因”写明"):
                checkup.take(work, case, "form_team", late_reason=" ", **facts)
        reason = {"late_reason": "出差"} if late else {}
        row = checkup.take(work, case, "form_team", **reason, **facts)

    assert row.meta.get("late", False) is late


def test_a_reversed_closing_lets_the_clock_run_on(inspecting_book: Casebook) -> None:
    assert clock(inspecting_book, "materials").stopped_on == date(2026, 3, 10)

    with inspecting_book.work(W) as work:
        checkup.reverse(work, checkup.get(work, FIRST), reason="误办")

    assert clock(inspecting_book, "materials").stopped_on is None


def test_a_step_taken_again_starts_its_clock_anew(notified: Casebook) -> None:
    for day in (10, 20):
        given = {"planned_visit_on": date(2026, 4, day)}
        factories.take(notified, FIRST, "plan_visit", W, **given)

    assert clock(notified, "notice_lead").starts_on == date(2026, 4, 20)


def test_clocks_stored_before_the_calendar_changed_are_derived_anew(notified: Casebook) -> None:
    with notified.engine.execution_options(casework_writes=True).begin() as connection:
        connection.exec_driver_sql(
            "UPDATE clock SET due_on = '2026-03-12' WHERE name = 'materials'"
        )
    assert any("casework clocks refresh" in fault for fault in notified.verify())

    with notified.work("admin") as work:
        moved = cases.refresh_clocks(work)

    assert moved == [f"{FIRST} 资料提交：2026-03-12 → 2026-03-13"]
    assert notified.verify() == []
    with notified.read("admin") as work:
        assert cases.timeline(work, checkup.get(work, FIRST))[0].label == "期限变动"
    with notified.work(W) as work, pytest.raises(AccessDenied, match="管理"):
        cases.refresh_clocks(work)  # a lawyer administers nothing, and is told so


def test_the_worklist_has_the_first_due_on_top_and_pages_on(book: Casebook) -> None:
    for number in (1, 2, 3, 4):
        factories.opened(book, number)
    for number, day in ((2, 9), (3, 4)):
        given = {"planned_visit_on": date(2026, 5, 20 + day % 5)}
        factories.take(book, f"云工法检〔2026〕{number}号", "plan_visit", W, **given)

    with book.read(W) as work:
        lines = cases.worklist(work)
        paged = list(cases.worklist(work, limit=1))
        for _ in lines[1:]:
            last = paged[-1]
            due = last.clock.due_on if last.clock else date(9999, 12, 31)
            paged += cases.worklist(work, limit=1, after=(due, last.case_id))

    assert paged == list(lines)
    dues = [line.clock.due_on if line.clock else date.max for line in lines]
    assert dues == sorted(dues)


def test_the_worklist_finds_by_text_taken_literally(book: Casebook) -> None:
    factories.opened(book)
    with book.read(W) as work:
        found = {
            text: len(cases.worklist(work, text=text)) for text in ("疾风", "%", "_", "1号", "无")
        }
        mine = cases.worklist(work, mine=True)

    assert found == {"疾风": 1, "%": 0, "_": 0, "1号": 1, "无": 0}
    assert mine == []
