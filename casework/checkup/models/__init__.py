"""What a check-up adds to a case, a file for each noun."""

from casework.checkup.models.answer import Answer, Checkup
from casework.checkup.models.finding import Finding
from casework.checkup.models.interview import Interview
from casework.checkup.models.material import Material
from casework.checkup.models.notice import Notice
from casework.checkup.models.recheck import Recheck
from casework.checkup.models.review import QualityScore, Remark, Submission
from casework.checkup.models.sample import Sample
from casework.checkup.models.self_answer import SelfAnswer
from casework.checkup.models.site import Site
from casework.checkup.models.survey import Survey
from casework.checkup.models.visit import Visit, VisitCase

__all__ = [
    "Answer",
    "Checkup",
    "Finding",
    "Interview",
    "Material",
    "Notice",
    "QualityScore",
    "Recheck",
    "Remark",
    "Sample",
    "SelfAnswer",
    "Site",
    "Submission",
    "Survey",
    "Visit",
    "VisitCase",
]
