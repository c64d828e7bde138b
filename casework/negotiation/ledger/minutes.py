"""What the minutes of a meeting say of each topic: who offered what, who answered what, and how it ended."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from casework.negotiation.ledger.board import gaps, title_of
from casework.negotiation.ledger.clause import Clause, Status
from casework.negotiation.ledger.entry import Act, Entry
from casework.negotiation.ledger.fold import Ledger, fold
from casework.negotiation.side import Side


class Outcome(StrEnum):
    """How the talks about a clause stood when the meeting ended."""

    AGREED = "agreed"
    DIFFERENT = "different"
    WAITING = "waiting"
    RESERVED = "reserved"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """Return what people call it."""
        return _OUTCOMES[self]


_OUTCOMES = {
    Outcome.AGREED: "一致",
    Outcome.DIFFERENT: "分歧",
    Outcome.WAITING: "待回应",
    Outcome.RESERVED: "搁置",
    Outcome.WITHDRAWN: "撤回",
}
_OF_STATUS = {
    Status.AGREED: Outcome.AGREED,
    Status.RESERVED: Outcome.RESERVED,
    Status.BOTH: Outcome.DIFFERENT,
    Status.WORKERS: Outcome.WAITING,
    Status.EMPLOYER: Outcome.WAITING,
    Status.NONE: Outcome.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class Talk:
    """What was said of one clause in the meeting, in order, and how it ended."""

    topic: int
    title: str
    clause: int
    said: tuple[Entry, ...]
    outcome: Outcome
    agreed: Entry | None
    gaps: tuple[str, ...]  #: in sentences, where they differ

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the talk as the minutes print it, a sentence a line, the outcome last."""
        return (*(told(entry) for entry in self.said), f"结果：{self.result}")

    @property
    def result(self) -> str:
        """Return the outcome with what is agreed, or by how much they differ."""
        if self.agreed is not None:
            return f"双方一致，{self.agreed.code}：{self.agreed.text}"
        apart = f"（{'；'.join(self.gaps)}）" if self.gaps else ""
        return f"{self.outcome.label}{apart}"


@dataclass(frozen=True, slots=True)
class Minutes:
    """What the ledger has of one meeting, by topic and clause."""

    meeting: int
    talks: tuple[Talk, ...]

    @property
    def topics(self) -> tuple[int, ...]:
        """Return the topics that were talked about, in order."""
        return tuple(dict.fromkeys(talk.topic for talk in self.talks))


def minutes_of(ledger: Ledger, meeting: int, topics: Mapping[int, str] | None = None) -> Minutes:
    """Return what was said in that meeting, and how each clause stood at its end.

    What was said at later meetings does not count, though it be entered before the minutes were tidied.
    """
    said = [entry for entry in ledger.entries if entry.meeting == meeting]
    after = fold(_until(ledger.entries, meeting))
    touched = {number: True for entry in said for number in _clauses(ledger, entry)}
    order = list(topics or {})
    clauses = sorted(
        (after.clauses[number] for number in touched if number in after.clauses),
        key=lambda one: (order.index(one.topic) if one.topic in order else len(order), one.topic, one.number),
    )  # fmt: skip
    titles = topics or {}
    return Minutes(meeting, tuple(_talk(ledger, one, said, titles) for one in clauses))


def told(entry: Entry) -> str:
    """Return one line of the ledger as a sentence of the minutes."""
    who = f"{entry.side}（{entry.author}）"
    if entry.is_wording:
        figures = f"（{'、'.join(map(str, entry.figures))}）" if entry.figures else ""
        within = f"，属打包方案“{entry.package}”" if entry.package else ""
        return f"{who}{entry.act.label}{within}，{entry.code}：{entry.text}{figures}"
    reason = f"：{entry.text}" if entry.text else ""
    if entry.act is Act.CONFIRMED:
        return f"{who}确认 {entry.code}（{entry.of[:8]}）"
    return f"{who}{entry.act.label} {entry.code}{reason}"


def _until(entries: Sequence[Entry], meeting: int) -> Iterator[Entry]:
    last = max((one.seq for one in entries if one.meeting == meeting), default=0)
    for entry in entries:
        if entry.seq <= last and (entry.meeting is None or entry.meeting <= meeting):
            yield entry


def _clauses(ledger: Ledger, entry: Entry) -> tuple[int, ...]:
    if entry.clause is not None:
        return (entry.clause,)
    package = ledger.packages.get(entry.package)
    return tuple(one.clause or 0 for one in package.members) if package else ()


def _talk(ledger: Ledger, clause: Clause, said: Sequence[Entry], titles: Mapping[int, str]) -> Talk:
    mine = tuple(one for one in said if clause.number in _clauses(ledger, one))
    outcome = _OF_STATUS[clause.status]
    differ = gaps(clause.workers, clause.employer) if outcome is Outcome.DIFFERENT else ()
    return Talk(
        topic=clause.topic,
        title=title_of(clause.topic, titles.get(clause.topic, "")),
        clause=clause.number,
        said=mine,
        outcome=outcome,
        agreed=clause.agreed,
        gaps=tuple(one.told(Side.WORKERS, Side.EMPLOYER) for one in differ),
    )
