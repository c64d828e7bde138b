"""Where rows live: the base class, engines and their settings, transactions, migrations."""

from casework.store.base import Base, UtcDateTime, canonical
from casework.store.engine import casebook_url, connect, prepare, session_for, settings, translated

__all__ = [
    "Base",
    "UtcDateTime",
    "canonical",
    "casebook_url",
    "connect",
    "prepare",
    "session_for",
    "settings",
    "translated",
]
