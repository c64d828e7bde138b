"""Whether the plans of re-checks are what the journal says, and their samples what their seeds draw."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import select

from casework.cases import history
from casework.cases.models import Case, Entry
from casework.cases.view import standing_of
from casework.cases.work import Work
from casework.checkup.models import Recheck
from casework.checkup.queries import checkup_of
from casework.checkup.sampling import draw

#: What a row holds before anybody gives it a value.
_BEGIN = {"seed": "", "population_hash": "", "drawn": [], "draws": 0, "look_at": [], "codes": [],
          "population": None, "sample": None}  # fmt: skip


def faults(work: Work, case: Case, rows: Iterable[Entry]) -> Iterator[str]:
    """Yield a sentence for each plan that replaying *rows* does not give, or whose draw is another one."""
    yield from _again_faults(work, case)
    told: dict[tuple[int, int], dict[str, Any]] = {}
    for entry in rows:
        if entry.verb == "recheck":
            key = entry.meta["round"], entry.meta["finding"]
            one = told.setdefault(key, {**_BEGIN, "version": 0})
            one |= history.raw_facts(entry)
            one["version"] += 1
    stored = {
        (row.round, row.finding_number): row
        for row in work.session.scalars(select(Recheck).where(Recheck.case_id == case.id))
    }
    for key in sorted(told.keys() | stored.keys()):
        row, values = stored.get(key), told.get(key)
        what = f"案件 {case.number} 的问题 WT-{key[1]:02d} 第{key[0]}轮复检计划"
        if row is None or values is None:
            yield f"{what}{'不见了' if row is None else '没有登记'}：与日志不符。"
        elif any(getattr(row, name) != value for name, value in values.items()):
            yield f"{what}被改动：与日志不符。"
        elif row.drawn and not _drawn_again(row):
            yield f"{what}的样本不是用所记的种子抽出来的。"


def _again_faults(work: Work, case: Case) -> Iterator[str]:
    """Yield a sentence if the day proposed for the next check-up is not the one kept at closing."""
    kept = [
        one.meta["next_checkup"] for one in standing_of(work, case) if "next_checkup" in one.meta
    ]
    proposed = date.fromisoformat(kept[-1]["due_on"]) if kept else None
    if checkup_of(work, case).again_on != proposed:
        yield f"案件 {case.number} 建议的下次体检日期被改动：与日志不符。"


def _drawn_again(row: Recheck) -> bool:
    made = draw(row.codes, row.sample or 0, row.seed)
    return (list(made.chosen), made.population_hash) == (row.drawn, row.population_hash)
