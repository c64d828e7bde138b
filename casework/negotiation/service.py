"""The verbs of a negotiation beside its steps: opened by the right procedure, changed, voted, carried on."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from casework.cases import journal, movers
from casework.cases.filling import filled
from casework.cases.models import Case, Enterprise, Entry, Unit
from casework.cases.service import lock, open_case, take
from casework.cases.view import table_of
from casework.cases.work import Work, verb
from casework.errors import InputError, Reason, StepRefused
from casework.negotiation.ballot.guards import ballot_of, outcome_of
from casework.negotiation.ballot.outcome import Result
from casework.negotiation.models import Employer
from casework.negotiation.provisions import provision_if_any
from casework.negotiation.view import PROCEDURES, view
from casework.workflow import Fact, Kind, facts

#: Procedure → name of the kind.
KINDS = {procedure: kind for kind, procedure in PROCEDURES.items()}
LABELS = {"full": "普通程序", "simple": "简易程序", "platform": "平台劳动规则和算法协商"}
_NO_RELATION = "没有劳动关系"


@verb
def open_negotiation(
    work: Work,
    procedure: str,
    enterprise: Enterprise,
    unit: Unit,
    *,
    occurred_on: date | str | None = None,
    number: str | None = None,
    late_reason: str = "",
    adopted: bool = False,
    **given: Any,
) -> Case:
    """Open a negotiation by *procedure* (full, simple, platform) and return the case.

    *enterprise* is the other side: an employer, or the organisation that speaks for several. *given*:
    the facts of 立项.

    Raises:
        StepRefused: the procedure is the wrong one, with what is known of the rule.
        InputError: every problem with the facts; no such procedure.
    """
    work.ask("编", unit)
    kind = _kind_of(procedure)
    reasons = list(_wrong_procedure(work, kind, unit, given))
    if reasons:
        raise StepRefused(f"立项（{LABELS[PROCEDURES[kind]]}）", "尚未立项", reasons)
    return open_case(
        work, kind, enterprise, unit, occurred_on=occurred_on, number=number,
        late_reason=late_reason, adopted=adopted, **given,
    )  # fmt: skip


@verb
def list_employer(
    work: Work,
    case: Case,
    name: str,
    *,
    credit_code: str = "",
    occurred_on: date | str | None = None,
    late_reason: str = "",
    **given: Any,
) -> Employer:
    """Put an employer on the coverage list of a sectoral or regional negotiation and return it.

    *given*: the facts of 列入覆盖名单 (workforce, represented_by).

    Raises:
        StepRefused: the case is finished. InputError: every problem; a name that is listed already.
    """
    lock(work, case)
    step = work.kind(case).movers[Employer.sort].table.opening
    work.ask(step.act, case)
    if case.finished:
        label = table_of(work, case).label(case.state)
        why = f"案件已经“{label}”，不能再列入用人单位。"
        raise StepRefused(step.label, label, [Reason("finished", why)])
    name = name.strip()
    listed = [one for one in movers.of(work, case, Employer.sort) if isinstance(one, Employer)]
    if not name or any(one.name == name for one in listed):
        why = f"“{name}”已经在覆盖名单里。" if name else "用人单位名称：必须填写。"
        raise InputError.one("name", why)
    day, values = filled(
        work, step, given, occurred_on, after=case.opened_on, late_reason=late_reason
    )
    row = Employer(case_id=case.id, name=name, credit_code=credit_code.strip())
    content = {
        "employer_name": journal.Recorded(name, side="shared"),  # "name" is a person's
        "credit_code": journal.Recorded(row.credit_code, side="shared"),
    }
    movers.open_mover(
        work, row, occurred_on=day, late_reason=late_reason, content=content, **values
    )
    return row


@verb
def count_vote(
    work: Work, case: Case, *, occurred_on: date | str | None = None, **given: Any
) -> Entry:
    """Enter the count of the vote once; the step that follows from the numbers is taken. Return its row.

    *given*: the facts of 表决通过 and, as ``evidence``, the papers; of those the steps 表决未通过 and
    到会不足 take what they ask. Of exactly one half somebody has to say what the local text says
    (``half_confirmed``, with the text if it passes).

    Raises:
        StepRefused, InputError: as the step that follows.
    """
    lock(work, case)
    work.ask("编", case)
    table = table_of(work, case)
    step = table.steps["pass_vote"]
    own = {fact.name for fact in step.facts}
    numbers = {name: value for name, value in given.items() if name in own}
    values = facts.parse(step, numbers, today=work.today)
    problems = ballot_of(values).problems()
    if problems:
        raise InputError(problems)
    day = facts.parse((_DAY,), {"on": occurred_on or work.today}, today=work.today)["on"]
    assert isinstance(day, date)  # noqa: S101 - the parser made it one
    outcome = outcome_of(view(work, case), values, day)
    if outcome.result is Result.TIE and "half_confirmed" not in values:
        why = f"{''.join(outcome.sentences)}请填“恰好半数也算通过，已核对当地条文”：是（并写明条文）或者否。"
        raise InputError.one("half_confirmed", why)
    name = _STEPS[outcome.result]
    asked = {fact.name for fact in table.steps[name].facts}
    kept = {n: v for n, v in given.items() if n not in own or n in asked}
    return take(work, case, name, occurred_on=occurred_on, **kept)


_STEPS = {
    Result.PASSED: "pass_vote",
    Result.FAILED: "fail_vote",
    Result.TIE: "fail_vote",
    Result.VOID: "void_vote",
}
_DAY = Fact("on", "表决日", Kind.DATE, required=True)


def _kind_of(procedure: str) -> str:
    for name, label in LABELS.items():
        if procedure in {name, label}:
            return KINDS[name]
    known = "、".join(f"{name}（{label}）" for name, label in LABELS.items())
    raise InputError.one("procedure", f"程序：没有“{procedure}”，可选：{known}。")


def _wrong_procedure(
    work: Work, kind: str, unit: Unit, given: Mapping[str, Any]
) -> Iterator[Reason]:
    """Yield why the procedure chosen is not the one for what is to be negotiated."""
    procedure = PROCEDURES[kind]
    if procedure != "platform" and given.get("labour_relation") == _NO_RELATION:
        why = "劳动者与企业没有劳动关系，不能订立集体合同，应当用平台劳动规则和算法协商。"
        basis = "《江苏省集体协商条例》第二条"
        yield Reason("procedure_fits", why, basis, "改选“平台劳动规则和算法协商”")
    if procedure != "simple":
        return
    rule = provision_if_any(
        work.law, "procedure.full_required", jurisdiction=unit.jurisdiction, on=work.today
    )
    basis = rule.basis if rule else "工会内部做法"
    contracts = work.kinds[KINDS["full"]].table.opening.fact("outcome")
    if given.get("involves_reduction") in (True, "是", "true", "on", "1"):
        why = "涉及减损职工权益的，应当用普通程序，不能用简易程序。"
        yield Reason("procedure_fits", why, basis, "改选“普通程序”")
    if contracts and given.get("outcome") in contracts.options:
        why = f"要签“{given['outcome']}”的，应当用普通程序，不能用简易程序。"
        yield Reason("procedure_fits", why, basis, "改选“普通程序”")
