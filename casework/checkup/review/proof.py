"""Whether remarks, scores and what was submitted are what the journal says they are."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import select

from casework.cases import history
from casework.cases.models import Case, Entry
from casework.cases.work import Work
from casework.checkup.models import QualityScore, Remark, Submission
from casework.checkup.review.fields import LABELS as FIELD_LABELS
from casework.checkup.review.rows import FRESH, REMARKING, SCORED, WORDS
from casework.checkup.review.submission import digest

#: Labels of what the review records, and words for its rows, for the timeline.
LABELS = FIELD_LABELS | WORDS


def faults(work: Work, case: Case, rows: Sequence[Entry]) -> Iterator[str]:
    """Yield a sentence for each row of the review that replaying *rows* does not give."""
    remarks = {row.number: row for row in _of(work, case, Remark)}
    told = _replayed(rows, REMARKING, "remark", FRESH)
    yield from _differences(case, "复核意见 FH-{:02d}", told, remarks)
    scores = {row.submission: row for row in _of(work, case, QualityScore)}
    told = _replayed(rows, (SCORED,), "submission")
    yield from _differences(case, "第 {} 行送审的质量评分", told, scores)
    kept = {row.seq: digest(row.content) for row in _of(work, case, Submission)}
    submitted = {row.seq: row.meta["submitted"] for row in rows if "submitted" in row.meta}
    for seq in sorted(kept.keys() | submitted.keys()):
        if kept.get(seq) != submitted.get(seq):
            yield f"案件 {case.number} 第 {seq} 行送审时留存的内容被改动或不见了：与日志不符。"


def _of(work: Work, case: Case, model: type[Any]) -> Sequence[Any]:
    return work.session.scalars(select(model).where(model.case_id == case.id)).all()


def _replayed(
    rows: Sequence[Entry],
    verbs: Sequence[str],
    key: str,
    fresh: Mapping[str, Any] = MappingProxyType({}),
) -> dict[int, dict[str, Any]]:
    """Return what the rows of *verbs* recorded last, by number, and how often; *fresh* at first."""
    told: dict[int, dict[str, Any]] = {}
    for row in rows:
        if row.verb in verbs:
            one = told.setdefault(row.meta[key], {"version": 0, **fresh})
            one.update(history.raw_facts(row))
            one.pop("reopened_because", None)
            one["version"] += 1
    return told


def _differences(
    case: Case, what: str, told: Mapping[int, Mapping[str, Any]], stored: Mapping[int, Any]
) -> Iterator[str]:
    for key in sorted(told.keys() | stored.keys()):
        row, values = stored.get(key), told.get(key)
        if row is None or values is None:
            fault = "不见了" if row is None else "没有登记"
            yield f"案件 {case.number} 的{what.format(key)}{fault}：与日志不符。"
        elif any(getattr(row, name) != value for name, value in values.items()):
            yield f"案件 {case.number} 的{what.format(key)}被改动：与日志不符。"
