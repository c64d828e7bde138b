"""Where rows live: the base class, engines and their settings, transactions, migrations."""

from casework.store.base import Base, UtcDateTime, canonical
from casework.store.engine import connect, prepare, session_for, settings, translated
from casework.store.place import beside, casebook_url, claim, discard, expect
from casework.store.rows import ensure

__all__ = [
    "Base",
    "UtcDateTime",
    "beside",
    "canonical",
    "casebook_url",
    "claim",
    "connect",
    "discard",
    "ensure",
    "expect",
    "prepare",
    "session_for",
    "settings",
    "translated",
]
