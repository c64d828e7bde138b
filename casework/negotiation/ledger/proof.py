"""Whether the stored ledger is what the journal says, and could have been written line by line."""

from collections.abc import Iterable, Iterator

from casework.cases.models import Case, Entry
from casework.cases.work import Work
from casework.negotiation.ledger.fields import LABELS
from casework.negotiation.ledger.rows import VERB, entry_of, replayed, stored, told
from casework.negotiation.ledger.rules import faults as line_faults

__all__ = ["LABELS", "faults"]


def faults(work: Work, case: Case, rows: Iterable[Entry]) -> Iterator[str]:
    """Yield a sentence for each line that replaying the journal *rows* does not give, or that no rule allows."""
    journaled = {row.meta["number"]: replayed(row) for row in rows if row.verb == VERB}
    lines = {row.seq: row for row in stored(work, case)}
    found = False
    for seq in sorted(journaled.keys() | lines.keys()):
        row, values = lines.get(seq), journaled.get(seq)
        what = f"案件 {case.number} 的条款台账第 {seq} 行"
        if row is None or values is None:
            found = True
            yield f"{what}{'不见了' if row is None else '没有登记'}：与日志不符。"
        elif any(told(row)[name] != value for name, value in values.items()):
            found = True
            yield f"{what}被改动：与日志不符。"
    if not found:
        entries = [entry_of(lines[seq]) for seq in sorted(lines)]
        yield from (f"案件 {case.number} 的条款{one}" for one in line_faults(entries))
