"""Whether answers, findings and the tailored items of a check-up are what its journal says they are."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select

from casework.cases import history
from casework.cases.models import Case
from casework.cases.view import standing_of
from casework.cases.work import Work
from casework.checkup import answering
from casework.checkup.catalogue import Catalogue
from casework.checkup.catalogue.tailor import tailor
from casework.checkup.fieldwork import proof as fieldwork_proof
from casework.checkup.finding import fields as finding_fields
from casework.checkup.models import Answer, Finding
from casework.checkup.notice import proof as notice_proof
from casework.checkup.queries import checkup_of, pinned_catalogue
from casework.checkup.recheck import fields as recheck_fields
from casework.checkup.recheck import proof as recheck_proof
from casework.checkup.replaying import answers_told, findings_told, plain
from casework.checkup.review import proof as review_proof
from casework.checkup.selfcheck import replay

#: What answers and findings record, as a person reads it in the timeline.
LABELS = (
    {"stale": "需重新回答"}
    | notice_proof.LABELS
    | fieldwork_proof.LABELS
    | recheck_fields.LABELS
    | review_proof.LABELS
    | answering.LABELS
    | finding_fields.EDITABLE
)
_CUT = ("party", "sectors", "workers", "items")


def cut_for(catalogue: Catalogue, enterprise: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns of a check-up cut to an enterprise of that party, sectors and workers."""
    cut = tailor(catalogue, enterprise["party"], enterprise["sectors"], enterprise["workers"])
    return {**enterprise, "items": [item.id for item in cut.items]}


def faults(work: Work, case: Case) -> Iterator[str]:
    """Yield a sentence for each stored row that is not what replaying the journal gives."""
    rows = history.entries(work, case)
    checkup = checkup_of(work, case)
    steps = standing_of(work, case)
    cuts = [step.meta["cut_for"] for step in steps if "cut_for" in step.meta]
    pins = [step.meta["catalogue"]["to"] for step in steps if "catalogue" in step.meta]
    if pins and checkup.catalogue_hash != pins[-1]:
        yield f"案件 {case.number} 使用的检查目录与日志不符。"
    if {name: getattr(checkup, name) for name in _CUT} != cut_for(
        pinned_catalogue(work, case), cuts[-1]
    ):
        yield f"案件 {case.number} 适用的检查项与日志不符。"
    told = answers_told(rows)
    stored = {
        row.item_id: row
        for row in work.session.scalars(select(Answer).where(Answer.case_id == case.id))
    }
    yield from _differences(case, "检查项 {} 的结论", told, stored)
    found = {
        row.number: row
        for row in work.session.scalars(select(Finding).where(Finding.case_id == case.id))
    }
    yield from _differences(case, "问题 WT-{:02d}", findings_told(rows), found)
    yield from recheck_proof.faults(work, case, rows)
    yield from notice_proof.faults(work, case, rows)
    yield from review_proof.faults(work, case, rows)
    yield from fieldwork_proof.faults(work, case, rows)
    yield from _differences(case, "企业自查 {} ", replay.told(rows), replay.stored(work, case))


def _differences(
    case: Case, what: str, told: Mapping[Any, Mapping[str, Any]], stored: Mapping[Any, Any]
) -> Iterator[str]:
    for key in sorted(told.keys() | stored.keys()):
        row, values = stored.get(key), told.get(key)
        if row is None or values is None:
            fault = "不见了" if row is None else "没有登记"
            yield f"案件 {case.number} 的{what.format(key)}{fault}：与日志不符。"
        elif any(plain(getattr(row, name)) != value for name, value in values.items()):
            yield f"案件 {case.number} 的{what.format(key)}被改动：与日志不符。"
