"""Whether what is stored agrees with the journal: states, clocks, numbers, evidence files."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial

from sqlalchemy import select

from casework.cases import clock, history, members, movers
from casework.cases.models import (
    Case,
    CaseNumber,
    ClockRow,
    Enterprise,
    Entry,
    Evidence,
    NumberSeries,
    Pinned,
    StoredFile,
    Subject,
)
from casework.cases.proof_links import link_faults
from casework.cases.proof_registers import enterprise_faults, organisation_faults
from casework.cases.view import code_of, named, standing_of, table_of
from casework.cases.work import Work
from casework.errors import FileRefused


def checks(work: Work) -> list[Callable[[], list[str]]]:
    """Return checks of everything stored: is it what the journal and the law say it is?"""
    cases = work.session.scalars(select(Case).order_by(Case.id)).all()
    enterprises = work.session.scalars(select(Enterprise).order_by(Enterprise.id)).all()
    files = work.session.scalars(select(StoredFile.sha256).order_by(StoredFile.sha256)).all()
    return [
        *(partial(_listed, _case_faults, work, case) for case in cases),
        *(partial(_listed, enterprise_faults, work, one) for one in enterprises),
        partial(_listed, organisation_faults, work),
        partial(_listed, _number_faults, work),
        partial(_listed, _pinned_faults, work),
        partial(_listed, link_faults, work),
        *(partial(_listed, kind.registers, work) for kind in work.kinds.by_name.values()),
        *(partial(_listed, _file_faults, work, sha256) for sha256 in files),
    ]


def _listed(faults: Callable[..., Iterable[str]], *arguments: object) -> list[str]:
    return list(faults(*arguments))


def _pinned_faults(work: Work) -> Iterator[str]:
    for row in work.session.scalars(select(Pinned).order_by(Pinned.hash)):
        if hashlib.sha256(row.text.encode()).hexdigest() != row.hash:
            yield f"案件所用的“{row.name}”在库里被改动：与立案时的校验值不符。"


def _file_faults(work: Work, sha256: str) -> Iterator[str]:
    try:
        work.files.read(sha256)
    except FileRefused as error:
        yield str(error)


def _case_faults(work: Work, case: Case) -> Iterator[str]:
    rows = history.entries(work, case)
    within = movers.of(work, case)
    yield from _subject_faults(work, case, rows)
    if members.derive(work.kind(case), table_of(work, case), history.moves(work, case)) != (
        members.stored(case)
    ):
        yield f"案件 {case.number} 的办案人员与日志不符。"
    for mover in within:
        yield from _subject_faults(work, mover, rows)
    known = {"", *(mover.subject for mover in within)}
    for gone in sorted({row.subject for row in rows} - known):
        yield f"案件 {case.number} 的 {gone} 不见了：与日志不符。"
    if _clocks_without_subject(work, case, known):
        yield f"案件 {case.number} 有不属于任何事项的期限。请运行 casework clocks refresh。"
    yield from _evidence_faults(work, case, rows)
    yield from work.kind(case).faults(work, case)


def _subject_faults(work: Work, subject: Subject, rows: Sequence[Entry]) -> Iterator[str]:
    """Yield what is wrong with the stored state, version and clocks of a case or mover."""
    case, table, steps = subject.case, table_of(work, subject), standing_of(work, subject)
    whose = f"案件 {case.number} " + (f"{named(work, subject)} " if subject is not case else "")
    if not steps:
        yield f"{whose}没有立案记录。"
        return
    told = history.state_of(steps)
    if told != subject.state:
        yield (
            f"{whose}的状态“{table.label(subject.state)}”与日志不符，按日志应为“{table.label(told)}”。"
        )
    own = (row.meta.get("version", 0) for row in rows if row.subject == subject.subject)
    if (
        max(own) != subject.version
        or case.finished != table_of(work, case).states[case.state].final
    ):
        yield f"{whose}的办结标记或版本号与日志不符。"
    found = clock.derive(table, steps, work.law, subject.unit.jurisdiction, code_of(work, subject))
    if {name: one for name, (one, _due) in found.items()} != dict(clock.stored(work, subject)):
        yield f"{whose}的期限与按日志、法规和日历重新计算的不一致。请运行 casework clocks refresh。"


def _clocks_without_subject(work: Work, case: Case, known: Collection[str]) -> bool:
    stored = select(ClockRow.subject).where(ClockRow.case_id == case.id)
    return bool(set(work.session.scalars(stored)) - set(known))


def _evidence_faults(work: Work, case: Case, rows: Sequence[Entry]) -> Iterator[str]:
    noted = {
        number: sha256
        for row in rows
        for number, sha256 in zip(
            row.meta.get("evidence", []), row.meta.get("files", []), strict=True
        )
    }
    listed = {
        row.number: row.sha256
        for row in work.session.scalars(select(Evidence).where(Evidence.case_id == case.id))
    }
    for number in sorted(noted.keys() | listed.keys()):
        if noted.get(number) != listed.get(number):
            yield f"案件 {case.number} 的证{number}与日志登记的文件不符。"


def _number_faults(work: Work) -> Iterator[str]:
    for series in work.session.scalars(select(NumberSeries)):
        given = set(
            work.session.scalars(
                select(CaseNumber.ordinal).where(
                    CaseNumber.unit_id == series.unit_id,
                    CaseNumber.kind == series.kind,
                    CaseNumber.year == series.year,
                    CaseNumber.ordinal.is_not(None),
                )
            )
        )
        expected = set(range(series.first, series.last + 1))
        if expected - given:
            missing = "、".join(map(str, sorted(expected - given)))
            yield f"{series.year}年编号不连续，缺第 {missing} 号。"
        if any(ordinal > series.last for ordinal in given if ordinal):
            yield f"{series.year}年的编号计数被改动：已编到第 {series.last} 号以后。"
    numbers = select(CaseNumber.case_id, CaseNumber.text).join(
        Case, (Case.id == CaseNumber.case_id) & (Case.kind == CaseNumber.kind)
    )
    texts = dict(work.session.execute(numbers).all())
    for case in work.session.scalars(select(Case).order_by(Case.id)):
        if texts.get(case.id) != case.number:
            yield f"案件 {case.number} 的编号与编号登记不符。"
