"""The verbs for papers: asked for besides the list, received (which is a step), not provided, given back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from casework.cases import records
from casework.cases.evidence import Paper as Upload
from casework.cases.models import Case, Entry
from casework.cases.service import lock, take
from casework.cases.work import Work, verb
from casework.checkup.fieldwork import columns
from casework.checkup.fieldwork.papers import RECEIVE, Paper, paper_list
from casework.checkup.fieldwork.records import MATERIAL, may_record
from casework.checkup.models import Material
from casework.errors import InputError, Problem
from casework.workflow import Fact, Kind, facts

ORIGINAL, COPY, ELECTRONIC = "原件", "复印件", "电子件"
#: What is noted of each paper that came.
DETAILS = (
    Fact("copy", "形式", Kind.CHOICE, options=(COPY, ORIGINAL, ELECTRONIC)),
    Fact("stamped", "已盖章", Kind.FLAG),
    Fact("pages", "页数", Kind.INT),
)
ASK = (
    Fact("name", "材料名称", Kind.TEXT, required=True),
    Fact("category", "类别", Kind.TEXT, required=True, help="例如 主体、人员、报酬"),
    Fact("need", "要求", Kind.TEXT, help="例如 近十二个月，复印件"),
    Fact("items", "供哪些检查项使用", Kind.TEXT, many=True, help="例如 LC-06-01"),
)
WITHHOLD = (
    Fact("names", "没有提供的材料", Kind.CHOICE, required=True, many=True),
    Fact(
        "reason",
        "企业说明的原因",
        Kind.LONGTEXT,
        required=True,
        help="照录原意；没有说明的写“没有说明原因”",
    ),
    Fact("told_on", "说明日", Kind.DATE, required=True),
)
GIVE_BACK = (
    Fact("names", "退还的材料", Kind.CHOICE, required=True, many=True),
    Fact("returned_on", "退还日", Kind.DATE, required=True),
    Fact("returned_to", "企业接收人", Kind.PERSON, required=True),
)
_LONGEST = {"name": 120, "category": 40, "need": 120}
_MOST_PAGES = 100_000


@verb
def ask_paper(work: Work, case: Case, name: str, **given: Any) -> Material:
    """Ask the company for one more paper and return its row. *given*: the names in ASK.

    Raises:
        StepRefused: the case is already under review.
        InputError: every problem; a paper that is on the list.
    """
    _may(work, case)
    values = facts.parse(ASK, {**given, "name": name}, today=work.today)
    problems = [
        Problem(part, f"最多 {most} 个字，现在是 {len(str(values[part]))} 个")
        for part, most in _LONGEST.items()
        if len(str(values.get(part, ""))) > most
    ]
    if any(one.name == values["name"] for one in paper_list(work, case)):
        problems.append(Problem("name", f"材料名称：“{values['name']}”已经在清单上。"))
    if problems:
        raise InputError(problems)
    items: Any = values.get("items", [])
    return _row(
        work, case, str(values["name"]), "增列",
        category=values["category"], need=values.get("need", ""), items=columns.item_ids(work, case, items),
    )  # fmt: skip


@verb
def drop_paper(work: Work, case: Case, name: str, *, reason: str) -> Material:
    """No longer ask for a paper of the list, with the reason, and return its row.

    Raises:
        StepRefused: the case is already under review. InputError: unknown, received, no reason.
    """
    _may(work, case)
    paper = _found(work, case, [name])[0]
    if paper.came:
        raise InputError.one("name", f"“{name}”已经收到，不能改为不再要求。")
    if not reason.strip():
        raise InputError.one("reason", "理由必须填写。")
    return _row(work, case, paper.name, "不再要求", withdrawn_because=reason.strip())


@verb
def receive_papers(
    work: Work,
    case: Case,
    names: Iterable[str] | Mapping[str, Mapping[str, Any]],
    *,
    evidence: Mapping[str, Sequence[Upload]] | Iterable[Upload] = (),
    seen: int | None = None,
    **given: Any,
) -> Entry:
    """Take the step 登记收到的资料 for the papers ticked, and note the copy, stamp and pages of each.

    *names* alone, or name → details (the names in DETAILS). *given*: the other facts of the step;
    what is still 待提供 goes into its 尚未提供的资料 by itself. A paper that is not on the list may
    come too. Return the step's journal row: its receipt goes by its seq.

    Raises:
        StepRefused, Conflict: as :func:`casework.cases.take`.
        InputError: every problem, the place of one with a detail being the paper's name.
    """
    lock(work, case)
    work.ask("编", case)
    read = _details(names, work)
    wanted = [one.name for one in paper_list(work, case) if one.wanted and one.name not in read]
    stamped = bool(read) and all(one.get("stamped") for one in read.values())
    told = {"missing": wanted, **({"stamped": True} if stamped else {}), **given}
    entry = take(work, case, RECEIVE, items=list(read), evidence=evidence, seen=seen, **told)
    known = {one.name: one for one in paper_list(work, case)}
    for name, one in read.items():
        if one:
            row = known[name].row
            details = {**(row.details if row else {}), str(entry.seq): one}
            _row(work, case, name, "收到", details=details)
    return entry


@verb
def withhold_papers(work: Work, case: Case, names: Iterable[str], **given: Any) -> list[Material]:
    """Record that the company does not provide these papers, and why, in its words. *given*: as WITHHOLD.

    Raises:
        StepRefused: the case is already under review.
        InputError: every problem; a paper not on the list, or received.
    """
    _may(work, case)
    values = _about_papers(work, case, WITHHOLD, names, given)
    found = _found(work, case, values["names"])
    problems = [Problem("names", f"“{one.name}”已经收到。") for one in found if one.came]
    if problems:
        raise InputError(problems)
    columns = {"withheld_because": values["reason"], "withheld_on": values["told_on"]}
    return [_row(work, case, one.name, "未提供", **columns) for one in found]


@verb
def return_papers(work: Work, case: Case, names: Iterable[str], **given: Any) -> list[Material]:
    """Record that papers were given back to the company, at any time. *given*: as GIVE_BACK.

    Raises:
        InputError: every problem; a paper that is not here, a day before it came.
    """
    lock(work, case)
    work.ask("编", case)
    values = _about_papers(work, case, GIVE_BACK, names, given)
    found = _found(work, case, values["names"])
    problems = [
        Problem("names", f"“{one.name}”现在是“{one.state}”，没有可以退还的。")
        for one in found
        if one.state != "已收到"
    ]
    problems += [
        Problem("returned_on", f"退还日不能早于“{one.name}”的收到日（{one.came[-1].on}）。")
        for one in found
        if one.came and values["returned_on"] < one.came[-1].on
    ]
    if problems:
        raise InputError(problems)
    columns = {"returned_on": values["returned_on"], "returned_to": values["returned_to"]}
    return [_row(work, case, one.name, "退还", **columns) for one in found]


def _may(work: Work, case: Case) -> None:
    lock(work, case)
    work.ask("编", case)
    may_record(work, case, "登记资料")


def _details(
    names: Iterable[str] | Mapping[str, Mapping[str, Any]], work: Work
) -> dict[str, dict[str, Any]]:
    """Return name → typed details, in the order given."""
    given = names if isinstance(names, Mapping) else {name: {} for name in names}
    read: dict[str, dict[str, Any]] = {}
    problems: list[Problem] = []
    for name, details in given.items():
        try:
            read[name.strip()] = dict(facts.parse(DETAILS, details, today=work.today))
        except InputError as error:
            problems += [Problem(name, f"{name}：{one.message}") for one in error.problems]
            continue
        pages: Any = read[name.strip()].get("pages", 0)
        if pages > _MOST_PAGES:
            problems.append(Problem(name, f"{name}：页数过大，请核对。"))
    if problems:
        raise InputError(problems)
    return read


def _about_papers(
    work: Work, case: Case, declared: Sequence[Fact], names: Iterable[str], given: Mapping[str, Any]
) -> dict[str, Any]:
    options = tuple(one.name for one in paper_list(work, case))
    asked = [replace(one, options=options) if one.name == "names" else one for one in declared]
    raw = {**given, "names": [names] if isinstance(names, str) else list(names)}
    return facts.parse(asked, raw, today=work.today)


def _found(work: Work, case: Case, names: Iterable[str]) -> list[Paper]:
    known = {one.name: one for one in paper_list(work, case)}
    problems = [
        Problem("names", f"资料清单上没有“{name}”。") for name in names if name not in known
    ]
    if problems:
        raise InputError(problems)
    return [known[name] for name in names]


def _row(work: Work, case: Case, name: str, word: str, **columns: Any) -> Material:
    """Change the row of a paper, or make it."""
    row = work.session.scalars(
        select(Material).where(Material.case_id == case.id, Material.name == name)
    ).one_or_none()
    if row is not None:
        records.change(work, case, MATERIAL, row, columns, f"{name}：{word}")
        return row
    blank: dict[str, Any] = {
        "category": "", "need": "", "items": [], "details": {}, "withheld_on": None, "withheld_because": "",
        "returned_on": None, "returned_to": "", "withdrawn_because": "",
    }  # fmt: skip
    made: Material = records.add(
        work, case, MATERIAL, {**blank, **columns, "name": name}, f"{name}：{word}"
    )
    return made
