"""What stands at the table after all lines of the ledger: one fold, pure and total.

A clause is agreed when both chiefs confirmed the hash of its current version: the latest offer that its side
neither replaced nor took back. A new version, a withdrawal or a reopening clears what was confirmed. The
clauses of a package are agreed at one moment, when the last of them is confirmed by both; from then on each
stands by itself.

A line that has nothing to act upon changes nothing: which lines may be added is asked in :mod:`.rules`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from casework.negotiation.ledger.clause import BOTH, Clause, Package, same
from casework.negotiation.ledger.entry import Act, Entry
from casework.negotiation.side import Side


@dataclass(frozen=True, slots=True)
class Ledger:
    """All lines, and what stands after them. Everything that is shown of the talks is read from here."""

    entries: tuple[Entry, ...] = ()
    clauses: Mapping[int, Clause] = field(default_factory=lambda: MappingProxyType({}))
    packages: Mapping[str, Package] = field(default_factory=lambda: MappingProxyType({}))

    def of_topic(self, topic: int) -> tuple[Clause, ...]:
        """Return the clauses of a topic, by number."""
        return tuple(one for one in self.in_order() if one.topic == topic)

    def in_order(self) -> tuple[Clause, ...]:
        """Return all clauses by topic and number."""
        return tuple(sorted(self.clauses.values(), key=lambda one: (one.topic, one.number)))

    def broken(self, label: str) -> tuple[Clause, ...]:
        """Return the clauses for which a package is no longer the current version: it can't be accepted then."""
        members = self.packages[label].members
        found = ((self.clauses[one.clause or 0], one) for one in members)
        return tuple(clause for clause, one in found if not same(clause.current, one))

    def next_version(self, clause: int) -> int:
        """Return the number the next version of that clause gets."""
        known = self.clauses.get(clause)
        return len(known.versions) + 1 if known else 1

    def after(self, entry: Entry) -> "Ledger":
        """Return the ledger with one more line."""
        tally = Tally(self)
        tally.add(entry)
        return tally.ledger()


class Tally:
    """The fold while it runs; lines go in one by one."""

    def __init__(self, begin: Ledger | None = None) -> None:
        begin = begin or Ledger()
        self._entries = list(begin.entries)
        self._clauses = dict(begin.clauses)
        self._packages = dict(begin.packages)
        #: what stands so far, without the lines; it moves as lines are added
        self.standing = Ledger(
            (), MappingProxyType(self._clauses), MappingProxyType(self._packages)
        )

    def add(self, entry: Entry) -> None:
        """Take in one line."""
        self._entries.append(entry)
        match entry.act:
            case Act.WITHDRAWN:
                self._withdrawn(entry)
            case Act.RESERVED:
                self._reserved(entry)
            case Act.REOPENED:
                self._reopened(entry)
            case Act.CONFIRMED:
                self._confirmed(entry)
            case _:
                self._worded(entry)

    def ledger(self) -> Ledger:
        """Return what stands now; it doesn't move any more."""
        return Ledger(
            tuple(self._entries),
            MappingProxyType(dict(self._clauses)),
            MappingProxyType(dict(self._packages)),
        )

    def _worded(self, entry: Entry) -> None:
        number = entry.clause or 0
        clause = self._clauses.get(number) or Clause(number, entry.topic or 0)
        self._clauses[number] = replace(
            clause,
            versions=(*clause.versions, entry),
            workers=entry if entry.side is Side.WORKERS else clause.workers,
            employer=entry if entry.side is Side.EMPLOYER else clause.employer,
            confirmed=frozenset(),
            agreed=None,
            agreed_in="",
            before=clause.agreed or clause.before,
            reserved=None,
        )
        if entry.package:
            package = self._packages.get(entry.package) or Package(entry.package, entry.side)
            package = replace(package, members=(*package.members, entry))
            self._packages[entry.package] = package

    def _withdrawn(self, entry: Entry) -> None:
        package = self._packages.get(entry.package)
        if package is not None:
            if not package.accepted:
                self._packages[entry.package] = replace(package, withdrawn=True)
                for one in package.members:
                    self._take_back(one.clause or 0, one.hash)
        elif entry.clause in self._clauses:
            self._take_back(entry.clause, entry.of)

    def _take_back(self, number: int, digest: str) -> None:
        clause = self._clauses[number]
        gone = clause.with_hash(digest)
        if gone is None or clause.agreed is not None:
            return
        after = replace(
            clause,
            workers=None if same(clause.workers, gone) else clause.workers,
            employer=None if same(clause.employer, gone) else clause.employer,
        )
        unmoved = same(after.current, clause.current)
        self._clauses[number] = replace(
            after,
            confirmed=clause.confirmed if unmoved else frozenset(),
            withdrawn=clause.withdrawn | {gone.version or 0},
        )

    def _reserved(self, entry: Entry) -> None:
        clause = self._clauses.get(entry.clause or 0)
        if clause is not None and clause.agreed is None:
            put_aside = replace(clause, reserved=entry, confirmed=frozenset())
            self._clauses[clause.number] = put_aside

    def _reopened(self, entry: Entry) -> None:
        clause = self._clauses.get(entry.clause or 0)
        if clause is not None:
            self._clauses[clause.number] = replace(
                clause,
                agreed=None,
                agreed_in="",
                before=clause.agreed or clause.before,
                confirmed=frozenset(),
                reserved=None,
            )

    def _confirmed(self, entry: Entry) -> None:
        clause = self._clauses.get(entry.clause or 0)
        if clause is None or clause.agreed is not None or clause.reserved is not None:
            return
        current = clause.current
        if current is None or current.hash != entry.of:
            return
        self._clauses[clause.number] = replace(clause, confirmed=clause.confirmed | {entry.side})
        package = self._packages.get(current.package)
        if package is None or package.accepted:  # what was accepted stands clause by clause
            package = Package("", entry.side, (current,))
        if all(self._ready(one) for one in package.members):
            self._agree(package)

    def _ready(self, member: Entry) -> bool:
        clause = self._clauses[member.clause or 0]
        return clause.confirmed == BOTH and clause.reserved is None and same(clause.current, member)

    def _agree(self, package: Package) -> None:
        for one in package.members:
            clause = self._clauses[one.clause or 0]
            self._clauses[clause.number] = replace(
                clause, agreed=one, agreed_in=package.label, workers=one, employer=one
            )
        if package.label:
            self._packages[package.label] = replace(package, accepted=True)


def fold(entries: Iterable[Entry]) -> Ledger:
    """Return what stands after those lines, in their order."""
    tally = Tally()
    for entry in entries:
        tally.add(entry)
    return tally.ledger()
