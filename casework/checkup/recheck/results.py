"""What a re-check can find of one finding, and what it counts for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class Result(StrEnum):
    """What was found at the re-check of one finding."""

    DONE = "已整改"
    PARTLY = "部分整改"
    NOT_DONE = "未整改"
    DISPUTED = "有异议"
    WAIVED = "免除"  #: named by a person, with the reason; nothing was put right


#: Steps of a finding that are a result.
STEPS = {
    "verify": Result.DONE,
    "mark_partial": Result.PARTLY,
    "mark_failed": Result.NOT_DONE,
    "object": Result.DISPUTED,
    "waive": Result.WAIVED,
}
#: The step by which a result of a re-check is entered; a waiver is no result of looking.
STEP_OF: Mapping[str, str] = {
    str(result): step for step, result in STEPS.items() if result is not Result.WAIVED
}
#: Facts of those steps that go into the statistics, with the word behind the number.
FIGURES = {
    "contracts_signed": "份",
    "workers_paid": "人",
    "pay_recovered": "元",
    "insurance_paid": "元",
    "rules_revised": "项",
    "agreements": "份",
    "workers_benefited": "人",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What stands of a finding after its last decision: the step of the finding, read back."""

    number: int  #: of the finding
    result: Result
    seq: int  #: the row in the case's stream
    round: int  #: of the re-check; 0: decided before the first
    day: date  #: on which it was looked at, or decided
    text: str  #: what was found, or why it is waived
    method: str = ""
    checked_by: tuple[str, ...] = ()  #: logins
    decided_by: str = ""  #: name of who entered it
    evidence: tuple[int, ...] = ()
    figures: Mapping[str, Any] = field(default_factory=dict)  #: contracts_signed … as declared
