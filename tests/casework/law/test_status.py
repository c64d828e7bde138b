"""How sure a date is, and what the explanation says about it."""

from datetime import date

import pytest

from casework import law

KNOWN = law.default()


@pytest.mark.parametrize(
    ("rule", "start", "status", "marks"),
    [
        ("CN-OFFER-02", date(2026, 3, 2), "firm", ()),
        ("offer.reply", date(2026, 3, 2), "national", ("按国家规章暂计",)),
        ("CN-OFFER-02", date(2026, 12, 20), "provisional", ("缺2027年放假安排，日期暂定",)),
        (
            "offer.reply",
            date(2026, 12, 20),
            "national",
            ("按国家规章暂计", "缺2027年放假安排，日期暂定"),
        ),
        ("JS-SUP-01", date(2026, 3, 2), "unverified", ("二手转述，未核对原文",)),
        ("contract.publication.wage", date(2026, 3, 2), "unverified", ("未核实",)),
        ("checkup.self_check", date(2026, 3, 2), "unverified", ("内部做法（建议）",)),
        ("supervision.hint_reply", date(2026, 3, 2), "unverified", ("内部做法（建议）",)),
        ("negotiation.period", date(2026, 3, 2), "unverified", ("未核到数值",)),
        ("contract.review_silence", date(2026, 3, 2), "national", ("按国家规章暂计",)),
        ("arbitration.limitation", date(2025, 3, 3), "unverified", ("起算点未核实",)),
        (
            "platform.publication",
            date(2024, 3, 2),
            "unverified",
            ("二手转述，未核对原文", "当日是否施行未核实"),
        ),
    ],
)
def test_the_most_serious_doubt_is_the_status_and_every_mark_is_kept(
    rule: str, start: date, status: str, marks: tuple[str, ...]
) -> None:
    due = KNOWN.due(rule, start)
    assert (due.status, due.marks) == (status, marks)


def test_a_year_without_a_notice_is_told_and_still_has_a_date() -> None:
    due = KNOWN.due("CN-OFFER-02", date(2026, 12, 20))
    assert due.due_on == date(2027, 1, 11)
    assert any("2027年：该年度放假安排尚未公布" in step for step in due.trace)


def test_a_past_year_that_is_not_in_the_data_is_not_called_unannounced() -> None:
    steps = KNOWN.due("CN-OFFER-02", date(2023, 3, 2)).trace
    assert any("日历没有收录2023年的放假安排" in step for step in steps)
    assert not any("尚未公布" in step for step in steps)


def test_a_date_that_no_rest_day_can_move_is_firm_in_any_year() -> None:
    window = KNOWN.due("contract.renewal_window", date(2030, 5, 31))
    assert (window.due_on, window.status) == (date(2030, 5, 31), "firm")


def test_a_period_whose_roll_is_unknown_moves_and_names_the_safe_day() -> None:
    due = KNOWN.due("checkup.self_check", date(2026, 3, 7))
    assert due.due_on == date(2026, 3, 16)
    assert any("没有写明遇休息日是否顺延" in step and "2026年3月13日" in step for step in due.trace)


def test_a_local_law_without_a_value_is_named_with_its_reason() -> None:
    first = KNOWN.due("offer.reply", date(2026, 3, 2)).trace[0]
    assert "JS-OFFER-01" in first
    assert "江苏未核" in first
    assert "按国家规章暂计" in first


def test_a_practice_that_stands_in_is_not_called_national() -> None:
    told = "".join(KNOWN.due("supervision.hint_reply", date(2026, 3, 2)).trace[:1])
    assert "内部做法（建议值），不是法律规定" in told
    assert "按国家规章暂计" not in told


EXPLAINED = """\
期限计算说明

事项：收到协商要求的一方应在期限内书面回应。（规则 CN-OFFER-02）
依据：《集体合同规定》第三十二条（已核）
起算：对方收到集体协商要求之日，2026年3月2日（星期一）

1. 规则 CN-OFFER-02（CN）：20日，依据：《集体合同规定》第三十二条（已核）。
2. 2026年3月2日（星期一）为对方收到集体协商要求之日，开始的当日不计入，自2026年3月3日起计算（《民法典》第二百零一条）。
3. 计满20日（按公历日连续计算），最后一日为2026年3月22日（星期日）。
4. 该日是星期日，顺延到休息日结束的次日2026年3月23日（星期一）（《民法典》第二百零三条；双休日顺延为通说）。
5. 结论：到期日为2026年3月23日（星期一）（确定）。
"""


def test_the_explanation_reads_from_the_rule_to_the_conclusion() -> None:
    assert KNOWN.due("CN-OFFER-02", date(2026, 3, 2)).explain() == EXPLAINED


PERIODS = sorted(r.label for r in KNOWN.rules if r.is_period)


@pytest.mark.parametrize("label", PERIODS)
def test_every_period_is_explained_down_to_its_date(label: str) -> None:
    due = KNOWN.due(label, date(2026, 2, 3))
    assert due.trace[-1].startswith("结论：")
    if due.due_on is None:
        assert "没有到期日" in due.trace[-1]
    else:
        assert law.show_day(due.due_on) in due.trace[-1]
    assert "None" not in due.explain()
