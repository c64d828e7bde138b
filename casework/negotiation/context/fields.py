"""Which field of which document the law requires, which is usual, which is practice: ``fields.toml``, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from casework.notation import read_toml


class Mark(StrEnum):
    """How much a field is asked for."""

    LAW = "★"
    USUAL = "☆"
    PRACTICE = "○"

    @property
    def label(self) -> str:
        """Return the mark in words."""
        return {Mark.LAW: "条文明列", Mark.USUAL: "通常要求", Mark.PRACTICE: "实务做法"}[self]


@dataclass(frozen=True, slots=True)
class DocumentField:
    """A field of a document."""

    field: str  #: key in the document's dict, with dots for the levels
    label: str
    mark: Mark
    law: str  #: what asks for it; "" unless the law does


@cache
def fields_of() -> Mapping[str, tuple[DocumentField, ...]]:
    """Return the marked fields of every document by its title."""
    text = (files("casework.negotiation.context") / "fields.toml").read_text(encoding="utf-8")
    found = {}
    for raw in read_toml(text, "fields.toml")["document"]:
        found[raw["title"]] = tuple(
            DocumentField(
                one["field"],
                one["label"],
                Mark(one["mark"]),
                one.get("law", raw["law"]) if one["mark"] == Mark.LAW else "",
            )
            for one in raw["fields"]
        )
    return found
