"""What is recorded in the field: sites, papers, samples, interviews, surveys, and until when.

How such rows are written and proved is in :mod:`casework.cases.records`.
"""

from casework.cases.models import Case
from casework.cases.records import Sort
from casework.cases.view import table_of
from casework.cases.work import Work
from casework.checkup.models import Interview, Material, Sample, Site, Survey
from casework.errors import Reason, StepRefused

#: States in which the field is recorded: until the review, which approves what the report says of it.
RECORDING = ("registered", "notified", "collecting", "inspecting")

SITE = Sort("site", Site)
MATERIAL = Sort("material", Material)
SAMPLE = Sort("sample", Sample)
INTERVIEW = Sort("interview", Interview, frozenset({"notes", "remarks"}))
SURVEY = Sort("survey", Survey)
SORTS = (SITE, MATERIAL, SAMPLE, INTERVIEW, SURVEY)


def may_record(work: Work, case: Case, what: str) -> None:
    """Raise StepRefused unless the case is in a state in which the field is recorded."""
    if case.state in RECORDING:
        return
    table = table_of(work, case)
    states = "、".join(f"“{table.label(state)}”" for state in RECORDING)
    why = f"案件现在是“{table.label(case.state)}”，现场记录只能在{states}时填写或修改。"
    fix = "已提交复核的，先由复核人退回修改。"
    raise StepRefused(what, table.label(case.state), [Reason("wrong_state", why, where_to_fix=fix)])
