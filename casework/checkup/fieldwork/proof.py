"""Whether what is recorded in the field is what the journal says, and each draw comes out the same again."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from casework.cases import history
from casework.cases.models import Case, Entry
from casework.cases.work import Work
from casework.checkup.fieldwork import fields, receiving
from casework.checkup.fieldwork.records import SORTS, Sort, kept, plain
from casework.checkup.fieldwork.samples import differences
from casework.checkup.models import Record, Sample

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
    rows = list(rows)
    for sort in SORTS:
        told = _replayed(rows, sort)
        stored: dict[int, Record] = {
            row.number: row for row in kept(work, case, sort.model, withdrawn=True)
        }
        for number in sorted(told.keys() | stored.keys()):
            what = f"案件 {case.number} 的{sort.label} {sort.model.prefix}-{number:02d}"
            yield from _fault(what, told.get(number), stored.get(number))
    for sample in kept(work, case, Sample, withdrawn=True):
        yield from (f"案件 {case.number}：{one}" for one in differences(sample))


def _replayed(rows: Iterable[Entry], sort: Sort) -> dict[int, dict[str, Any]]:
    told: dict[int, dict[str, Any]] = {}
    for row in rows:
        if row.verb == sort.verb:
            one = told.setdefault(row.meta["number"], {"version": 0})
            one.update(history.raw_facts(row))
            one["version"] += 1
    return told


def _fault(what: str, told: Mapping[str, Any] | None, row: Record | None) -> Iterator[str]:
    if row is None or told is None:
        yield f"{what}{'不见了' if row is None else '没有登记'}：与日志不符。"
    elif any(plain(getattr(row, name)) != value for name, value in told.items()):
        yield f"{what}被改动：与日志不符。"
