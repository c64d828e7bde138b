"""What protects a delegate, as sentences for the roster and the letter to the delegate."""

from dataclasses import dataclass
from datetime import date

from casework.law import Law, Rule
from casework.negotiation.provisions import provision_if_any
from casework.negotiation.representative.check_table import HoldsFor, Protection, check_table
from casework.negotiation.representative.persons import Delegate, Office
from casework.negotiation.side import Side

_UNION_OFFICES = (Office.UNION_CHAIR, Office.UNION_HEAD)


@dataclass(frozen=True, slots=True)
class Note:
    """One protection that holds for somebody."""

    code: str
    sentence: str
    basis: str


def protections(
    procedure: str, delegate: Delegate, law: Law, jurisdiction: str, on: date
) -> tuple[Note, ...]:
    """Return what holds for *delegate* in this procedure (full, simple, platform), by the law of that day.

    《集体合同规定》第二十七条、第二十八条，《工会法》第五十二条、第五十三条.

    Raises:
        InputError: the jurisdiction cannot be read.
    """
    notes = []
    for one in check_table().protections:
        if procedure not in one.procedures or not _holds(one, delegate):
            continue
        found = provision_if_any(law, one.rule, jurisdiction=jurisdiction, on=on)
        if found is not None and found.rule.value is not None and found.rule.value is not False:
            notes.append(Note(one.code, _sentence(delegate, one, found.rule), found.basis))
    return tuple(notes)


def _holds(protection: Protection, delegate: Delegate) -> bool:
    if delegate.external:
        return False
    if protection.holds_for is HoldsFor.INTERNAL:
        return True
    if delegate.side is not Side.WORKERS:
        return False
    return protection.holds_for is HoldsFor.WORKER or delegate.office in _UNION_OFFICES


def _sentence(delegate: Delegate, protection: Protection, rule: Rule) -> str:
    note = (rule.note or "").rstrip("。")
    said = protection.says.format(value=rule.value, note=note)
    return f"{delegate.side}代表{delegate.name}{said}"
