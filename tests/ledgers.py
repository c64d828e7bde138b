"""Ledgers for tests: written line by line like at a table, and random ones of which every line is allowed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from random import Random
from typing import Any

from hypothesis import strategies as st

from casework.errors import Reason
from casework.negotiation.ledger.entry import Act, Entry, Figure, digest_of
from casework.negotiation.ledger.fold import Ledger, Tally, fold
from casework.negotiation.ledger.rules import reasons_against
from casework.negotiation.ledger.talks import Talks
from casework.negotiation.ledger.wording_rules import act_of
from casework.negotiation.side import Side

DAY = date(2026, 3, 2)
#: Chief of each side.
CHIEFS = {Side.WORKERS: "周工", Side.EMPLOYER: "钱总"}
TALKS = Talks(chiefs=CHIEFS)


@dataclass
class Table:
    """A ledger being written; every line is asked about first."""

    talks: Talks = TALKS
    tally: Tally = field(default_factory=Tally)
    meeting: int | None = 1

    @property
    def ledger(self) -> Ledger:
        return self.tally.ledger()

    @property
    def standing(self) -> Ledger:
        return self.tally.standing

    def offer(self, side: Side, text: str, clause: int = 1, **given: Any) -> tuple[Reason, ...]:
        """Put a wording on the table; return what is against it, then nothing was added."""
        return self.add(self.wording(side, text, clause, **given))

    def wording(
        self,
        side: Side,
        text: str,
        clause: int = 1,
        *,
        figures: Sequence[Figure] = (),
        package: str = "",
        topic: int | None = None,
    ) -> Entry:
        known = self.standing.clauses.get(clause)
        version = self.standing.next_version(clause)
        return Entry(
            seq=self.seq,
            act=act_of(self.standing, clause, side, package),
            side=side,
            author="某代表",
            said_on=DAY + timedelta(days=self.meeting or 0),
            topic=topic or (known.topic if known else clause),
            clause=clause,
            version=version,
            text=text,
            figures=tuple(figures),
            meeting=self.meeting,
            package=package,
            hash=digest_of(clause, version, text, figures),
        )

    def act(self, act: Act, side: Side, clause: int | None = 1, **given: Any) -> tuple[Reason, ...]:
        """Withdraw, reserve, confirm or reopen; return what is against it, then nothing was added."""
        return self.add(self.line(act, side, clause, **given))

    def line(
        self, act: Act, side: Side, clause: int | None, of: str | None = None, **given: Any
    ) -> Entry:
        known = self.standing.clauses.get(clause or 0)
        current = known.current if known else None
        usual = current.hash if current and act in {Act.CONFIRMED, Act.WITHDRAWN} else ""
        values: dict[str, Any] = {
            "author": CHIEFS[side],
            "text": "表决未通过" if act is Act.REOPENED else "",
            "topic": known.topic if known else None,
            "of": (usual if of is None else of),
            **given,
        }
        day = DAY + timedelta(days=self.meeting or 0)
        return Entry(
            seq=self.seq,
            act=act,
            side=side,
            said_on=day,
            clause=clause,
            meeting=self.meeting,
            **values,
        )

    def add(self, entry: Entry) -> tuple[Reason, ...]:
        reasons = reasons_against(self.standing, entry, self.talks)
        if not reasons:
            self.tally.add(entry)
        return reasons

    @property
    def seq(self) -> int:
        return len(self.tally.ledger().entries) + 1

    def agree(self, clause: int = 1) -> None:
        """Let both chiefs confirm the current version of a clause."""
        for side in Side:
            assert self.act(Act.CONFIRMED, side, clause) == ()


def fee(amount: str, name: str = "派送费", per: str = "件") -> Figure:
    return Figure(name, Decimal(amount), per=per)


#: What happens at a table, the frequent things often.
_MOVES = (
    ("offer",) * 6
    + ("confirm",) * 6
    + ("package", "accept") * 2
    + ("withdraw", "reserve", "reopen")
)


@st.composite
def ledgers(draw: st.DrawFn, longest: int = 80) -> Ledger:
    """Return a ledger of up to *longest* moves: offers, packages, withdrawals, confirmations by both, …"""
    chance, moves = Random(draw(st.integers(0, 2**32))), draw(st.integers(0, longest))
    table = Table(meeting=None)
    for number in range(moves):
        if number % 8 == 0:
            table.meeting = chance.choice([None, number // 8 + 1, max(1, number // 8)])
        _play(table, chance.choice(_MOVES), chance)
    return fold(table.ledger.entries)


def _play(table: Table, what: str, chance: Random) -> None:
    known, side, number = (
        len(table.standing.clauses),
        chance.choice(list(Side)),
        chance.randrange(400),
    )
    clause = chance.randint(1, known or 1)
    if what == "offer" or not known:
        fresh = not known or (known < 6 and number % 3 == 0)
        clause, topic = (known + 1, chance.randint(1, 3)) if fresh else (clause, None)
        table.offer(side, _words(number), clause, figures=_figures(number), topic=topic)
    elif what == "package":
        for one in chance.sample(range(1, known + 1), chance.randint(1, min(known, 3))):
            table.offer(
                side, _words(number), one, figures=_figures(number), package=f"方案{number % 9}"
            )
    elif what in {"confirm", "accept"}:
        _confirm(table, what, side, clause, chance)
    elif what == "withdraw":
        offer = table.standing.clauses[clause].offer(side)
        package = offer.package if offer else ""
        table.act(Act.WITHDRAWN, side, None if package else clause, package=package,
                  of="" if package or not offer else offer.hash)  # fmt: skip
    else:
        table.act(Act.RESERVED if what == "reserve" else Act.REOPENED, side, clause)


def _confirm(table: Table, what: str, side: Side, clause: int, chance: Random) -> None:
    """Let one chief confirm a clause, or both, or both a whole package."""
    open_ones = [one for one in table.standing.packages.values() if not one.accepted]
    if what == "accept" and open_ones:
        clauses = [one.clause or 0 for one in chance.choice(open_ones).members]
    else:
        clauses = [clause]
    for one in clauses:
        table.act(Act.CONFIRMED, side, one)
        if what == "accept" or chance.random() < 0.5:
            table.act(Act.CONFIRMED, side.other, one)


def _words(number: int) -> str:
    return f"派送费不低于每件{number / 100:.2f}元。\n节假日另加{number}元；每{number % 7 + 1}个月核对一次。"


def _figures(number: int) -> tuple[Figure, ...]:
    named = [
        fee(f"{number / 100:.2f}"),
        fee(str(number), "节假日补贴", "天"),
        fee("7", "核对", "月"),
    ]
    return tuple(named[: number % 4])


def in_order(ledger: Ledger) -> bool:
    """Return whether the lines are numbered without a gap."""
    return all(one.seq + 1 == two.seq for one, two in pairwise(ledger.entries))
