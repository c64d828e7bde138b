"""The verbs of a re-check: what will be looked at, the sample drawn; what is found is a step of the finding."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from casework.cases import journal, texts
from casework.cases.evidence import Paper
from casework.cases.models import Case
from casework.cases.service import lock, take
from casework.cases.view import table_of
from casework.cases.work import Work, verb
from casework.checkup import sampling
from casework.checkup.fieldwork.queries import scheme_of
from casework.checkup.finding.service import find
from casework.checkup.models import Finding, Recheck
from casework.checkup.recheck.fields import DECLARED, METHODS, PHONE, read_plan
from casework.checkup.recheck.phone import may_phone
from casework.checkup.recheck.planned import planned, stored
from casework.checkup.recheck.proposal import Proposal, proposed
from casework.checkup.recheck.results import STEP_OF, Result
from casework.checkup.recheck.rounds import current_round
from casework.errors import Conflict, InputError, Reason, StepRefused

#: States in which a re-check is planned.
PLANNING = ("rectifying", "rechecking")
_DRAWN_FROM = ("population", "sample", "codes")
_SEED_LONGEST = 40


@verb
def plan(work: Work, case: Case, code: str, *, seen: int | None = None, **given: Any) -> Recheck:
    """Plan the re-check of a finding in the present round and return the plan.

    *given*: method, look_at, population, sample, codes; what is not named stays, or is as proposed.
    Other numbers or codes undo a sample that was drawn. *seen*: the version shown, 0 for none.

    Raises:
        StepRefused: the case is neither being rectified nor re-checked.
        NotFound: no open finding of that code. InputError: every problem.
        Conflict: somebody changed the plan after version *seen*.
    """
    lock(work, case)
    work.ask("编", case)
    _may_plan(work, case, "安排复检")
    finding = find(work, case, code)
    row = _row(work, case, finding)
    _check_seen(row, finding, seen)
    scheme = scheme_of(work, case)
    now = row if row.version else proposed(work, case, finding, scheme)
    values = read_plan({**_present(now, given), **given}, scheme)
    if values["method"] == PHONE and not may_phone(work, case, finding):
        raise InputError.one("method", _no_phone(finding))
    if row.drawn and any(getattr(row, name) != values[name] for name in _DRAWN_FROM):
        values |= {"seed": "", "population_hash": "", "drawn": []}
    _change(work, case, row, values, f"安排 {finding.code} 的第{row.round}轮复检")
    return row


@verb
def draw(
    work: Work,
    case: Case,
    code: str,
    *,
    seed: str = "",
    reason: str = "",
    seen: int | None = None,
) -> Recheck:
    """Draw the sample of a finding from the codes of its plan and return the plan with it.

    Without *seed* one nobody chose is taken. Drawing again needs a *reason*: both draws stay in the journal.

    Raises:
        StepRefused, NotFound, Conflict: as :func:`plan`.
        InputError: no plan with codes, a seed too long, a second draw without reason.
    """
    lock(work, case)
    work.ask("编", case)
    _may_plan(work, case, "抽取复检样本")
    finding = find(work, case, code)
    row = _row(work, case, finding)
    _check_seen(row, finding, seen)
    if not row.codes:
        raise InputError.one("codes", f"{finding.code} 的复检计划没有编号名单，先在计划里填写。")
    if row.draws:
        reason = texts.reason("reason", "重抽理由", reason)
    seed = texts.line("seed", "随机种子", seed, _SEED_LONGEST, required=False)
    made = sampling.draw(row.codes, row.sample or 0, seed or sampling.fresh_seed())
    values = {
        "seed": made.seed,
        "population_hash": made.population_hash,
        "drawn": list(made.chosen),
        "draws": row.draws + 1,
    }
    told = f"抽取 {finding.code} 的复检样本：{made.total} 个里抽 {len(made.chosen)} 个"
    _change(work, case, row, values, told, because=reason)
    return row


@verb
def record(
    work: Work,
    case: Case,
    code: str,
    result: Result | str,
    /,
    *,
    evidence: Mapping[str, Sequence[Paper]] | Iterable[Paper] = (),
    seen: int | None = None,
    **given: Any,
) -> Finding:
    """Enter what the re-check of a finding found: the finding takes that step, and is returned.

    *given*: the facts of the step (checked_on, result, checked_by …); the method is that of the plan
    unless another is named. *seen*: the version of the finding shown.

    Raises:
        InputError: another word than 已整改, 部分整改, 未整改, 有异议; facts or proof missing.
        StepRefused, NotFound, Conflict: as for any step of the finding.
    """
    lock(work, case)
    work.ask("看", case)
    if result not in STEP_OF:
        words = "、".join(STEP_OF)
        raise InputError.one("result", f"复检结果应为{words}之一，现在是“{result}”。")
    finding = find(work, case, code)
    step = table_of(work, finding).steps[STEP_OF[result]]
    facts = {**planned(work, finding, step), **given}
    take(work, finding, step.name, evidence=evidence, seen=seen, **facts)
    return finding


def _no_phone(finding: Finding) -> str:
    what = "是红线" if finding.red_line else f"是{finding.risk}风险"
    return (
        f"{finding.code} {what}，不能只用电话回访（PRAC-CHK-14，低风险的才可以）；"
        f"请选{METHODS[0]}或{METHODS[2]}。"
    )


def _may_plan(work: Work, case: Case, doing: str) -> None:
    if case.state not in PLANNING:
        label = table_of(work, case).label(case.state)
        why = f"案件现在是“{label}”，复检要在整改或复检时安排。"
        raise StepRefused(doing, label, [Reason("wrong_state", why)])


def _row(work: Work, case: Case, finding: Finding) -> Recheck:
    """Return the plan of the present round, a new one that is not stored yet if there is none."""
    turn = current_round(work, case)
    return stored(work, case, finding, turn) or Recheck(
        case_id=case.id,
        round=turn,
        finding_number=finding.number,
        look_at=[],
        codes=[],
        drawn=[],
        seed="",
        population_hash="",
        draws=0,
        version=0,
    )


def _present(source: Recheck | Proposal, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what *source* says; a new list of codes, or a new whole, brings its own numbers."""
    held = {fact.name: getattr(source, fact.name, None) for fact in DECLARED}
    if given.get("codes"):
        return held | {"population": None, "sample": None}
    return held | ({"sample": None} if given.get("population") is not None else {})


def _check_seen(row: Recheck, finding: Finding, seen: int | None) -> None:
    if seen is not None and seen != row.version:
        now = f"现在的方式是“{row.method}”，总数 {row.population}，抽查 {row.sample}"
        raise Conflict(f"{finding.code} 的复检计划", [now])


def _change(
    work: Work, case: Case, row: Recheck, values: Mapping[str, Any], text: str, because: str = ""
) -> None:
    """Set what differs and journal it; nothing happens if nothing does."""
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not changed and row.version:
        return
    for name, value in changed.items():
        setattr(row, name, value)
    row.version += 1
    work.session.add(row)
    work.session.flush()
    facts = {name: journal.Recorded(value) for name, value in changed.items()}
    meta = {"finding": row.finding_number, "round": row.round, "text": text}
    meta |= {"because": because} if because else {}
    journal.append(work, ("case", case.id), "recheck", facts=facts, meta=meta)
