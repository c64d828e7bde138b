"""Meetings in a casebook: logged line by line, tidied, signed by both chiefs, frozen and proved."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from casework import Casebook, Work, negotiation
from casework.cases.models import Case
from casework.errors import CaseworkError, InputError, StepRefused
from casework.law import SHANGHAI
from casework.negotiation.meeting.line import SIDES, STAGE_KEYS, Line, read_line
from casework.negotiation.models import Meeting, Statement
from tests import bargaining, factories

W, E = "职工方", "企业方"
CHIEFS = {"union_chief": "陈某", "employer_chief": "孙某", "signed_on": date(2025, 11, 21)}


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("职 2 题-01 每件1.2元", Line("每件1.2元", W, "提出要求", "题-01")),
        ("题1 企：不同意", Line("不同意", E, "", "题-01")),
        ("职2题-01 每件1.2元", Line("每件1.2元", W, "提出要求", "题-01")),
        ("双5：派送费已谈定", Line("派送费已谈定", "双方", "归纳")),
        ("职工方认为偏低", Line("职工方认为偏低")),
        ("3500元太高", Line("3500元太高")),
        ("2026 年的标准", Line("2026 年的标准")),
        ("职 2 3 人愿意", Line("3 人愿意", W, "提出要求")),
        ("企 1:30 再谈", Line("1:30 再谈", E)),
        ("职", Line("", W)),
        ("  ", Line("")),
    ],
)
def test_keys_at_the_beginning_of_a_line_say_side_stage_and_topic(typed: str, line: Line) -> None:
    assert read_line(typed) == line


@given(
    st.permutations(["side", "stage", "topic"]),
    st.sampled_from(sorted(SIDES)),
    st.sampled_from(sorted(STAGE_KEYS)),
    st.integers(1, 99),
    st.sampled_from([" ", "　", "  ", ""]),
)
def test_keys_come_in_any_order_apart_or_together(
    order: list[str], side: str, stage: str, topic: int, between: str
) -> None:
    keys = {"side": side, "stage": stage, "topic": f"题-{topic:02d}"}
    if order.index("stage") == order.index("topic") + 1 and not between:
        between = " "  # 题-012 would be another topic
    typed = between.join(keys[name] for name in order) + " 说了话"
    told = Line("说了话", SIDES[side], STAGE_KEYS[stage], f"题-{topic:02d}")
    assert read_line(typed) == told


@given(st.text(st.sampled_from("职企双题-0123456：: 　费"), max_size=12))
def test_whatever_is_typed_is_a_line_and_its_last_word_is_kept(typed: str) -> None:
    line = read_line(typed)
    assert typed.strip().endswith(line.text)
    assert read_line(line.text).text == line.text or line.text != typed.strip()


@pytest.fixture
def talking(book: Casebook) -> tuple[Casebook, str]:
    """Return a casebook with a negotiation at the table: 会-01 on 20 November."""
    return book, bargaining.carried(book, "open_talks")


def at(talking: tuple[Casebook, str], act: Any, actor: str = "") -> Any:
    book, number = talking
    with book.work(actor or bargaining.ACTOR) as work:
        return act(work, negotiation.get(work, number))


def problems(talking: tuple[Casebook, str], act: Any) -> list[str]:
    error = factories.refused(lambda: at(talking, act))
    assert isinstance(error, InputError)
    return [one.message for one in error.problems]


def spoken(work: Work, case: Case) -> None:
    """Log a whole meeting out of order, agree on both topics, write down who was there."""
    for typed in (
        "企 3 题-01 最多0.9元",
        "职 2 题-01 每件不低于1.2元",
        "双 1 宣布议程和纪律",
        "双 5 派送费1元",
    ):
        negotiation.log(work, case, "会-01", typed)
    for name, side, duty in (
        ("孙某", E, "首席代表"), ("陈某", W, "首席代表"), ("刘某", W, "协商代表"), ("吴记录", "其他", "记录员"),
    ):  # fmt: skip
        negotiation.add(work, case, "attendance", meeting=1, name=name, side=side, duty=duty)
    bargaining.agree(work, case)


def signed(work: Work, case: Case, **given: Any) -> Any:
    digest = negotiation.minutes(work, case, "会-01").digest[:12]
    return negotiation.sign_minutes(work, case, "会-01", **{"digest": digest, **CHIEFS, **given})


def test_a_line_is_logged_with_one_key_and_keeps_the_stage_of_the_one_before(talking: Any) -> None:
    first = at(talking, lambda work, case: negotiation.log(work, case, 1, "职 2 题-01 每件1.2元"))
    then = at(talking, lambda work, case: negotiation.log(work, case, "会-01", "企 先核算"))
    own = at(
        talking, lambda work, case: negotiation.log(work, case, 1, "先核算", side=E, stage="讨论")
    )

    assert (first.side, first.stage, first.topic, first.text) == (
        W,
        "提出要求",
        "题-01",
        "每件1.2元",
    )
    assert (then.code, then.side, then.stage) == ("录-02", E, "提出要求")
    assert own.stage == "讨论"
    assert first.said_at == ""  # entered months later: nobody knows the time
    assert talking[0].verify() == []


def test_a_line_of_todays_meeting_has_the_time_of_day_in_shanghai(talking: Any) -> None:
    def act(work: Work, case: Case) -> Any:
        today = {"held_on": work.today, "began_at": "8:30", "place": "站点", "form": "恳谈会"}
        told = {"agenda": "派送费", "chair_side": E, "chair": "孙某", "recorder": "吴记录"}
        negotiation.add(work, case, "meeting", **today, **told)
        timed = negotiation.log(work, case, "会-02", "职 开场")
        typed = negotiation.log(work, case, "会-02", "职 补记", said_at="8:45")
        return timed.said_at, typed.said_at

    now = factories.NOW.astimezone(SHANGHAI).strftime("%H:%M:%S")
    assert at(talking, act) == (now, "08:45")


@pytest.mark.parametrize(("typed", "said"), [("偏低", "看不出是谁说的"), ("职 ", "没有写说了什么")])
def test_a_line_without_a_side_or_without_words_is_refused(
    talking: Any, typed: str, said: str
) -> None:
    (told,) = problems(talking, lambda work, case: negotiation.log(work, case, 1, typed))
    assert said in told


def test_minutes_follow_article_34_and_tell_who_was_absent_and_how_each_topic_ended(
    talking: Any,
) -> None:
    at(talking, spoken)
    found = at(talking, lambda work, case: negotiation.minutes(work, case, "会-01"))

    assert [stage for stage, _ in found.stages()] == ["议程纪律", "提出要求", "对方回应", "归纳"]
    assert [one["name"] for one in found.attendance] == ["陈某", "刘某", "孙某", "吴记录"]
    assert [one["name"] for one in found.absent] == ["林某", "杨某", "何某"]
    assert [(one["title"], one["outcome"]) for one in found.talks] == [
        ("派送费", "一致"),
        ("高温补贴", "一致"),
    ]
    assert found.header["chair"] == "陈某"
    assert len(found.digest) == len("0" * 64)
    assert found.signed_on is None


def test_both_chiefs_sign_and_nothing_of_the_meeting_changes_any_more(talking: Any) -> None:
    at(talking, spoken)
    digest = at(talking, signed).digest

    frozen: tuple[Any, ...] = (
        lambda w, c: negotiation.log(w, c, 1, "职 补充"),
        lambda w, c: negotiation.edit(w, c, "录-01", text="改口"),
        lambda w, c: negotiation.withdraw(w, c, "录-01", reason="不该记"),
        lambda w, c: negotiation.edit(w, c, "到-01", left_at="15:00"),
        lambda w, c: negotiation.add(w, c, "attendance", meeting=1, name="林某", side=W, duty="协商代表"),
        lambda w, c: negotiation.withdraw(w, c, "到-01", reason="没有来"),
        lambda w, c: negotiation.edit(w, c, "会-01", place="别处"),
        lambda w, c: negotiation.withdraw(w, c, "会-01", reason="重开"),
        signed,
    )  # fmt: skip
    for act in frozen:
        assert any("已由双方首席代表" in one for one in problems(talking, act))
    assert at(talking, lambda w, c: negotiation.minutes(w, c, "会-01")).digest == digest
    assert talking[0].verify() == []


def test_the_ledger_takes_no_line_of_a_meeting_that_is_signed(talking: Any) -> None:
    at(talking, spoken)
    at(talking, signed)
    again = {"side": W, "reason": "再谈", "meeting": 1}
    late = factories.refused(lambda: at(talking, lambda w, c: negotiation.reopen(w, c, 1, **again)))
    assert isinstance(late, StepRefused)
    assert "已由双方首席代表签字" in str(late)


def test_a_statement_cannot_be_carried_out_of_signed_minutes_into_another_meeting(
    talking: Any,
) -> None:
    at(talking, spoken)
    at(talking, signed)
    later = {
        "held_on": date(2025, 11, 27),
        "began_at": "14:00",
        "place": "站点",
        "form": "协商会议",
    }
    told = {"agenda": "派送费", "chair_side": E, "chair": "孙某", "recorder": "吴记录"}
    at(talking, lambda w, c: negotiation.add(w, c, "meeting", **later, **told))

    for code in ("录-01", "到-01"):
        assert problems(talking, lambda w, c, code=code: negotiation.edit(w, c, code, meeting=2))


def test_what_is_changed_elsewhere_later_does_not_change_signed_minutes(talking: Any) -> None:
    at(talking, spoken)
    at(talking, signed)

    def later(work: Work, case: Case) -> None:
        negotiation.edit(work, case, "题-01", title="派送费和补贴")
        negotiation.edit(work, case, "代-03", left_on=date(2025, 11, 19), left_because="调离")
        negotiation.reopen(work, case, 1, side=W, reason="再谈")

    at(talking, later)
    found = at(talking, lambda w, c: negotiation.minutes(w, c, "会-01"))
    assert found.talks[0]["title"] == "派送费"
    assert "林某" in [one["name"] for one in found.absent]
    assert talking[0].verify() == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"digest": "0" * 12}, "与现在的会议记录不符"),
        ({"digest": "1"}, "与现在的会议记录不符"),
        ({"union_chief": "刘某"}, "当天的首席代表是陈某"),
        ({"employer_chief": "陈某"}, "当天的首席代表是孙某"),
        ({"signed_on": date(2025, 11, 19)}, "不能早于会议日"),
    ],
)
def test_a_signature_is_refused_with_the_reason(talking: Any, given: Any, said: str) -> None:
    at(talking, spoken)
    assert any(said in one for one in problems(talking, lambda w, c: signed(w, c, **given)))


def test_a_digest_read_before_a_line_was_tidied_is_outdated(talking: Any) -> None:
    at(talking, spoken)
    before = at(talking, lambda w, c: negotiation.minutes(w, c, "会-01")).digest[:12]
    at(talking, lambda w, c: negotiation.edit(w, c, "录-01", text="最多0.95元"))
    (told,) = problems(talking, lambda w, c: signed(w, c, digest=before))
    assert before in told
    assert "重新签字" in told


def test_minutes_of_nothing_are_not_signed(talking: Any) -> None:
    assert any("还没有一条发言" in one for one in problems(talking, signed))


def test_the_chiefs_are_those_of_the_day_of_the_signature(talking: Any) -> None:
    at(talking, spoken)

    def replaced(work: Work, case: Case) -> None:
        negotiation.edit(work, case, "代-04", left_on=date(2025, 11, 25), left_because="调离")
        new = {"side": E, "duty": "首席", "office": "法定代表人", "replaces": "代-04"}
        how = {"chosen_how": "法定代表人指派", "chosen_on": date(2025, 11, 26)}
        negotiation.add(work, case, "representative", name="罗某", **new, **how)

    at(talking, replaced)
    day = {"signed_on": date(2025, 11, 28)}
    (told,) = problems(talking, lambda w, c: signed(w, c, **day))
    assert "当天的首席代表是罗某" in told
    at(talking, lambda w, c: signed(w, c, employer_chief="罗某", **day))


def test_in_the_simple_procedure_the_union_signs_where_nobody_is_chief(book: Casebook) -> None:
    talking = book, bargaining.carried(book, "open_talks", "simple")
    at(talking, spoken)

    def no_chiefs(work: Work, case: Case) -> None:
        for row in negotiation.listed(work, case, "representative"):
            negotiation.withdraw(work, case, row.code, reason="简易程序由工会代表")

    at(talking, no_chiefs)
    at(talking, lambda w, c: signed(w, c, union_chief="郑某", employer_chief="杨某"))
    assert book.verify() == []


def test_whoever_only_reads_signs_nothing(talking: Any) -> None:
    at(talking, spoken)
    error = factories.refused(lambda: at(talking, signed, "auditor.qian"))
    assert isinstance(error, CaseworkError)


def test_a_new_meeting_is_proposed_with_the_other_chief_and_the_same_recorder(talking: Any) -> None:
    def act(work: Work, case: Case) -> Any:
        assert negotiation.chair_proposal(work, case).side == E
        return negotiation.recording.register_named("meeting").fresh(work, case)

    fresh = at(talking, act)
    assert (fresh["chair_side"], fresh["chair"], fresh["recorder"]) == (E, "孙某", "吴记录")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (update(Statement).values(text="改口"), "会议记录 录-04被改动"),
        (update(Meeting).values(signed_hash="0" * 64), "与双方首席代表签字的校验值不符"),
        (update(Meeting).values(place="别处"), "又有改动"),
    ],
    ids=["statement", "hash", "header"],
)
def test_a_row_changed_behind_the_books_back_is_found(talking: Any, change: Any, said: str) -> None:
    at(talking, spoken)
    at(talking, signed)
    with talking[0].work(bargaining.ACTOR) as work:
        work.session.execute(change.execution_options(synchronize_session=False))
    told = [str(fault) for fault in talking[0].verify()]
    assert any(said in one for one in told), told
