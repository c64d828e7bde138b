"""Whether an item may be answered now, and whether what was answered can be."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from casework.cases.models import Case
from casework.cases.view import table_of
from casework.cases.work import Work
from casework.checkup.catalogue import Item, WorkerForm
from casework.checkup.queries import checkup_of, pinned_catalogue
from casework.checkup.verdict import Verdict
from casework.errors import InputError, Problem, Reason, StepRefused
from casework.workflow import Fact, Kind, facts

#: States in which items are answered: papers are read as they arrive, before the visit too.
ANSWERING = ("notified", "collecting", "inspecting")
#: What an answer holds besides its verdict, by the name of its column; read by the one parser.
DECLARED = (
    Fact("facts", "事实描述", Kind.LONGTEXT),
    Fact("papers", "现场所见材料", Kind.TEXT, many=True),
    Fact("note", "备注", Kind.LONGTEXT),
    Fact("sampled", "抽查数", Kind.INT),
    Fact("sampled_of", "总数", Kind.INT),
    Fact("seed", "抽样种子", Kind.TEXT),
    Fact("workers_affected", "涉及人数", Kind.INT),
    Fact("worker_forms", "劳动者类型", Kind.CHOICE, many=True, options=tuple(WorkerForm)),
    Fact("amount", "涉及金额", Kind.MONEY),
    Fact("red_line_confirmed", "红线确认", Kind.FLAG),
)
LABELS = {fact.name: fact.label for fact in DECLARED}
#: What is kept of a field that was left empty.
_EMPTY: Mapping[str, Any] = {
    "facts": "",
    "papers": [],
    "worker_forms": [],
    "note": "",
    "seed": "",
    "red_line_confirmed": False,
}
#: Parameters of :func:`casework.checkup.answer` that go by a shorter name.
PARAMETERS = {
    "workers_affected": "workers",
    "worker_forms": "forms",
    "red_line_confirmed": "red_line",
}
_MOST = 100_000_000
_LONGEST_SEED = 40


def may_answer(work: Work, case: Case) -> None:
    """Raise StepRefused unless the case is in a state in which items are answered."""
    if case.state not in ANSWERING:
        table = table_of(work, case)
        states = "、".join(f"“{table.label(state)}”" for state in ANSWERING)
        why = f"案件现在是“{table.label(case.state)}”，检查结论只能在{states}时填写或修改。"
        fix = "已提交复核的，先由复核人退回修改。"
        raise StepRefused(
            "填写检查结论", table.label(case.state), [Reason("wrong_state", why, where_to_fix=fix)]
        )


def tailored_item(work: Work, case: Case, item_id: str) -> Item:
    """Return the item, if it was tailored for this case.

    Raises:
        NotFound: no such item in the catalogue.
        InputError: the item does not apply to this enterprise.
    """
    item = pinned_catalogue(work, case).item(item_id)
    if item_id not in checkup_of(work, case).items:
        raise InputError.one(
            item_id, f"检查项“{item.title}”不适用于本企业（按角色、行业、用工形式裁剪），不必作答。"
        )
    return item


def checked(
    item: Item, verdict: Verdict, given: Mapping[str, Any], present: Iterable[str]
) -> dict[str, Any]:
    """Return the columns of an answer, typed. *present* are the forms of employment in the enterprise.

    Raises:
        InputError: every problem; its place is the parameter's name.
    """
    problems: list[Problem] = []
    values = dict.fromkeys(LABELS) | dict(_EMPTY) | {"verdict": verdict.value}
    for fact in DECLARED:
        try:
            values |= facts.parse([fact], {fact.name: given[fact.name]}, today=date.max)
        except InputError as error:
            place = PARAMETERS.get(fact.name, fact.name)
            problems += [Problem(place, one.message) for one in error.problems]
    if not problems:
        problems += _impossible(item, verdict, values)
        problems += strangers("forms", values["worker_forms"] or (), item.forms(present))
    if problems:
        raise InputError(problems)
    return values


def strangers(place: str, forms: Iterable[str], known: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for each of *forms* that this enterprise (or this item) has nothing to do with."""
    known = tuple(known)
    for form in forms:
        if form not in known:
            why = f"劳动者类型：本企业在这一项上没有“{form}”；可填：{'、'.join(known)}。"
            yield Problem(place, why)


def _impossible(item: Item, verdict: Verdict, values: Mapping[str, Any]) -> Iterator[Problem]:
    if (verdict.faulty or verdict is Verdict.UNVERIFIED) and not values["facts"]:
        why = f"{item.id} 结论为“{verdict.label}”时要写明事实或原因（未见、未提供什么）。"
        yield Problem("facts", why)
    for name in ("sampled", "sampled_of", "workers_affected"):
        if values[name] is not None and values[name] > _MOST:
            yield Problem(PARAMETERS.get(name, name), f"{LABELS[name]}过大，请核对。")
    if len(values["seed"]) > _LONGEST_SEED:
        yield Problem("seed", f"抽样种子最多 {_LONGEST_SEED} 个字。")
    drawn, total = values["sampled"], values["sampled_of"]
    if drawn is not None and total is not None and drawn > total:
        yield Problem("sampled", f"抽查数 {drawn} 不能大于总数 {total}。")
    if values["red_line_confirmed"] and not item.red_line:
        yield Problem("red_line", f"{item.id} 不是红线项，不能确认红线。")
    if values["red_line_confirmed"] and not verdict.faulty:
        yield Problem("red_line", f"结论为“{verdict.label}”时不能确认红线。")
