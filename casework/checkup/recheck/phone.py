"""Which findings may be re-checked by telephone alone."""

from casework.cases.models import Case
from casework.cases.work import Work
from casework.checkup.models import Finding

_LOW = "低"


def may_phone(work: Work, case: Case, row: Finding) -> bool:
    """Return whether the finding may be re-checked by telephone: of low risk, no red line (PRAC-CHK-14)."""
    found = work.law.rule(
        "checkup.recheck_by_phone", jurisdiction=case.unit.jurisdiction, on=work.today
    )
    return bool(found.rule.value) and row.risk == _LOW and not row.red_line
