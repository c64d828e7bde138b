"""What a re-check of one finding should look at, as proposed: a person decides."""

from dataclasses import dataclass

from casework.cases.models import Case
from casework.cases.work import Work
from casework.checkup.models import Finding
from casework.checkup.queries import answer_row, pinned_catalogue
from casework.checkup.recheck.fields import METHODS, PHONE
from casework.checkup.recheck.phone import may_phone
from casework.checkup.sampling import SamplingScheme, sample_size


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan nobody has made yet."""

    look_at: tuple[str, ...]
    method: str
    population: int | None
    sample: int | None


def proposed(work: Work, case: Case, row: Finding, scheme: SamplingScheme) -> Proposal:
    """Return what to look at (evidence the item names, the demand), how, and how many of how many by *scheme*."""
    item = pinned_catalogue(work, case).items.get(row.item_id or "")
    named = [f"{name}（整改后）" for name in (item.evidence if item else row.papers)]
    answer = answer_row(work, case, row.item_id) if row.item_id else None
    total = answer.sampled_of if answer and answer.sampled_of is not None else row.workers_affected
    return Proposal(
        look_at=(f"是否按要求整改：{row.remedy}", *named),
        method=PHONE if may_phone(work, case, row) else METHODS[0],
        population=total,
        sample=None if total is None else sample_size(total, scheme),
    )
