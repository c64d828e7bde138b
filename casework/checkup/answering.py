"""Whether an item may be answered now, and whether what was answered can be."""

from decimal import Decimal
from typing import Any

from casework.cases.models import Case
from casework.cases.view import table_of
from casework.cases.work import Work
from casework.checkup.catalogue import Item
from casework.checkup.queries import checkup_of, pinned_catalogue
from casework.checkup.verdict import Verdict
from casework.errors import InputError, Problem, Reason, StepRefused

#: States in which items are answered: papers are read as they arrive, before the visit too.
ANSWERING = ("notified", "collecting", "inspecting")
_LONGEST = 20_000


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


def checked(item: Item, verdict: Verdict, given: dict[str, Any]) -> dict[str, Any]:
    problems: list[Problem] = []
    if (
        verdict in {Verdict.PARTIAL, Verdict.NON_COMPLIANT, Verdict.UNVERIFIED}
        and not given["facts"]
    ):
        problems.append(
            Problem(
                "facts",
                f"{item.id} 结论为“{verdict.label}”时要写明事实或原因（未见、未提供什么）。",
            )
        )
    if len(given["facts"]) > _LONGEST:
        problems.append(
            Problem("facts", f"事实描述不能超过 {_LONGEST} 字，现在是 {len(given['facts'])} 字。")
        )
    if any(ord(letter) < ord(" ") and letter not in "\n\t" for letter in given["facts"]):
        problems.append(Problem("facts", "事实描述里有不可见的控制字符，请删去后重填。"))
    for name, label in (
        ("sampled", "抽查数"),
        ("sampled_of", "总数"),
        ("workers_affected", "涉及人数"),
    ):
        if given[name] is not None and given[name] < 0:
            problems.append(Problem(name, f"{label}不能小于 0。"))
    if (
        given["sampled"] is not None
        and given["sampled_of"] is not None
        and given["sampled"] > given["sampled_of"]
    ):
        problems.append(
            Problem("sampled", f"抽查数 {given['sampled']} 不能大于总数 {given['sampled_of']}。")
        )
    if given["red_line_confirmed"] and not item.red_line:
        problems.append(Problem("red_line", f"{item.id} 不是红线项，不能确认红线。"))
    if given["red_line_confirmed"] and not verdict.faulty:
        problems.append(Problem("red_line", f"结论为“{verdict.label}”时不能确认红线。"))
    if problems:
        raise InputError(problems)
    return {**given, "verdict": verdict.value, "amount": _yuan(given["amount"])}


def _yuan(amount: Decimal | int | str | None) -> Decimal | None:
    if amount is None or amount == "":
        return None
    try:
        value = Decimal(str(amount)).quantize(Decimal("0.01"))
    except ArithmeticError as error:
        raise InputError.one(
            "amount", f"涉及金额“{amount}”不是数字，应为以元为单位的数，例如 12000.50。"
        ) from error
    if value < 0:
        raise InputError.one("amount", "涉及金额不能小于 0。")
    return value
