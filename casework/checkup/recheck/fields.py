"""What a plan of a re-check asks, declared as facts and read by the one parser."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from casework.checkup.sampling import SamplingScheme, sample_size
from casework.errors import InputError, Problem
from casework.workflow import Fact, Kind, facts

METHODS = ("现场", "电话", "书面")
PHONE = METHODS[1]
DECLARED = (
    Fact(
        "method",
        "复检方式",
        Kind.CHOICE,
        required=True,
        options=METHODS,
        help="低风险的问题可以电话回访。",
    ),
    Fact("look_at", "核对什么", Kind.LONGTEXT, help="一行一项。"),
    Fact("population", "总数", Kind.INT, help="一共有几份（人、单）；填了名单的不必再填。"),
    Fact("sample", "抽查数", Kind.INT, help="不填的按总数建议。"),
    Fact(
        "codes",
        "编号名单",
        Kind.LONGTEXT,
        help="要随机抽取的填，一行一个编号；只写编号，不写姓名、证件号和手机号。",
    ),
)
#: Columns of the row, as a person reads them in the timeline.
LABELS = {fact.name: fact.label for fact in DECLARED} | {
    "seed": "随机种子",
    "drawn": "抽中的编号",
    "draws": "第几次抽取",
}
_MOST = 1_000_000
_LONGEST_CODE = 40
_BREAKS = re.compile(r"[\n、；;，,]")
_IDENTITY = re.compile(r"[0-9]{17}[0-9Xx]|1[3-9][0-9]{9}")
_MARK = re.compile(r"[0-9A-Za-z]")


def lines(value: Any) -> list[str]:
    """Return the lines of a text, or of a list of them, without empty ones."""
    rows = value.splitlines() if isinstance(value, str) else list(value or ())
    return [row.strip() for row in rows if row.strip()]


def read_plan(given: Mapping[str, Any], scheme: SamplingScheme) -> dict[str, Any]:
    """Return the columns of a plan, typed: N from the list if there is one, n as *scheme* proposes if not given.

    Raises:
        InputError: every problem; its place is the name of the field.
    """
    values = facts.parse(DECLARED, _texts(given), today=date.max)
    codes = _codes(str(values.get("codes", "")))
    total: Any = values.get("population", len(codes) if codes else None)
    problems = [*_wrong_codes(codes), *_wrong_numbers(total, values.get("sample"), len(codes))]
    if problems:
        raise InputError(problems)
    proposed = None if total is None else sample_size(total, scheme)
    return {
        "method": values["method"],
        "look_at": lines(values.get("look_at", "")),
        "population": total,
        "sample": values.get("sample", proposed),
        "codes": codes,
    }


def _texts(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return lists as texts of a line each: a form sends a text, a program passes a list."""
    return {
        name: "\n".join(map(str, value)) if isinstance(value, list | tuple) else value
        for name, value in given.items()
    }


def _codes(text: str) -> list[str]:
    return [one.strip() for one in _BREAKS.split(text) if one.strip()]


def _wrong_codes(codes: Iterable[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            yield Problem("codes", f"编号名单：“{code}”写了两次，一个编号只能写一次。")
        elif len(code) > _LONGEST_CODE:
            yield Problem("codes", f"编号名单：编号最多 {_LONGEST_CODE} 个字，“{code[:10]}…”太长。")
        elif _IDENTITY.fullmatch(code):
            yield Problem("codes", "编号名单：不能写证件号、手机号，请改用企业自编的编号。")
        elif not _MARK.search(code):
            yield Problem(
                "codes", f"编号名单：“{code}”像是姓名。只写含数字或字母的编号，例如 L001。"
            )
        seen.add(code)


def _wrong_numbers(total: Any, size: Any, listed: int) -> Iterator[Problem]:
    for name, label, value in (("population", "总数", total), ("sample", "抽查数", size)):
        if value is not None and value > _MOST:
            yield Problem(name, f"{label}：最多 {_MOST}，现在是 {value}。")
    if listed and total is not None and total != listed:
        yield Problem("population", f"总数：写了 {total}，名单里有 {listed} 个编号，两者应当一致。")
    if size is not None and total is None:
        yield Problem("population", "总数：写了抽查数的，要写一共有多少。")
    elif size is not None and size > total:
        yield Problem("sample", f"抽查数：{size} 不能大于总数 {total}。")
