"""资料清单: every paper the company is asked for, and where each of them is.

The list is made anew from what is pinned: the table of 3.1 for the company's party, the evidence
names of the items tailored for it, and what a person added. Which papers came is read from the
standing steps 登记收到的资料, so a corrected or reversed step is right here by itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from casework.cases import records
from casework.cases.history import Standing
from casework.cases.models import Case
from casework.cases.view import look
from casework.cases.work import Work, query
from casework.checkup.catalogue import Item
from casework.checkup.fieldwork.paper_table import table
from casework.checkup.models import Material
from casework.checkup.queries import checkup_of, tailored

RECEIVE = "receive_materials"
#: Where a paper of the list comes from.
TABLE, ITEMS, ADDED, OUTSIDE = "table", "items", "added", "outside"
_OUTSIDE = "清单以外"


@dataclass(frozen=True, slots=True)
class Came:
    """A paper handed in with one step."""

    seq: int  #: the step's journal row
    on: date
    received_by: str  #: name of the colleague
    provided_by: str
    copy: str = ""  #: 原件, 复印件 or 电子件; "" if nobody said
    stamped: bool | None = None
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of the list, and what became of it."""

    name: str
    category: str
    need: str
    origin: str  #: TABLE, ITEMS, ADDED or OUTSIDE (came without being asked for)
    items: tuple[str, ...] = ()  #: ids of the check items it serves
    came: tuple[Came, ...] = field(default=())
    row: Material | None = None

    @property
    def returned_on(self) -> date | None:
        """Return the day it was given back; None if it is here (or came again since)."""
        if self.row is None or self.row.returned_on is None or not self.came:
            return None
        return self.row.returned_on if self.row.returned_on >= self.came[-1].on else None

    @property
    def withheld(self) -> str:
        """Return why the company did not provide it, in its words; "" if it did or said nothing."""
        return self.row.withheld_because if self.row is not None and not self.came else ""

    @property
    def state(self) -> str:
        """Return where it is in a word: 待提供, 已收到, 未提供, 已退还 or 不再要求."""
        if self.came:
            return "已退还" if self.returned_on else "已收到"
        if self.row is not None and self.row.withdrawn_because:
            return "不再要求"
        return "未提供" if self.withheld else "待提供"

    @property
    def wanted(self) -> bool:
        """Return whether it is asked for by name and not here yet."""
        return self.state == "待提供" and self.origin in {TABLE, ADDED}


@query
def paper_list(work: Work, case: Case) -> list[Paper]:
    """Return the list: the table's papers, what was added, what the items need besides, what came unasked."""
    work.ask("看", case)
    came = receipts_of(look(work, case).steps)
    rows = {row.name: row for row in records.kept(work, case, Material, withdrawn=True)}
    listed = list(_listed(work, case, rows))
    known = {paper.name for paper in listed}
    listed += [
        Paper(name, _OUTSIDE, "", OUTSIDE, row=rows.get(name)) for name in came if name not in known
    ]
    return [_with(paper, came.get(paper.name, ()), rows.get(paper.name)) for paper in listed]


def receipts_of(steps: Sequence[Standing]) -> dict[str, tuple[Came, ...]]:
    """Return by name of a paper the times it came, from standing steps, without what rows say of it."""
    found: dict[str, tuple[Came, ...]] = {}
    for step in steps:
        if step.step == RECEIVE:
            on = step.facts.get("received_on") or step.occurred_on
            by = step.facts.get("provided_by", "")
            for name in step.facts.get("items") or ():
                found[name] = (*found.get(name, ()), Came(step.seq, on, step.actor_name, by))
    return found


def _listed(work: Work, case: Case, rows: Mapping[str, Material]) -> Iterator[Paper]:
    checked, applying = checkup_of(work, case), tailored(work, case)
    lines = table().for_party(checked.party, checked.workers)
    known = {line.name for line in lines}
    for line in lines:
        served = tuple(item.id for item in applying if line.serves(item))
        yield Paper(line.name, line.category, line.need, TABLE, served)
    for row in rows.values():
        if row.category and row.name not in known:
            known.add(row.name)
            yield Paper(row.name, row.category, row.need, ADDED, tuple(row.items))
    covered = known | {name for line in lines for name in line.covers}
    for name, ids in _needed(applying, covered).items():
        domain = next(item.domain for item in applying if item.id == ids[0])
        yield Paper(name, domain, "", ITEMS, tuple(ids))


def _needed(applying: Sequence[Item], covered: set[str]) -> dict[str, list[str]]:
    """Return evidence names of the items that no paper of the list covers → ids, in the catalogue's order."""
    found: dict[str, list[str]] = {}
    for item in applying:
        for name in item.evidence:
            if name not in covered and not table().made_by_us(name):
                found.setdefault(name, []).append(item.id)
    return found


def _with(paper: Paper, came: Sequence[Came], row: Material | None) -> Paper:
    details: Mapping[str, Any] = row.details if row is not None else {}
    told = tuple(
        Came(one.seq, one.on, one.received_by, one.provided_by, **details.get(str(one.seq), {}))
        for one in came
    )
    return Paper(paper.name, paper.category, paper.need, paper.origin, paper.items, told, row)
