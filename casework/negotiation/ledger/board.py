"""The board of the talks: per clause what the other side offers, what we offer, the gap, what is agreed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from casework.negotiation.ledger.clause import Clause, Status
from casework.negotiation.ledger.entry import Entry, Figure, shown, topic_code
from casework.negotiation.ledger.fold import Ledger
from casework.negotiation.side import Side

#: Beside a gap it cannot count.
_UNLIKE = "单位不同，不能直接比较"
_HUNDRED = Decimal(100)
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Gap:
    """One figure of a clause as both sides offer it. None: that side names no such figure."""

    name: str
    ours: Figure | None
    theirs: Figure | None

    @property
    def amount(self) -> Decimal | None:
        """Return ours less theirs; None where one is missing or the units differ."""
        if self.ours is None or self.theirs is None:
            return None
        if self.ours.comparable != self.theirs.comparable:
            return None
        return self.ours.amount - self.theirs.amount

    @property
    def percent(self) -> Decimal | None:
        """Return the gap as per cent of what the other side offers, to a tenth; None for an offer of 0."""
        if self.amount is None or self.theirs is None or not self.theirs.amount:
            return None
        return (self.amount / self.theirs.amount * _HUNDRED).quantize(_TENTH)

    def __str__(self) -> str:
        return self.told("我方", "对方")

    def told(self, ours: str, theirs: str) -> str:
        """Return the gap in a sentence, the sides called as given: 派送费：差 0.2元/件."""
        if self.amount is None:
            lacking = theirs if self.theirs is None else ours
            both = self.ours is not None and self.theirs is not None
            return f"{self.name}：{_UNLIKE if both else f'{lacking}没有提出'}"
        if not self.amount:
            return f"{self.name}：一致"
        unit = self.ours or self.theirs
        told = shown(abs(self.amount), unit.unit, unit.per) if unit else ""
        return f"{self.name}：差 {told}"


@dataclass(frozen=True, slots=True)
class Line:
    """A clause on the board. A topic of which no clause is written yet has a line without one."""

    topic: int
    title: str  #: of the topic; "" if not known
    clause: Clause | None
    status: Status
    theirs: Entry | None  #: their standing offer
    ours: Entry | None
    gaps: tuple[Gap, ...]  #: nothing once it is agreed
    agreed: Entry | None
    waiting: tuple[Side, ...]  #: whose chief has still to confirm what the other confirmed
    note: str  #: about its package, or that it was agreed before; "" mostly

    @property
    def rounds(self) -> int:
        """Return how many versions there were."""
        return len(self.clause.versions) if self.clause else 0


@dataclass(frozen=True, slots=True)
class Board:
    """All lines by topic and clause, seen from one side."""

    ours: Side
    lines: tuple[Line, ...]

    @property
    def counts(self) -> dict[Status, int]:
        """Return how many lines there are of each status, in order of progress."""
        return {one: sum(line.status is one for line in self.lines) for one in Status}

    @property
    def agreed(self) -> tuple[Line, ...]:
        """Return the lines that are agreed."""
        return tuple(line for line in self.lines if line.status is Status.AGREED)


def lay_out(
    ledger: Ledger, topics: Mapping[int, str] | None = None, ours: Side = Side.WORKERS
) -> Board:
    """Return the board. *topics*: numbers and titles in the order they are to stand; others follow by number."""
    titles = dict(topics or {})
    by_topic: dict[int, list[Clause]] = {number: [] for number in titles}
    for clause in ledger.in_order():
        by_topic.setdefault(clause.topic, []).append(clause)
    lines: list[Line] = []
    for number, clauses in by_topic.items():
        title = titles.get(number, "")
        lines += [_line(ledger, clause, title, ours) for clause in clauses]
        if not clauses:
            lines.append(Line(number, title, None, Status.NONE, None, None, (), None, (), ""))
    return Board(ours, tuple(lines))


def gaps(ours: Entry | None, theirs: Entry | None) -> tuple[Gap, ...]:
    """Return each figure of two offers beside the other's: ours in their order, then what only they name."""
    mine = {one.name: one for one in ours.figures} if ours else {}
    other = {one.name: one for one in theirs.figures} if theirs else {}
    return tuple(Gap(name, mine.get(name), other.get(name)) for name in {**mine, **other})


def _line(ledger: Ledger, clause: Clause, title: str, ours: Side) -> Line:
    mine, theirs = clause.offer(ours), clause.offer(ours.other)
    agreed = clause.agreed
    waiting = tuple(side for side in Side if side not in clause.confirmed)
    return Line(
        topic=clause.topic,
        title=title,
        clause=clause,
        status=clause.status,
        theirs=theirs,
        ours=mine,
        gaps=gaps(mine, theirs) if mine and theirs and agreed is None else (),
        agreed=agreed,
        waiting=waiting if clause.confirmed and agreed is None else (),
        note="；".join(_notes(ledger, clause)),
    )


def _notes(ledger: Ledger, clause: Clause) -> Iterator[str]:
    if clause.agreed_in:
        yield f"随打包方案“{clause.agreed_in}”达成"
    elif clause.agreed is None and clause.before is not None:
        yield f"{clause.before.code} 曾经达成，现在重新协商"
    if clause.reserved is not None and clause.reserved.text:
        yield f"搁置：{clause.reserved.text}"
    current = clause.current
    package = ledger.packages.get(current.package) if current else None
    if package is None or package.accepted or current is None:
        return
    broken = ledger.broken(package.label)
    if broken:
        named = "、".join(one.code for one in broken)
        yield f"打包方案“{package.label}”里的 {named} 已有新的版本，不能再整体接受"
    else:
        done = sum(len(ledger.clauses[one.clause or 0].confirmed) == len(Side) for one in package.members)  # fmt: skip
        yield f"打包方案“{package.label}”：共{len(package.members)}款，双方已确认{done}款，全部确认才算达成"


def title_of(topic: int, title: str) -> str:
    """Return a topic as a heading: 题-01 派送费."""
    return f"{topic_code(topic)} {title}".strip()
