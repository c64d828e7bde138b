"""Civil days: which day is it in China, how is a day read and how is it shown.

A day is a :class:`datetime.date` in Asia/Shanghai civil time. That zone is a fixed UTC+8 here: China
has had no summer time since 1992, and a machine without a zone database must count the same days.
"""

import calendar
import re
from datetime import date, datetime, timedelta, timezone

from casework.errors import InputError

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")

_WRITTEN = re.compile(
    r"\s*(\d{4})\s*(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日)\s*",
    re.ASCII,
)
_WEEKDAYS = "一二三四五六日"


def civil_date(moment: date | datetime) -> date:
    """Return the Asia/Shanghai civil day of *moment*; a plain date is already one.

    Raises:
        InputError: a datetime without a zone, which may lie on either of two days.
    """
    if not isinstance(moment, datetime):
        return moment
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise InputError.one(
            "时刻",
            f"{moment.isoformat(sep=' ')} 没有时区，不能确定是哪一天；请给出带时区的时刻，或者直接给出日期。",
        )
    return moment.astimezone(SHANGHAI).date()


def parse_day(text: str, *, place: str = "日期") -> date:
    """Return the day written as 2026-03-02, 2026/3/2 or 2026年3月2日.

    Raises:
        InputError: it is written in another way, or there is no such day.
    """
    written = _WRITTEN.fullmatch(text)
    if written is None:
        raise InputError.one(
            place, f"看不懂“{text}”；请写成 2026-03-02、2026/3/2 或 2026年3月2日。"
        )
    year, month, day = (int(part) for part in written.groups() if part is not None)
    if not (year and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):  # noqa: PLR2004 - months of a year
        raise InputError.one(place, f"没有{year}年{month}月{day}日这一天；请核对年、月、日。")
    return date(year, month, day)


def show_day(day: date, *, weekday: bool = False) -> str:
    """Return 2026年3月2日, with the day of the week in brackets if *weekday*."""
    week = f"（星期{_WEEKDAYS[day.weekday()]}）" if weekday else ""
    return f"{day.year}年{day.month}月{day.day}日{week}"


def add_months(day: date, months: int) -> date:
    """Return the corresponding day *months* later (earlier if negative).

    A month without a corresponding day ends the period on its last day (《民法典》第二百零二条).

    Raises:
        InputError: the day would lie outside the years 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise InputError.one("期限", f"自{show_day(day)}推算{months}个月超出了公历可用的年份。")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
