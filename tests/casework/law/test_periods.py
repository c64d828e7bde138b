"""Due dates against a slow walk that counts day by day, and worked examples with real holidays."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import find, given
from hypothesis import strategies as st

from casework import law
from casework.errors import InputError
from casework.law import Confidence, Direction, Extension, Found, Pause, Rolls, Rule, Unit
from casework.law.days import add_months
from casework.law.pauses import merged
from casework.law.periods import Course, ends

KNOWN = law.default()
DAY = timedelta(days=1)
FIXED = {(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)}
RULE = Rule(
    label="T-1", key="t.k", jurisdiction="CN", subject="甲", confidence=Confidence.VERIFIED,
    procedure="all", direction=Direction.AFTER, starts="某日", starts_fact="some_on",
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A period, its start, what stops it and by how much it is extended."""

    value: int
    unit: Unit
    start: date
    rolls: Rolls
    pauses: tuple[Pause, ...]
    extension: int | None


def rests(day: date) -> bool:
    if 2024 <= day.year <= 2026:
        return bool(chinese_calendar.is_holiday(day))
    fixed = (day.month, day.day) in FIXED or ((day.month, day.day) == (5, 2) and day.year >= 2025)
    return day.weekday() >= 5 or fixed


def stopped(case: Case, day: date) -> bool:
    return any(one.from_on <= day < (one.until_on or date.max) for one in case.pauses)


def walk(case: Case, start: date, value: int, *, counts_start: bool) -> date | None:
    """Count one day after the other; None if the clock still stands."""
    moves = case.rolls is not Rolls.NO
    if case.unit in {Unit.MONTH, Unit.YEAR}:
        value = (add_months(start, value * (12 if case.unit is Unit.YEAR else 1)) - start).days
    day = start - DAY if counts_start else start
    while value:
        day += DAY
        if day > date(2098, 1, 1):
            return None
        idle = stopped(case, day) or (case.unit is Unit.WORKING_DAY and rests(day))
        value -= not idle
    while moves and (rests(day) or stopped(case, day)):
        if any(one.until_on is None and one.from_on <= day for one in case.pauses):
            return None
        day += DAY
    return day


def by_walking(case: Case, *, counts_start: bool = False) -> date | None:
    day = walk(case, case.start, case.value, counts_start=counts_start)
    if day is None or case.extension is None:
        return day
    return walk(case, day, case.extension, counts_start=counts_start)


def by_law(case: Case) -> date | None:
    rule = replace(RULE, value=case.value, unit=case.unit, rolls=case.rolls)
    extension = Extension(case.extension, case.unit, "延长") if case.extension else None
    course = Course(KNOWN.calendar, pauses=merged(case.pauses), extension=extension)
    return ends(rule, case.start, course).due_on


DAYS = st.dates(date(2023, 10, 1), date(2028, 12, 31))
PAUSES = st.lists(
    st.builds(
        lambda first, length: Pause(
            first, None if length is None else first + timedelta(days=length), "停"
        ),
        DAYS,
        st.one_of(st.none(), st.integers(0, 200), st.integers(0, 9), st.integers(0, 9)),
    ),
    max_size=3,
)
CASES = st.builds(
    Case,
    value=st.integers(1, 90),
    unit=st.sampled_from([Unit.DAY, Unit.WORKING_DAY, Unit.MONTH, Unit.YEAR]),
    start=DAYS,
    rolls=st.sampled_from(Rolls),
    pauses=st.one_of(st.just(()), PAUSES.map(tuple)),
    extension=st.one_of(st.none(), st.integers(1, 30)),
).filter(
    lambda case: case.unit is not Unit.YEAR or (case.value <= 5 and (case.extension or 0) <= 5)
)


@given(CASES)
def test_a_period_ends_where_a_walk_day_by_day_ends(case: Case) -> None:
    assert by_law(case) == by_walking(case)


def test_a_walk_that_counts_the_first_day_is_told_apart() -> None:
    found = find(CASES, lambda case: by_law(case) != by_walking(case, counts_start=True))
    assert found.start


@pytest.mark.parametrize(
    ("received_on", "due_on"),
    [
        (date(2026, 3, 10), date(2026, 3, 30)),  # a Monday
        (date(2026, 3, 2), date(2026, 3, 23)),  # a Sunday moves
        (date(2026, 2, 1), date(2026, 2, 24)),  # inside 春节, to the day after it
        (date(2026, 1, 25), date(2026, 2, 14)),  # a Saturday that is worked stays
        (date(2025, 9, 11), date(2025, 10, 9)),  # the first of eight days off
        (date(2024, 12, 12), date(2025, 1, 2)),  # over the turn of the year
        (date(2024, 2, 9), date(2024, 2, 29)),
    ],
)
def test_the_twenty_days_of_a_reply_with_real_holidays(received_on: date, due_on: date) -> None:
    due = KNOWN.due("CN-OFFER-02", received_on)
    assert (due.due_on, due.status, due.marks) == (due_on, "firm", ())
    assert due.nominal_on == received_on + timedelta(days=20)


def test_fifteen_working_days_over_the_national_holiday() -> None:
    due = KNOWN.due("JS-SUP-01", date(2026, 9, 20))
    assert due.due_on == date(2026, 10, 16)


def test_a_range_is_due_on_its_upper_bound_and_opens_on_its_lower() -> None:
    due = KNOWN.due("checkup.exchange", date(2026, 2, 10))
    assert (due.earliest_on, due.due_on) == (date(2026, 2, 13), date(2026, 2, 24))


@pytest.mark.parametrize(
    ("expires_on", "opens_on"),
    [
        (date(2026, 5, 31), date(2026, 2, 28)),
        (date(2024, 5, 31), date(2024, 2, 29)),
        (date(2026, 8, 15), date(2026, 5, 15)),
    ],
)
def test_the_renewal_window_is_counted_back_and_ends_at_expiry(
    expires_on: date, opens_on: date
) -> None:
    due = KNOWN.due("contract.renewal_window", expires_on)
    assert (due.earliest_on, due.due_on) == (opens_on, expires_on)


def test_a_day_counted_back_stays_on_a_rest_day_and_says_when_to_act() -> None:
    due = KNOWN.due("info.before_meeting.wage", date(2026, 5, 6))
    assert due.due_on == date(2026, 5, 1)
    assert any("请在2026年4月30日以前办妥" in step for step in due.trace)


def test_working_days_are_counted_back_over_a_holiday() -> None:
    assert KNOWN.due("checkup.notice_lead", date(2026, 2, 25)).due_on == date(2026, 2, 11)


def test_promptly_has_no_day_and_says_so() -> None:
    due = KNOWN.due("CN-PUB-01", date(2026, 5, 1))
    assert (due.due_on, due.original_due_on, due.status) == (None, None, "unverified")
    assert any("及时" in step and "没有规定天数" in step for step in due.trace)


def test_a_limit_that_the_law_leaves_open_has_no_day() -> None:
    due = KNOWN.due("CN-MEET-04", date(2026, 5, 1))
    assert (due.due_on, due.status) == (None, "firm")
    assert any("没有规定这项期限的长短" in step for step in due.trace)


def test_a_quantity_is_no_period() -> None:
    for label in ("CN-REP-01", "CN-VOTE-02", "CN-OFFER-01", "PRAC-CHK-31", "CQ-LIAB-01b"):
        with pytest.raises(InputError, match="不是期限"):
            KNOWN.due(label, date(2026, 3, 2))


def test_a_pause_moves_the_end_by_the_days_the_clock_stood() -> None:
    pause = Pause(date(2026, 3, 10), date(2026, 3, 15), "企业停产")
    due = KNOWN.due("CN-OFFER-02", date(2026, 3, 2), pauses=[pause])
    assert due.original_due_on == date(2026, 3, 23)
    assert due.due_on == date(2026, 3, 27)
    assert any("企业停产" in step for step in due.trace)


def test_stopped_and_running_again_on_one_day_changes_nothing() -> None:
    pause = Pause(date(2026, 3, 10), date(2026, 3, 10), "误操作")
    assert KNOWN.due("CN-OFFER-02", date(2026, 3, 2), pauses=[pause]).due_on == date(2026, 3, 23)


def test_while_the_clock_stands_there_is_no_date_but_the_original_one_is_kept() -> None:
    due = KNOWN.due(
        "CN-OFFER-02", date(2026, 3, 2), pauses=[Pause(date(2026, 3, 10), None, "停产")]
    )
    assert (due.due_on, due.original_due_on) == (None, date(2026, 3, 23))
    assert (due.status, due.marks) == ("provisional", ("期限中止中",))


@pytest.mark.parametrize(
    ("runs_on", "due_on"), [(None, None), (date(2026, 3, 25), date(2026, 3, 25))]
)
def test_a_clock_stopped_on_the_day_the_end_moved_to_stands(
    runs_on: date | None, due_on: date | None
) -> None:
    pause = Pause(date(2026, 3, 23), runs_on, "停产")  # 2026-03-22, the last day, is a Sunday
    due = KNOWN.due("CN-OFFER-02", date(2026, 3, 2), pauses=[pause])
    assert (due.due_on, due.original_due_on) == (due_on, date(2026, 3, 23))
    assert any("中止" in step for step in due.trace)


def test_a_pause_after_the_end_is_no_pause() -> None:
    later = [Pause(date(2026, 4, 1), None, "停产")]
    assert KNOWN.due("CN-OFFER-02", date(2026, 3, 2), pauses=later).due_on == date(2026, 3, 23)


def test_a_pause_that_ends_before_it_begins_is_refused() -> None:
    wrong = [Pause(date(2026, 3, 10), date(2026, 3, 9), "停产")]
    with pytest.raises(InputError, match="2026年3月9日）早于中止之日"):
        KNOWN.due("CN-OFFER-02", date(2026, 3, 2), pauses=wrong)


def test_an_extension_runs_from_the_original_end_which_is_kept() -> None:
    longer = Extension(15, "day", "案情复杂", "集体合同规定第五十二条")
    due = KNOWN.due("CN-DISP-03", date(2026, 3, 2), extension=longer)
    assert due.original_due_on == date(2026, 4, 1)
    assert due.due_on == date(2026, 4, 16)
    assert due.status == "firm"
    assert any("案情复杂" in step and "原期限届满" in step for step in due.trace)


def test_an_extension_longer_than_the_rule_allows_is_refused() -> None:
    for longer in (Extension(16, "day", "甲"), Extension(1, "month", "甲")):
        with pytest.raises(InputError, match="最多延长15日"):
            KNOWN.due("CN-DISP-03", date(2026, 3, 2), extension=longer)


@pytest.mark.parametrize(
    "longer", [Extension(0, "day", "甲"), Extension(1, "person", "甲"), Extension(1, "周", "甲")]
)
def test_an_extension_of_no_length_or_of_no_time_is_refused(longer: Extension) -> None:
    with pytest.raises(InputError, match="至少1的整数"):
        KNOWN.due("CN-OFFER-02", date(2026, 3, 2), extension=longer)


def test_an_extension_without_a_basis_is_marked() -> None:
    due = KNOWN.due("CN-OFFER-02", date(2026, 3, 2), extension=Extension(5, "day", "甲"))
    assert (due.status, due.marks) == ("unverified", ("延长依据未列",))


def test_of_two_rules_side_by_side_the_earlier_date_counts() -> None:
    due = KNOWN.due("contract.filing", date(2026, 3, 2), alternative="contract.filing.wage")
    assert (due.rule.label, due.due_on) == ("CN-FILE-W1", date(2026, 3, 9))
    assert any("CN-FILE-01" in step and "2026年3月12日" in step for step in due.trace)
    assert (
        KNOWN.due("contract.filing.wage", date(2026, 3, 2), alternative="contract.filing").due_on
        == due.due_on
    )


def test_a_start_outside_the_calendar_is_refused() -> None:
    for start in (date(1990, 1, 1), date(9999, 12, 31)):
        with pytest.raises(InputError, match="超出日历"):
            KNOWN.due("arbitration.appeal", start)
        with pytest.raises(InputError, match="超出日历"):
            KNOWN.due_dates("arbitration.appeal", [date(2026, 1, 1), start])


PERIODS = sorted(r.label for r in KNOWN.rules if r.is_period)


@pytest.mark.parametrize("label", PERIODS)
def test_many_due_dates_at_once_are_those_asked_one_by_one(label: str) -> None:
    starts = [date(2024, 6, 1) + timedelta(days=11 * i) for i in range(90)]
    one_by_one = [KNOWN.due(label, start).due_on for start in starts]
    assert KNOWN.due_dates(label, starts) == one_by_one


def test_many_due_dates_follow_the_version_of_each_day() -> None:
    starts = [date(2023, 4, 30), date(2023, 5, 1), date(2010, 1, 1)]
    assert KNOWN.due_dates("contract.filing", starts) == [
        KNOWN.due("contract.filing", start).due_on for start in starts
    ]
    assert KNOWN.due_dates("contract.filing", []) == []


def test_equal_questions_have_equal_answers() -> None:
    one, other = (KNOWN.due("offer.reply", date(2026, 3, 2)) for _ in range(2))
    assert one == other
    assert hash(one) == hash(other)
    assert Found(one.rule) == Found(other.rule)
