"""Which civil day a moment is, and how days are read and shown."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from casework import law
from casework.errors import InputError
from casework.law.days import add_months


def test_a_moment_is_the_day_it_is_in_shanghai() -> None:
    assert law.civil_date(datetime(2026, 3, 2, 15, 59, tzinfo=UTC)) == date(2026, 3, 2)
    assert law.civil_date(datetime(2026, 3, 2, 16, 0, tzinfo=UTC)) == date(2026, 3, 3)
    west = timezone(timedelta(hours=-10))
    assert law.civil_date(datetime(2026, 3, 2, 6, 0, tzinfo=west)) == date(2026, 3, 3)


def test_a_date_is_already_a_civil_day() -> None:
    assert law.civil_date(date(2026, 3, 2)) == date(2026, 3, 2)


def test_a_naive_moment_is_refused_everywhere() -> None:
    naive = datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001 - the naive moment is what is tested
    known = law.default()
    with pytest.raises(InputError, match="没有时区"):
        law.civil_date(naive)
    with pytest.raises(InputError, match="没有时区"):
        known.due("offer.reply", naive)
    with pytest.raises(InputError, match="没有时区"):
        known.due_dates("offer.reply", [naive])
    with pytest.raises(InputError, match="没有时区"):
        known.rule("offer.reply", on=naive)
    with pytest.raises(InputError, match="没有时区"):
        known.due("offer.reply", date(2026, 3, 2), pauses=[law.Pause(naive, None, "中止")])


@pytest.mark.parametrize(
    "text", ["2026-03-02", "2026/3/2", "2026年3月2日", " 2026-3-2 ", "2026年03月02日"]
)
def test_a_day_is_read_in_three_ways(text: str) -> None:
    assert law.parse_day(text) == date(2026, 3, 2)


@pytest.mark.parametrize(
    "text", ["2026-02-30", "2025/2/29", "2026年13月1日", "0000-01-01", "2026-1-0"]
)
def test_a_day_that_does_not_exist_is_named(text: str) -> None:
    with pytest.raises(InputError, match=r"没有.*这一天"):
        law.parse_day(text)


@pytest.mark.parametrize(
    "text", ["", "明天", "2026-3/2", "26-3-2", "2026-03-02T00:00", "٢٠٢٦-٠٣-٠٢"]
)
def test_what_is_no_day_is_answered_with_the_ways_to_write_one(text: str) -> None:
    with pytest.raises(InputError, match=r"起算日期：看不懂.*2026-03-02、2026/3/2 或 2026年3月2日"):
        law.parse_day(text, place="起算日期")


def test_a_day_is_shown_without_leading_zeros() -> None:
    assert law.show_day(date(2026, 3, 2)) == "2026年3月2日"
    assert law.show_day(date(2026, 3, 2), weekday=True) == "2026年3月2日（星期一）"


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 5, 31), -3, date(2026, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 2, 28), 1, date(2026, 3, 28)),
    ],
)
def test_months_end_on_the_corresponding_day_or_the_last_of_the_month(
    day: date, months: int, expected: date
) -> None:
    assert add_months(day, months) == expected


def test_months_beyond_the_years_of_the_calendar_are_refused() -> None:
    with pytest.raises(InputError, match="超出"):
        add_months(date(9999, 1, 1), 12)
