"""A line typed during a meeting: keys at its beginning say side, stage and topic, the rest is what was said.

``职 2 题-01 派送费每件不低于1.2元``: the workers' side, stage 2 of article 34 (提出要求), topic 题-01. Keys come in any
order, apart or glued together (职2题-01), and end with a space or a colon. What is no key begins the text.
"""

import re
from dataclasses import dataclass, replace

from casework.negotiation.meeting.registers import STAGES
from casework.negotiation.side import Side

BOTH_SIDES = "双方"
SIDES = {"职": Side.WORKERS.value, "企": Side.EMPLOYER.value, "双": BOTH_SIDES}
#: The key of each stage: 1 to 6, in the order of 《集体合同规定》第三十四条.
STAGE_KEYS = {str(number): stage for number, stage in enumerate(STAGES, start=1)}
_KEY = r"职|企|双|[1-6]|题[-－—]?[0-9]{1,4}"
#: A colon between digits is a time of day or a ratio, not the end of a key.
_HEAD = re.compile(rf"\s*((?:{_KEY})+)(?:[\s　]+|[:：](?![0-9])[\s　]*|$)")
_ONE = re.compile(_KEY)


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says; empty where it has no key."""

    text: str
    side: str = ""
    stage: str = ""
    topic: str = ""  #: 题-01


def read_line(typed: str) -> Line:
    """Return a typed line with its keys read; every line is one, at worst without keys."""
    line = Line(typed.strip())
    while head := _HEAD.match(line.text):
        read = _with_keys(line, _ONE.findall(head[1]))
        if read is None:
            return line
        line = replace(read, text=line.text[head.end() :].strip())
    return line


def _with_keys(line: Line, keys: list[str]) -> Line | None:
    """Return the line with these keys, or None if one of their sort is there already: then they are text."""
    for key in keys:
        name, value = _meaning(key)
        if getattr(line, name):
            return None
        line = replace(line, **{name: value})
    return line


def _meaning(key: str) -> tuple[str, str]:
    if key in SIDES:
        return "side", SIDES[key]
    if key in STAGE_KEYS:
        return "stage", STAGE_KEYS[key]
    return "topic", f"题-{int(key.lstrip('题-－—')):02d}"
