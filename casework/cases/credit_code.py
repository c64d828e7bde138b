"""统一社会信用代码 (GB 32100—2015): eighteen characters, the last of which checks the others."""

import unicodedata

from casework.errors import InputError

#: The 31 symbols in the order of their values: digits and capitals without I, O, S, V, Z.
SYMBOLS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = {symbol: value for value, symbol in enumerate(SYMBOLS)}
_LENGTH = 18


def check_character(body: str) -> str:
    """Return the eighteenth character that belongs to the first seventeen."""
    total = sum(_VALUES[symbol] * pow(3, place, 31) for place, symbol in enumerate(body))
    return SYMBOLS[(31 - total % 31) % 31]


def normalised(text: str) -> str:
    """Return a code as it would be stored: full-width letters, spaces and small letters are mended."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def parse(text: str) -> str:
    """Return a credit code in its standard form: full-width letters, spaces and small letters are mended.

    Raises:
        InputError: wrong length, a character that does not occur, or a check character that does not fit.
    """
    code = normalised(text)
    if len(code) != _LENGTH:
        raise InputError.one(
            "code", f"统一社会信用代码应为18位，现在是{len(code)}位：{code or '空'}。"
        )
    for place, symbol in enumerate(code, start=1):
        if symbol not in _VALUES:
            raise InputError.one(
                "code",
                f"统一社会信用代码第{place}位“{symbol}”不是允许的字符（不用 I、O、S、V、Z）。",
            )
    if check_character(code[:-1]) != code[-1]:
        raise InputError.one(
            "code", f"统一社会信用代码“{code}”的校验位不对，请对照营业执照核对每一位。"
        )
    return code
