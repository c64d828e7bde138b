"""What is written down of a representative, and the delegates that the rules look at."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from casework.cases import records
from casework.cases.models import Case, Record
from casework.cases.records import Sort
from casework.cases.work import Work
from casework.errors import InputError
from casework.negotiation.models import Representative
from casework.negotiation.register import Columns, Register
from casework.negotiation.representative.persons import ChosenHow, Delegate, Duty, Office
from casework.negotiation.side import Side
from casework.workflow import Fact, Kind

FACTS = (
    Fact("side", "一方", Kind.CHOICE, required=True, options=tuple(Side), side="shared"),
    Fact("name", "姓名", Kind.PERSON, required=True, side="shared", data_class="personal"),
    Fact("duty", "职责", Kind.CHOICE, required=True, options=tuple(Duty), side="shared"),
    Fact("position", "单位、岗位、职务", Kind.TEXT, side="shared"),
    Fact(
        "office",
        "不需要委托书的职务",
        Kind.CHOICE,
        options=tuple(one for one in Office if one),
        help="首席代表是工会主席、法定代表人的填写；其他人担任首席要有书面委托",
    ),
    Fact("external", "本单位以外的专业人员", Kind.FLAG, help="不超过本方代表三分之一，不能任首席"),
    Fact("woman", "女", Kind.FLAG),
    Fact("chosen_how", "产生方式", Kind.CHOICE, required=True, options=tuple(ChosenHow)),
    Fact("chosen_on", "产生日期", Kind.DATE),
    Fact("consent_yes", "同意的职工人数", Kind.INT, help="没有工会、民主推荐的填写；应达到全体职工的半数"),
    Fact("mandate", "有书面委托书", Kind.FLAG),
    Fact("replaces", "接替谁", Kind.TEXT, help="代表的编号，例如 代-03"),
    Fact("left_on", "离任日", Kind.DATE),
    Fact("left_because", "离任原因", Kind.TEXT),
)  # fmt: skip


def told(values: Mapping[str, Any]) -> str:
    """Return a representative in a phrase."""
    left = f"，{values['left_on']}离任" if values["left_on"] else ""
    return f"{values['side']}{values['duty']}{left}"


def present(work: Work, case: Case, on: date | None = None) -> Sequence[Representative]:
    """Return the representatives who had not left by that day (today), by number."""
    day = on or work.today
    rows = records.kept(work, case, Representative)
    return [row for row in rows if row.left_on is None or row.left_on > day]


def delegates(rows: Sequence[Representative], workforce: int | None) -> tuple[Delegate, ...]:
    """Return the representatives as the rules look at them."""
    return tuple(
        Delegate(
            name=row.name,
            side=Side(row.side),
            duty=Duty(row.duty),
            external=row.external,
            woman=row.woman,
            chosen_how=ChosenHow(row.chosen_how),
            consent_yes=row.consent_yes,
            workforce=workforce,
            mandate=row.mandate,
            office=Office(row.office),
        )
        for row in rows
    )


def _check(work: Work, case: Case, columns: Columns, row: Record | None) -> Columns:
    if columns["left_because"] and columns["left_on"] is None:
        raise InputError.one("left_on", "离任日：写了离任原因，也要写离任的日期。")
    if columns["replaces"]:
        replaced = records.one(work, case, Representative, columns["replaces"])
        if replaced.left_on is None:
            why = f"接替谁：{replaced.code} 还没有登记离任，先登记离任，再登记接替的人。"
            raise InputError.one("replaces", why)
        if replaced.side != columns["side"]:
            why = f"接替谁：{replaced.code} 是{replaced.side}的代表，不能由{columns['side']}的人接替。"
            raise InputError.one("replaces", why)
        columns["replaces"] = replaced.code
    _refuse_twin(work, case, columns, row)
    return columns


def _refuse_twin(work: Work, case: Case, columns: Columns, row: Record | None) -> None:
    if columns["left_on"] is not None:
        return
    for other in present(work, case):
        if row is not None and other.number == row.number:
            continue
        if other.name == columns["name"] and other.side == columns["side"]:
            why = (
                f"姓名：{columns['name']}已经登记为{other.side}的 {other.code}，同一人不重复登记。"
            )
            raise InputError.one("name", why)


REPRESENTATIVE = Register(
    name="representative",
    sort=Sort("representative", Representative, frozenset({"name"}), side="shared"),
    facts=FACTS,
    lead="双方人数对等，每方各一名首席代表；离任的登记离任日，补选的写明接替谁。",
    told=told,
    check=_check,
)


def vacancies(work: Work, case: Case) -> Sequence[Representative]:
    """Return the representatives who left and whom nobody replaces yet."""
    rows = records.kept(work, case, Representative)
    replaced = {row.replaces for row in rows}
    return [row for row in rows if row.left_on is not None and row.code not in replaced]
