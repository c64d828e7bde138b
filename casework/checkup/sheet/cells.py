"""How a cell of a returned sheet becomes a value.

Cells come as Excel, WPS and people leave them: numbers typed as text, full-width digits, spaces,
人 and 元 behind a number. What cannot be read without guessing is a :class:`CellFault`. Whether a
value is allowed is not decided here: that the verb's own check says.
"""

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation

from casework.checkup.catalogue.items import Risk, WorkerForm
from casework.checkup.selfcheck.verdict import SelfVerdict
from casework.checkup.sheet.values import CENT, tidy
from casework.checkup.verdict import Verdict
from casework.errors import InputError

#: The longest text a fact may have, as everywhere in the library.
TEXT_MOST = 20_000
_WHOLE_MOST = 1_000_000_000
_MONEY_MOST = Decimal(1_000_000_000_000)
_BETWEEN = re.compile("[\n、；;，,]")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_YES = frozenset({"是", "√", "yes", "y", "1", "true"})
_NO = frozenset({"", "否", "×", "—", "-", "/", "no", "n", "0", "false", "无"})


class CellFault(Exception):
    """A cell that cannot be read; the text says what would be right."""


def as_text(value: object) -> str:
    """Return the cell as tidy text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    text = tidy(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), str(value)))
    if _CONTROL.search(text):
        raise CellFault("有不可见的控制字符，请删去后重新填写。")
    if len(text) > TEXT_MOST:
        raise CellFault(f"有 {len(text)} 字，最多 {TEXT_MOST} 字；请精简，全文另作证据上传。")
    return text


def as_whole(value: object) -> int | None:
    """Return the cell as a whole number, or ``None`` when blank."""
    text = _plain_number(value, "人份名个件起天日")
    if not text:
        return None
    if not re.fullmatch(r"\d+(\.0+)?", text):
        raise CellFault(f"“{as_text(value)}”不是整数，请只填阿拉伯数字，例如 12。")
    number = int(text.partition(".")[0])
    if number > _WHOLE_MOST:
        raise CellFault(f"“{as_text(value)}”过大，请核对。")
    return number


def as_money(value: object) -> Decimal | None:
    """Return the cell as yuan with two decimals, or ``None`` when blank."""
    text = _plain_number(value, "元￥¥")
    if not text:
        return None
    try:
        amount = Decimal(text)
    except InvalidOperation:
        raise CellFault(
            f"“{as_text(value)}”不是金额，请以元为单位填数字，例如 12000.50。"
        ) from None
    if not amount.is_finite() or not 0 <= amount < _MONEY_MOST:
        raise CellFault(f"“{as_text(value)}”超出范围，金额应当不小于 0。")
    if amount != amount.quantize(CENT):
        raise CellFault(f"“{as_text(value)}”多于两位小数，请精确到分。")
    return amount.quantize(CENT)


def as_verdict(value: object) -> str | None:
    """Return the cell as a verdict's value, or ``None`` when blank."""
    text = as_text(value)
    if not text:
        return None
    try:
        return Verdict.parse(text).value
    except InputError as error:
        raise CellFault(error.problems[0].message) from None


def as_self_verdict(value: object) -> str | None:
    """Return the cell as the value of what a company says of itself, or ``None`` when blank."""
    text = as_text(value)
    if not text:
        return None
    try:
        return SelfVerdict.parse(text).value
    except InputError as error:
        raise CellFault(error.problems[0].message) from None


def as_flag(value: object) -> bool:
    """Return the cell as yes or no; blank is no."""
    word = unicodedata.normalize("NFKC", as_text(value)).strip().casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise CellFault(f"“{as_text(value)}”看不懂，请选“是”或“否”。")


def as_risk(value: object) -> str:
    """Return the cell as a risk, or nothing when blank."""
    text = as_text(value).removesuffix("风险")
    if text and text not in tuple(Risk):
        raise CellFault(f"“{text}”不是风险等级，请选：{'、'.join(Risk)}。")
    return text


def as_names(value: object) -> tuple[str, ...]:
    """Return the cell as names, one a line or between semicolons."""
    return tuple(name for part in re.split("[\n；;]", as_text(value)) if (name := part.strip()))


def as_forms(value: object) -> tuple[str, ...]:
    """Return the cell as forms of employment, between 、 or the like."""
    forms = tuple(one for part in _BETWEEN.split(as_text(value)) if (one := part.strip()))
    unknown = [form for form in forms if form not in tuple(WorkerForm)]
    if unknown:
        raise CellFault(f"“{unknown[0]}”不是用工形式；可填：{'、'.join(WorkerForm)}。")
    return tuple(dict.fromkeys(forms))


def _plain_number(value: object, units: str) -> str:
    """Return a number without what people write around it; refuse what is no number at all."""
    if isinstance(value, (bool, date)):
        raise CellFault(f"“{as_text(value)}”不是数字；可能被表格软件自动改成了日期，请重填。")
    text = unicodedata.normalize("NFKC", as_text(value)).replace(" ", "")
    text = re.sub(r"(?<=\d),(?=\d{3}(\D|$))", "", text)
    return text.strip(units)
