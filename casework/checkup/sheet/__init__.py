"""The check sheet that goes to the field and comes back: the whole of it in two functions.

Importing this module loads openpyxl; a command or page that does not need it should not.
"""

from casework.checkup.sheet.preview import CellProblem, Preview, RowResult, RowStatus
from casework.checkup.sheet.read import read_sheet
from casework.checkup.sheet.safety import Limits
from casework.checkup.sheet.values import AnswerValues, FreeValues
from casework.checkup.sheet.write import write_sheet

__all__ = [
    "AnswerValues",
    "CellProblem",
    "FreeValues",
    "Limits",
    "Preview",
    "RowResult",
    "RowStatus",
    "read_sheet",
    "write_sheet",
]
