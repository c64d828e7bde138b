"""The company's own check beside the lawyer's."""

from collections.abc import Mapping

from casework.cases.models import Case
from casework.cases.view import look
from casework.cases.work import Work, query
from casework.checkup import queries
from casework.checkup.models import SelfAnswer
from casework.checkup.queries import Given, answers, tailored
from casework.checkup.scoring import ScoringScheme
from casework.checkup.scoring import score as computed
from casework.checkup.selfcheck.compare import Compared, SelfCheck
from casework.checkup.selfcheck.replay import stored
from casework.checkup.selfcheck.service import STEP
from casework.checkup.selfcheck.verdict import SelfVerdict


@query
def self_answers(work: Work, case: Case) -> Mapping[str, SelfAnswer]:
    """Return what the company said of each item, by item id."""
    work.ask("看", case)
    return stored(work, case)


@query
def self_check(work: Work, case: Case) -> SelfCheck:
    """Return every tailored item with the company's and the lawyer's answer, and both scores.

    The company's score is made in the same way from its answers alone; red lines and findings are
    not its to declare, so there are none in it.
    """
    work.ask("看", case)
    items, said, found = tailored(work, case), stored(work, case), answers(work, case)
    received = look(work, case).last(STEP)
    own = computed(
        items,
        {
            item_id: Given(SelfVerdict(row.verdict).verdict, False, None)
            for item_id, row in said.items()
        },
        scheme=ScoringScheme.from_law(work.law, work.today),
        headcount=case.enterprise.headcount,
    )
    applying = {item.id for item in items}
    return SelfCheck(
        received_on=received.facts.get("received_on") if received else None,
        rows=tuple(Compared(item, said.get(item.id), found.get(item.id)) for item in items),
        own=own,
        checked=queries.score(work, case),
        outside=tuple(item_id for item_id in sorted(said) if item_id not in applying),
    )
