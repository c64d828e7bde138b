"""The journal: streams of chained rows, appended under a lock and provable afterwards."""

from casework.cases.journal.proof import ERASE, checks, stream_faults
from casework.cases.journal.writing import Recorded, append, first, key, lock

__all__ = ["ERASE", "Recorded", "append", "checks", "first", "key", "lock", "stream_faults"]
