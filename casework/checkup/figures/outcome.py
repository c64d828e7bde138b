"""The numbers of what became of the findings: taken up, put right, in time, and what it brought the workers."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from casework.cases.models import ClockRow
from casework.cases.work import Work
from casework.checkup.figures.cohort import told
from casework.checkup.figures.figure import Figure, Number, counted, rate
from casework.checkup.figures.scope import Examined, Moved, Period
from casework.checkup.models import Finding

#: Steps by which a company takes up what it was advised.
_TAKEN_UP = ("plan", "submit_proof")
#: Steps that tell figures checked by a person.
_CHECKED = ("verify", "mark_partial")
_MISSED = ("mark_partial", "mark_failed")
_CLOCK = "rectify"
#: What was checked: key → label, unit, the fact that tells it.
_SUMS: Mapping[str, tuple[str, str, str]] = {
    "contracts_signed": ("补签合同或协议", "份", "contracts_signed"),
    "pay_recovered": ("补发金额", "元", "pay_recovered"),
    "workers_paid": ("补发报酬人数", "人", "workers_paid"),
    "insurance_paid": ("补缴社会保险费", "元", "insurance_paid"),
    "rules_revised": ("修改规章制度", "条", "rules_revised"),
    "agreements": ("签订集体协商协议", "份", "agreements"),
}


def of_findings(work: Work, signed: Sequence[Examined]) -> Iterator[Figure]:
    """Yield what became of the findings of the reports signed in the period, as it stands today."""
    rows = [(one, moved) for one in signed for moved in _moved(one)]
    taken = [_named(one, moved) for one, moved in rows if moved.last(*_TAKEN_UP)]
    how = "期间内签发的报告列出的问题中，企业已作整改承诺或者已提交凭证的，每个问题算一条。"
    yield counted("adopted", "采纳的整改建议", "条", taken, how)
    asked = [
        (one, moved)
        for one, moved in rows
        if moved.last("raise") is not None and moved.row.state != "waived"
    ]
    done = [_named(one, moved) for one, moved in asked if moved.row.state == "verified"]
    how = "期间内签发、已送达企业的报告所列问题，已核实销号的占多少；经批准免除的两边都不计。"
    yield rate("rectified", "整改完成率", done, [_named(*each) for each in asked], how)
    yield _in_time(work, asked)


def of_checks(all_: Sequence[Examined], period: Period) -> Iterator[Figure]:
    """Yield the sums of what was checked in the period, whenever the report was signed."""
    checks = [
        (_named(one, moved), step.facts)
        for one in all_
        for moved in _moved(one)
        for step in moved.steps
        if step.step in _CHECKED and step.occurred_on in period
    ]
    for key, (label, unit, name) in _SUMS.items():
        given = [(row, facts[name]) for row, facts in checks if facts.get(name) is not None]
        rows = tuple(dict.fromkeys(row for row, _ in given))
        how = "期间内核实销号或者部分整改时登记的数，逐个问题相加。"
        if given:
            total: Number = sum((number for _, number in given), Decimal(0) if unit == "元" else 0)
            yield Figure(key, label, unit, total, how, rows)
        else:
            yield Figure(
                key, label, unit, None, f"{how}期间内没有一个问题登记这个数，所以不计，不是 0。"
            )


def _moved(one: Examined) -> Iterator[Moved]:
    """Yield the findings the report tells, with their steps."""
    kept = {row.number for row in one.findings}
    yield from (each for each in one.movers.get("finding", ()) if each.row.number in kept)


def _named(one: Examined, moved: Moved) -> str:
    assert isinstance(moved.row, Finding)  # noqa: S101 - the sort says so
    return told(one, moved.row)


def _in_time(work: Work, asked: Sequence[tuple[Examined, Moved]]) -> Figure:
    due = _due(work, asked)
    whole, part = [], []
    for one, moved in asked:
        last_day = due.get((one.case.id, moved.row.subject))
        missed = moved.last(*_MISSED) is not None
        over = last_day is not None and work.today > last_day
        if not (missed or over or moved.row.state == "verified"):
            continue
        whole.append(_named(one, moved))
        proof = moved.last("submit_proof")
        if moved.row.state == "verified" and not missed and proof is not None and last_day:
            part += [whole[-1]] * (proof.facts["received_on"] <= last_day)
    how = (
        "已送达企业的报告所列问题中，已销号、期限已过或者核实过没有改完的，有多少在报告所列期限"
        "（含批准的延期）内交来凭证并一次核实销号；期限还没有到的、经批准免除的两边都不计。"
    )
    return rate("in_time", "按期整改率", part, whole, how)


def _due(
    work: Work, rows: Sequence[tuple[Examined, Moved]]
) -> Mapping[tuple[int, str], date | None]:
    clocks = work.session.scalars(
        select(ClockRow).where(
            ClockRow.case_id.in_({one.case.id for one, _ in rows}),
            ClockRow.name == _CLOCK,
            ClockRow.subject != "",
        )
    )
    return {(row.case_id, row.subject): row.due_on for row in clocks}
