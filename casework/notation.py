"""How a data file is written: TOML read with its slips said in Chinese, and the word that may be meant.

Every room that ships or takes a data file reads it here; what the entries mean, each says itself.
"""

import difflib
import re
import tomllib
from collections.abc import Collection
from typing import Any

from casework.errors import DefinitionError, Problem

#: How what tomllib says begins → what is to be put right.
_SLIPS = {
    "Cannot overwrite": "同一个键写了两次，请删去一个",
    "Cannot declare": "同一个表写了两次，请合并",
    "Duplicate": "同一个键写了两次，请删去一个",
    "Unterminated string": "引号没有成对",
    "Illegal character": "引号内有换行或控制字符，请写成一行",
    "Expected '='": "键和值之间应当是半角等号",
    "Unclosed": "方括号或花括号没有成对，或者两条之间少了半角逗号",
    "Invalid value": "值应当用半角双引号括起（数字、true、false 不用）",
    "Invalid initial character for a key": "这里应是一个键名；花括号里的内容写在同一行，一项一个键",
}


def read_toml(text: str | bytes, source: str) -> dict[str, Any]:
    """Return the TOML document as plain values; *source* is the file an error names.

    Raises:
        DefinitionError: it is not UTF-8, not TOML, or gives a key twice; the place is line and column.
    """
    try:
        return tomllib.loads(text if isinstance(text, str) else text.decode("utf-8"))
    except UnicodeDecodeError as error:
        said = Problem("", "文件不是 UTF-8 编码；请用 UTF-8 另存后再试。")
        raise DefinitionError(source, [said]) from error
    except tomllib.TOMLDecodeError as error:
        raise DefinitionError(source, [_slip(str(error))]) from error


def _slip(original: str) -> Problem:
    where = re.search(r"at line (\d+), column (\d+)", original)
    place = f"第{where[1]}行第{where[2]}列" if where else "文件末尾"
    known = (said for start, said in _SLIPS.items() if original.startswith(start))
    said = next(known, f"请检查引号、括号和等号（{original}）")
    return Problem(place, f"不是正确的 TOML：{said}。")


def near(word: object, known: Collection[str]) -> str:
    """Return （是不是“…”？） with the known word that looks most like *word*, or nothing."""
    close = difflib.get_close_matches(str(word), list(known), n=1)
    return f"（是不是“{close[0]}”？）" if close else ""
