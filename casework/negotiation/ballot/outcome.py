"""What a vote comes to, in numbers and with the articles: 到会够不够，赞成够不够."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from casework.errors import InputError
from casework.law import Law
from casework.negotiation.provisions import Provision, Share, provision, provision_if_any

_ATTENDANCE, _APPROVAL, _ONLINE = "vote.attendance", "vote.approval", "vote.online"


class Result(StrEnum):
    """What becomes of the draft."""

    PASSED = "passed"
    FAILED = "failed"
    VOID = "void"  #: too few came: the meeting decides nothing and is held again
    TIE = (
        "tie"  #: exactly the share: not passed until a person confirms the local text and cites it
    )

    @property
    def label(self) -> str:
        """The Chinese word."""
        return {
            "passed": "通过",
            "failed": "未通过",
            "void": "到会不足，表决无效",
            "tie": "恰好达到，待确认",
        }[self.value]


@dataclass(frozen=True, slots=True)
class TieRuling:
    """What a person decided about a vote that is exactly the share."""

    passed: bool
    citation: str  #: the local text with its article, or the resolution rules of the congress
    decided_by: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """The three numbers that decide."""

    electorate: int
    present: int
    yes: int
    online: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result and how it was reached."""

    result: Result
    attendance_needed: int  #: persons
    yes_needed: int  #: votes
    sentences: tuple[str, ...]  #: one a step, the conclusion last
    bases: tuple[str, ...]  #: what attendance and approval rest on, marks included
    notes: tuple[str, ...] = field(default=())  #: what is not known and has to be asked locally

    @property
    def passed(self) -> bool:
        """Whether the draft is passed, as it stands."""
        return self.result is Result.PASSED

    def explain(self) -> str:
        """Return everything as one text, a line a step."""
        return "\n".join([*self.sentences, *(f"注意：{one}" for one in self.notes)])


def judge(count: Count, law: Law, jurisdiction: str, on: date, ruling: TieRuling | None) -> Outcome:
    """Return what the count comes to by the rules of that place on that day; a pure function.

    Raises:
        InputError: the ruling cites nothing.
        NotFound: no rule in force that day.
        DefinitionError: an overlay gives a rule a value that is no share.
    """
    if ruling is not None and not ruling.citation.strip():
        raise InputError.one("citation", "还没有写依据；请写明所核对的本地文本和条号。")
    attendance = provision(law, _ATTENDANCE, jurisdiction=jurisdiction, on=on)
    approval = provision(law, _APPROVAL, jurisdiction=jurisdiction, on=on)
    enough = attendance.share.holds(count.present, count.electorate)
    told = [_attendance(count, attendance)]
    result = Result.VOID
    if enough:
        told.append(_approval(count, approval))
        result = _voted(count, approval.share)
    if result is Result.TIE and ruling is not None:
        result = Result.PASSED if ruling.passed else Result.FAILED
        by = f"经{ruling.decided_by}核对本地文本，" if ruling.decided_by else "经核对本地文本，"
        verb = "确认通过" if ruling.passed else "确认没有通过"
        told.append(f"{by}{verb}（依据：{ruling.citation.strip()}）。")
    told.append(_conclusion(result, approval))
    return Outcome(
        result,
        attendance.share.edge(count.electorate),
        approval.share.edge(count.electorate),
        tuple(told),
        tuple(dict.fromkeys((attendance.basis, approval.basis))),
        _notes(count, law, jurisdiction, on),
    )


def _voted(count: Count, share: Share) -> Result:
    if share.exactly(count.yes, count.electorate):
        return Result.TIE if share.inclusive else Result.FAILED
    return Result.PASSED if share.holds(count.yes, count.electorate) else Result.FAILED


def _attendance(count: Count, attendance: Provision) -> str:
    share, everyone = attendance.share, count.electorate
    needed = share.edge(everyone)
    lacking = needed - count.present
    met = "达到要求" if lacking <= 0 else f"还差{lacking}人"
    return (
        f"应到{everyone}人，{_needed(share, everyone)}；"
        f"实到{count.present}人，{met}（依据：{attendance.basis}）。"
    )


def _approval(count: Count, approval: Provision) -> str:
    share, everyone = approval.share, count.electorate
    basis = f"（依据：{approval.basis}；以全体为准，不是到会人数）"
    if share.exactly(count.yes, everyone):
        met = f"恰好是全体{everyone}人的{share.words}"
        met += "" if share.inclusive else f"，没有达到{share.bound}"
        return f"赞成{count.yes}人，{met}{basis}。"
    lacking = share.edge(everyone) - count.yes
    if share.inclusive and (share.of_all * everyone).denominator == 1:
        goal = f"{share.words}{share.edge(everyone)}人"
    else:
        goal = f"{share.bound}（至少{share.edge(everyone)}人）"
    met = f"达到全体{everyone}人的{goal}"
    met = met if lacking <= 0 else f"没有{met}，还差{lacking}人"
    return f"赞成{count.yes}人，{met}{basis}。"


def _needed(share: Share, everyone: int) -> str:
    """Return 三分之二为120人, or where it is no whole number: 三分之二以上至少121人."""
    exact = share.of_all * everyone
    if share.inclusive and exact.denominator == 1:
        return f"{share.words}为{exact}人"
    return f"{share.bound}至少{share.edge(everyone)}人"


def _conclusion(result: Result, approval: Provision) -> str:
    return {
        Result.PASSED: "草案通过。",
        Result.FAILED: "草案没有通过，双方应当重新协商后再提交表决。",
        Result.VOID: "到会人数不足，会议无效，不能表决；应当重新召开。",
        Result.TIE: (
            f"赞成票恰好是{approval.share.words}：规则写“{approval.share.bound}”（含本数），"
            "但各地文本可能写“过半数”；在核对本地文本、写明依据并由人确认之前，不算通过。"
        ),
    }[result]


def _notes(count: Count, law: Law, jurisdiction: str, on: date) -> tuple[str, ...]:
    if not count.online:
        return ()
    online = provision_if_any(law, _ONLINE, jurisdiction=jurisdiction, on=on)
    if online is not None and online.rule.value is True:
        return ()
    if online is not None and online.rule.value is False:
        return (f"本次为线上表决，本地规定不得线上表决（依据：{online.basis}）；请改为现场表决。",)
    return (
        "本次为线上表决；能否线上表决，本地规定没有核到，请先向审查部门核实，并保存平台的表决记录。",
    )
