"""The sheets that go out and come back: the inspectors' check sheet and the company's own check.

Each is written by one function and read back by another; what they share stands in ``table``
(writing), ``workbook`` and ``fields`` (reading).

Importing this module loads openpyxl; a command or page that does not need it should not.
"""

from casework.checkup.sheet.preview import CellProblem, Preview, RowResult, RowStatus
from casework.checkup.sheet.read import read_self_sheet, read_sheet
from casework.checkup.sheet.safety import Limits
from casework.checkup.sheet.self_write import write_self_sheet
from casework.checkup.sheet.values import AnswerValues, FreeValues, SelfValues
from casework.checkup.sheet.write import write_sheet

__all__ = [
    "AnswerValues",
    "CellProblem",
    "FreeValues",
    "Limits",
    "Preview",
    "RowResult",
    "RowStatus",
    "SelfValues",
    "read_self_sheet",
    "read_sheet",
    "write_self_sheet",
    "write_sheet",
]
