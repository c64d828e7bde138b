"""A clause of the ledger as it stands, and a package of clauses: frozen pictures, made by :mod:`.fold`."""

from dataclasses import dataclass
from enum import StrEnum

from casework.negotiation.ledger.entry import Entry, clause_code
from casework.negotiation.side import Side

BOTH = frozenset(Side)


class Status(StrEnum):
    """How far the talks about a clause are."""

    NONE = "none"
    WORKERS = "workers"
    EMPLOYER = "employer"
    BOTH = "both"
    RESERVED = "reserved"
    AGREED = "agreed"

    @property
    def label(self) -> str:
        """Return what people call it."""
        return _STATUSES[self]


_STATUSES = {
    Status.NONE: "待提出",
    Status.WORKERS: "职工方提出",
    Status.EMPLOYER: "企业方提出",
    Status.BOTH: "双方提出",
    Status.RESERVED: "已搁置",
    Status.AGREED: "已达成",
}


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause as it stands: its versions, what each side offers, what the chiefs confirmed."""

    number: int
    topic: int
    versions: tuple[Entry, ...] = ()
    workers: Entry | None = None  #: their standing offer; after an agreement the agreed version
    employer: Entry | None = None
    confirmed: frozenset[Side] = frozenset()  #: whose chief confirmed the current version
    agreed: Entry | None = None
    agreed_in: str = ""  #: the package it was accepted with
    before: Entry | None = None  #: what was agreed before it was reopened
    reserved: Entry | None = None
    withdrawn: frozenset[int] = frozenset()  #: versions that were taken back

    @property
    def code(self) -> str:
        """Return 款-01."""
        return clause_code(self.number)

    @property
    def current(self) -> Entry | None:
        """Return the version that can be confirmed: the latest of the standing offers."""
        if self.workers is None or self.employer is None:
            return self.workers or self.employer
        return max(self.workers, self.employer, key=_version)

    @property
    def status(self) -> Status:
        """Return how far the talks about it are."""
        if self.agreed is not None:
            return Status.AGREED
        if self.reserved is not None:
            return Status.RESERVED
        if self.workers is not None and self.employer is not None:
            return Status.BOTH
        if self.workers is None and self.employer is None:
            return Status.NONE
        return Status.WORKERS if self.workers is not None else Status.EMPLOYER

    def offer(self, side: Side) -> Entry | None:
        """Return what that side offers now."""
        return self.workers if side is Side.WORKERS else self.employer

    def version(self, number: int) -> Entry | None:
        """Return the version of that number, or None."""
        return self.versions[number - 1] if 0 < number <= len(self.versions) else None

    def with_hash(self, digest: str) -> Entry | None:
        """Return the latest version with that hash, or None."""
        return next((one for one in reversed(self.versions) if one.hash == digest), None)


@dataclass(frozen=True, slots=True)
class Package:
    """Versions of several clauses that can be accepted only together."""

    label: str
    side: Side
    members: tuple[Entry, ...] = ()
    withdrawn: bool = False
    accepted: bool = False

    def holds(self, clause: int) -> bool:
        """Return whether it has a version of that clause."""
        return any(one.clause == clause for one in self.members)


def same(one: Entry | None, other: Entry | None) -> bool:
    """Return whether both are the same line of the ledger."""
    return one is not None and other is not None and one.seq == other.seq


def _version(entry: Entry) -> int:
    return entry.version or 0
