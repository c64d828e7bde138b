"""The tables every kind of case shares, one file a noun."""

from casework.cases.models.case import (
    Case,
    CaseLink,
    CaseMember,
    CaseNumber,
    ClockRow,
    NumberSeries,
    Pinned,
)
from casework.cases.models.enterprise import Enterprise, EnterpriseVersion
from casework.cases.models.evidence import Evidence, StoredFile
from casework.cases.models.journal import Entry, EntryFact, Stream
from casework.cases.models.mover import Mover, Subject
from casework.cases.models.organisation import Assignment, Person, Unit
from casework.cases.models.record import Record

__all__ = [
    "Assignment",
    "Case",
    "CaseLink",
    "CaseMember",
    "CaseNumber",
    "ClockRow",
    "Enterprise",
    "EnterpriseVersion",
    "Entry",
    "EntryFact",
    "Evidence",
    "Mover",
    "NumberSeries",
    "Person",
    "Pinned",
    "Record",
    "StoredFile",
    "Stream",
    "Subject",
    "Unit",
]
