"""The verbs of a meeting: a line logged while people speak, and the minutes signed by both chiefs."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from casework.cases import records
from casework.cases.models import Case
from casework.cases.work import Work, verb
from casework.errors import InputError, Problem
from casework.law.days import SHANGHAI
from casework.negotiation import recording
from casework.negotiation.digest import names, short
from casework.negotiation.meeting.line import read_line
from casework.negotiation.meeting.minutes import MeetingMinutes, minutes_for
from casework.negotiation.meeting.registers import MEETING, STAGES, refuse_signed
from casework.negotiation.models import Meeting, Representative, Statement
from casework.negotiation.representative.persons import Duty
from casework.negotiation.representative.roster import present
from casework.negotiation.side import Side
from casework.workflow import Fact, Kind, facts

#: What a stage is while nobody said another: the free discussion of article 34.
_USUAL = STAGES[3]
SIGNATURE = (
    Fact("digest", "会议记录校验值", Kind.TEXT, required=True, side="shared", help="印在页脚，写前 12 位即可"),
    Fact("union_chief", "职工方首席代表", Kind.PERSON, required=True, side="shared", data_class="personal"),
    Fact("employer_chief", "企业方首席代表", Kind.PERSON, required=True, side="shared", data_class="personal"),
    Fact("signed_on", "双方首席代表签字之日", Kind.DATE, required=True, side="shared", help="写后签的那一天"),
)  # fmt: skip
#: In the simple procedure the union acts for the workers, and whoever is in charge for the employer.
_WITHOUT_CHIEFS = ("negotiation_simple",)


@verb
def log(
    work: Work,
    case: Case,
    meeting: str | int,
    text: str,
    *,
    stage: str | None = None,
    side: str | None = None,
    topic: str | None = None,
    speaker: str = "",
    said_at: str | None = None,
) -> Statement:
    """Write down one line of what is said in a meeting and return it; keys are read as :mod:`.line` says.

    A key in the line goes before *stage*, *side*, *topic*. Without a stage it is that of the line before.
    The time is now in Shanghai, if the meeting is held today; of another day only what is given.

    Raises:
        InputError: no side, no such meeting or topic, the minutes are signed. StepRefused: the case is finished.
    """
    recording.refuse_finished(work, case, "会议记录")
    row = records.one(work, case, Meeting, str(meeting))
    line = read_line(text)
    known = line.side or side
    if not known:
        why = "一方：看不出是谁说的，请在行首写 职（职工方）、企（企业方）或者 双（双方），后面空一格。"
        raise InputError.one("side", why)
    if not line.text:
        raise InputError.one("text", "内容：只写了行首的键，没有写说了什么。")
    added: Statement = recording.add(
        work,
        case,
        "statement",
        meeting=row.number,
        said_at=_time(work, row) if said_at is None else said_at,
        stage=line.stage or stage or _stage_before(work, case, row),
        side=known,
        speaker=speaker,
        topic=line.topic or topic or "",
        text=line.text,
    )
    return added


@verb
def sign_minutes(
    work: Work, case: Case, code: str, *, seen: int | None = None, **given: Any
) -> MeetingMinutes:
    """Record that both chiefs signed the minutes of a meeting (会-02) and return them; they are frozen by that.

    *given*: digest (its first 12 characters do), union_chief, employer_chief, signed_on. 《集体合同规定》第三十四条.

    Raises:
        NotFound: no such meeting. StepRefused: the case is finished.
        InputError: signed already; an outdated digest; not the chiefs of that day; no recorder.
        Conflict: somebody changed the meeting after version *seen*.
    """
    recording.refuse_finished(work, case, "会议记录")
    row = records.one(work, case, Meeting, code)
    records.check_seen(work, case, MEETING.sort, row, seen)
    records.refuse_withdrawn(row)
    refuse_signed(work, case, row.number)
    values = facts.parse(SIGNATURE, given, today=work.today)
    found = minutes_for(work, case, row)
    problems = [*_against_paper(row, found, values), *_against_chiefs(work, case, values)]
    if problems:
        raise InputError(problems)
    signed = {
        "signed_on": values["signed_on"],
        "signed_hash": found.digest,
        "signed_content": dict(found.content),
    }
    told = f"会议记录由双方首席代表签字（{short(found.digest)}）"
    records.change(work, case, MEETING.sort, row, signed, told)
    return minutes_for(work, case, row)


def _time(work: Work, row: Meeting) -> str:
    if row.held_on != work.today:
        return ""
    return work.moment.astimezone(SHANGHAI).strftime("%H:%M:%S")


def _stage_before(work: Work, case: Case, row: Meeting) -> str:
    said = [one for one in records.kept(work, case, Statement) if one.meeting == row.number]
    return said[-1].stage if said else _USUAL


def _against_paper(row: Meeting, found: MeetingMinutes, values: Any) -> Iterator[Problem]:
    if not names(values["digest"], found.digest):
        why = (
            f"会议记录校验值：“{values['digest']}”与现在的会议记录不符，现在的是 {short(found.digest)}；"
            "签字以后又改动过，或者签的是旧的一份，请打印现在的会议记录重新签字。"
        )
        yield Problem("digest", why)
    if not row.recorder.strip():
        why = f"记录员：{row.code} 没有登记记录员，应当由双方共同确定的非协商代表记录（《集体合同规定》第三十三条）。"
        yield Problem("recorder", why)
    if not found.content["statements"] and not found.content["talks"]:
        yield Problem(
            "text", f"会议记录：{row.code} 还没有一条发言，也没有提出条款，没有可以签字的内容。"
        )
    if values["signed_on"] < row.held_on:
        yield Problem("signed_on", f"签字之日：不能早于会议日 {row.held_on}。")


def _against_chiefs(work: Work, case: Case, values: Any) -> Iterator[Problem]:
    day: date = values["signed_on"]
    for side, place in ((Side.WORKERS, "union_chief"), (Side.EMPLOYER, "employer_chief")):
        chiefs = [row.name for row in present(work, case, day) if _chief(row, side, day)]
        if values[place] in chiefs or (not chiefs and case.kind in _WITHOUT_CHIEFS):
            continue
        right = f"当天的首席代表是{'、'.join(chiefs)}" if chiefs else "当天没有登记首席代表"
        why = (
            f"{side}首席代表：{values[place]}不是{day}的{side}首席代表，{right}；"
            "会议记录由双方首席代表签字（《集体合同规定》第三十四条）。"
        )
        yield Problem(place, why)


def _chief(row: Representative, side: Side, day: date) -> bool:
    chosen = row.chosen_on is None or row.chosen_on <= day
    return row.side == side and row.duty == Duty.CHIEF and chosen
