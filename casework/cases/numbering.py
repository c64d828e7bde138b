"""Case numbers: per unit, kind and year, without gaps; cancelled ones are kept with their reason."""

import re

from sqlalchemy import select

from casework.cases import journal
from casework.cases.models import Case, CaseNumber, NumberSeries, Unit
from casework.cases.work import Work, verb
from casework.errors import InputError, NotFound


def next_number(work: Work, unit: Unit, kind: str, word: str, year: int) -> CaseNumber:
    """Return the next number of the series, for example 昆工法检〔2026〕7号; the series row is the lock."""
    series = work.session.get(NumberSeries, (unit.id, kind, year), with_for_update=True)
    if series is None:
        series = NumberSeries(unit_id=unit.id, kind=kind, year=year, last=0)
        work.session.add(series)
    series.last += 1
    number = CaseNumber(
        unit_id=unit.id,
        kind=kind,
        year=year,
        ordinal=series.last,
        text=form(unit, word, year, series.last),
    )
    work.session.add(number)
    work.session.flush()
    return number


def imported_number(work: Work, unit: Unit, kind: str, word: str, text: str) -> CaseNumber:
    """Return an old number taken over as it is.

    Raises:
        InputError: empty, already used, or one of this series that was not yet given out: then
            later numbers would collide with it.
    """
    text = text.strip()
    if not text:
        raise InputError.one("number", "原编号是空的。没有原编号时请不要填写，系统会自动编号。")
    if work.session.scalars(select(CaseNumber).where(CaseNumber.text == text)).first():
        raise InputError.one("number", f"编号“{text}”已经用过。")
    own = re.fullmatch(rf"{re.escape(unit.short + word)}〔(\d{{4}})〕([1-9]\d*)号", text)
    year, ordinal = (int(own[1]), int(own[2])) if own else (work.today.year, None)
    if ordinal is not None:
        series = work.session.get(NumberSeries, (unit.id, kind, year), with_for_update=True)
        if series is not None or year >= work.today.year:
            raise InputError.one("number", f"“{text}”属于本系统正在编的号段，不能作为旧编号导入。")
    number = CaseNumber(
        unit_id=unit.id, kind=kind, year=year, ordinal=ordinal, text=text, imported=True
    )
    work.session.add(number)
    work.session.flush()
    return number


def form(unit: Unit, word: str, year: int, ordinal: int) -> str:
    """Return a number in the form of official paper: 六角括号, no leading zero."""
    return f"{unit.short}{word}〔{year}〕{ordinal}号"


@verb
def reserve(work: Work, unit: Unit, kind: str, because: str) -> str:
    """Take the next number and cancel it at once (a paper was spoiled); return it.

    Raises:
        InputError: no reason was given.
    """
    work.ask("管理", unit)
    if not because.strip():
        raise InputError.one("because", "作废编号必须写明原因。")
    number = next_number(work, unit, kind, work.kinds[kind].word, work.today.year)
    number.cancelled_because = because.strip()
    meta = {"number": number.text, "because": number.cancelled_because}
    journal.append(work, ("unit", unit.id), "number.cancelled", meta=meta)
    return number.text


@verb
def cancel(work: Work, case: Case, because: str) -> None:
    """Mark the number of a finished case as cancelled; the number is kept and never given again.

    Raises:
        InputError: no reason, or the case is still running.
    """
    work.ask("管理", case)
    if not because.strip():
        raise InputError.one("because", "作废编号必须写明原因。")
    if not case.finished:
        raise InputError.one("number", "案件还在办理，不能作废编号。请先办理“终止”。")
    number = work.session.scalars(
        select(CaseNumber).where(CaseNumber.case_id == case.id)
    ).one_or_none()
    if number is None:
        raise NotFound("编号", case.number)
    number.cancelled_because = because.strip()
    meta = {"number": number.text, "because": number.cancelled_because}
    journal.append(work, ("case", case.id), "number.cancelled", meta=meta)
