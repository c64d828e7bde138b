"""The version a form was made from: what `seen=` of casework's verbs is told."""

from flask import request

from webui.errors import Refusal

#: No thing has this version: a form that doesn't say what it was made from is refused as out of date.
_UNSAID = -1


def seen() -> int:
    """Return the version the posted form was made from."""
    return request.form.get("seen", _UNSAID, type=int)


def version_for(current: int, refusal: Refusal | None) -> int:
    """Return the version the form is about now: the one first shown, until a newer one was shown beside it."""
    fresh = request.method == "GET" or (refusal is not None and refusal.changed)
    return current if fresh else seen()
