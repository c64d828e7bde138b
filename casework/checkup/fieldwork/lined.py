"""Texts with a part a line that people type and read again: remarks on items, questions with their counts."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from casework.errors import InputError, Problem

_ITEM = re.compile(r"#?\s*(LC-[0-9]{2}-[0-9]{2})")
_REMARK = re.compile(r"(LC-[0-9]{2}-[0-9]{2})\s*[:：、，,]?\s*(.*)")
_COUNT = re.compile(r"(.+?)\s*[=＝:：]\s*([0-9]{1,7})\s*(?:人|份|票)?")
_SHOWN = 5


def read_remarks(text: str, known: Iterable[str], place: str = "remarks") -> dict[str, str]:
    """Return item id → remark from lines like ``LC-05-01 每月休两天``.

    Raises:
        InputError: every line that names no item of *known*, says nothing, or repeats an item.
    """
    known, problems = set(known), []
    found: dict[str, str] = {}
    for number, line in _lines(text):
        read = _REMARK.fullmatch(line)
        if read is None:
            why = "每行先写检查项编号，再写说到的情况，例如 LC-05-01 每月休两天。"
            problems.append(Problem(place, f"第 {number} 行：{why}"))
        elif read[1] not in known:
            problems.append(Problem(place, f"第 {number} 行：{read[1]} 不是本案适用的检查项。"))
        elif not read[2]:
            problems.append(Problem(place, f"第 {number} 行：{read[1]} 后面还没有写情况。"))
        elif read[1] in found:
            problems.append(Problem(place, f"第 {number} 行：{read[1]} 写了两次，请并成一行。"))
        else:
            found[read[1]] = read[2]
    if problems:
        raise InputError(problems[:_SHOWN])
    return found


def show_remarks(remarks: Mapping[str, str]) -> str:
    """Return remarks as :func:`read_remarks` reads them."""
    return "\n".join(f"{item} {text}" for item, text in remarks.items())


def read_questions(
    text: str, known: Iterable[str], place: str = "questions"
) -> list[dict[str, Any]]:
    """Return the questions of a survey: a question a paragraph, its items behind #, an option with its number a line.

    ``每月休息几天？ #LC-05-01`` and below it ``四天以上＝20``, ``不足四天＝18``.

    Raises:
        InputError: every line that cannot be read, a question without options, an unknown item.
    """
    known, fresh = set(known), True
    questions: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            fresh = True
            continue
        if fresh:
            items = _ITEM.findall(line)
            title = _ITEM.sub("", line).replace("#", "").strip(" \t　、，,")
            questions.append({"text": title, "counts": {}, "items": list(dict.fromkeys(items))})
            problems += [
                Problem(place, f"第 {number} 行：{one} 不是本案适用的检查项。")
                for one in items
                if one not in known
            ]
            fresh = False
            continue
        problems += _count(questions[-1]["counts"], number, line.strip(), place)
    problems += [
        Problem(place, f"问题“{one['text']}”下面还没有选项和人数，例如 四天以上＝20。")
        for one in questions
        if not one["counts"]
    ]
    if problems:
        raise InputError(problems[:_SHOWN])
    return questions


def show_questions(questions: Sequence[Mapping[str, Any]]) -> str:
    """Return questions as :func:`read_questions` reads them."""
    blocks = []
    for one in questions:
        linked = "".join(f" #{item}" for item in one["items"])
        counts = [f"{option}＝{number}" for option, number in one["counts"].items()]
        blocks.append("\n".join([f"{one['text']}{linked}", *counts]))
    return "\n\n".join(blocks)


def _count(counts: dict[str, int], number: int, line: str, place: str) -> list[Problem]:
    read = _COUNT.fullmatch(line)
    if read is None:
        why = f"“{line[:30]}”不是“选项＝人数”。问题之间空一行，选项一行一个，例如 四天以上＝20。"
        return [Problem(place, f"第 {number} 行：{why}")]
    if read[1] in counts:
        return [Problem(place, f"第 {number} 行：选项“{read[1]}”写了两次。")]
    counts[read[1]] = int(read[2])
    return []


def _lines(text: str) -> list[tuple[int, str]]:
    return [(n, line.strip()) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
