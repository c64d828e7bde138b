"""The classes topics are put under: the fifteen of 《集体合同规定》第八条 and those of platforms."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from casework.errors import InputError
from casework.notation import read_toml


@dataclass(frozen=True, slots=True)
class Subject:
    """A class of topics."""

    code: str
    label: str
    list: str  #: 国家 or 平台


@cache
def subjects() -> dict[str, Subject]:
    """Return the classes by code, in their order."""
    text = (files("casework.negotiation.voice") / "taxonomy.toml").read_text(encoding="utf-8")
    written = read_toml(text, "taxonomy.toml")["subject"]
    return {code: Subject(code, one["label"], one["list"]) for code, one in written.items()}


def subject_named(text: str) -> Subject:
    """Return the class with that code or label.

    Raises:
        InputError: there is none; the labels are listed.
    """
    known = subjects()
    for one in known.values():
        if text.strip() in {one.code, one.label}:
            return one
    labels = "、".join(one.label for one in known.values())
    raise InputError.one("subject", f"议题类别：没有“{text}”，可选：{labels}")
