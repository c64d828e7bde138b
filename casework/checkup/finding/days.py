"""The natural days a rule about rectification gives: what findings start with and are sorted by."""

from datetime import date

from casework.cases.models import Case
from casework.cases.work import Work
from casework.law import Unit

#: What is to be done at once has its own number, and that is it.
_AT_ONCE = 1


def natural_days(work: Work, case: Case, key: str, on: date) -> int:
    """Return how many natural days ``checkup.rectify.<key>`` gives to somebody told *on* that day.

    The rules ship in natural days; an overlay in working days or months is counted on the calendar.
    """
    name, place = f"checkup.rectify.{key}", case.unit.jurisdiction
    rule = work.law.rule(name, jurisdiction=place, on=on).rule
    if rule.unit is Unit.DAY and isinstance(rule.value, int):
        return rule.value
    due_on = work.law.due(name, on, jurisdiction=place).due_on
    return (due_on - on).days if due_on else _AT_ONCE
