"""Texts that come as arguments of a verb, read by the one parser: reasons, names, what is searched for."""

from datetime import date

from casework.errors import InputError
from casework.workflow import Fact, Kind, facts


def reason(place: str, label: str, text: str) -> str:
    """Return a reason as written, outer spaces removed.

    Raises:
        InputError: it is empty, too long, or has characters that cannot be kept.
    """
    fact = Fact(name=place, label=label, kind=Kind.LONGTEXT, required=True)
    return str(facts.parse([fact], {place: text}, today=date.max)[place])


def line(place: str, label: str, text: str, longest: int, *, required: bool = True) -> str:
    """Return one line of text, outer spaces removed; "" only if it is not *required*.

    Raises:
        InputError: it is empty, longer than *longest* characters, or has some that cannot be kept.
    """
    fact = Fact(name=place, label=label, kind=Kind.TEXT, required=required)
    read = str(facts.parse([fact], {place: text}, today=date.max).get(place, ""))
    if len(read) > longest:
        raise InputError.one(place, f"{label}：最多 {longest} 个字，现在是 {len(read)} 个")
    return read
