"""How journal rows prove each other: digests of facts, and the hash of a row over the one before."""

import hashlib
import secrets
from collections.abc import Mapping
from typing import Any

from casework.cases.models import Entry, EntryFact
from casework.store import canonical


def new_salt() -> str:
    """Return 128 random bits in hex: a digest must not give away a short value."""
    return secrets.token_hex(16)


def fact_digest(fact: EntryFact) -> str:
    """Return the SHA-256 of a fact with its salt, side and data class."""
    content = [fact.salt, fact.name, fact.value, fact.side, fact.data_class]
    return hashlib.sha256(canonical(content)).hexdigest()


def entry_hash(entry: Entry, stream: str) -> str:
    """Return the hash of a row: everything in it, its stream's key and the previous hash."""
    content: Mapping[str, Any] = {
        "stream": stream,
        "seq": entry.seq,
        "verb": entry.verb,
        "step": entry.step,
        "subject": entry.subject,
        "actor": [entry.actor_id, entry.actor_name],
        "recorded_at": entry.recorded_at.isoformat(),
        "occurred_on": entry.occurred_on.isoformat(),
        "meta": entry.meta,
        "digests": entry.digests,
        "previous": entry.previous,
    }
    return hashlib.sha256(canonical(content)).hexdigest()
