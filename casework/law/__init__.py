"""What the law says: rules as dated and cited data, the calendar, and periods with their explanation.

Nothing here reads a clock, a database or a request. Typical use::

    from casework import law
    due = law.default().due("offer.reply", date(2026, 3, 2))
    print(due.due_on, due.status)
    print(due.explain())
"""

from casework.law.calendar import Calendar, Holiday, HolidayYear
from casework.law.citation import Citation, Confidence, in_words, show_article
from casework.law.days import SHANGHAI, add_months, civil_date, parse_day, show_day
from casework.law.due import Due
from casework.law.instruments import Instrument, InstrumentKind, Register
from casework.law.law import HOME, Law, default
from casework.law.lookup import Found, jurisdiction_path
from casework.law.pauses import Pause
from casework.law.periods import Extension
from casework.law.reckoning import STATUS_LABELS
from casework.law.rules import Direction, ExtensionRule, Rolls, Rule, Unit, Value, value_to_json

__all__ = [
    "HOME",
    "SHANGHAI",
    "STATUS_LABELS",
    "Calendar",
    "Citation",
    "Confidence",
    "Direction",
    "Due",
    "Extension",
    "ExtensionRule",
    "Found",
    "Holiday",
    "HolidayYear",
    "Instrument",
    "InstrumentKind",
    "Law",
    "Pause",
    "Register",
    "Rolls",
    "Rule",
    "Unit",
    "Value",
    "add_months",
    "civil_date",
    "default",
    "in_words",
    "jurisdiction_path",
    "parse_day",
    "show_article",
    "show_day",
    "value_to_json",
]
