"""What was submitted, kept so that two rounds can be set side by side: answers, findings, grade.

The content is plain JSON taken from the rows of the case at the moment of 提交复核; the journal row
of the step has its SHA-256. What the step itself says (小结) is among its facts.
"""

import hashlib
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from casework.cases.history import Standing
from casework.cases.models import Case
from casework.cases.work import Work
from casework.checkup import answering
from casework.checkup.finding import fields as finding_fields
from casework.checkup.models import Submission
from casework.checkup.queries import answers, findings, score
from casework.checkup.scoring.text import percent, points
from casework.store import canonical

#: What an answer says in the report, with its label; its note and its seed say nothing there.
ANSWER = {"verdict": "结论", **answering.LABELS, "evidence": "证据"}
del ANSWER["note"], ANSWER["seed"]
#: What a finding says, with its label.
FINDING = {**finding_fields.EDITABLE, "evidence": "证据"}
del FINDING["bases_checked"]
GRADE = {"grade": "等级", "score": "得分", "coverage": "覆盖率"}


def content(work: Work, case: Case) -> dict[str, Any]:
    """Return what the report would say now: answers by item, findings by code, the grade."""
    result = score(work, case)
    value = result.value
    return {
        "answers": {key: _plain(row, ANSWER) for key, row in sorted(answers(work, case).items())},
        "findings": {row.code: _plain(row, FINDING) for row in findings(work, case)},
        "grade": {
            "grade": result.grade.label if result.grade else "初步结论，不评等级",
            "score": "" if value is None else points(value, result.scheme),
            "coverage": percent(result.coverage, result.scheme.coverage_min),
        },
    }


def digest(kept: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a content."""
    return hashlib.sha256(canonical(kept)).hexdigest()


def marks(work: Work, case: Case) -> dict[str, Any]:
    """Return what the row of a submission keeps of its content."""
    return {"submitted": digest(content(work, case))}


def keep(work: Work, case: Case, step: Standing) -> None:
    """Keep what was submitted with this step. It stays when the submission is taken back."""
    row = Submission(case_id=case.id, seq=step.seq, content=content(work, case))
    work.session.add(row)
    work.session.flush()


def _plain(row: Any, names: Mapping[str, str]) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in names}
    return {
        name: format(value, "f") if isinstance(value, Decimal) else value
        for name, value in values.items()
    }
