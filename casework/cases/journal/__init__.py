"""The journal: streams of chained rows, appended under a lock and provable afterwards."""

from casework.cases.journal.proof import ERASE, faults, stream_faults
from casework.cases.journal.writing import Recorded, append, key, lock

__all__ = ["ERASE", "Recorded", "append", "faults", "key", "lock", "stream_faults"]
