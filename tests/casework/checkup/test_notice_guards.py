"""Each guard of the notices: when it is silent, when it speaks, and that it waits for facts."""

from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any

import pytest

from casework.cases.clock import Clock
from casework.cases.history import Standing
from casework.cases.view import CaseView
from casework.checkup.notice.guards import GUARDS
from casework.checkup.notice.kind import kind
from casework.checkup.notice.view import NoticeView
from tests.notices import HINT, OBSTRUCTION, OPINION, PROPOSAL

DAY = date(2026, 3, 20)


def step(name: str, **facts: Any) -> Standing:
    moment = datetime(2026, 3, 20, tzinfo=UTC)
    return Standing(1, name, DAY, "wang", "王律", moment, facts, "", "", {})


def clock(due_on: date | None) -> dict[str, Clock]:
    one = Clock("opinion_reply", "答复", "k", "X", DAY, due_on, due_on, "firm", (), None, False)
    return {"opinion_reply": one}


def case(state: str = "issued", *steps: str) -> CaseView:
    taken = [step(name) for name in steps or ("start_inspection", "record_comment")]
    return CaseView(state, "chen", DAY, taken, {}, "1", {})


def view(**changes: Any) -> NoticeView:
    """Return the picture of an opinion nothing stands against, with *changes*."""
    plain: dict[str, Any] = {
        one.name: () for one in fields(NoticeView) if str(one.type).startswith("tuple")
    }
    plain |= {"state": "draft", "actor": "chen", "today": DAY, "steps": (), "clocks": {}}
    plain |= {"code": "JD-01", "case": case(), "instrument": OPINION, "codes": ("WT-01",)}
    plain |= {"no_duty": {}, "reply_days": 15, "unit_name": "云工", "unit_level": "市"}
    plain |= {"drafters": frozenset({"wang"}), "signers": frozenset({"chen"})}
    return NoticeView(**{**plain, "issued": True, "adopted": False, **changes})


HEARD = {"heard": "体检征求意见时已听取"}
#: Guard, what is changed, the facts given, and whether it speaks.
ASKED: list[tuple[str, dict[str, Any], dict[str, Any] | None, bool]] = [
    ("opens_now", {}, {}, False),
    ("opens_now", {"case": case("collecting", "notify")}, {}, True),
    ("opens_now", {"case": case("collecting", "notify"), "instrument": OBSTRUCTION}, {}, False),
    ("opens_now", {"case": case("closed"), "instrument": OBSTRUCTION}, {}, True),
    ("opens_now", {"case": case("terminated")}, {}, True),
    ("opens_now", {"case": case("escalated")}, {}, False),
    ("findings_stand", {}, None, False),
    ("findings_stand", {"gone": ("WT-01",)}, None, True),
    ("findings_stand", {"codes": ()}, None, True),
    ("findings_stand", {"codes": (), "instrument": OBSTRUCTION}, None, False),
    ("content_complete", {}, None, False),
    ("content_complete", {"lacking": ("事实",)}, None, True),
    ("content_complete", {"stale": ("事实",)}, None, True),
    ("duty_only", {}, {}, False),
    ("duty_only", {"no_duty": {"WT-01": "政策要求"}}, None, True),
    ("duty_only", {"no_duty": {"WT-01": "政策要求"}, "instrument": HINT}, None, False),
    ("duty_only", {"unmarked": ("WT-02",)}, {}, True),
    ("duty_only", {"unmarked": ("WT-02",)}, {"duty_confirmed": True}, False),
    ("employer_heard", {}, HEARD, False),
    ("employer_heard", {}, {}, True),
    ("employer_heard", {"case": case("issued", "start_inspection")}, HEARD, True),
    ("employer_heard", {"instrument": HINT}, {}, False),
    ("disputed_confirmed", {"disputed": ("WT-01",)}, {}, True),
    ("disputed_confirmed", {"disputed": ("WT-01",)}, {"disputed_confirmed": True}, False),
    ("county_or_above", {"instrument": PROPOSAL}, None, False),
    ("county_or_above", {"instrument": PROPOSAL, "unit_level": "行业"}, None, True),
    ("county_or_above", {"unit_level": "基层"}, None, False),
    ("opinion_came_first", {"instrument": PROPOSAL}, {}, False),
    ("opinion_came_first", {"instrument": PROPOSAL, "without_opinion": ("WT-01",)}, {}, True),
    (
        "opinion_came_first",
        {"instrument": PROPOSAL, "without_opinion": ("WT-01",)},
        {"deviation": "紧急"},
        False,
    ),
    ("opinion_came_first", {"instrument": OBSTRUCTION, "without_opinion": ("WT-01",)}, {}, False),
    ("approver_not_drafter", {}, {"signer": "chen"}, False),
    ("approver_not_drafter", {"actor": "wang"}, None, True),
    ("approver_not_drafter", {}, {"signer": "wang"}, True),
    ("signer_may_sign", {}, {"signer": "chen"}, False),
    ("signer_may_sign", {}, {"signer": "li"}, True),
    ("for_hint", {"instrument": HINT}, None, False),
    ("for_hint", {}, None, True),
    ("for_opinion", {}, None, False),
    ("for_opinion", {"instrument": HINT, "state": "approved"}, None, True),
    ("for_authority", {"instrument": OBSTRUCTION}, None, False),
    ("for_authority", {}, None, True),
    ("for_employer", {}, None, False),
    ("for_employer", {"instrument": PROPOSAL}, None, True),
    ("days_as_printed", {}, {"reply_days": 15}, False),
    ("days_as_printed", {}, {"reply_days": 10}, True),
    ("reply_period_over", {"clocks": clock(date(2026, 3, 19))}, None, False),
    ("reply_period_over", {"clocks": clock(DAY)}, None, True),
    ("reply_period_over", {"clocks": clock(None)}, None, True),
    ("reply_period_over", {}, None, True),
    ("document_stands", {}, None, False),
    ("document_stands", {"issued": False}, None, True),
    ("document_stands", {"issued": False, "adopted": True}, None, False),
]
#: Guards that cannot say anything before the step is filled in.
WAITING = ("employer_heard", "disputed_confirmed", "opinion_came_first", "days_as_printed")


@pytest.mark.parametrize(("name", "changes", "facts", "speaks"), ASKED)
def test_a_guard_speaks_when_it_should_and_only_then(
    name: str,
    changes: dict[str, Any],
    facts: dict[str, Any] | None,
    speaks: bool,  # noqa: FBT001 - a table
) -> None:
    reason = GUARDS[name](view(**changes), facts, DAY)

    assert (reason is not None) is speaks
    if reason is not None:
        assert reason.code in {name, "another_instrument"}
        assert reason.sentence.endswith("。")


def test_every_guard_of_the_table_is_asked_both_ways() -> None:
    named = {guard for one in kind().table.steps.values() for guard in one.guards}

    assert set(GUARDS) == named
    for speaks in (True, False):
        assert {name for name, _, _, wanted in ASKED if wanted is speaks} == named


@pytest.mark.parametrize("name", WAITING)
def test_a_guard_that_needs_facts_is_silent_while_somebody_looks(name: str) -> None:
    for instrument in (HINT, OPINION, PROPOSAL):
        worst = view(instrument=instrument, disputed=("WT-01",), without_opinion=("WT-01",))

        assert GUARDS[name](worst, None, DAY) is None


@pytest.mark.parametrize("name", GUARDS)
def test_no_guard_stumbles_over_facts_that_old_papers_lack(name: str) -> None:
    for instrument in (HINT, OPINION, PROPOSAL, OBSTRUCTION):
        GUARDS[name](view(instrument=instrument, unmarked=("WT-02",)), {}, DAY)
