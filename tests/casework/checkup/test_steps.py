"""Every state, every step, every role: allowed, or every reason why not, as written down by hand."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from casework import Casebook, Work, cases, checkup
from casework.cases.models import Case
from casework.checkup import catalogue
from casework.errors import AccessDenied, CaseworkError, StepRefused
from casework.workflow import shipped
from tests import factories, spec

#: State → the steps of an old file that lead there.
LEADING = {
    "registered": "",
    "notified": "notify",
    "collecting": "notify start_collection",
    "inspecting": "notify start_collection start_inspection",
    "reviewing": "notify start_collection start_inspection submit_review",
    "consulting": "notify start_collection start_inspection submit_review approve_review",
    "awaiting_issue": (
        "notify start_collection start_inspection submit_review approve_review conclude_consulting"
    ),
}
_ISSUED = LEADING["awaiting_issue"] + " issue"
LEADING |= {
    "issued": _ISSUED,
    "delivered": f"{_ISSUED} deliver",
    "rectifying": f"{_ISSUED} deliver start_rectification",
    "rechecking": f"{_ISSUED} deliver start_rectification start_recheck",
    "suspended": "notify suspend",
    "closed": f"{_ISSUED} deliver close_clean",
    "escalated": f"{_ISSUED} deliver escalate",
    "terminated": "terminate",
}


@pytest.fixture(scope="module")
def states(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casebook]:
    """Return a casebook with a case in every state, and one person a role; read only."""
    book = factories.found(tmp_path_factory.mktemp("states") / "cases.db")
    with book.work("admin") as work:
        chief = cases.organisation.person(work, "leader.su")
        home = factories.unit(work, "苏工")
        cases.organisation.assign(work, chief, home, "lawyer")
        for role in spec.MAY:
            unit = factories.unit(work)
            cases.organisation.add_person(work, f"only.{role}", f"只{role}", unit=unit, role=role)
    book.close()
    book = factories.reopened(str(book.engine.url.database))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "shipped", factories.small_catalogue)
        for number, state in enumerate(spec.STATES, start=1):
            factories.opened(book, number, number=f"{state}号", adopted=True)
            past = [(step, date(2026, 3, 1), {}) for step in LEADING[state].split()]
            with book.work("leader.su") as work:
                case = checkup.get(work, f"{state}号")
                checkup.adopt(work, case, past, reason="纸质案卷转入")
                assert case.state == state
    yield book
    book.close()


def case_in(work: Work, state: str) -> Case:
    return work.session.query(Case).filter_by(number=f"{state}号").one()


def test_the_table_is_the_one_written_by_hand() -> None:
    table = shipped(["casework.checkup"])["checkup"]

    assert set(table.states) == set(spec.STATES)
    assert {name for name, one in table.states.items() if one.final} == set(spec.FINAL)
    assert {
        step.name: (
            step.act,
            set(step.sources),
            "" if step.stays else step.target,
            set(step.guards),
        )
        for step in table.steps.values()
        if step is not table.opening
    } == {
        name: (act, set(sources.split()), target, set(guards.split()))
        for name, (act, sources, target, guards) in spec.STEPS.items()
    }


def test_every_state_was_reached(states: Casebook) -> None:
    with states.read("admin") as work:
        assert {case.state for case in work.session.query(Case)} == set(spec.STATES)
    assert states.verify() == []


@pytest.mark.parametrize("role", [role for role in spec.MAY if role != "assistant"])
def test_every_state_step_and_role_answers_as_written(states: Casebook, role: str) -> None:
    with states.read(f"only.{role}") as work:
        for state in spec.STATES:
            seen = {step.name: step for step in checkup.steps(work, case_in(work, state))}
            assert seen.keys() == spec.STEPS.keys()
            for name, (act, sources, _target, guards) in spec.STEPS.items():
                codes = [reason.code for reason in seen[name].reasons]
                if act not in spec.acts(role):
                    assert codes == ["access"], (state, name)
                elif state not in sources.split():
                    assert codes == ["wrong_state"], (state, name)
                else:
                    assert set(codes) <= set(guards.split()), (state, name)
                    assert seen[name].here
                assert seen[name].allowed == (not codes)


def test_a_wrong_state_is_told_with_the_states_that_would_be_right(states: Casebook) -> None:
    with states.read("only.lawyer") as work:
        step = {one.name: one for one in checkup.steps(work, case_in(work, "registered"))}[
            "deliver"
        ]

    (reason,) = step.reasons
    assert str(reason) == (
        "案件现在是“已立项”，“送达报告”要在“已签发”时办理。（依据：《劳动用工法治体检》流程表）"
    )


def test_who_cannot_see_a_case_is_not_told_its_steps(states: Casebook) -> None:
    for actor in ("lawyer.hai", "only.assistant"):
        with states.read(actor) as work, pytest.raises(CaseworkError, match="没有找到案件"):
            checkup.steps(work, case_in(work, "issued"))


def test_several_guards_are_told_at_once(inspecting_book: Casebook) -> None:
    with inspecting_book.work("lawyer.wang") as work:
        case = checkup.get(work, factories.FIRST)
        checkup.answer(work, case, factories.ITEMS[0], "不合规", facts="未见考勤记录")
        step = {one.name: one for one in checkup.steps(work, case)}["submit_review"]
        facts = factories.FACTS["submit_review"]
        refusal = factories.refused(lambda: checkup.take(work, case, "submit_review", **facts))

    told = ["onsite_ended", "all_items_answered", "findings_complete"]
    assert [reason.code for reason in step.reasons] == told
    assert refusal.reasons == step.reasons
    assert all(reason.basis and reason.where_to_fix for reason in step.reasons)


@pytest.mark.parametrize("state", spec.STATES)
def test_a_step_refused_for_its_state_changes_nothing(states: Casebook, state: str) -> None:
    before = factories.dump(states)
    for name in spec.STEPS:
        if (state, name) not in spec.edges():
            with states.work("leader.su") as work:
                case = case_in(work, state)
                given = (work, case, name)
                refusal = factories.refused(
                    lambda g=given: checkup.take(*g, **factories.FACTS[g[2]])
                )
            assert isinstance(refusal, StepRefused), name
            assert [reason.code for reason in refusal.reasons] == ["wrong_state"]

    assert factories.dump(states) == before


@pytest.mark.parametrize("role", ["clerk", "auditor", "admin", "leader", "inspector"])
def test_a_step_refused_for_access_changes_nothing(states: Casebook, role: str) -> None:
    before = factories.dump(states)
    for state, name in sorted(spec.edges()):
        if spec.STEPS[name][0] not in spec.acts(role):
            with states.work(f"only.{role}") as work:
                given = (work, case_in(work, state), name)
                refusal = factories.refused(
                    lambda g=given: checkup.take(*g, **factories.FACTS[g[2]])
                )
            assert isinstance(refusal, AccessDenied), (state, name)

    assert factories.dump(states) == before


def test_a_step_can_be_named_by_its_label_and_a_slip_is_mended(sqlite_book: Casebook) -> None:
    number = factories.opened(sqlite_book)
    with sqlite_book.work("lawyer.wang") as work:
        case = checkup.get(work, number)
        checkup.take(work, case, "组队与回避", **factories.FACTS["form_team"])
        refusal = factories.refused(lambda: checkup.take(work, case, "notfy"))

    assert "是不是想办理：notify" in str(refusal)


@pytest.mark.parametrize(
    ("step", "given", "sentence"),
    [
        ("notify", {"received_on": None}, "企业收到日"),
        ("notify", {"received_on": "2026-13-01"}, "月份应在 1 到 12 之间"),
        ("notify", {"manner": "留置送达"}, "见证人"),
        ("notify", {"occurred_on": "2026-02-01"}, "早于上一步的日期 2026-02-25"),
        ("notify", {"occurred_on": "2027-01-01"}, "不能晚于今天"),
        ("notify", {"late_reason": "\x00"}, "控制字符"),
        ("notify", {"evidence": []}, "缺少证据“送达回证”"),
        ("notify", {"evidence": {"photo": ["x.jpg"]}}, "没有这个证据栏"),
        ("form_team", {"lead": "nobody"}, "没有找到人员"),
        ("form_team", {"conflict_declared": False}, "利害关系和回避情况"),
        ("plan_visit", {"nonsense": 1}, "没有“nonsense”这一项"),
    ],
)
def test_what_was_typed_wrongly_is_told_with_its_field(
    either_book: Casebook, step: str, given: dict[str, object], sentence: str
) -> None:
    number = factories.carried(either_book, "form_team")
    before = factories.dump(either_book)
    values = {**factories.FACTS[step], "evidence": factories.papers(step), **given}
    with either_book.work("lawyer.wang") as work:
        case = checkup.get(work, number)
        refusal = factories.refused(lambda: checkup.take(work, case, step, **values))

    assert sentence in str(refusal)
    assert factories.dump(either_book) == before
