"""倒排期: each latest day is the last that reaches the wished day; facts go before assumptions."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from casework.errors import DefinitionError, InputError
from casework.law import Law, default
from casework.negotiation.planner import passes
from casework.negotiation.planner.chains import chain, read_chains
from casework.negotiation.planner.ics import plan_calendar
from casework.negotiation.planner.rows import Plan
from casework.negotiation.planner.schedule import plan

DAY = timedelta(days=1)
WISHED = st.dates(date(2024, 3, 1), date(2026, 12, 31))


def due(key: str, start: date, place: str) -> date:
    on = default().due(key, start, jurisdiction=place).due_on
    assert on is not None
    return on


#: Days before the meeting by which papers are due, where the place has such a rule.
LEAD = {"CN-33": 7, "CN-50": 10}


def effective_if_all_periods_are_used(offer: date, place: str) -> date:
    """Reckon one chain by hand: reply, papers, filing, the day after the silence; the rest the same day."""
    reply = due("offer.reply", offer, place)
    meeting = reply + LEAD.get(place, 0) * DAY
    filed = due("contract.filing", meeting, place)
    return due("contract.review_silence", filed, place) + DAY


@pytest.mark.parametrize("place", ["CN-32", "CN-33", "CN-50"])
@given(wished=WISHED)
def test_the_latest_offer_is_the_last_that_still_takes_effect_in_time(
    place: str, wished: date
) -> None:
    made = plan(default(), "full", place, target=("effective", wished))
    offer = made.row("offer_received").latest_on
    assert offer is not None
    assert effective_if_all_periods_are_used(offer, place) <= wished
    later = (effective_if_all_periods_are_used(offer + n * DAY, place) for n in range(1, 40))
    assert all(day > wished for day in later)


@given(wished=WISHED, start=WISHED, procedure=st.sampled_from(["full", "simple", "platform"]))
def test_onward_and_backward_agree_and_the_four_days_are_in_order(
    wished: date, start: date, procedure: str
) -> None:
    last = list(chain(procedure).steps)[-1]
    back = plan(default(), procedure, "CN-32", target=(last, wished))
    begin = back.rows[0].latest_on
    assert begin is not None
    onward = plan(default(), procedure, "CN-32", starts_on=begin)
    end = onward.row(last).at_limit_on
    assert end is not None
    assert end <= wished
    for row in back.rows:
        assert row.latest_on is None or (row.last_on and row.latest_on <= row.last_on)
    for row in plan(default(), procedure, "CN-32", starts_on=start).rows:
        assert row.earliest_on is not None
        assert row.at_limit_on is not None
        assert row.earliest_on <= row.at_limit_on


def test_a_plan_that_counts_one_day_too_few_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = passes.backward

    def off_by_one(*args: object, full: bool) -> passes.Days:
        days = honest(*args, full=full)  # type: ignore[arg-type]  # passed on as they came
        return {step: (day + DAY, leg) for step, (day, leg) in days.items()}

    monkeypatch.setattr("casework.negotiation.planner.schedule.backward", off_by_one)
    made = plan(default(), "full", "CN-32", target=("effective", date(2026, 9, 30)))
    offer = made.row("offer_received").latest_on
    assert offer is not None
    assert effective_if_all_periods_are_used(offer, "CN-32") > date(2026, 9, 30)


def test_the_silence_of_the_review_is_waited_for_in_full_and_a_holiday_moves_its_end() -> None:
    made = plan(default(), "full", "CN-32", known={"filed": date(2026, 9, 18)})
    row = made.row("effective")
    # the 15th day is 3 October, in the holidays; the first working day after them is 8 October
    assert row.earliest_on == row.at_limit_on == date(2026, 10, 9)
    assert row.trace[-1] == "期限届满的次日，即2026年10月9日，算作到达。"
    assert "按国家规章暂计" in row.marks


def test_a_fact_replaces_the_assumption_and_what_lies_before_is_no_longer_planned() -> None:
    before = plan(default(), "full", "CN-32", known={"offer_received": date(2026, 3, 2)})
    assert before.row("reply").deadline_on == date(2026, 3, 23)
    assert before.row("signed").at_limit_on == date(2026, 3, 23)
    facts = {"offer_received": date(2026, 3, 2), "draft": date(2026, 4, 10)}
    after = plan(default(), "full", "CN-32", known=facts)
    assert after.row("reply").passed
    assert after.row("reply").day is None
    assert after.row("signed").earliest_on == date(2026, 4, 10)
    late = plan(default(), "full", "CN-32", known={**facts, "reply": date(2026, 3, 25)})
    assert late.row("reply").hints == (
        "实际2026年3月25日，超过书面回应的期限的最后一日2026年3月23日。",
    )


def test_the_deadline_of_the_law_is_told_first_where_it_is_before_the_planned_day() -> None:
    made = plan(
        default(),
        "full",
        "CN-32",
        target=("effective", date(2026, 12, 31)),
        known={"offer_received": date(2026, 9, 1)},
    )
    row = made.row("reply")
    assert row.latest_on == date(2026, 12, 5)
    assert row.day == row.deadline_on == date(2026, 9, 21)


def test_an_unverified_period_counts_for_nothing_until_somebody_fills_it_in() -> None:
    made = plan(default(), "full", "CN-32", starts_on=date(2026, 3, 2))
    row = made.row("draft")
    assert row.rule == "协商的期限：没有核到期限，按 0 日暂排，可自己填。"
    assert row.marks == ("未核到数值",)
    assert made.row("vote").rule == "召集表决的时间：法律没有规定期限，按 0 日暂排，可自己填。"
    assert "没有规定天数，按 0 日暂排" in made.row("published").rule
    own = plan(default(), "full", "CN-32", starts_on=date(2026, 3, 2), lengths={"talks": 45})
    assert own.row("draft").rule == "协商的期限：没有核到期限，按自己填的 45 日暂排。"
    first, drafted = own.row("first_meeting").at_limit_on, own.row("draft").at_limit_on
    assert first is not None
    assert drafted == first + 45 * DAY


TALKS = """
[[rule]]
label = "JS-PROC-05"
key = "negotiation.period"
jurisdiction = "CN-32"
subject = "普通程序的协商期限。"
value = 60
unit = "day"
direction = "after"
starts = "首次协商会议之日"
starts_fact = "meeting_on"
rolls = true
procedure = "full"
instrument = "江苏省集体协商条例"
article = "16"
confidence = "verified"
"""


def test_a_period_verified_in_an_overlay_takes_the_place_of_the_nought(tmp_path: Path) -> None:
    overlay = tmp_path / "本地.toml"
    overlay.write_text(TALKS, encoding="utf-8")
    law = Law.load([overlay])
    made = plan(law, "full", "CN-32", known={"first_meeting": date(2026, 3, 2)})
    row = made.row("draft")
    assert row.deadline_on == date(2026, 5, 6)  # 1 May and the days after it are holidays
    assert row.rule == "协商的期限：60日（《江苏省集体协商条例》第十六条）。"
    assert row.marks == ()


@pytest.mark.parametrize("place", ["CN-32", "CN-32-05"])
def test_no_jiangsu_period_without_a_value_has_got_one(place: str) -> None:
    unknown = {
        rule.key
        for rule in default().rules
        if rule.jurisdiction == "CN-32" and rule.value is None and rule.is_period
    }
    for procedure in ("full", "simple", "platform"):
        made = plan(default(), procedure, place, starts_on=date(2026, 3, 2))
        for link in chain(procedure).links:
            leg = made.row(link.after).arriving
            if link.rule in unknown and leg and leg.link is link and leg.trace and leg.basis:
                assert {"按国家规章暂计", "未核到数值"} & set(leg.marks), link


def test_days_of_ones_own_never_go_against_an_article() -> None:
    with pytest.raises(InputError, match="由条文规定（《集体合同规定》第三十二条，20日）"):
        plan(default(), "full", "CN-32", starts_on=date(2026, 3, 2), lengths={"reply": 5})


def test_wages_run_beside_the_general_periods_and_the_tighter_counts() -> None:
    signed = {"signed": date(2026, 3, 2)}
    general = plan(default(), "full", "CN-32", known=signed).row("filed")
    wage = plan(default(), "full", "CN-32", known=signed, matters=["wage"]).row("filed")
    assert (general.deadline_on, wage.deadline_on) == (date(2026, 3, 12), date(2026, 3, 9))
    assert wage.marks == ("二手转述，未核对原文",)
    target = ("first_meeting", date(2026, 3, 20))
    made = plan(default(), "full", "CN-32", target=target, matters=["wage"])
    assert made.row("info").latest_on == date(2026, 3, 15)


def test_a_wish_that_can_not_be_reached_is_said_with_the_days_it_lacks() -> None:
    def told(wished: date) -> tuple[str, ...]:
        known = {"offer_received": date(2026, 9, 1)}
        return plan(default(), "full", "CN-32", target=("effective", wished), known=known).warnings

    assert told(date(2026, 9, 10))[0].startswith("赶不上：即使各方当日办理，“生效”最早也要到")
    assert told(date(2026, 9, 30))[0].startswith("有风险：各方把期限用满的")
    assert told(date(2026, 12, 31)) == ()
    done = plan(
        default(),
        "full",
        "CN-32",
        target=("signed", date(2026, 9, 1)),
        known={"signed": date(2026, 9, 3)},
    )
    assert done.warnings == ("“正式签字”实际2026年9月3日，晚于希望的2026年9月1日。",)


def test_after_the_wished_day_the_plan_goes_on_from_it() -> None:
    made = plan(default(), "full", "CN-32", target=("signed", date(2026, 3, 2)))
    assert made.row("filed").at_limit_on == date(2026, 3, 12)
    assert made.row("filed").latest_on is None


def test_a_platform_publishes_within_ten_days_and_meets_again_within_a_year() -> None:
    made = plan(default(), "platform", "CN-32", known={"signed": date(2026, 3, 2)})
    assert made.row("published").deadline_on == date(2026, 3, 12)
    assert made.row("next_round").at_limit_on == date(2027, 3, 12)
    published = plan(default(), "platform", "CN-32", known={"published": date(2026, 3, 6)})
    assert published.row("next_round").deadline_on == date(2027, 3, 6)
    assert made.row("in_force").earliest_on == date(2026, 3, 9)
    assert "filed" not in {row.step for row in made.rows}


def test_a_latest_day_on_a_rest_day_names_the_working_day_before_it() -> None:
    made = plan(default(), "full", "CN-32", target=("signed", date(2026, 3, 1)))
    assert made.row("signed").hints == (
        "2026年3月1日（星期日）是休息日，要在工作日办的，最迟2026年2月28日。",
    )


def a_plan() -> Plan:
    known = {"offer_received": date(2026, 9, 1), "first_meeting": date(2026, 9, 25)}
    return plan(default(), "full", "CN-32", target=("effective", date(2026, 12, 31)), known=known)


def test_the_calendar_file_has_one_all_day_event_for_each_row_with_a_day() -> None:
    made, at = a_plan(), datetime(2026, 9, 26, 8, tzinfo=UTC)
    written = plan_calendar(made, "昆工协商〔2026〕1号", at)
    events = Calendar.from_ical(written).walk("VEVENT")
    days = {str(event["uid"]).split(".")[1]: event["dtstart"].dt for event in events}
    assert days == {row.step: row.day for row in made.rows if row.day}
    assert all(type(day) is date for day in days.values())
    assert {event["dtend"].dt - event["dtstart"].dt for event in events} == {DAY}
    summaries = [str(event["summary"]) for event in events]
    assert summaries[0] == "已办理：对方收到要约（昆工协商〔2026〕1号）"
    assert "最迟：正式签字（昆工协商〔2026〕1号）" in summaries
    assert plan_calendar(made, "昆工协商〔2026〕1号", at) == written


def test_every_rule_of_a_link_exists_and_can_be_reckoned() -> None:
    known = {rule.key: rule for rule in default().rules}
    for procedure in ("full", "simple", "platform"):
        for link in chain(procedure).links:
            for key in link.keys(frozenset({"wage", "sectoral"})):
                assert key in known
                assert known[key].is_period, link


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (('to = "reply"', 'to = "replie"'), "没有步骤“replie”（是不是“reply”？）"),
        (('kind = "wait"', 'kind = "weit"'), "看不懂或缺少：kind"),
        (('from = "vote"', 'from = "published"'), "应当从先列的步骤到后列的步骤"),
        (('name = "talks"', 'name = "info"'), "有两段用了这个 name"),
    ],
)
def test_slips_in_the_table_of_links_are_told_with_their_place(
    change: tuple[str, str], part: str
) -> None:
    from importlib.resources import files

    text = (files("casework.negotiation.planner") / "links.toml").read_text(encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        read_chains(text.replace(*change))
    assert part in str(caught.value)


@pytest.mark.parametrize(
    ("given", "part"),
    [
        ({"procedure": "ful"}, "没有“ful”这种程序（是不是“full”？）"),
        ({"target": ("singed", date(2026, 3, 2))}, "没有“singed”这一步（是不是“signed”？）"),
        ({"known": {"voted": date(2026, 3, 2)}}, "没有“voted”这一步"),
        ({"lengths": {"talk": 3}}, "没有“talk”这一段"),
        ({"lengths": {"talks": -3}}, "天数写了-3"),
        ({"matters": ["wages"]}, "没有“wages”这类事项"),
    ],
)
def test_an_unknown_word_is_refused_with_the_one_that_may_be_meant(
    given: dict[str, object], part: str
) -> None:
    asked = {"procedure": "full", "jurisdiction": "CN-32", **given}
    with pytest.raises(InputError) as caught:
        plan(default(), **asked)  # type: ignore[arg-type]  # one of them is wrong on purpose
    assert part in str(caught.value)
