"""Notices: what they say, who approves them, their numbers and papers, and what verify sees."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework import Casebook, cases, checkup
from casework.checkup.notice.fields import SERIES, TITLES, WORDS
from casework.documents import service as documents
from casework.errors import AccessDenied, Conflict, InputError, NotFound, StepRefused
from tests import factories, notices
from tests.notices import HINT, OBSTRUCTION, OPINION, PROPOSAL


@pytest.fixture
def book(brought: Callable[[str, str], Casebook]) -> Casebook:
    """Return a casebook whose first check-up has an issued report with one finding."""
    return brought("sqlite", "issue")


def codes_of(refusal: Exception) -> list[str]:
    assert isinstance(refusal, StepRefused), refusal
    return [reason.code for reason in refusal.reasons]


def edited(book: Casebook, at: int, actor: str = "lawyer.wang", **given: Any) -> None:
    with book.work(actor) as work:
        checkup.edit_notice(work, notices.notice(work, at), **given)


# ---- what it says -----------------------------------------------------------------------------


def test_a_notice_says_what_its_findings_say(book: Casebook) -> None:
    at = notices.begun(book)
    with book.read("lawyer.wang") as work:
        row = notices.notice(work, at)

        assert row.addressee == "云河疾风快递服务有限公司1"
        assert row.facts == "工作时间与休息休假（WT-01）：未见考勤记录。"
        assert "《劳动法》第四十一条" in row.basis
        assert row.demands.endswith("（WT-01）。")
        assert (row.reply_days, row.document_number) == (15, None)


def test_what_was_edited_is_kept_and_the_rest_follows_the_finding(
    brought: Callable[[str, str], Casebook],
) -> None:
    book = brought("sqlite", "start_inspection")
    with book.work("lawyer.wang") as work:
        case = checkup.get(work, factories.FIRST)
        checkup.answer(work, case, "LC-05-01", "不合规", facts="未见考勤记录")
    at = notices.begun(book)
    edited(book, at, demands="限期整改。")
    with book.work("lawyer.wang") as work:
        case = checkup.get(work, factories.FIRST)
        checkup.edit(work, case, "WT-01", facts="抽查两月，未见考勤记录", remedy="另拟")
    refusal = factories.refused(lambda: notices.take(book, at, "submit"))
    edited(book, at)
    with book.read("lawyer.wang") as work:
        row = notices.notice(work, at)

        assert codes_of(refusal) == ["content_complete"]
        assert (row.demands, row.edited) == ("限期整改。", ["demands"])
        assert "抽查两月" in row.facts


def test_a_submitted_notice_is_frozen_until_it_is_sent_back(book: Casebook) -> None:
    at = notices.begun(book)
    notices.take(book, at, "submit")
    refusal = factories.refused(lambda: edited(book, at, demands="另拟。"))
    notices.take(book, at, "return_draft")

    edited(book, at, demands="另拟。")

    assert "内容只能在“起草”时修改" in str(refusal)


def test_somebody_elses_change_is_shown_before_it_is_overwritten(book: Casebook) -> None:
    at = notices.begun(book)
    edited(book, at, demands="另拟。", seen=1)

    refusal = factories.refused(lambda: edited(book, at, demands="又拟。", seen=1))

    assert isinstance(refusal, Conflict)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"reply_days": 0}, "应为 1 至 60 个工作日"),
        ({"reply_days": "很快"}, "整数"),
        ({"addressee": ""}, "必须填写"),
        ({"addressee": "长" * 201}, "最多 200 个字"),
        ({"findings": ["WT-09"]}, "没有问题“WT-09”"),
        ({"earlier": "发过"}, "没有“earlier”这一栏"),
        ({"facts": "\x00"}, "控制字符"),
    ],
)
def test_what_cannot_be_is_told_with_its_field(
    book: Casebook, given: dict[str, Any], sentence: str
) -> None:
    at = notices.begun(book)

    refusal = factories.refused(lambda: edited(book, at, **given))

    assert isinstance(refusal, InputError)
    assert sentence in str(refusal)


# ---- who may begin and approve one -------------------------------------------------------------


def test_no_notice_before_the_visit_but_one_about_refused_supervision(
    brought: Callable[[str, str], Casebook],
) -> None:
    book = brought("sqlite", "notify")
    given = {"source": "拒绝、阻挠监督", "reason": "拒绝提供资料"}
    with book.work("lawyer.wang") as work:
        case = checkup.get(work, factories.FIRST)
        early = factories.refused(lambda: checkup.open_notice(work, case, HINT, **given))
        row = checkup.open_notice(work, case, OBSTRUCTION, **given)

    assert codes_of(early) == ["opens_now", "findings_stand"]
    assert row.state == "draft"


def test_a_red_line_leads_straight_from_the_site_to_an_opinion(
    brought: Callable[[str, str], Casebook],
) -> None:
    book = brought("sqlite", "start_inspection")
    with book.work("inspector.li") as work:
        case = checkup.get(work, factories.FIRST)
        said = {"facts": "欠薪12人", "papers": ["工资表"], "red_line": True, "forms": ["劳动关系"]}
        checkup.answer(work, case, "LC-06-01", "不合规", **said)
        (one,) = checkup.notice_suggestions(work, case)
        at = checkup.open_notice(
            work, case, one.instrument, [one.code], source="现场红线", reason="正在欠薪"
        ).number

    assert (one.instrument, "红线" in one.why) == (OPINION, True)
    with book.read("lawyer.wang") as work:
        assert notices.notice(work, at).case.state == "inspecting"


def test_the_one_who_wrote_it_neither_approves_nor_signs(book: Casebook) -> None:
    at = notices.begun(book)
    notices.take(book, at, "submit")
    with book.work("admin") as work:
        lawyer = cases.organisation.person(work, "lawyer.wang")
        cases.organisation.assign(work, lawyer, factories.unit(work), "leader")

    own = factories.refused(lambda: notices.take(book, at, "approve", "lawyer.wang"))
    signed = factories.refused(lambda: notices.take(book, at, "approve", signer="lawyer.wang"))
    denied = factories.refused(lambda: notices.take(book, at, "approve", "lawyer.zhao"))
    other = factories.refused(lambda: notices.take(book, at, "approve", signer="lawyer.zhao"))

    assert codes_of(own) == codes_of(signed) == ["approver_not_drafter"]
    assert isinstance(denied, AccessDenied)
    assert codes_of(other) == ["signer_may_sign"]


def test_whoever_took_an_approval_back_may_approve_again(book: Casebook) -> None:
    at = notices.carried(book, "approved")
    with book.work("leader.chen") as work:
        checkup.reverse(work, notices.notice(work, at), reason="误办")

    notices.take(book, at, "approve")

    with book.read("lawyer.wang") as work:
        assert notices.notice(work, at).document_number == "云工法监意〔2026〕2号"


def test_an_opinion_needs_the_employer_heard(book: Casebook) -> None:
    at = notices.begun(book, OPINION)

    refusal = factories.refused(lambda: notices.take(book, at, "submit", heard=None))

    assert codes_of(refusal) == ["employer_heard"]


def test_a_proposal_follows_an_opinion_that_was_not_followed_or_says_why_not(
    book: Casebook,
) -> None:
    at = notices.begun(book, PROPOSAL)
    without = factories.refused(lambda: notices.take(book, at, "submit", deviation=None))
    notices.carried(book, "overdue")
    edited(book, at)
    notices.take(book, at, "submit", deviation=None)
    with book.read("lawyer.wang") as work:
        row = notices.notice(work, at)
        paper = documents.context_of(work, row, TITLES[PROPOSAL])

    assert codes_of(without) == ["opinion_came_first"]
    assert "期满没有答复" in paper["此前"][0]
    assert "云工法监意〔2026〕1号" in paper["此前"][0]


def test_a_deviation_is_printed_where_no_opinion_went_before(book: Casebook) -> None:
    at = notices.begun(book, PROPOSAL)
    notices.take(book, at, "submit")
    with book.read("lawyer.wang") as work:
        paper = documents.context_of(work, notices.notice(work, at), TITLES[PROPOSAL])

    assert paper["此前"] == ["没有先发意见书，理由是：情况紧急，直接报送。"]


def test_being_late_is_a_step_that_the_expired_clock_opens(book: Casebook) -> None:
    at = notices.begun(book)
    for step in ("submit", "approve"):
        notices.take(book, at, step)
    notices.take(book, at, "serve_hint", received_on=date(2026, 3, 20), occurred_on="2026-03-20")
    with book.read("lawyer.wang") as work:
        ((clock, _due),) = cases.clocks(work, notices.notice(work, at))
    early = factories.refused(lambda: notices.take(book, at, "mark_overdue"))
    late = (clock.due_on or date.max) + timedelta(1)
    with book.work("lawyer.wang", moment=factories.NOW + timedelta(30)) as work:
        checkup.take(
            work, notices.notice(work, at), "mark_overdue", occurred_on=late, late_reason="-"
        )

    assert clock.due_on == factories.working_days_after(date(2026, 3, 20), 15)
    assert codes_of(early) == ["reply_period_over"]


def test_other_days_than_the_paper_says_are_refused(book: Casebook) -> None:
    at = notices.begun(book)
    edited(book, at, reply_days=10)
    for step in ("submit", "approve"):
        notices.take(book, at, step)

    refusal = factories.refused(lambda: notices.take(book, at, "serve_hint"))

    assert codes_of(refusal) == ["days_as_printed"]
    notices.take(book, at, "serve_hint", reply_days=10)


# ---- numbers and papers ------------------------------------------------------------------------


def numbered(book: Casebook, turns: list[str]) -> dict[str, list[str]]:
    """Approve, take back and revoke notices in turn; return the numbers given, by kind."""
    last, told = 0, dict[str, list[str]]()
    for turn in turns:
        if turn in SERIES:
            last = notices.begun(book, turn)
            notices.take(book, last, "submit")
            notices.take(book, last, "approve")
            with book.read("admin") as work:
                told.setdefault(turn, []).append(notices.notice(work, last).document_number or "")
        elif last and turn == "revoke":
            notices.take(book, last, "revoke")
            last = 0
        elif last:
            with book.work("leader.chen") as work:
                checkup.reverse(work, notices.notice(work, last), reason="误办")
            last = 0
    return told


@settings(max_examples=10, suppress_health_check=list(HealthCheck))
@given(turns=st.lists(st.sampled_from([HINT, OPINION, "reverse", "revoke"]), max_size=7))
def test_numbers_of_each_kind_have_no_gaps(
    brought: Callable[[str, str], Casebook], turns: list[str]
) -> None:
    with closing(brought("sqlite", "issue")) as book:
        for instrument, numbers in numbered(book, turns).items():
            word = WORDS[SERIES[instrument]]
            assert numbers == [f"云工{word}〔2026〕{n}号" for n in range(1, len(numbers) + 1)]
        assert book.verify() == []


def test_a_number_left_out_is_seen(book: Casebook) -> None:
    numbered(book, [HINT, HINT])
    with sqlite3.connect(str(book.engine.url.database)) as database:
        database.execute("DELETE FROM case_number WHERE text = '云工法监提〔2026〕1号'")

    assert any("编号不连续，缺第 1 号" in fault for fault in book.verify())


def test_the_paper_is_kept_at_approval_and_the_report_is_not_touched(book: Casebook) -> None:
    at = notices.carried(book, "approved")
    with book.read("lawyer.wang") as work:
        row = notices.notice(work, at)
        (kept,) = documents.issued(work, row)
        (report,) = documents.issued(work, row.case)

    assert (kept.title, kept.subject, kept.state) == (TITLES[OPINION], f"notice/{at}", "issued")
    assert (kept.context["文号"], kept.context["签发人"]) == ("云工法监意〔2026〕1号", "陈主席")
    assert "15个工作日内（《江苏省工会劳动法律监督条例》第二十条" in kept.context["答复"]["期限"]
    assert (report.title, report.state) == ("体检报告", "issued")


def test_a_revocation_taken_back_lets_paper_and_number_stand_again(book: Casebook) -> None:
    at = notices.carried(book, "served")
    notices.take(book, at, "revoke")
    with book.read("lawyer.wang") as work:
        (void,) = documents.issued(work, notices.notice(work, at))
        assert void.state == "void"
    with book.work("leader.chen") as work:
        checkup.reverse(work, notices.notice(work, at), reason="误办")
    with book.read("lawyer.wang") as work:
        row = notices.notice(work, at)
        (kept,) = documents.issued(work, row)

        assert (row.state, kept.state) == ("served", "issued")
    assert book.verify() == []


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE notice SET facts = '改'", "监督文书 JD-01 被改动"),
        ("UPDATE notice SET findings = '[]'", "监督文书 JD-01 被改动"),
        ("UPDATE notice SET document_number = '云工法监意〔2026〕9号'", "JD-01 被改动"),
        ("UPDATE notice SET state = 'settled'", "的状态“已了结”与日志不符"),
        ("UPDATE notice SET version = 99", "版本号与日志不符"),
        ("DELETE FROM notice", "notice/1 不见了"),
        ("UPDATE case_number SET cancelled_because = '改' WHERE kind = 'opinion'", "与文书的状态"),
        ("UPDATE document SET subject = '' WHERE subject <> ''", "的登记被改动"),
        ("UPDATE clock SET due_on = '2030-01-01' WHERE subject = 'notice/1'", "重新计算的不一致"),
    ],
)
def test_verify_sees_what_was_tampered_with(book: Casebook, statement: str, told: str) -> None:
    notices.carried(book, "served")
    assert book.verify() == []
    with sqlite3.connect(str(book.engine.url.database)) as database:
        database.execute(statement)

    assert any(told in fault for fault in book.verify())


def test_a_notice_on_paper_is_entered_with_the_number_it_has(book: Casebook) -> None:
    at = notices.begun(book, OPINION)
    number = "云工监字〔2025〕第3号"
    past = [
        ("submit", date(2026, 3, 11), {}),
        ("approve", date(2026, 3, 12), {"old_number": number}),
        ("serve_opinion", date(2026, 3, 13), {"received_on": date(2026, 3, 13)}),
    ]
    with book.work("admin") as work:
        lawyer = cases.organisation.person(work, "lawyer.wang")
        cases.organisation.assign(work, lawyer, factories.unit(work), "leader")
    with book.work("lawyer.wang") as work:
        checkup.adopt(work, notices.notice(work, at), past, reason="纸质案卷转入")
    with book.read("lawyer.wang") as work:
        row = notices.notice(work, at)

        assert (row.state, row.document_number) == ("served", number)
        assert documents.issued(work, row) == []
        assert checkup.get_notice(work, row.case, number) is row
    assert book.verify() == []


@pytest.mark.soak
def test_every_state_is_reached_on_postgresql(brought: Callable[[str, str], Casebook]) -> None:
    book = brought("postgresql", "issue")
    for state in notices.LEADING:
        notices.carried(book, state)

    assert book.verify() == []


# ---- what the case asks ------------------------------------------------------------------------


def test_a_case_is_not_closed_while_a_notice_runs(
    brought: Callable[[str, str], Casebook],
) -> None:
    book = brought("sqlite", "start_recheck")
    notices.carried(book, "served")
    with book.read("lawyer.wang") as work:
        case = checkup.get(work, factories.FIRST)
        close = next(one for one in checkup.steps(work, case) if one.name == "close")

    said = {reason.code: reason.sentence for reason in close.reasons}
    assert said["notices_settled"] == "监督文书还没有了结：JD-01（意见书，已送达）。"


def test_an_escalation_names_a_notice_that_was_approved_or_says_why_there_is_none(
    brought: Callable[[str, str], Casebook],
) -> None:
    book = brought("sqlite", "deliver")
    facts = {**factories.FACTS["escalate"], "instrument": OPINION}
    with book.work("leader.chen") as work:
        case = checkup.get(work, factories.FIRST)
        none = factories.refused(lambda: checkup.take(work, case, "escalate", **facts))
    notices.carried(book, "approved")
    with book.work("leader.chen") as work:
        case = checkup.get(work, factories.FIRST)
        checkup.take(work, case, "escalate", **facts)

    assert codes_of(none) == ["notice_issued"]
    notices.take(book, 1, "serve_opinion")  # an escalated case is followed up
    assert book.verify() == []


def test_who_cannot_see_the_case_is_not_told_its_notices(book: Casebook) -> None:
    notices.begun(book)
    with book.read("lawyer.hai") as work, pytest.raises(NotFound):
        checkup.get(work, factories.FIRST)


def test_suggestions_follow_risk_duty_and_what_became_of_the_opinion(book: Casebook) -> None:
    with book.read("lawyer.wang") as work:
        (before,) = checkup.notice_suggestions(work, checkup.get(work, factories.FIRST))
    notices.carried(book, "overdue")
    with book.read("lawyer.wang") as work:
        (after,) = checkup.notice_suggestions(work, checkup.get(work, factories.FIRST))

    assert (before.instrument, before.notices) == (OPINION, ())
    assert (after.instrument, after.notices) == (PROPOSAL, ("JD-01",))


def test_a_finding_past_its_time_is_suggested_for_a_proposal_with_the_opinion_that_is_due(
    brought: Callable[[str, str], Casebook],
) -> None:
    book = brought("sqlite", "deliver")
    with book.read("lawyer.wang", moment=factories.NOW + timedelta(60)) as work:
        (one,) = checkup.notice_suggestions(work, checkup.get(work, factories.FIRST))

    assert (one.instrument, one.why) == (PROPOSAL, "整改逾期或者没有改正。")
    assert any("先发意见书" in text for text in one.cautions)
