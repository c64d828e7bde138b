"""How a catalogue file is written: TOML read with its slips said in Chinese, lines found, near words named."""

import difflib
import re
import tomllib
from collections.abc import Collection

from casework.errors import Problem

_SYNTAX = {
    "Cannot overwrite": "同一个键写了两次，请删去一个",
    "Cannot declare": "同一个表写了两次，请合并",
    "Duplicate": "同一个键写了两次，请删去一个",
    "Unterminated string": "引号没有成对",
    "Illegal character": "引号内有换行或控制字符，请写成一行",
    "Expected '='": "键和值之间应当是半角等号",
    "Unclosed": "方括号或花括号没有成对，或者两条之间少了半角逗号",
    "Invalid value": "值应当用半角双引号括起（数字、true、false 不用）",
}


def parse_toml(text: str) -> tuple[dict[str, object], list[Problem]]:
    """Return the tables of the file; with a syntax error, nothing and the one problem."""
    try:
        return tomllib.loads(text), []
    except tomllib.TOMLDecodeError as error:
        original = str(error)
        where = re.search(r"at line (\d+), column (\d+)", original)
        place = f"第{where[1]}行第{where[2]}列" if where else "文件末尾"
        known = (said for start, said in _SYNTAX.items() if original.startswith(start))
        said = next(known, f"不符合 TOML 写法（{original}）")
        return {}, [Problem(place, f"{said}。")]


def item_lines(text: str) -> list[int]:
    """Return the line number of each ``[[item]]``, in order, to say where a problem is."""
    lines = enumerate(text.splitlines(), 1)
    return [number for number, line in lines if re.match(r"\s*\[\[\s*item\s*\]\]", line)]


def near(word: object, known: Collection[str]) -> str:
    """Return （是否想写“…”？） when something known is close, else nothing."""
    close = difflib.get_close_matches(str(word), list(known), n=1, cutoff=0.6)
    return f"（是否想写“{close[0]}”？）" if close else ""
