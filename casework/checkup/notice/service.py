"""The verbs of notices beside their steps: one is begun from findings, and worded while it is a draft."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from casework.cases import movers
from casework.cases.asking import frozen, guard_reasons
from casework.cases.filling import filled
from casework.cases.models import Case
from casework.cases.service import lock
from casework.cases.view import named, table_of
from casework.cases.work import Work, query, verb
from casework.checkup.models import Finding, Notice
from casework.checkup.notice.earlier import opinions
from casework.checkup.notice.fields import CHOSEN, read_fields
from casework.checkup.notice.prefill import prefilled
from casework.checkup.notice.rows import begun, change
from casework.checkup.notice.view import findings_of, view
from casework.errors import Conflict, InputError, NotFound, Reason, StepRefused
from casework.workflow import facts

_CODE = re.compile(r"(?:JD-)?([0-9]{1,6})")
_FINDING = re.compile(r"(?:WT-)?([0-9]{1,6})")


@query
def notices(work: Work, case: Case) -> Sequence[Notice]:
    """Return the notices of a case in the order they were begun, withdrawn ones too."""
    work.ask("看", case)
    return [row for row in movers.of(work, case, Notice.sort) if isinstance(row, Notice)]


@query
def get_notice(work: Work, case: Case, code: str) -> Notice:
    """Return the notice with that code (JD-01) or document number.

    Raises:
        NotFound: the case has none such.
    """
    work.ask("看", case)
    own = _CODE.fullmatch(code.strip().upper())
    for row in notices(work, case):
        if row.document_number == code.strip() or (own and row.number == int(own[1])):
            return row
    raise NotFound("监督文书", code)


@verb
def open_notice(
    work: Work,
    case: Case,
    instrument: str,
    findings: Iterable[str] = (),
    *,
    occurred_on: date | str | None = None,
    late_reason: str = "",
    **given: Any,
) -> Notice:
    """Begin a notice on findings (their codes) and return it, its texts pre-filled.

    *given*: the facts of the opening step (source, reason). The system never begins one by itself:
    who did, and why, is in the journal.

    Raises:
        StepRefused: the case is not so far, or the findings were withdrawn.
        NotFound: a finding the case does not have. InputError: every problem with the facts.
    """
    lock(work, case)
    step = work.kind(case).movers[Notice.sort].table.opening
    work.ask(step.act, case)
    chosen = facts.parse(CHOSEN, {"instrument": instrument, "findings": findings}, today=work.today)
    day, values = filled(
        work, step, given, occurred_on, after=case.opened_on, late_reason=late_reason
    )
    rows = _named(work, case, chosen.get("findings", ()))
    kind = str(chosen["instrument"])
    row = Notice(
        case_id=case.id,
        instrument=kind,
        findings=[one.code for one in rows],
        edited=[],
        document_number=None,
        **prefilled(work, case, kind, rows, opinions(work, case)),
    )
    movers.open_mover(
        work, row, occurred_on=day, late_reason=late_reason, content=begun(row), **values
    )
    reasons = guard_reasons(
        work.procedure(row).guards, step, view(work, row), values, day
    )  # undone with the savepoint of this verb
    if reasons:
        label = table_of(work, case).label(case.state)
        raise StepRefused(f"{step.label}（{kind}）", label, reasons)
    return row


@verb
def edit_notice(work: Work, notice: Notice, *, seen: int | None = None, **given: Any) -> Notice:
    """Change what a draft says and return it; what is not edited follows its findings anew.

    *given*: the names that ``asked_of`` declares for its kind.

    Raises:
        StepRefused: it was submitted: it is sent back first.
        InputError: every problem. Conflict: somebody changed it after version *seen*.
    """
    lock(work, notice)
    work.ask("编", notice)
    _refuse_unless_draft(work, notice)
    if seen is not None and seen != notice.version:
        raise Conflict(named(work, notice), [f"现在的事实是“{notice.facts}”"])
    values = read_fields(notice.instrument, given)
    rows = findings_of(work, notice.case, notice.findings)
    if "findings" in values:
        rows = _named(work, notice.case, values["findings"])
        values["findings"] = [row.code for row in rows]
    own = {name: value for name, value in values.items() if name != "findings"}
    typed = {name for name, value in own.items() if getattr(notice, name) != value}
    edited = sorted({*notice.edited, *typed})
    earlier = opinions(work, notice.case, but=notice)
    fresh = prefilled(work, notice.case, notice.instrument, rows, earlier)
    kept = {name: value for name, value in fresh.items() if name not in edited}
    change(work, notice, {**values, **kept, "edited": edited}, "修改内容")
    return notice


def _refuse_unless_draft(work: Work, notice: Notice) -> None:
    label = table_of(work, notice).label(notice.state)
    stands = frozen(work, notice)
    if stands is None and notice.state == "draft":
        return
    why = stands or f"{named(work, notice)}现在是“{label}”，内容只能在“起草”时修改。"
    fix = "先由批准人退回修改" if notice.state == "submitted" else ""
    raise StepRefused("修改内容", label, [Reason("wrong_state", why, where_to_fix=fix)])


def _named(work: Work, case: Case, codes: Any) -> list[Finding]:
    """Return the findings of those codes, by number.

    Raises:
        InputError: each that the case does not have.
    """
    wanted = []
    for code in codes:
        own = _FINDING.fullmatch(str(code).strip().upper())
        rows = findings_of(work, case, [f"WT-{own[1]}"]) if own else []
        if not rows:
            raise InputError.one("findings", f"本案没有问题“{code}”。问题编号的写法是 WT-01。")
        wanted.append(rows[0].code)
    return findings_of(work, case, wanted)
