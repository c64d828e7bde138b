"""A list of anonymous codes as people write it: a code a line, 【…】 above a stratum, 001-120 for a row of numbers.

    【城东站·劳动关系】
    E-0001
    E-0002
    【城东站·不完全劳动关系】
    001-120

Without a heading all are one stratum, 全部. A range of numbers stands for the lines of a list that
stays with the company: 001-120 are the codes 001 to 120.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from casework.cases.anonymous import code_problem
from casework.errors import InputError, Problem

WHOLE = "全部"
_HEADING = re.compile(r"[【\[](.+)[】\]]")
_RANGE = re.compile(r"([0-9]{1,6})\s*[-—~～至到]\s*([0-9]{1,6})")
_BETWEEN = re.compile(r"[\s,，、;；]+")
_MOST = 20_000
_SHOWN = 5
_LONGEST_STRATUM = 60


def read_roster(text: str, place: str = "roster") -> dict[str, list[str]]:
    """Return the codes by stratum, in the order written.

    Raises:
        InputError: every line that cannot be used, a code twice in a stratum, nothing at all.
    """
    strata: dict[str, list[str]] = {}
    problems: list[Problem] = []
    current = WHOLE
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        heading = _HEADING.fullmatch(line)
        if heading:
            current = heading[1].strip()[:_LONGEST_STRATUM]
        elif line:
            codes, faults = _codes(line)
            strata.setdefault(current, []).extend(codes)
            problems += [Problem(place, f"第 {number} 行：{fault}") for fault in faults]
    problems += _twice(strata, place)
    total = sum(map(len, strata.values()))
    if not total and not problems:
        problems.append(
            Problem(place, "名单里还没有编号。一行一个，或者用 001-120 表示第1至120号。")
        )
    if total > _MOST:
        problems.append(Problem(place, f"名单有 {total} 个编号，最多 {_MOST} 个，请分几次抽。"))
    if problems:
        raise InputError(problems[:_SHOWN])
    return strata


def show_roster(strata: Mapping[str, Sequence[str]]) -> str:
    """Return a roster as :func:`read_roster` reads it."""
    parts = []
    for name, codes in strata.items():
        parts += [f"【{name}】"] if name != WHOLE or len(strata) > 1 else []
        parts += codes
    return "\n".join(parts)


def population_hash(strata: Mapping[str, Sequence[str]]) -> str:
    """Return the SHA-256 of the sorted lines ``stratum<TAB>code``: it shows that N was the same."""
    lines = sorted(f"{name}\t{code}" for name, codes in strata.items() for code in codes)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _codes(line: str) -> tuple[list[str], list[str]]:
    row = _RANGE.fullmatch(line)
    if row:
        first, last = int(row[1]), int(row[2])
        if last < first:
            return [], [f"“{line}”的后一个数比前一个小。"]
        if last - first >= _MOST:
            return [], [f"“{line}”超过 {_MOST} 个。"]
        return [str(one).zfill(len(row[1])) for one in range(first, last + 1)], []
    codes = [code for code in _BETWEEN.split(line) if code]
    return codes, [fault for code in codes if (fault := code_problem(code))]


def _twice(strata: Mapping[str, Sequence[str]], place: str) -> list[Problem]:
    return [
        Problem(place, f"“{code}”在“{name}”里出现了 {times} 次，名单里每个编号只能有一次。")
        for name, codes in strata.items()
        for code, times in Counter(codes).items()
        if times > 1
    ]
