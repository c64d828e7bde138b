"""Findings: pre-filled from an answered item, or free; every field can be edited before the review."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import func, select

from casework.cases import journal
from casework.cases.evidence import Paper, attach
from casework.cases.models import Case
from casework.cases.service import lock
from casework.cases.view import table_of
from casework.cases.work import Work, verb
from casework.checkup import wording
from casework.checkup.answering import may_answer
from casework.checkup.catalogue import Item
from casework.checkup.models import Answer, Finding
from casework.checkup.queries import checkup_of
from casework.checkup.verdict import Verdict
from casework.errors import Conflict, InputError, NotFound, Problem, Reason, StepRefused

#: What a person may edit, with its label.
EDITABLE = {
    "title": "标题",
    "facts": "事实描述",
    "sentences": "依据",
    "consequence": "可能后果",
    "remedy": "整改建议",
    "rectify_days": "整改期限（天）",
    "risk": "风险",
    "red_line": "红线",
    "workers_affected": "涉及人数",
    "department": "责任部门",
    "topic": "协商议题",
}
#: The domain of findings outside the catalogue.
FREE = "目录外发现"
#: How a finding is settled, and in which states of the case.
OUTCOMES = ("已整改", "免除")
SETTLING = ("rectifying", "rechecking")
_RISKS = ("高", "中", "低")
_MOST_DAYS = 365


def follow(work: Work, case: Case, item: Item, answer: Answer) -> None:
    """Make the finding of an item follow its answer: written, kept up, or withdrawn.

    Fields a person edited stay as they are.
    """
    row = work.session.scalars(
        select(Finding).where(Finding.case_id == case.id, Finding.item_id == item.id)
    ).one_or_none()
    if not Verdict(answer.verdict).faulty:
        if row is not None and row.state == "open":
            _change(work, case, row, {"state": "withdrawn"}, because=f"{item.id} 的结论改了")
        return
    values = _prefilled(work, case, item, answer)
    if row is None:
        row = _new(work, case, item_id=item.id, domain=item.domain)
        _fill(work, case, row, values)
        return
    kept = {name: value for name, value in values.items() if name not in row.edited}
    _change(work, case, row, {**kept, "state": "open"}, because=f"随 {item.id} 的结论更新")


@verb
def add_free(
    work: Work, case: Case, title: str, *, evidence: Iterable[Paper] = (), **given: Any
) -> Finding:
    """Add a finding outside the catalogue and return it. *given*: the names in EDITABLE.

    Raises:
        StepRefused: not in a state in which findings are written.
        InputError: every problem; a free finding needs title, facts, sentences, remedy, risk.
    """
    lock(work, case)
    work.ask("编", case)
    may_answer(work, case)
    values = {"rectify_days": 30, "risk": "中", "consequence": "", **given, "title": title}
    problems = _problems(values)
    for name in ("title", "facts", "sentences", "remedy"):
        if not values.get(name):
            problems.append(Problem(name, f"目录外发现必须写明{EDITABLE[name]}。"))
    if problems:
        raise InputError(problems)
    row = _new(work, case, item_id=None, domain=FREE)
    numbers = [one.number for one in attach(work, case, f"finding:{row.number}", evidence)]
    _fill(work, case, row, {**values, "evidence": numbers})
    return row


@verb
def edit(work: Work, case: Case, code: str, *, seen: int | None = None, **given: Any) -> Finding:
    """Change fields of a finding and return it; they are then no longer pre-filled.

    Raises:
        NotFound: no such finding.
        StepRefused: not in a state in which findings are written.
        InputError: every problem. Conflict: somebody changed it after version *seen*.
    """
    lock(work, case)
    work.ask("编", case)
    may_answer(work, case)
    row = find(work, case, code)
    if seen is not None and seen != row.version:
        raise Conflict(f"问题 {row.code}", [f"现在的标题是“{row.title}”，事实是“{row.facts}”"])
    problems = _problems(given)
    if problems:
        raise InputError(problems)
    changed = {name: value for name, value in given.items() if getattr(row, name) != value}
    _change(work, case, row, changed)
    row.edited = sorted({*row.edited, *changed})
    return row


@verb
def withdraw(work: Work, case: Case, code: str, *, reason: str) -> None:
    """Withdraw a free finding, with a reason. The finding of an item goes when its answer changes.

    Raises:
        InputError: no reason, or the finding belongs to an item.
    """
    lock(work, case)
    work.ask("编", case)
    may_answer(work, case)
    row = find(work, case, code)
    if row.item_id is not None:
        raise InputError.one(
            "code", f"{row.code} 来自检查项 {row.item_id}，改动该项的结论即可撤下。"
        )
    if not reason.strip():
        raise InputError.one("reason", "撤下问题必须写明理由。")
    _change(work, case, row, {"state": "withdrawn"}, because=reason.strip())


@verb
def settle(
    work: Work, case: Case, code: str, *, outcome: str, reason: str, evidence: Iterable[Paper] = ()
) -> Finding:
    """Record that a finding is settled: 已整改 with proof, or 免除 with the reason; return it.

    Raises:
        StepRefused: the case is not being rectified or re-checked.
        InputError: another outcome, no reason, 已整改 without proof.
    """
    lock(work, case)
    work.ask("编", case)
    if case.state not in SETTLING:
        label = table_of(work, case).label(case.state)
        why = f"案件现在是“{label}”，问题要在整改或复检时了结。"
        raise StepRefused("了结问题", label, [Reason("wrong_state", why)])
    row = find(work, case, code)
    problems = []
    papers = list(evidence)
    if outcome not in OUTCOMES:
        problems.append(
            Problem("outcome", f"结果应为{'、'.join(OUTCOMES)}之一，现在是“{outcome}”。")
        )
    if not reason.strip():
        problems.append(Problem("reason", "要写明怎样整改的，或者免除的理由。"))
    if outcome == OUTCOMES[0] and not papers:
        problems.append(Problem("evidence", "“已整改”必须附整改凭证。"))
    if problems:
        raise InputError(problems)
    attach(work, case, f"finding:{row.number}", papers, source="企业提交的整改凭证")
    _change(work, case, row, {"state": "settled"}, because=f"{outcome}：{reason.strip()}")
    return row


def find(work: Work, case: Case, code: str) -> Finding:
    """Return the open finding with that code (WT-07), or with that item id.

    Raises:
        NotFound: there is none.
    """
    digits = code.upper().removeprefix("WT-")
    wanted = Finding.number == int(digits) if digits.isdigit() else Finding.item_id == code.upper()
    row = work.session.scalars(
        select(Finding).where(Finding.case_id == case.id, Finding.state == "open", wanted)
    ).one_or_none()
    if row is None:
        raise NotFound("问题", code)
    return row


def _prefilled(work: Work, case: Case, item: Item, answer: Answer) -> dict[str, Any]:
    checked = checkup_of(work, case)
    forms = item.forms(checked.workers)
    words = wording.word(
        item,
        Verdict(answer.verdict),
        forms,
        sectors=checked.sectors,
        advice=item.remedy,
        register=work.law.instruments,
    )
    return {
        "title": item.title,
        "facts": answer.facts,
        "sentences": list(words.sentences),
        "consequence": item.consequence,
        "remedy": item.remedy,
        "rectify_days": item.rectify_days,
        "risk": str(item.risk),
        "red_line": answer.red_line_confirmed,
        "workers_affected": answer.workers_affected,
        "worker_forms": list(forms),
        "evidence": list(answer.evidence),
        "topic": item.topic,
    }


def _new(work: Work, case: Case, *, item_id: str | None, domain: str) -> Finding:
    last = work.session.scalar(select(func.max(Finding.number)).where(Finding.case_id == case.id))
    return Finding(
        case_id=case.id,
        number=(last or 0) + 1,
        item_id=item_id,
        domain=domain,
        worker_forms=[],
        evidence=[],
        edited=[],
        sentences=[],
        state="open",
        version=0,
    )


def _fill(work: Work, case: Case, row: Finding, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.version = 1
    work.session.add(row)
    work.session.flush()
    _record(work, case, row, values, f"写成问题 {row.code} {row.title}")


def _change(
    work: Work, case: Case, row: Finding, values: Mapping[str, Any], *, because: str = ""
) -> None:
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not changed:
        return
    for name, value in changed.items():
        setattr(row, name, value)
    row.version += 1
    work.session.flush()
    word = {"withdrawn": "撤下", "settled": "了结"}.get(str(changed.get("state")), "修改")
    _record(work, case, row, changed, f"{word}问题 {row.code} {row.title}", because)


def _record(
    work: Work, case: Case, row: Finding, changed: Mapping[str, Any], text: str, because: str = ""
) -> None:
    facts = {name: journal.Recorded(value) for name, value in changed.items()}
    meta = {"finding": row.number, "text": text, **({"because": because} if because else {})}
    journal.append(work, ("case", case.id), "finding", facts=facts, meta=meta)


def _problems(given: Mapping[str, Any]) -> list[Problem]:
    problems = [
        Problem(name, f"问题没有“{name}”这一栏。可用的有：{'、'.join(EDITABLE)}。")
        for name in given
        if name not in EDITABLE
    ]
    if "risk" in given and given["risk"] not in _RISKS:
        problems.append(Problem("risk", f"风险应为高、中、低之一，现在是“{given['risk']}”。"))
    days = given.get("rectify_days", 1)
    if not isinstance(days, int) or not 1 <= days <= _MOST_DAYS:
        problems.append(
            Problem("rectify_days", f"整改期限应为 1 至 {_MOST_DAYS} 天的整数，现在是“{days}”。")
        )
    for name in ("title", "facts", "consequence", "remedy", "department"):
        text = given.get(name, "")
        if isinstance(text, str) and any(
            ord(letter) < ord(" ") and letter not in "\n\t" for letter in text
        ):
            problems.append(Problem(name, f"{EDITABLE[name]}里有不可见的控制字符，请删去后重填。"))
    return problems
