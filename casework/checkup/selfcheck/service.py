"""The one verb of the company's own check: its sheet is received and read in, all or nothing."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from casework.cases import journal
from casework.cases.evidence import Paper, hold
from casework.cases.models import Case, Entry
from casework.cases.service import lock, take
from casework.cases.work import Work, verb
from casework.checkup.models import SelfAnswer
from casework.checkup.selfcheck.answering import DECLARED, checked_self
from casework.checkup.selfcheck.replay import VERB, stored
from casework.checkup.selfcheck.sheets import preview_self_check
from casework.checkup.selfcheck.verdict import SelfVerdict
from casework.checkup.sheet import RowResult, SelfValues
from casework.errors import InputError

#: The step that receiving the sheet is, and its evidence slot.
STEP, SLOT = "receive_self_check", "self_check"
_NOTHING_NEW = (
    "表里没有新的自查结论：一项也没有填，或者与先前收到的相同。请核对文件；"
    "只登记收到、不读入的，办理“收到企业自查表”。"
)
_KEPT_AS = {fact.name: (fact.side, fact.data_class) for fact in DECLARED}


@verb
def import_self_check(
    work: Work,
    case: Case,
    file: Paper,
    *,
    overwrite: bool = False,
    occurred_on: date | str | None = None,
    late_reason: str = "",
    seen: int | None = None,
    **given: Any,
) -> int:
    """Receive the company's sheet: take 收到企业自查表 with the file as its evidence, keep what it says.

    *given*: the facts of the step (``received_on``, ``reported_to_congress``). Returned is how many
    answers are new or another than before. No answer of a lawyer is touched. An item the company
    answered otherwise in a later sheet is replaced only with *overwrite*.

    Raises:
        StepRefused: the step is not open. Conflict: such items, without *overwrite*.
        FileRefused: no 自查表 of this case. InputError: the facts of the step; every problem of
            every row; a sheet that says nothing new. Nothing was written then.
    """
    lock(work, case)
    work.ask("编", case)
    held = hold(work, file)
    entry = take(
        work, case, STEP, occurred_on=occurred_on, late_reason=late_reason, seen=seen,
        evidence={SLOT: [held]}, **given,
    )  # fmt: skip
    preview = preview_self_check(work, case, work.files.read(held.sha256))
    preview.refuse("自查表里的这些行", overwrite=overwrite)
    if not preview.changes:
        raise InputError.one("file", _NOTHING_NEW)
    _write(work, case, entry, preview.changes)
    return len(preview.changes)


def _write(work: Work, case: Case, entry: Entry, rows: Sequence[RowResult]) -> None:
    known, facts = stored(work, case), dict[str, journal.Recorded]()
    for one in rows:
        columns = _columns(one)
        row = known.get(one.key)
        if row is None:
            row = SelfAnswer(case_id=case.id, item_id=one.key, version=0)
            work.session.add(row)
        row.version += 1
        for name, value in columns.items():
            if getattr(row, name) != value:
                setattr(row, name, value)
                side, data_class = _KEPT_AS.get(name, ("employer", "business"))
                facts[f"{one.key}.{name}"] = journal.Recorded(value, side, data_class)
    meta = {"of": entry.seq, "text": _text(rows)}
    journal.append(work, ("case", case.id), VERB, facts=facts, meta=meta)
    work.session.flush()


def _columns(row: RowResult) -> dict[str, Any]:
    values = row.values
    assert isinstance(values, SelfValues)  # noqa: S101 - rows of the company's sheet hold these
    verdict = SelfVerdict(values.verdict) if values.verdict else None
    return checked_self(verdict, {"facts": values.facts, "filled_by": values.filled_by})


def _text(rows: Sequence[RowResult]) -> str:
    said = Counter(_columns(row)["verdict"] for row in rows)
    parts = [f"{one.label}{said[one]}项" for one in SelfVerdict if said[one]]
    return f"读入企业自查表：{len(rows)}项（{'、'.join(parts)}）"
