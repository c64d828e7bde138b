"""What a list of a register shows of each row: the few columns that tell one row from another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casework.cases.models import Record
from casework.negotiation.register import Register
from casework.workflow import Fact
from webui.words import told

#: Register → the facts that its list shows beside the code.
_COLUMNS: Mapping[str, Sequence[str]] = {
    "representative": ("side", "name", "duty", "position", "chosen_how", "left_on"),
    "demand": ("text", "source", "workers", "topic", "collected_on"),
    "topic": ("title", "subject", "priority", "core"),
    "meeting": ("held_on", "place", "form", "chair_side", "chair", "recorder"),
    "attendance": ("meeting", "side", "name", "duty", "arrived_at", "left_at"),
    "statement": ("meeting", "said_at", "side", "speaker", "text"),
    "performance": ("clause", "checked_on", "result", "found", "rectify_by", "rectified_on"),
    "dossier": ("item", "provided_on", "provided_by", "copies", "original"),
    "dismissal": ("remark", "reason"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a register as its list shows it."""

    code: str
    number: int
    cells: tuple[tuple[Fact, str], ...]
    withdrawn: str  #: why it no longer counts


def columns(register: Register) -> tuple[Fact, ...]:
    """Return the facts its list shows."""
    wanted = _COLUMNS.get(register.name, [fact.name for fact in register.facts][:5])
    known = {fact.name: fact for fact in register.facts}
    return tuple(known[name] for name in wanted)


def rows(register: Register, kept: Sequence[Record]) -> list[Row]:
    """Return the rows as the list shows them."""
    shown = columns(register)
    return [
        Row(
            one.code,
            one.number,
            tuple((fact, _cell(getattr(one, fact.name))) for fact in shown),
            one.withdrawn_because,
        )
        for one in kept
    ]


def _cell(value: Any) -> str:
    return "—" if value in (None, "", False) else told(value)
