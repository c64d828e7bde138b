"""One value of one kind: what was typed or passed becomes a date, an int, a Decimal, a text.

Each reader takes the fact and one value that is not empty, returns the typed value, and raises
:class:`Refusal` with the end of a sentence that begins with the fact's label. Days are civil days
of Asia/Shanghai, money is yuan with two decimal places, and no text is changed but for outer spaces
and line ends.
"""

import calendar
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal

from casework.workflow.step import Fact, Kind

#: Values in one fact that takes many.
MOST_VALUES = 500
#: Characters in one text.
TEXT_LIMIT = 20_000
#: Characters in the name or login of a person.
NAME_LIMIT = 100
#: A year outside is a slip of the pen.
YEARS = range(1949, 2101)
_MOST = Decimal(10) ** 12
_MONTHS = range(1, 13)
#: Characters of a refused value that are repeated to its writer.
_ENOUGH = 40

#: Marks that turn the direction of what follows: 甲方 could be made to look like 乙方.
REORDERING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

_YES = frozenset({"是", "有", "true", "yes", "y", "on", "1", "√"})
_NO = frozenset({"否", "无", "没有", "false", "no", "n", "off", "0", "×"})
_DATE = re.compile(
    r"(?P<y>[0-9]{4})\s*(?:年\s*(?P<m1>[0-9]{1,2})\s*月\s*(?P<d1>[0-9]{1,2})\s*日"
    r"|(?P<sep>[-/.])(?P<m2>[0-9]{1,2})(?P=sep)(?P<d2>[0-9]{1,2})"
    r"|(?P<m3>[0-9]{2})(?P<d3>[0-9]{2}))"
)
_NUMBER = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")


class Refusal(Exception):
    """Why a value cannot be used, as the end of a sentence."""


def read_value(fact: Fact, value: object, today: date) -> object:
    """Return the typed value; *today* is the day that dates may not pass.

    Raises:
        Refusal: the value cannot be used.
    """
    if fact.kind is Kind.DATE:
        return read_date(value, today=None if fact.in_future else today)
    return _READERS[fact.kind](fact, value)


def read_date(value: object, *, today: date | None) -> date:
    """Return a civil day from a date or from a text that names one.

    Read are 2026-03-02, 2026/3/2, 2026.3.2, 20260302 and 2026年3月2日, full-width digits too.
    *today* is the last day allowed, None allows any. A datetime at midnight without time zone,
    which is how a sheet holds a day, is that day; any other datetime is refused.

    Raises:
        Refusal: no date, a day that does not exist, a year that cannot be meant, or the future.
    """
    day = _day_of(value)
    if day.year not in YEARS:
        raise Refusal(f"年份 {day.year} 不合理，应在 {YEARS[0]} 年至 {YEARS[-1]} 年之间")
    if today is not None and day > today:
        raise Refusal(f"{day} 不能晚于今天（{today}）")
    return day


def _day_of(value: object) -> date:
    if isinstance(value, datetime):
        if value.tzinfo is None and value.time() == time():
            return value.date()
        raise Refusal(f"应填日期，不带时刻：{value}")
    if isinstance(value, date):
        return value
    text = _narrow(value) if isinstance(value, str) else ""
    found = _DATE.fullmatch(text)
    if not found:
        raise Refusal(f"“{_cut(value)}”不是日期，请写成 2026-03-02 或 2026年3月2日")
    parts = found.groupdict()
    month = parts["m1"] or parts["m2"] or parts["m3"]
    return _existing_day(
        text, int(parts["y"]), int(month), int(parts["d1"] or parts["d2"] or parts["d3"])
    )


def _existing_day(text: str, year: int, month: int, day: int) -> date:
    if year < 1:
        raise Refusal(f"{text} 不存在，年份应为四位数")
    if month not in _MONTHS:
        raise Refusal(f"{text} 不存在，月份应在 1 到 12 之间")
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise Refusal(f"{text} 不存在，{year}年{month}月只有{last}天")
    return date(year, month, day)


def _narrow(text: str) -> str:
    """Full-width digits and signs as typed with a Chinese keyboard become the plain ones."""
    return unicodedata.normalize("NFKC", text).strip()


def _cut(value: object) -> str:
    text = "".join(ch if ch.isprintable() else "�" for ch in str(value))
    return text if len(text) <= _ENOUGH else text[:_ENOUGH] + "…"


def _plain_text(value: object, limit: int) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)  # a sheet holds what looks like a number as one
    if not isinstance(value, str):
        raise Refusal(f"应为文字，现在是 {_cut(value)}")
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    bad = next((ch for ch in text if _unprintable(ch)), None)
    if bad is not None:
        raise Refusal(f"含有不能保存的控制字符（U+{ord(bad):04X}），请删去后再填")
    text = text.strip()
    if len(text) > limit:
        raise Refusal(f"有 {len(text):,} 个字，最多 {limit:,} 个")
    return text


def _unprintable(ch: str) -> bool:
    """Say whether neither UTF-8 nor XML can carry it, or it makes a line read in another order than it stands."""
    if ch in "\n\t":
        return False
    return unicodedata.category(ch) in {"Cc", "Cs"} or ch in "\ufffe\uffff" or ch in REORDERING


def _read_longtext(_fact: Fact, value: object) -> str:
    return _plain_text(value, TEXT_LIMIT)


def _read_text(_fact: Fact, value: object) -> str:
    text = _plain_text(value, TEXT_LIMIT)
    if "\n" in text:
        raise Refusal("只能写一行，请去掉换行")
    return text


def _read_person(_fact: Fact, value: object) -> str:
    text = _plain_text(value, NAME_LIMIT)
    if "\n" in text or "\t" in text:
        raise Refusal("应为一个人的姓名或登录名，请去掉换行和制表符")
    return text


def _read_choice(fact: Fact, value: object) -> str:
    text = str(value).strip()
    if text not in fact.options:
        raise Refusal(f"没有“{_cut(text)}”这个选项，可选的是：{'、'.join(fact.options)}")
    return text


def _read_flag(_fact: Fact, value: object) -> bool:
    if isinstance(value, bool):
        return value
    word = _narrow(value).lower() if isinstance(value, str) else str(value)
    if word in _YES | _NO:
        return word in _YES
    raise Refusal(f"应填“是”或“否”，现在是“{_cut(value)}”")


def _number(value: object, what: str) -> Decimal:
    if isinstance(value, bool):
        raise Refusal(f"应为{what}，现在是“{'是' if value else '否'}”")
    text = _narrow(value) if isinstance(value, str) else ""
    if isinstance(value, int | float | Decimal):
        exact = Decimal(str(value))  # a float as it prints, not as it is stored
        text = format(exact, "f") if exact.is_finite() else str(exact)
    if not _NUMBER.fullmatch(text):
        raise Refusal(f"“{_cut(value)}”不是{what}，请只写阿拉伯数字，例如 12000")
    number = Decimal(text.replace(",", ""))
    if abs(number) >= _MOST:
        raise Refusal(f"{_cut(value)} 过大，请核对")
    return number


def _read_int(_fact: Fact, value: object) -> int:
    number = _number(value, "整数")
    if number != number.to_integral_value():
        raise Refusal(f"应为整数，现在是 {_cut(value)}")
    if number < 0:
        raise Refusal(f"不能是负数，现在是 {_cut(value)}")
    return int(number)


def _read_number(_fact: Fact, value: object) -> Decimal:
    return _number(value, "数值")


def _read_money(_fact: Fact, value: object) -> Decimal:
    text = value
    if isinstance(value, str):
        text = _narrow(value).removeprefix("¥").removesuffix("元").strip()
        if text.endswith("万"):
            raise Refusal(f"请以元为单位，不写“万元”：{_cut(value)}")
    amount = _number(text, "金额")
    if amount < 0:
        raise Refusal(f"不能是负数，现在是 {_cut(value)}")
    cents = amount.quantize(Decimal("0.01"))
    if cents != amount:
        raise Refusal(f"最多两位小数（到分），现在是 {_cut(value)}")
    return cents


_READERS: Mapping[Kind, Callable[[Fact, object], object]] = {
    Kind.TEXT: _read_text,
    Kind.LONGTEXT: _read_longtext,
    Kind.INT: _read_int,
    Kind.NUMBER: _read_number,
    Kind.MONEY: _read_money,
    Kind.FLAG: _read_flag,
    Kind.CHOICE: _read_choice,
    Kind.PERSON: _read_person,
    Kind.COLLEAGUE: _read_person,
}
