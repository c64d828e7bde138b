"""Who chairs the next meeting: the chiefs alternate; the product proposes and remembers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from casework.law import Law
from casework.negotiation.provisions import provision_if_any
from casework.negotiation.side import Side

_RULE = "meeting.chair_alternates"
_PRACTICE = "工会内部做法"


@dataclass(frozen=True, slots=True)
class Chaired:
    """A meeting that was held, and whose chief chaired it."""

    number: int
    side: Side | None  #: None: chaired by neither chief, or not recorded


@dataclass(frozen=True, slots=True)
class ChairProposal:
    """Whose chief is proposed for the next meeting, and why."""

    side: Side
    sentence: str
    basis: str


def next_chair(
    meetings: Sequence[Chaired],
    law: Law,
    jurisdiction: str,
    on: date,
    *,
    first: Side = Side.WORKERS,
) -> ChairProposal:
    """Return whose chief is to chair next: not the one who chaired last; a proposal, no rule is broken.

    *first* chairs the first meeting, for which no article says whose turn it is. 《集体合同规定》第三十四条.

    Raises:
        InputError: the jurisdiction cannot be read.
    """
    found = provision_if_any(law, _RULE, jurisdiction=jurisdiction, on=on)
    basis = found.basis if found else _PRACTICE
    chaired = [one for one in sorted(meetings, key=lambda one: one.number) if one.side is not None]
    if not chaired:
        said = f"第一次会议由谁主持没有规定，建议由{first}首席代表主持，以后双方轮流。"
        return ChairProposal(first, said, basis)
    last = chaired[-1]
    side = Side(last.side or first).other
    counts = {one: sum(meeting.side is one for meeting in chaired) for one in Side}
    told = "，".join(f"{one}主持过{count}次" for one, count in counts.items())
    said = f"第{last.number}次会议由{last.side}首席代表主持，这次轮到{side}首席代表（{told}）。"
    return ChairProposal(side, said, basis)
