"""What a negotiation adds to a case, a file for each noun."""

from casework.negotiation.models.agreement import Dismissal, DossierPaper, PerformanceCheck
from casework.negotiation.models.caucus import CaucusNote, CostBasis
from casework.negotiation.models.demand import Demand
from casework.negotiation.models.diary import DiaryEntry
from casework.negotiation.models.employer import Employer
from casework.negotiation.models.ledger import LedgerRow
from casework.negotiation.models.meeting import Attendance, Meeting, Statement
from casework.negotiation.models.representative import Representative
from casework.negotiation.models.topic import Topic

__all__ = [
    "Attendance",
    "CaucusNote",
    "CostBasis",
    "Demand",
    "DiaryEntry",
    "Dismissal",
    "DossierPaper",
    "Employer",
    "LedgerRow",
    "Meeting",
    "PerformanceCheck",
    "Representative",
    "Statement",
    "Topic",
]
