"""The numbers of the notices of supervision: how many of each kind reached somebody, and who answered in time."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import select

from casework.cases.models import ClockRow
from casework.cases.work import Work
from casework.checkup.figures.figure import Figure, counted, rate, split
from casework.checkup.figures.scope import Examined, Moved, Period
from casework.checkup.models import Notice

_SERVING = ("serve_hint", "serve_opinion", "hand_proposal")
#: The step that answers, and its fact that says when.
_ANSWERS = {"reply": "replied_on", "accept": "decided_on", "decline": "decided_on"}
_CLOCKS = ("hint_reply", "opinion_reply", "proposal_decision")
_REVOKED = "withdrawn"


def of_notices(work: Work, all_: Sequence[Examined], period: Period) -> Iterator[Figure]:
    """Yield the notices served in the period by kind, and how many were answered in time."""
    served = [
        (one, moved)
        for one in all_
        for moved in one.movers.get(Notice.sort, ())
        if moved.row.state != _REVOKED and (day := _served(moved)) is not None and day in period
    ]
    names = [_named(work, *each) for each in served]
    kinds = split((_instrument(moved), _named(work, one, moved)) for one, moved in served)
    how = "期间内被发单位或者部门收到的提示函、意见书、建议书，按收到日；已撤销的不计。"
    yield counted("notices", "一函两书", "份", names, how, kinds)
    due = _due(work, [one for one, _ in served])
    asked, in_time = [], []
    for one, moved in served:
        last_day = due.get((one.case.id, moved.row.subject))
        answered = _answered(moved)
        if last_day is None or (answered is None and work.today <= last_day):
            continue
        asked.append(_named(work, one, moved))
        if answered is not None and answered <= last_day:
            in_time.append(asked[-1])
    how = (
        "期间内收到的监督文书中，答复（立案决定）期限已过或者已经答复的，有多少在期限内答复；"
        "期限还没有到、尚未答复的两边都不计。"
    )
    yield rate("notices_in_time", "一函两书按期答复率", in_time, asked, how)


def _served(moved: Moved) -> date | None:
    step = moved.last(*_SERVING)
    return step.facts.get("received_on") if step else None


def _answered(moved: Moved) -> date | None:
    step = moved.last(*_ANSWERS)
    return step.facts.get(_ANSWERS[step.step]) if step else None


def _instrument(moved: Moved) -> str:
    assert isinstance(moved.row, Notice)  # noqa: S101 - the sort says so
    return moved.row.instrument


def _named(work: Work, one: Examined, moved: Moved) -> str:
    kind = work.kinds["checkup"].movers[Notice.sort]
    return f"{one.number} {kind.code(moved.row)}"


def _due(work: Work, served: Sequence[Examined]) -> Mapping[tuple[int, str], date | None]:
    """Return the last day for an answer by case id and notice."""
    rows = work.session.scalars(
        select(ClockRow).where(
            ClockRow.case_id.in_({one.case.id for one in served}), ClockRow.name.in_(_CLOCKS)
        )
    )
    return {(row.case_id, row.subject): row.due_on for row in rows}
