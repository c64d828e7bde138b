"""Whether a text could say who somebody is: interviews, questionnaires and samples carry codes only.

Law-checkup 3.2; 《个人信息保护法》第六条 (no more than the purpose needs), 第五十一条 (去标识化).
What looks like the number of an identity card, a telephone or a bank card is refused, full-width
digits and digits parted by spaces or hyphens too. A name cannot be told from a word and is not
looked for in texts; a code of a sample must hold a digit or a letter, so that it is no name.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from casework.errors import InputError, Problem

_GAP = r"[ \t\-]?"
_NOT_BEFORE, _NOT_AFTER = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"


def _digits(head: str, count: int, tail: str = "") -> str:
    return f"{head}(?:{_GAP}[0-9]){{{count}}}{_GAP + tail if tail else ''}"


#: What is looked for, the longer first: what a number is called, and its shape.
_SHAPES = tuple(
    (label, re.compile(_NOT_BEFORE + shape + _NOT_AFTER))
    for label, shape in (
        ("身份证号码", _digits("[1-9]", 16, "[0-9Xx]")),
        ("银行卡号", r"[3-6][0-9]{15,18}|[3-6][0-9]{3}(?:[ \-][0-9]{4}){3}(?:[ \-][0-9]{1,3})?"),
        ("身份证号码", _digits("[1-9]", 14)),
        ("手机号码", rf"(?:\+?86{_GAP})?" + _digits("1[3-9]", 9)),
        ("固定电话号码", r"\(?0[0-9]{2,3}\)?[ \-]?[1-9][0-9]{6,7}"),
    )
)
_CODE = re.compile(r"[0-9A-Za-z]")
_LONGEST_CODE = 40


def identifying(text: str) -> list[str]:
    """Return what looks like a person's number in *text*: 手机号码（138…）, each kind once."""
    plain = unicodedata.normalize("NFKC", text)
    found: dict[str, str] = {}
    for label, shape in _SHAPES:
        for match in shape.finditer(plain):
            found.setdefault(label, f"{label}（{match[0].strip()[:3]}…）")
        plain = shape.sub("·", plain)
    return list(found.values())


def refused(values: Mapping[str, object], labels: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for each of *values* that holds such a number, wherever in it the text stands."""
    for name, value in values.items():
        found = list(dict.fromkeys(one for text in _texts(value) for one in identifying(text)))
        if found:
            yield Problem(
                name,
                f"{labels.get(name, name)}：里面有像{'、'.join(found)}的数字。现场记录只用编号，不记能认出本人的信息"
                "（《个人信息保护法》第六条），请删去后再存；确需留存的，单独封存，不进本系统。",
            )


def code_problem(code: str) -> str:
    """Return why *code* cannot stand for somebody in a sample; "" if it can."""
    if len(code) > _LONGEST_CODE:
        return f"“{code[:_LONGEST_CODE]}…”太长，编号最多 {_LONGEST_CODE} 个字。"
    if not _CODE.search(unicodedata.normalize("NFKC", code)):
        return f"“{code}”没有数字或字母，像是姓名。抽样名单只写编号，例如 E-0017。"
    found = identifying(code)
    if found:
        return f"编号里有像{found[0]}的数字。抽样名单只写企业或者本会编的号，不用证件号、电话号作编号。"
    return ""


def check(values: Mapping[str, object], labels: Mapping[str, str]) -> None:
    """Pass if none of *values* holds a person's number.

    Raises:
        InputError: every text that does.
    """
    problems = list(refused(values, labels))
    if problems:
        raise InputError(problems)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _texts(key)
            yield from _texts(one)
    elif isinstance(value, Iterable):
        for one in value:
            yield from _texts(one)
