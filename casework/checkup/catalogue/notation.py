"""How a catalogue file is written: its slips gathered as problems, and the lines of its items."""

import re

from casework.errors import DefinitionError, Problem
from casework.notation import read_toml


def parse_toml(text: str) -> tuple[dict[str, object], list[Problem]]:
    """Return the tables of the file; with a syntax error, nothing and the one problem."""
    try:
        return read_toml(text, ""), []
    except DefinitionError as error:
        return {}, list(error.problems)


def item_lines(text: str) -> list[int]:
    """Return the line number of each ``[[item]]``, in order, to say where a problem is."""
    lines = enumerate(text.splitlines(), 1)
    return [number for number, line in lines if re.match(r"\s*\[\[\s*item\s*\]\]", line)]
