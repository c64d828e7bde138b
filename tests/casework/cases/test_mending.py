"""Mistakes are normal: facts corrected, the last step taken back, nothing erased."""

from datetime import date

import pytest

from casework import Casebook, cases, checkup, documents
from casework.cases.models import CaseMember, ClockRow, Person
from casework.errors import AccessDenied, CaseworkError, Conflict, InputError
from tests import factories


def clocks(book: Casebook, number: str = factories.FIRST) -> dict[str, cases.clock.Clock]:
    with book.read("admin") as work:
        case = checkup.get(work, number)
        return {clock.name: clock for clock, _due in cases.clocks(work, case)}


def members(book: Casebook) -> set[tuple[str, str]]:
    with book.read("admin") as work:
        rows = work.session.query(CaseMember.duty, Person.login).join(Person)
        return {(duty, login) for duty, login in rows}


def seq(work: cases.Work, step: str) -> int:
    """Return the row of the last standing step of that label."""
    rows = cases.timeline(work, checkup.get(work, factories.FIRST))
    return next(row.seq for row in rows if row.label == step and row.standing)


def correct(
    book: Casebook, step: str, actor: str = "lawyer.wang", **given: object
) -> cases.Correction:
    with book.work(actor) as work:
        case = checkup.get(work, factories.FIRST)
        return checkup.correct(work, case, seq(work, step), reason="回证上是另一天", **given)


def reverse(book: Casebook, actor: str, reason: str = "误办") -> None:
    with book.work(actor) as work:
        checkup.reverse(work, checkup.get(work, factories.FIRST), reason=reason)


def test_a_corrected_receipt_date_moves_its_clock_and_says_so(inspecting_book: Casebook) -> None:
    before = clocks(inspecting_book)["materials"]

    done = correct(inspecting_book, "告知", received_on=date(2026, 3, 2))

    after = clocks(inspecting_book)["materials"]
    assert (before.due_on - after.due_on).days == 1
    assert f"资料提交：{before.due_on} → {after.due_on}" in done.moved
    assert inspecting_book.verify() == []


def test_the_correction_is_told_in_the_timeline_and_the_old_row_stays(
    inspecting_book: Casebook,
) -> None:
    correct(inspecting_book, "告知", received_on=date(2026, 3, 4))

    with inspecting_book.read("admin") as work:
        rows = cases.timeline(work, checkup.get(work, factories.FIRST))
    told = {row.label: row for row in rows}
    assert "企业收到日：2026年3月4日" in told["更正“告知”"].lines
    assert "回证上是另一天" in told["更正“告知”"].lines
    assert "企业收到日：2026年3月3日" in told["告知"].lines


def test_later_steps_whose_guards_no_longer_hold_are_listed(issued_book: Casebook) -> None:
    team = {**factories.FACTS["form_team"], "conflict_declared": False, "conflict_note": "曾任顾问"}

    done = correct(issued_book, "组队与回避", **team)

    (listed,) = done.no_longer_hold
    assert listed.startswith("“告知”：")
    assert "没有全部声明" in listed
    assert factories.state(issued_book, factories.FIRST) == "issued"  # a person decides what to do


def test_a_correction_that_makes_the_reviewer_an_author_lists_the_review(
    issued_book: Casebook,
) -> None:
    """Guards are asked as if the person who took the step acted, not the one who corrects."""
    done = correct(issued_book, "组队与回避", inspectors=["inspector.li", "lawyer.zhao"])

    assert any(line.startswith("“复核通过”：复核人不能是") for line in done.no_longer_hold)


def test_a_harmless_correction_lists_nothing(issued_book: Casebook) -> None:
    assert correct(issued_book, "组队与回避", invited=["司法局"]).no_longer_hold == ()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "没有改动"),
        ({"received_on": date(2026, 3, 3)}, "没有改动"),
        ({"received_on": "2026-02-30"}, "2026年2月只有28天"),
        ({"received_on": date(2026, 12, 1)}, "不能晚于今天"),
        ({"received_on": ""}, "企业收到日"),
        ({"nonsense": 1}, "nonsense"),
        ({"occurred_on": date(2026, 2, 24)}, "应不早于上一步（2026-02-25）"),
        ({"occurred_on": date(2026, 3, 6)}, "不晚于下一步（2026-03-05）"),
    ],
)
def test_corrections_that_cannot_be_are_refused_and_change_nothing(
    either_inspecting_book: Casebook, given: dict[str, object], sentence: str
) -> None:
    before = factories.dump(either_inspecting_book)

    with pytest.raises(InputError, match=sentence):
        correct(either_inspecting_book, "告知", **given)

    assert factories.dump(either_inspecting_book) == before


def test_an_unreadable_reason_is_refused(either_inspecting_book: Casebook) -> None:
    with either_inspecting_book.work("lawyer.wang") as work:
        case = checkup.get(work, factories.FIRST)
        for reason in ("", "  ", "x" * 20_001, "\x00", "\ud800"):
            for verb in (checkup.correct, checkup.reverse):
                given = (work, case, 2) if verb is checkup.correct else (work, case)
                refusal = factories.refused(lambda v=verb, g=given, r=reason: v(*g, reason=r))
                assert "原因" in str(refusal)


def test_only_standing_steps_can_be_corrected(inspecting_book: Casebook) -> None:
    reverse(inspecting_book, "lawyer.wang")
    with inspecting_book.work("lawyer.wang") as work:
        case = checkup.get(work, factories.FIRST)
        refusal = factories.refused(lambda: checkup.correct(work, case, 5, reason="笔误"))

    assert "第 5 行不是有效的步骤" in str(refusal)
    assert "1、2、3、4" in str(refusal)


def test_evidence_alone_is_a_correction(inspecting_book: Casebook) -> None:
    correct(inspecting_book, "告知", evidence=[cases.evidence.Upload("补.pdf", b"late scan")])

    with inspecting_book.read("admin") as work:
        listed = cases.evidence.listed(work, checkup.get(work, factories.FIRST))
    assert [row.name for row in listed] == ["notify.pdf", "补.pdf"]
    assert inspecting_book.verify() == []


def test_a_colleague_who_left_does_not_stop_a_correction(inspecting_book: Casebook) -> None:
    with inspecting_book.work("admin") as work:
        work.session.query(Person).filter_by(login="inspector.li").one().active = False

    correct(inspecting_book, "开始现场检查", visited_on=date(2026, 3, 9))
    with pytest.raises(InputError, match="没有找到人员"):
        correct(inspecting_book, "开始现场检查", inspectors=["lawyer.wang", "lawyer.li"])

    assert ("协办", "inspector.li") in members(inspecting_book)
    assert inspecting_book.verify() == []


def test_an_emptied_fact_is_gone_and_a_second_correction_of_nothing_is_refused(
    inspecting_book: Casebook,
) -> None:
    correct(inspecting_book, "开始收集资料", contact="")
    with pytest.raises(InputError, match="没有改动"):
        correct(inspecting_book, "开始收集资料", contact="")

    with inspecting_book.read("admin") as work:
        rows = cases.timeline(work, checkup.get(work, factories.FIRST))
    assert "企业联系人：（删去）" in rows[0].lines


def test_reversing_gives_back_state_clocks_members_and_items(inspecting_book: Casebook) -> None:
    reverse(inspecting_book, "lawyer.wang")
    before = stored(inspecting_book)
    given = {**factories.FACTS["start_inspection"], "inspectors": ["lawyer.wang", "inspector.li"]}
    with inspecting_book.work("lawyer.wang") as work:
        company = cases.enterprise.get(work, factories.code(1))
        cases.enterprise.change(work, company, sectors=[])  # another cut at the next visit
    factories.take(inspecting_book, factories.FIRST, "start_inspection", "lawyer.wang", **given)
    assert stored(inspecting_book) != before

    reverse(inspecting_book, "lawyer.wang")

    assert stored(inspecting_book) == before
    assert inspecting_book.verify() == []


def stored(book: Casebook) -> tuple[object, ...]:
    """Return what a reversal must give back: state, clocks, members, tailored items."""
    with book.read("admin") as work:
        case = checkup.get(work, factories.FIRST)
        rows = work.session.query(ClockRow).order_by(ClockRow.name)
        clocks = [(row.name, row.due_on, row.stopped_on) for row in rows]
        return (
            case.state,
            case.finished,
            clocks,
            members_of(case),
            [item.id for item, _ in checkup.items(work, case)],
        )


def members_of(case: cases.models.Case) -> set[tuple[str, str]]:
    return {(one.duty, one.person.login) for one in case.members}


def test_a_team_formed_anew_and_taken_back_is_the_team_before(inspecting_book: Casebook) -> None:
    before = members(inspecting_book)
    other = {**factories.FACTS["form_team"], "lead": "lawyer.zhao", "reviewer": "lawyer.wang"}
    factories.take(inspecting_book, factories.FIRST, "form_team", "lawyer.wang", **other)
    assert members(inspecting_book) != before

    reverse(inspecting_book, "lawyer.wang")

    assert members(inspecting_book) == before


def test_the_report_is_void_after_its_issue_is_taken_back_and_kept(issued_book: Casebook) -> None:
    reverse(issued_book, "leader.chen", reason="发现笔误")

    with issued_book.read("admin") as work:
        case = checkup.get(work, factories.FIRST)
        (record,) = documents.issued(work, case)
        assert (case.state, record.state) == ("awaiting_issue", "void")
        assert documents.issued_file(work, case, record.id)[1]
    assert issued_book.verify() == []
    factories.take(issued_book, factories.FIRST, "issue", "leader.chen")
    with issued_book.read("admin") as work:
        states = [one.state for one in documents.issued(work, checkup.get(work, factories.FIRST))]
        assert states == ["issued", "void"]


def test_everything_can_be_taken_back_but_the_opening(issued_book: Casebook) -> None:
    path = [step for step, _actor, _on in factories.PATH]
    actors = {step: actor for step, actor, _on in factories.PATH}
    for step in reversed(path[: path.index("issue") + 1]):
        reverse(issued_book, actors[step])

    assert factories.state(issued_book, factories.FIRST) == "registered"
    with pytest.raises(InputError, match="只剩“立项”一步"):
        reverse(issued_book, "lawyer.wang")
    assert issued_book.verify() == []


def test_who_may_not_take_a_step_may_not_take_it_back(issued_book: Casebook) -> None:
    for actor in ("lawyer.wang", "clerk.sun", "auditor.qian"):
        with pytest.raises(AccessDenied):
            reverse(issued_book, actor)
    with pytest.raises(CaseworkError, match="没有找到"):
        reverse(issued_book, "lawyer.hai")


def test_a_finished_case_is_open_again_when_its_end_is_taken_back(issued_book: Casebook) -> None:
    facts = factories.FACTS["terminate"]
    factories.take(issued_book, factories.FIRST, "terminate", "leader.chen", **facts)
    with issued_book.read("admin") as work:
        assert cases.worklist(work) == []

    reverse(issued_book, "leader.chen")

    with issued_book.read("admin") as work:
        assert [line.state for line in cases.worklist(work)] == ["issued"]


def test_a_correction_names_the_issued_report_that_printed_it(issued_book: Casebook) -> None:
    with issued_book.work("leader.chen") as work:
        case = checkup.get(work, factories.FIRST)
        seq = next(row.seq for row in checkup.timeline(work, case) if row.label == "签发")
        done = checkup.correct(work, case, seq, reason="日期写错", occurred_on="2026-03-24")

    assert any("已签发的《体检报告》" in said for said in done.no_longer_hold)


def test_a_conflict_tells_a_correction_from_a_step(issued_book: Casebook) -> None:
    with issued_book.work("leader.chen") as work:
        case = checkup.get(work, factories.FIRST)
        seen = case.version
        seq = next(row.seq for row in checkup.timeline(work, case) if row.label == "签发")
        checkup.correct(work, case, seq, reason="日期写错", occurred_on="2026-03-24")
        with pytest.raises(Conflict, match="陈主席更正了“签发”"):
            checkup.reverse(work, case, reason="误办", seen=seen)
