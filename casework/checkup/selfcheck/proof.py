"""Whether the company's answers are what the journal says it said."""

from collections.abc import Iterator, Sequence

from casework.cases.models import Case, Entry
from casework.cases.work import Work
from casework.checkup.selfcheck.replay import stored, told


def faults(work: Work, case: Case, rows: Sequence[Entry]) -> Iterator[str]:
    """Yield a sentence for each answer of the company that is not what replaying *rows* gives."""
    kept, said = stored(work, case), told(rows)
    for item_id in sorted(kept.keys() | said.keys()):
        row, values = kept.get(item_id), said.get(item_id)
        what = f"案件 {case.number} 的企业自查 {item_id} "
        if row is None or values is None:
            yield f"{what}{'不见了' if row is None else '没有登记'}：与日志不符。"
        elif any(getattr(row, name) != value for name, value in values.items()):
            yield f"{what}被改动：与日志不符。"
