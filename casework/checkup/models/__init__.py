"""What a check-up adds to a case, a file for each noun."""

from casework.checkup.models.answer import Answer, Checkup
from casework.checkup.models.finding import Finding
from casework.checkup.models.visit import Visit, VisitCase

__all__ = ["Answer", "Checkup", "Finding", "Visit", "VisitCase"]
