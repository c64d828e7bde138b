"""Holiday arrangements and instruments as a file writes them; all problems at once."""

from calendar import monthrange
from datetime import date, timedelta

from casework.law.calendar import FIRST, LAST, FixedHoliday, Holiday, HolidayYear
from casework.law.citation import Confidence
from casework.law.days import show_day
from casework.law.instruments import Instrument, InstrumentKind
from casework.law.reading import Entry

_SATURDAY = 5
_COMMON_YEAR = 2001
_SPILL = timedelta(days=31)  # an arrangement may reach into the neighbouring months


def read_year(entry: Entry, source: str) -> HolidayYear | None:
    """Return the arrangement of one year, None if it cannot be one."""
    before = len(entry.problems)
    year = entry.number("year", FIRST.year, LAST.year)
    notice = entry.text("notice")
    notice_confidence = entry.choice("notice_confidence", Confidence) or Confidence.UNVERIFIED
    days_confidence = entry.choice("days_confidence", Confidence, required=True)
    raw = entry.take("holiday", required=True)
    entry.finish()
    listed = raw if isinstance(raw, list) else []
    if raw is not None and not listed:
        entry.wrong("holiday", "应当是节日的列表，每个节日一个 { name = …, from = …, until = … }。")
    holidays = [
        _read_holiday(Entry(one, f"{entry.place}.holiday {number}", entry.problems))
        for number, one in enumerate(listed, start=1)
    ]
    whole = tuple(one for one in holidays if one is not None)
    if year is None or days_confidence is None or len(entry.problems) > before:
        return None
    _check_year(year, whole, entry)
    if len(entry.problems) > before:
        return None
    return HolidayYear(year, whole, notice, notice_confidence, days_confidence, source)


def _read_holiday(entry: Entry) -> Holiday | None:
    name = entry.text("name", required=True)
    from_on, until_on = entry.day("from", required=True), entry.day("until", required=True)
    statutory, working = entry.days("statutory"), entry.days("working")
    entry.finish()
    if name is None or from_on is None or until_on is None:
        return None
    if until_on < from_on:
        entry.wrong("until", "放假的最后一日早于第一日。")
    if not all(from_on <= day <= until_on for day in statutory):
        entry.wrong("statutory", "法定节假日应当在放假的日子之内。")
    for day in working:
        if day.weekday() < _SATURDAY:
            entry.wrong("working", f"{show_day(day, weekday=True)}不是周末，不会是调休上班日。")
    return Holiday(name, from_on, until_on, statutory, working)


def _check_year(year: int, holidays: tuple[Holiday, ...], entry: Entry) -> None:
    off: set[date] = set()
    for one in holidays:
        length = (one.until_on - one.from_on).days + 1
        days = {one.from_on + timedelta(days=i) for i in range(length)}
        if off & days:
            entry.wrong("holiday", f"{one.name}的日子与别的节日重叠。")
        off |= days
    worked = [day for one in holidays for day in one.working]
    for day in worked:
        if off & {day} or worked.count(day) > 1:
            entry.wrong("holiday", f"{show_day(day)}既放假又上班，或者列了两次。")
    low, high = date(year, 1, 1) - _SPILL, date(year, 12, 31) + _SPILL
    for day in sorted({*off, *worked}):
        if not low <= day <= high:
            entry.wrong("holiday", f"{show_day(day)}不属于{year}年的安排。")


def read_fixed(entry: Entry) -> FixedHoliday | None:
    """Return a statutory holiday of fixed date, None if it cannot be one."""
    before = len(entry.problems)
    name = entry.text("name", required=True)
    month, day = entry.number("month", 1, 12), entry.number("day", 1, 31)
    from_on, until_on = entry.day("from"), entry.day("until")
    entry.finish()
    if month and day and day > monthrange(_COMMON_YEAR, month)[1]:
        entry.wrong("day", f"{month}月没有{day}日，或者不是每年都有。")
    if name is None or month is None or day is None or len(entry.problems) > before:
        return None
    return FixedHoliday(name, month, day, from_on, until_on)


def read_instrument(entry: Entry) -> Instrument | None:
    """Return one text of the register, None if it cannot be one."""
    before = len(entry.problems)
    name, kind = (
        entry.text("name", required=True),
        entry.choice("kind", InstrumentKind, required=True),
    )
    confidence = entry.choice("confidence", Confidence, required=True)
    title, cite = entry.text("title"), entry.text("cite")
    issuer, doc_no, version = entry.text("issuer"), entry.text("doc_no"), entry.text("version_read")
    passed, since = entry.day("passed"), entry.day("effective_from")
    until, only = entry.day("effective_until"), entry.flag("labour_relation_only")
    exceptions = entry.texts("exception_articles")
    only_articles = entry.texts("labour_relation_only_articles")
    known_as, cited_in, note = entry.texts("known_as"), entry.texts("cited_in"), entry.text("note")
    entry.finish()
    if since and until and since > until:
        entry.wrong("effective_until", "失效日早于施行日。")
    if name is None or kind is None or confidence is None or len(entry.problems) > before:
        return None
    return Instrument(
        name=name, title=title or name, cite=cite or f"《{title or name}》", kind=kind,
        confidence=confidence, issuer=issuer, doc_no=doc_no, passed_on=passed,
        effective_from=since, effective_until=until, version_read=version,
        labour_relation_only=bool(only), exception_articles=exceptions,
        labour_relation_only_articles=only_articles, known_as=known_as, cited_in=cited_in, note=note,
    )  # fmt: skip
