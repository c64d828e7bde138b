"""A reckoning: the rule that was found, the days it comes to, and how sure they are.

``status`` is the most serious of what applies: ``unverified`` (the value, the start or the extension
is not confirmed, or is practice), ``national`` (a national value stands in for an unknown local one),
``provisional`` (a holiday arrangement is missing, or the clock stands), ``firm``. ``marks`` has them all.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from casework.law.citation import Citation
from casework.law.instruments import Instrument
from casework.law.lookup import Found
from casework.law.periods import Course, Ends, ends
from casework.law.rules import Rule

FIRM, PROVISIONAL, NATIONAL, UNVERIFIED = "firm", "provisional", "national", "unverified"
STATUS_LABELS = {
    FIRM: "确定",
    PROVISIONAL: "暂定",
    NATIONAL: "按国家规章暂计",
    UNVERIFIED: "未核实",
}

_MARK_NO_START = "起算点未核实"
_MARK_NOT_YET = "当日是否施行未核实"
_MARK_NO_BASIS = "延长依据未列"
_MARK_STANDS = "期限中止中"


class Reckoning(NamedTuple):
    """Everything a due date came from; the explanation is written from it when somebody asks."""

    found: Found
    starts_on: date
    course: Course
    ends: Ends
    register: Mapping[str, Instrument]
    status: str
    marks: tuple[str, ...]  #: the Chinese marks that apply, the most serious first


def cite(rule: Rule, register: Mapping[str, Instrument]) -> Citation:
    """Return the citation of *rule*, its instrument as the register prints it."""
    if rule.instrument is None:
        return Citation(None, None, rule.confidence)
    known = register.get(rule.instrument)
    return Citation(known.cite if known else rule.instrument, rule.article, rule.confidence)


def reckon(
    found: Found, starts_on: date, course: Course, register: Mapping[str, Instrument]
) -> Reckoning:
    """Return what the rule found comes to; a pure function.

    Raises:
        InputError: the rule is no period, or a date or an extension is not possible.
    """
    reached = ends(found.rule, starts_on, course)
    doubts = _doubts(found.rule, starts_on, course, reached, register)
    stands_in = found.mark
    marks = (*doubts, stands_in) if stands_in else tuple(doubts)
    status = UNVERIFIED if doubts else NATIONAL if stands_in else FIRM
    if reached.unsettled or (reached.stages and reached.stages[-1].standing is not None):
        marks += _open_points(reached)
        status = PROVISIONAL if status == FIRM else status
    return Reckoning(found, starts_on, course, reached, register, status, marks)


def _doubts(
    rule: Rule, day: date, course: Course, reached: Ends, register: Mapping[str, Instrument]
) -> list[str]:
    doubts = [] if rule.confidence.firm else [rule.confidence.label]
    if reached.original_on is not None and rule.starts_fact is None:
        doubts.append(_MARK_NO_START)
    if rule.instrument is not None and not _in_force(rule, register.get(rule.instrument), day):
        doubts.append(_MARK_NOT_YET)
    if course.extension is not None and not course.extension.basis and rule.extension is None:
        doubts.append(_MARK_NO_BASIS)
    return doubts


def _in_force(rule: Rule, instrument: Instrument | None, day: date) -> bool:
    """Return False where a version of unknown date meets a day on which its instrument was none."""
    known_from = rule.issued_on
    if instrument is not None:
        known_from = instrument.effective_from or known_from or instrument.passed_on
        if instrument.effective_until is not None and day > instrument.effective_until:
            return False
    return rule.from_on is not None or known_from is None or day >= known_from


def _open_points(reached: Ends) -> tuple[str, ...]:
    points: list[str] = []
    if reached.unsettled:
        years = "、".join(str(year) for year in reached.unsettled)
        points.append(f"缺{years}年放假安排，日期暂定")
    if reached.stages and reached.stages[-1].standing is not None:
        points.append(_MARK_STANDS)
    return tuple(points)
