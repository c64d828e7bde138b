"""Whether what is stored agrees with the journal: states, clocks, numbers, evidence files."""

from collections.abc import Callable, Iterator
from functools import partial

from sqlalchemy import select

from casework.cases import clock, history
from casework.cases.models import Case, CaseNumber, NumberSeries, StoredFile
from casework.cases.view import table_of
from casework.cases.work import Work
from casework.errors import FileRefused


def checks(work: Work) -> list[Callable[[], list[str]]]:
    """Return checks of everything stored: is it what the journal and the law say it is?"""
    cases = work.session.scalars(select(Case).order_by(Case.id)).all()
    files = work.session.scalars(select(StoredFile.sha256).order_by(StoredFile.sha256)).all()
    return [
        *(partial(_listed, _case_faults, work, case) for case in cases),
        partial(_listed, _number_faults, work),
        *(partial(_listed, _file_faults, work, sha256) for sha256 in files),
    ]


def _listed(faults: Callable[..., Iterator[str]], *arguments: object) -> list[str]:
    return list(faults(*arguments))


def _file_faults(work: Work, sha256: str) -> Iterator[str]:
    try:
        work.files.read(sha256)
    except FileRefused as error:
        yield str(error)


def _case_faults(work: Work, case: Case) -> Iterator[str]:
    table = table_of(work, case)
    steps = history.standing(table, history.entries(work, case))
    if not steps:
        yield f"案件 {case.number} 没有立案记录。"
        return
    told = history.state_of(steps)
    if told != case.state:
        yield (
            f"案件 {case.number} 的状态“{table.label(case.state)}”与日志不符，"
            f"按日志应为“{table.label(told)}”。"
        )
    derived = {
        name: one
        for name, (one, _due) in clock.derive(
            table, steps, work.law, case.unit.jurisdiction
        ).items()
    }
    if derived != dict(clock.stored(work, case)):
        yield f"案件 {case.number} 的期限与按日志、法规和日历重新计算的不一致。请运行 casework clocks refresh。"


def _number_faults(work: Work) -> Iterator[str]:
    for series in work.session.scalars(select(NumberSeries)):
        given = set(
            work.session.scalars(
                select(CaseNumber.ordinal).where(
                    CaseNumber.unit_id == series.unit_id,
                    CaseNumber.kind == series.kind,
                    CaseNumber.year == series.year,
                )
            )
        )
        missing = sorted(set(range(1, series.last + 1)) - given)
        if missing:
            yield f"{series.year}年编号不连续，缺第 {'、'.join(map(str, missing))} 号。"
