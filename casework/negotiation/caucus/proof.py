"""Whether the union side's own rows are what the journal says; a fault names the row, never what is in it."""

from collections.abc import Iterable, Iterator

from casework.cases import journal, records
from casework.cases.models import Case, Entry
from casework.cases.work import Work
from casework.negotiation.caucus.registers import LABELS, REGISTERS

__all__ = ["LABELS", "faults"]


def faults(work: Work, case: Case, rows: Iterable[Entry]) -> Iterator[str]:
    """Yield a sentence for each row that replaying the journal *rows* does not give, or that tells too much."""
    rows = list(rows)
    yield from records.faults(work, case, rows, (one.sort for one in REGISTERS.values()))
    verbs = {one.sort.verb for one in REGISTERS.values()}
    for row in rows:
        if row.verb in verbs and any(fact.side != journal.CAUCUS for fact in row.facts):
            yield f"案件 {case.number} 的内部记录（日志第 {row.seq} 行）没有标为内部。"
