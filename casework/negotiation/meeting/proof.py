"""Whether signed minutes are still what both chiefs signed."""

from collections.abc import Iterator, Mapping
from typing import Any

from casework.cases import records
from casework.cases.models import Case
from casework.cases.work import Work
from casework.negotiation.meeting.minutes import content_of, digest_of
from casework.negotiation.models import Meeting

LABELS: Mapping[str, str] = {
    "signed_on": "签字之日",
    "signed_hash": "会议记录校验值",
    "signed_content": "签字时的会议记录",
}
#: What was frozen by the signature. Names of topics and who is a representative may change afterwards.
_FROZEN = ("header", "attendance", "statements")


def faults(work: Work, case: Case) -> Iterator[str]:
    """Yield a sentence for each meeting whose signed minutes, or what they were made of, is no longer the same."""
    for row in records.kept(work, case, Meeting, withdrawn=True):
        if not row.signed_hash:
            continue
        what = f"案件 {case.number} 的 {row.code} 会议记录"
        signed = row.signed_content or {}
        if digest_of(signed) != row.signed_hash:
            yield f"{what}与双方首席代表签字的校验值不符。"
            continue
        now = content_of(work, case, row)
        if any(now[name] != signed[name] for name in _FROZEN) or _said(now) != _said(signed):
            yield f"{what}签字以后，到会、发言或者条款的经过又有改动。"


def _said(content: Mapping[str, Any]) -> dict[str, Any]:
    return {one["clause"]: (one["lines"], one["outcome"]) for one in content["talks"]}
