"""Whether everything a negotiation wrote down is what its journal says it is."""

from collections.abc import Iterator, Mapping

from casework.cases import history, movers, records
from casework.cases.models import Case
from casework.cases.work import Work
from casework.negotiation.caucus import proof as caucus_proof
from casework.negotiation.ledger import proof as ledger_proof
from casework.negotiation.meeting import proof as meeting_proof
from casework.negotiation.models import Employer
from casework.negotiation.recording import labels as record_labels
from casework.negotiation.registers import REGISTERS

#: Column of an employer → what the journal calls it.
_EMPLOYER = {"name": "employer_name", "credit_code": "credit_code"}


def labels() -> Mapping[str, str]:
    """Return what is written down, as a person reads it in the timeline."""
    return {
        **record_labels(),
        **ledger_proof.LABELS,
        **caucus_proof.LABELS,
        **meeting_proof.LABELS,
        "employer_name": "用人单位",
        "credit_code": "统一社会信用代码",
    }


def faults(work: Work, case: Case) -> Iterator[str]:
    """Yield a sentence for each stored row that is not what replaying the journal gives."""
    rows = history.entries(work, case)
    yield from records.faults(work, case, rows, (one.sort for one in REGISTERS.values()))
    yield from ledger_proof.faults(work, case, rows)
    yield from caucus_proof.faults(work, case, rows)
    yield from meeting_proof.faults(work, case)
    told = {
        row.subject: history.raw_facts(row)
        for row in rows
        if row.verb == "open" and row.subject.startswith(f"{Employer.sort}/")
    }
    for employer in movers.of(work, case, Employer.sort):
        said = told.get(employer.subject, {})
        if isinstance(employer, Employer) and any(
            getattr(employer, column) != said.get(name) for column, name in _EMPLOYER.items()
        ):
            yield f"案件 {case.number} 的用人单位 企-{employer.number:02d} 被改动：与日志不符。"
