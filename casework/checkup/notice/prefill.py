"""What a notice says before anybody edits it: facts, basis and demands of its findings, in order."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from casework.cases.models import Case
from casework.cases.work import Work
from casework.checkup.context.parts import chinese
from casework.checkup.models import Finding
from casework.checkup.notice.earlier import Opinion
from casework.checkup.notice.fields import HINT, OBSTRUCTION, OPINION, PROPOSAL, TO_AUTHORITY

_DUTY = ("不符合", "不完全符合", "就")
_NUMERALS = "一二三四五六七八九十"
_ENDS = "。！？；"
_MANNER = {
    HINT: "复函请加盖公章，附有关材料，送交或者寄送本会。",
    OPINION: "答复请加盖公章，附有关材料，送交或者寄送本会。",
}
_AUTHORITY = "劳动行政部门"


def prefilled(
    work: Work,
    case: Case,
    instrument: str,
    rows: Sequence[Finding],
    opinions: Sequence[Opinion],
) -> dict[str, Any]:
    """Return the fields of a notice on the findings *rows*; *opinions* came before it."""
    authority = instrument in TO_AUTHORITY
    lead = next((one.person.name for one in case.members if one.duty == "主办"), "")
    return {
        "addressee": _AUTHORITY if authority else case.enterprise.name,
        "facts": _lines([_fact(row) for row in rows]),
        "basis": "\n".join(_basis(work, case, instrument, rows)),
        "demands": _lines(_demands(instrument, rows)),
        "earlier": "\n".join(_told(one) for one in opinions) if authority else "",
        "reply_days": _days(work, case, instrument, work.today),
        "reply_manner": _MANNER.get(instrument, ""),
        "contact": lead or work.actor.name,
    }


def _lines(texts: Sequence[str]) -> str:
    """Return texts a line each, numbered （一）（二） where there are several."""
    if len(texts) <= 1:
        return "\n".join(texts)
    return "\n".join(f"（{_numeral(place)}）{text}" for place, text in enumerate(texts, 1))


def _numeral(number: int) -> str:
    """Return a number up to 99 as Chinese prose writes it: 十二."""
    tens, ones = divmod(number, 10)
    lead = "" if tens == 0 else ("十" if tens == 1 else f"{_NUMERALS[tens - 1]}十")
    return lead + (_NUMERALS[ones - 1] if ones else "")


def _fact(row: Finding) -> str:
    """Return what was found. An item's title asks positively, so the domain stands in its place."""
    named = row.title if row.item_id is None or "title" in row.edited else row.domain
    workers = f"涉及{row.workers_affected}人。" if row.workers_affected else ""
    return f"{named}（{row.code}）：{_stopped(row.facts)}{workers}"


def _basis(work: Work, case: Case, instrument: str, rows: Sequence[Finding]) -> list[str]:
    told = [(row.code, sentence) for row in rows for sentence in row.sentences]
    if instrument != HINT:  # only a duty can be broken
        told = [one for one in told if one[1].startswith(_DUTY)] or told
    several = len(rows) > 1
    lines = [f"{code}：{sentence}" if several else sentence for code, sentence in told]
    return [*lines, *_obstruction(work, case)] if instrument == OBSTRUCTION else lines


def _obstruction(work: Work, case: Case) -> list[str]:
    """Return the sentence about refused supervision, its figures from the rules."""
    found = work.law.rule(
        "supervision.obstruction_fine", jurisdiction=case.unit.jurisdiction, on=work.today
    ).rule
    if not isinstance(found.value, tuple) or found.instrument is None:
        return []
    low, high = found.value
    mark = "" if found.confidence.firm else "，条号和金额待核"
    title = work.law.instruments[found.instrument].cite
    said = (
        f"{title}关于拒绝、阻挠工会劳动法律监督的，由劳动行政部门责令限期改正，"
        f"逾期不改正的处{low}元以上{high}元以下罚款的规定（二手{mark}）。"
    )
    return [said]


def _demands(instrument: str, rows: Sequence[Finding]) -> list[str]:
    if instrument == OBSTRUCTION:
        return [
            "责令该单位限期改正，如实提供资料，配合工会劳动法律监督。",
            "逾期不改正的，依法处理，并将结果反馈本会。",
        ]
    told = [f"{row.remedy.rstrip(_ENDS)}（{row.code}）。" for row in rows if row.remedy]
    if instrument == PROPOSAL:
        ordered = [f"责令该单位改正：{text}" for text in told]
        return [*ordered, "依法查处上述情形，并将结果反馈本会。"]
    return told


def _told(opinion: Opinion) -> str:
    number = f"（{opinion.document_number}）" if opinion.document_number else ""
    sent = f"本会就{'、'.join(opinion.codes)}向该单位发出工会劳动法律监督意见书{number}"
    return f"{sent}，该单位{chinese(opinion.received_on)}收到，{opinion.outcome}。"


def _days(work: Work, case: Case, instrument: str, day: date) -> int | None:
    """Return the working days the paper itself asks for an answer in; None where the law says how many."""
    if instrument != HINT:
        return None
    found = work.law.rule("supervision.hint_reply", jurisdiction=case.unit.jurisdiction, on=day)
    return found.rule.value if isinstance(found.rule.value, int) else None


def _stopped(text: str) -> str:
    return f"{text}。" if text and text[-1] not in _ENDS else text
