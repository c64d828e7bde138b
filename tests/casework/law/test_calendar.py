"""The calendar against chinesecalendar, day by day, and its arithmetic against a walk."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework import law
from casework.errors import InputError

CALENDAR = law.default().calendar
DAY = timedelta(days=1)
ANNOUNCED = (date(2024, 1, 1), date(2026, 12, 31))
INSIDE = st.dates(date(1999, 1, 1), date(2096, 12, 31))


def announced_days() -> Iterator[date]:
    day = ANNOUNCED[0]
    while day <= ANNOUNCED[1]:
        yield day
        day += DAY


def test_every_day_of_2024_to_2026_rests_as_chinesecalendar_says() -> None:
    differing = [
        d for d in announced_days() if CALENDAR.is_rest_day(d) != chinese_calendar.is_holiday(d)
    ]
    assert differing == []


def test_every_working_day_of_2024_to_2026_is_one_of_chinesecalendar() -> None:
    differing = [
        d for d in announced_days() if CALENDAR.is_working_day(d) != chinese_calendar.is_workday(d)
    ]
    assert differing == []


def test_the_count_of_working_days_is_that_of_chinesecalendar_from_any_day_to_any_day() -> None:
    days = list(announced_days())
    works = [d for d in days if chinese_calendar.is_workday(d)]
    for a in days[::13]:
        up_to_a = bisect_right(works, a)
        for b in days[::7]:
            assert CALENDAR.working_days_between(a, b) == bisect_right(works, b) - up_to_a or b < a


def test_the_nth_working_day_is_that_of_chinesecalendar() -> None:
    days = list(announced_days())
    works = [d for d in days if chinese_calendar.is_workday(d)]
    for day in days:
        for number in (1, 5, 15, 60):
            place = bisect_right(works, day) + number - 1
            if place < len(works):
                assert CALENDAR.add_working_days(day, number) == works[place]


def test_names_the_holiday_and_what_a_make_up_day_makes_up_for() -> None:
    assert CALENDAR.holiday_name(date(2026, 2, 17)) == "春节"
    assert CALENDAR.holiday_name(date(2026, 3, 1)) is None
    assert CALENDAR.made_up_for(date(2026, 2, 28)) == "春节"
    assert CALENDAR.is_working_day(date(2026, 2, 28))


def test_statutory_holidays_are_eleven_days_before_2025_and_thirteen_since() -> None:
    counted = {
        year: sum(len(one.statutory) for one in known.holidays)
        for year, known in CALENDAR.years.items()
    }
    assert counted == {2024: 11, 2025: 13, 2026: 13}


def test_the_notice_number_is_from_memory_and_the_days_are_checked() -> None:
    for known in CALENDAR.years.values():
        assert known.notice_confidence is law.Confidence.UNVERIFIED
        assert known.days_confidence is law.Confidence.VERIFIED


def test_a_year_nobody_announced_rests_at_week_ends_and_fixed_holidays_only() -> None:
    assert not CALENDAR.announced(2027)
    assert CALENDAR.is_rest_day(date(2027, 10, 1))
    assert CALENDAR.is_rest_day(date(2027, 5, 2))
    assert CALENDAR.is_rest_day(date(2027, 1, 9))
    assert CALENDAR.is_working_day(date(2027, 2, 8))  # 春节 is not guessed


def test_the_second_of_may_is_a_fixed_holiday_only_since_2025() -> None:
    assert CALENDAR.is_working_day(date(2023, 5, 2))
    assert CALENDAR.is_rest_day(date(2028, 5, 2))


def test_the_last_days_of_december_wait_for_the_next_notice() -> None:
    assert CALENDAR.unsettled(date(2026, 12, 27), date(2026, 12, 27)) == ()
    assert CALENDAR.unsettled(date(2026, 12, 28), date(2026, 12, 28)) == (2027,)
    assert CALENDAR.unsettled(date(2025, 12, 31), date(2025, 12, 31)) == ()
    assert CALENDAR.unsettled(date(2023, 6, 1), date(2027, 6, 1)) == (2023, 2027)


@given(INSIDE, st.integers(-400, 400))
def test_adding_working_days_and_counting_them_are_inverse(day: date, number: int) -> None:
    reached = CALENDAR.add_working_days(day, number)
    assert CALENDAR.working_days_between(day, reached) == number


@given(INSIDE)
def test_the_next_working_day_is_the_first_one_a_walk_meets(day: date) -> None:
    walked = day
    while CALENDAR.is_rest_day(walked):
        walked += DAY
    assert CALENDAR.next_working_day(day) == walked
    back = day
    while CALENDAR.is_rest_day(back):
        back -= DAY
    assert CALENDAR.previous_working_day(day) == back


@pytest.mark.parametrize("day", [date(1995, 12, 31), date(2100, 1, 1)])
def test_a_day_outside_the_calendar_is_refused_with_its_range(day: date) -> None:
    with pytest.raises(InputError, match="1996年1月1日至2099年12月31日"):
        CALENDAR.is_rest_day(day)


def test_counting_beyond_the_calendar_is_refused_in_both_directions() -> None:
    for number in (9_999_999, -9_999_999):
        with pytest.raises(InputError, match="超出日历"):
            CALENDAR.add_working_days(date(2026, 3, 2), number)
