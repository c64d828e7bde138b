"""Which items of a comparison a page lists, and the choices among them with their numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from casework.checkup.selfcheck.compare import Compared, Difference, SelfCheck

#: What is listed when nothing is chosen: all that somebody should look at.
_LISTED, _ALL = "", "all"


@dataclass(frozen=True, slots=True)
class Choice:
    """A way to narrow the list."""

    value: str  #: of the parameter ``show``
    label: str
    count: int
    current: bool


def choices(found: SelfCheck, shown: str) -> tuple[Choice, ...]:
    """Return the choices in order, the one that is *shown* marked."""
    listed = sum(row.listed for row in found.rows)
    kinds = [(kind.value, kind.label, count) for kind, count in found.counts.items()]
    offered = [(_LISTED, "不一致的", listed), *kinds, (_ALL, "全部", len(found.rows))]
    now = shown if shown in {value for value, _, _ in offered} else _LISTED
    return tuple(Choice(value, label, count, value == now) for value, label, count in offered)


def chosen(found: SelfCheck, shown: str) -> Sequence[Compared]:
    """Return the rows to list, those that differ first."""
    rows = found.ordered()
    if shown == _ALL:
        return rows
    if shown in set(Difference):
        return [row for row in rows if row.difference == shown]
    return [row for row in rows if row.listed]
