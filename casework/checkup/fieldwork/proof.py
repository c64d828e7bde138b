"""Whether what is recorded in the field is what the journal says, and each draw comes out the same again."""

from collections.abc import Iterable, Iterator

from casework.cases import records
from casework.cases.models import Case, Entry
from casework.cases.work import Work
from casework.checkup.fieldwork import fields, receiving
from casework.checkup.fieldwork.records import SORTS
from casework.checkup.fieldwork.samples import differences
from casework.checkup.models import Sample

#: What the timeline shows of a record, and what its rows are called.
LABELS = {
    **{name: label for name, label in fields.LABELS.items() if name not in {"remarks", "roster", "questions"}},
    **{fact.name: fact.label for fact in (*receiving.ASK, *receiving.GIVE_BACK)},
    "total": "总数",
    "size": "抽取数",
    "proposed": "建议抽取数",
    "withheld_because": "没有提供的原因",
    **{sort.verb: sort.label for sort in SORTS},
}  # fmt: skip


def faults(work: Work, case: Case, rows: Iterable[Entry]) -> Iterator[str]:
    """Yield a sentence for each record that is not what replaying the journal *rows* gives."""
    yield from records.faults(work, case, rows, SORTS)
    for sample in records.kept(work, case, Sample, withdrawn=True):
        yield from (f"案件 {case.number}：{one}" for one in differences(sample))
