"""What an entry of the diary asks, declared once for form, command and library."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from casework.cases import anonymous
from casework.cases import queries as case_queries
from casework.cases.work import Work
from casework.errors import InputError, NotFound, Problem
from casework.workflow import Fact, Kind, facts

ACTIVITIES = (
    "走访",
    "指导",
    "培训",
    "参加协商",
    "草案意见",
    "报送协助",
    "履约回访",
    "调研",
    "其他",
)
_TRAINING = "培训"
FACTS = (
    Fact("done_on", "工作日期", Kind.DATE, required=True),
    Fact("activity", "工作类别", Kind.CHOICE, required=True, options=ACTIVITIES),
    Fact("place", "地点", Kind.TEXT),
    Fact("hours", "小时数", Kind.NUMBER, required=True, help="例如 2.5；一天合计不超过 24"),
    Fact("visited", "走访的单位", Kind.TEXT, many=True, help="单位名称，几个之间用顿号"),
    Fact("trained", "培训人数", Kind.INT, required_when={"activity": (_TRAINING,)}),
    Fact("case_numbers", "有关案件", Kind.TEXT, many=True, help="案号，可以几个"),
    Fact("done", "做了什么", Kind.LONGTEXT, required=True, help="不写姓名、电话、证件号"),
    Fact("obstacles", "卡点", Kind.LONGTEXT, help="谈不下去、建不起来的地方"),
    Fact("advice", "建议", Kind.LONGTEXT),
)
LABELS = {fact.name: fact.label for fact in FACTS}
MOST_HOURS = Decimal(24)
_EXACT = Decimal("0.01")
_LONGEST_PLACE = 120


def read(work: Work, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return every column as *raw* fills it in, empty where nothing is said.

    Raises:
        InputError: every problem.
    """
    values: dict[str, Any] = dict(facts.parse(FACTS, raw, today=work.today))
    problems = [*_unfit(values), *_unknown_cases(work, values), *anonymous.refused(values, LABELS)]
    if problems:
        raise InputError(problems)
    values["hours"] = values["hours"].quantize(_EXACT)
    return {fact.name: values.get(fact.name, _blank(fact)) for fact in FACTS}


def _unfit(values: Mapping[str, Any]) -> Iterator[Problem]:
    hours, trained = values["hours"], values.get("trained")
    if not 0 < hours <= MOST_HOURS:
        yield Problem("hours", f"小时数：应大于 0、不超过 24，现在是 {hours}。")
    elif hours != hours.quantize(_EXACT):
        yield Problem("hours", f"小时数：最多两位小数，现在是 {hours}。")
    if trained is not None and trained < 1:
        yield Problem("trained", f"培训人数：应为正整数，现在是 {trained}。")
    if len(values.get("place", "")) > _LONGEST_PLACE:
        yield Problem("place", f"地点：最多 {_LONGEST_PLACE} 个字")


def _unknown_cases(work: Work, values: Mapping[str, Any]) -> Iterator[Problem]:
    for number in values.get("case_numbers", ()):
        try:
            case_queries.get(work, number)
        except NotFound as error:
            yield Problem("case_numbers", f"有关案件：{error}")


def _blank(fact: Fact) -> Any:
    if fact.many:
        return []
    return None if fact.kind is Kind.INT else ""
