"""What the report says of the company's own check: the day it came, and how far it differs."""

from casework.cases.models import Case
from casework.cases.view import look
from casework.cases.work import Work
from casework.checkup.context.parts import chinese
from casework.checkup.selfcheck.compare import Difference
from casework.checkup.selfcheck.queries import self_check
from casework.checkup.selfcheck.service import STEP


def self_checked(work: Work, case: Case) -> str:
    """Return the clause for 体检方式与范围; nothing when no sheet came."""
    if look(work, case).last(STEP) is None:
        return ""
    found = self_check(work, case)
    came = f"{chinese(found.received_on)}收到企业自查表"
    if not found.answered:
        return came
    counts = found.counts
    ways = [
        f"{word}{counts[kind]}项"
        for kind, word in ((Difference.LENIENT, "偏宽"), (Difference.STRICT, "偏严"))
        if counts[kind]
    ]
    differing = sum(counts[kind] for kind in Difference if kind.differs)
    told = f"不一致{differing}项（企业结论{'、'.join(ways)}）" if ways else "没有不一致"
    return f"{came}，企业作答{found.answered}项，与检查结论{told}；以检查结论为准"
