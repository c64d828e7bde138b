"""Numbers of cases and of what a case sends out: per unit, kind and year, without gaps.

Cancelled ones are kept with their reason. A case may hold several: its own, and one a paper.
"""

import re

from sqlalchemy import select

from casework.cases import journal, texts
from casework.cases.journal import lock
from casework.cases.models import Case, CaseNumber, Mover, NumberSeries, Unit
from casework.cases.work import Work, verb
from casework.errors import InputError, NotFound
from casework.store import ensure

#: What other packages use; the rest is for the verbs of casework, which ask about access.
__all__ = ["cancel", "form", "reserve"]

#: Characters in a number.
_LONGEST = 60


def next_number(work: Work, unit: Unit, kind: str, word: str, year: int) -> CaseNumber:
    """Return the next number of the series, for example 昆工法检〔2026〕7号; the series row is the lock."""
    series = _series(work, unit, kind, year)
    series.last += 1
    text = form(unit, word, year, series.last)
    number = CaseNumber(unit_id=unit.id, kind=kind, year=year, ordinal=series.last, text=text)
    work.session.add(number)
    work.session.flush()
    return number


def imported_number(work: Work, unit: Unit, kind: str, word: str, text: str) -> CaseNumber:
    """Return an old number taken over as it is; a series not yet begun goes on after it.

    Raises:
        InputError: empty, already used, or one that the series here gives out itself.
    """
    text = texts.line("number", "原编号", text, _LONGEST)
    own = re.fullmatch(rf"{re.escape(unit.short + word)}〔(\d{{4}})〕([1-9]\d{{0,5}})号", text)
    year, ordinal = (int(own[1]), int(own[2])) if own else (work.today.year, None)
    series = _series(work, unit, kind, year)
    if work.session.scalars(select(CaseNumber).where(CaseNumber.text == text)).first():
        raise InputError.one("number", f"编号“{text}”已经用过。")
    if ordinal is not None and series.last >= series.first <= ordinal:
        raise InputError.one("number", f"“{text}”属于本系统正在编的号段，不能作为旧编号导入。")
    if ordinal is not None and ordinal > series.last:
        series.first, series.last = ordinal + 1, ordinal
    number = CaseNumber(
        unit_id=unit.id, kind=kind, year=year, ordinal=ordinal, text=text, imported=True
    )
    work.session.add(number)
    work.session.flush()
    return number


def _series(work: Work, unit: Unit, kind: str, year: int) -> NumberSeries:
    ensure(work.session, NumberSeries, unit_id=unit.id, kind=kind, year=year, first=1, last=0)
    return work.session.get_one(
        NumberSeries, (unit.id, kind, year), with_for_update=True, populate_existing=True
    )


def form(unit: Unit, word: str, year: int, ordinal: int) -> str:
    """Return a number in the form of official paper: 六角括号, no leading zero."""
    return f"{unit.short}{word}〔{year}〕{ordinal}号"


def _word(work: Work, kind: str) -> str:
    """Return the word in the numbers of a kind of case or of one of its other series."""
    for known in work.kinds.by_name.values():
        if kind in known.series:
            return known.series[kind]
    return work.kinds[kind].word


def give(work: Work, mover: Mover, kind: str, year: int, old: str | None = None) -> str:
    """Return the next number of a series for the paper of a mover, or take over an *old* one.

    An effect of its step calls it.

    Raises:
        InputError: the old number was used already, or belongs to what is given out here.
    """
    word = _word(work, kind)
    number = (
        imported_number(work, mover.unit, kind, word, old)
        if old
        else next_number(work, mover.unit, kind, word, year)
    )
    number.case_id = mover.case_id
    work.session.flush()
    return number.text


def take_back(work: Work, mover: Mover, text: str, because: str) -> None:
    """Cancel the number a mover was given; it is kept with the reason and never given again."""
    number = work.session.scalars(select(CaseNumber).where(CaseNumber.text == text)).one()
    number.cancelled_because = because
    meta = {"number": text, "because": because}
    stream = ("case", mover.case_id)
    journal.append(work, stream, "number.cancelled", about=mover.subject, meta=meta)


def restore(work: Work, mover: Mover, text: str, because: str) -> None:
    """Let a number that was cancelled stand again: its cancelling was taken back."""
    number = work.session.scalars(select(CaseNumber).where(CaseNumber.text == text)).one()
    number.cancelled_because = None
    meta = {"number": text, "because": because}
    stream = ("case", mover.case_id)
    journal.append(work, stream, "number.restored", about=mover.subject, meta=meta)


@verb
def reserve(work: Work, unit: Unit, kind: str, because: str) -> str:
    """Take the next number and cancel it at once (a paper was spoiled); return it.

    Raises:
        InputError: no reason was given.
    """
    work.ask("管理", unit)
    because = texts.reason("because", "作废原因", because)
    number = next_number(work, unit, kind, _word(work, kind), work.today.year)
    number.cancelled_because = because
    meta = {"number": number.text, "because": number.cancelled_because}
    journal.append(work, ("unit", unit.id), "number.cancelled", meta=meta)
    return number.text


@verb
def cancel(work: Work, case: Case, because: str) -> None:
    """Mark the number of a finished case as cancelled; the number is kept and never given again.

    Raises:
        InputError: no reason, or the case is still running.
    """
    lock(work, "case", case.id)
    work.session.refresh(case)
    work.ask("管理", case)
    because = texts.reason("because", "作废原因", because)
    if not case.finished:
        raise InputError.one("number", "案件还在办理，不能作废编号。请先办理“终止”。")
    number = work.session.scalars(
        select(CaseNumber).where(CaseNumber.case_id == case.id, CaseNumber.kind == case.kind)
    ).one_or_none()
    if number is None:
        raise NotFound("编号", case.number)
    if number.cancelled_because is not None:
        raise InputError.one("number", f"编号“{number.text}”已经作废：{number.cancelled_because}。")
    number.cancelled_because = because
    meta = {"number": number.text, "because": number.cancelled_because}
    journal.append(work, ("case", case.id), "number.cancelled", meta=meta)
