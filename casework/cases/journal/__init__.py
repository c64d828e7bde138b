"""The journal: streams of chained rows, appended under a lock and provable afterwards."""

from casework.cases.journal.proof import ERASE, checks, stream_faults
from casework.cases.journal.writing import (
    CAUCUS,
    LATE_REASON,
    REASON,
    Recorded,
    append,
    because,
    first,
    key,
    lock,
)

__all__ = [
    "CAUCUS",
    "ERASE",
    "LATE_REASON",
    "REASON",
    "Recorded",
    "append",
    "because",
    "checks",
    "first",
    "key",
    "lock",
    "stream_faults",
]
