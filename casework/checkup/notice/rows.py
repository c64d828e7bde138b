"""Rows of notices: made, changed, told to the journal of their case."""

from collections.abc import Mapping
from typing import Any

from casework.cases import journal
from casework.cases.view import code_of
from casework.cases.work import Work
from casework.checkup.models import Notice
from casework.checkup.notice.fields import LABELS

#: The columns that the journal tells and `verify` replays.
KEPT = ("instrument", *LABELS, "edited", "document_number")


def begun(notice: Notice) -> dict[str, journal.Recorded]:
    """Return what the journal keeps of a notice that is begun: what it has, and no number yet."""
    return _told(notice, tuple(name for name in KEPT if getattr(notice, name) is not None))


def _told(notice: Notice, names: tuple[str, ...]) -> dict[str, journal.Recorded]:
    return {name: journal.Recorded(getattr(notice, name)) for name in names}


def change(
    work: Work, notice: Notice, values: Mapping[str, Any], text: str, *, because: str = ""
) -> None:
    """Set what differs and journal it; nothing happens if nothing does."""
    changed = tuple(name for name, value in values.items() if getattr(notice, name) != value)
    if not changed:
        return
    for name in changed:
        setattr(notice, name, values[name])
    notice.version += 1
    work.session.flush()
    text = f"{code_of(work, notice)} {text}"
    meta = {"text": text, "version": notice.version} | ({"because": because} if because else {})
    journal.append(
        work,
        ("case", notice.case_id),
        "notice",
        about=notice.subject,
        facts=_told(notice, changed),
        meta=meta,
    )
