"""The minutes of a meeting: a projection of what was written down of it and of the clause ledger.

Until both chiefs have signed them they are made anew each time. What they signed is kept as it was: neither a
topic renamed nor a representative who leaves later changes it. Its digest is the SHA-256 of the canonical content.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.cases import records
from casework.cases.models import Case
from casework.cases.work import Work, query
from casework.negotiation.ledger.minutes import Talk, minutes_of
from casework.negotiation.ledger.queries import ledger_of
from casework.negotiation.meeting.registers import DUTIES, STAGES
from casework.negotiation.models import Attendance, Meeting, Representative, Statement, Topic
from casework.negotiation.representative.persons import Duty
from casework.negotiation.representative.roster import present
from casework.negotiation.side import Side
from casework.store import canonical

#: What of a meeting's row stands in its minutes.
_HEADER = (
    *("held_on", "began_at", "ended_at", "place", "form", "agenda", "chair_side", "chair", "recorder"),
    *("observers", "annexes", "next_on", "next_place"),
)  # fmt: skip
_SIDES = (*Side, "双方", "其他")
#: Statements whose time nobody noted stand after the others of their stage.
_LAST = "99:99"


@dataclass(frozen=True, slots=True)
class MeetingMinutes:
    """The minutes of one meeting as they stand, or as they were signed."""

    code: str  #: 会-02
    content: Mapping[str, Any]  #: JSON: header, attendance, absent, statements, talks
    digest: str  #: SHA-256 of the content
    signed_on: date | None

    @property
    def header(self) -> Mapping[str, Any]:
        """Return when and where, who chaired, who kept the minutes, agenda, annexes, next date."""
        return dict(self.content["header"])

    @property
    def attendance(self) -> Sequence[Mapping[str, str]]:
        """Return who was there: name, side, duty, arrived_at, left_at."""
        return list(self.content["attendance"])

    @property
    def absent(self) -> Sequence[Mapping[str, str]]:
        """Return the representatives who were not there: name, side, duty. No law asks for a quorum."""
        return list(self.content["absent"])

    @property
    def talks(self) -> Sequence[Mapping[str, Any]]:
        """Return how each clause ended: topic, title, clause, lines, outcome."""
        return list(self.content["talks"])

    def stages(self) -> Iterator[tuple[str, Sequence[Mapping[str, str]]]]:
        """Yield each stage of article 34 in which something was said, with what was said."""
        for stage in STAGES:
            said = [one for one in self.content["statements"] if one["stage"] == stage]
            if said:
                yield stage, said


@query
def minutes(work: Work, case: Case, code: str) -> MeetingMinutes:
    """Return the minutes of the meeting with that code (会-02): as they stand, or as they were signed.

    Raises:
        NotFound: there is no such meeting.
    """
    work.ask("看", case)
    return minutes_for(work, case, records.one(work, case, Meeting, code))


def minutes_for(work: Work, case: Case, row: Meeting) -> MeetingMinutes:
    """Return the minutes of a meeting. It asks nothing: whoever calls has asked."""
    content = row.signed_content or content_of(work, case, row)
    return MeetingMinutes(row.code, content, digest_of(content), row.signed_on)


def digest_of(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the canonical content."""
    return hashlib.sha256(canonical(content)).hexdigest()


def content_of(work: Work, case: Case, row: Meeting) -> dict[str, Any]:
    """Return the minutes of a meeting from what is written down now."""
    there = [one for one in records.kept(work, case, Attendance) if one.meeting == row.number]
    said = [one for one in records.kept(work, case, Statement) if one.meeting == row.number]
    titles = {one.number: one.title for one in records.kept(work, case, Topic, withdrawn=True)}
    return {
        "case": case.number,
        "meeting": row.code,
        "header": {name: records.plain(getattr(row, name)) for name in _HEADER},
        "attendance": [_attended(one) for one in sorted(there, key=_seated)],
        "absent": [_named(one) for one in _absent(work, case, row, there)],
        "statements": [_stated(one) for one in sorted(said, key=_spoken)],
        "talks": [_talked(one, titles) for one in minutes_of(ledger_of(work, case), row.number).talks],
    }  # fmt: skip


def _absent(
    work: Work, case: Case, row: Meeting, there: Sequence[Attendance]
) -> Sequence[Representative]:
    """Return the representatives of that day whose attendance is not written down; the chair was there."""
    names = {one.name for one in there} | {row.chair}
    on_that_day = present(work, case, row.held_on)
    return [
        one
        for one in on_that_day
        if one.name not in names and (one.chosen_on is None or one.chosen_on <= row.held_on)
    ]


def _seated(row: Attendance) -> tuple[int, int, int]:
    return _SIDES.index(row.side), DUTIES.index(row.duty), row.number


def _spoken(row: Statement) -> tuple[int, str, int]:
    return STAGES.index(row.stage), row.said_at or _LAST, row.number


def _attended(row: Attendance) -> dict[str, str]:
    times = {"arrived_at": row.arrived_at, "left_at": row.left_at}
    return {"name": row.name, "side": row.side, "duty": row.duty, **times}


def _named(row: Representative) -> dict[str, str]:
    duty = "首席代表" if row.duty == Duty.CHIEF else "协商代表"
    return {"name": row.name, "side": row.side, "duty": duty}


def _stated(row: Statement) -> dict[str, str]:
    names = ("stage", "side", "speaker", "topic", "said_at", "text")
    return {"code": row.code, **{name: getattr(row, name) for name in names}}


def _talked(talk: Talk, titles: Mapping[int, str]) -> dict[str, Any]:
    return {
        "topic": f"题-{talk.topic:02d}",
        "title": titles.get(talk.topic, ""),
        "clause": f"款-{talk.clause:02d}",
        "lines": list(talk.lines[:-1]),
        "outcome": talk.outcome.label,
        "result": talk.result,
    }
