"""The figures of a clause as people write them, a line each: 派送费 1.2元/件."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from casework.errors import InputError, Problem
from casework.negotiation.ledger.entry import Figure, Measure

_LINE = re.compile(
    r"(?P<name>.+?)[\s:]*(?P<amount>-?[0-9][0-9,]*(?:\.[0-9]+)?)\s*"
    r"(?P<unit>[^/0-9\s]*)\s*(?:/\s*(?:每)?(?P<per>\S+))?"
)
_LETTER = re.compile(r"[^\W\d_]")
_UNITS = {
    "元": Measure.MONEY,
    "%": Measure.PERCENT,
    "小时": Measure.HOURS,
    "天": Measure.DAYS,
    "日": Measure.DAYS,
}
_LONGEST = 40
HELP = "一行一个：名称、数、单位，每什么写在斜线后。例如：派送费 1.2元/件；加班上限 3小时/日；涨幅 5%。"


def read(
    given: str | Iterable[Figure | Mapping[str, Any]], place: str = "figures"
) -> tuple[Figure, ...]:
    """Return the figures in a text, or those a program passes.

    Raises:
        InputError: every line that cannot be read.
    """
    if not isinstance(given, str):
        return tuple(one if isinstance(one, Figure) else _built(one, place) for one in given)
    found, problems = [], []
    for line in re.split(r"[\n；;]", given):
        text = unicodedata.normalize("NFKC", line).strip()
        if not text:
            continue
        try:
            found.append(_figure(text))
        except ValueError as error:
            problems.append(Problem(place, f"数字：“{text}”{error}"))
    if problems:
        raise InputError(problems)
    return tuple(found)


def write(figures: Iterable[Figure]) -> str:
    """Return figures as :func:`read` takes them, a line each."""
    return "\n".join(map(str, figures))


def _built(one: Mapping[str, Any], place: str) -> Figure:
    try:
        return Figure.from_json({"unit": "", "per": "", "kind": Measure.MONEY, **one})
    except (KeyError, ValueError, ArithmeticError) as error:
        raise InputError.one(place, f"数字：应有 name 和 amount，现在是 {dict(one)}。") from error


def _figure(text: str) -> Figure:
    match = _LINE.fullmatch(text)
    if match is None or not _LETTER.search(match["name"]):
        raise ValueError("读不出名称和数，请写成：派送费 1.2元/件")
    name, unit, per = match["name"].strip(), match["unit"], match["per"] or ""
    if max(map(len, (name, unit, per))) > _LONGEST:
        raise ValueError(f"太长，名称和单位各最多 {_LONGEST} 个字")
    if unit.endswith("万元") or unit == "万":
        raise ValueError("请以元为单位，不写“万元”")
    kind = _UNITS.get(unit, Measure.COUNT)
    return Figure(name, Decimal(match["amount"].replace(",", "")), unit, per, kind)
