"""What people type, and what becomes of it: good and bad values of every kind, one sentence each."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from casework.errors import InputError
from casework.workflow import Fact, Kind, facts
from casework.workflow.kinds import NAME_LIMIT, TEXT_LIMIT


def one(kind, **more):
    return Fact("x", "项", Kind(kind), **more)


def full_width(text):
    """Return the text as a Chinese keyboard may type it."""
    return "".join(chr(ord(character) + 0xFEE0) for character in text)


CHOICE = one("choice", options=("直接送达", "留置送达"))


def read(fact, raw, today):
    return facts.parse([fact], {fact.name: raw}, today=today)[fact.name]


def refusal(declared, raw, today):
    with pytest.raises(InputError) as caught:
        facts.parse(declared, raw, today=today)
    return [(problem.place, problem.message) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("fact", "raw", "value"),
    [
        (one("date"), "2026-03-02", date(2026, 3, 2)),
        (one("date"), "2026/3/2", date(2026, 3, 2)),
        (one("date"), "2026.3.2", date(2026, 3, 2)),
        (one("date"), "20260302", date(2026, 3, 2)),
        (one("date"), " 2026年3月2日 ", date(2026, 3, 2)),
        (one("date"), "2026 年 3 月 2 日", date(2026, 3, 2)),
        (one("date"), full_width("2026-03-02"), date(2026, 3, 2)),
        (one("date"), "2024-02-29", date(2024, 2, 29)),
        (one("date"), date(2026, 11, 24), date(2026, 11, 24)),
        (one("date"), datetime(2026, 3, 2), date(2026, 3, 2)),  # noqa: DTZ001 — a cell of a sheet
        (one("date", in_future=True), "2027-01-01", date(2027, 1, 1)),
        (one("int"), "0", 0),
        (one("int"), "1,200", 1200),
        (one("int"), full_width("12"), 12),
        (one("int"), 12.0, 12),
        (one("number"), "-0.50", Decimal("-0.50")),
        (one("number"), 0.1, Decimal("0.1")),
        (one("number"), Decimal("1E+3"), Decimal(1000)),
        (one("money"), "12000", Decimal("12000.00")),
        (one("money"), "￥12,000.5元", Decimal("12000.50")),
        (one("money"), 12, Decimal("12.00")),
        (one("flag"), "是", True),
        (one("flag"), "on", True),
        (one("flag"), "FALSE", False),
        (one("flag"), False, False),
        (CHOICE, " 留置送达 ", "留置送达"),
        (one("text"), "  甲 & 乙 <有限>公司 𠮷🧑‍⚖️ ", "甲 & 乙 <有限>公司 𠮷🧑‍⚖️"),
        (one("text"), 512, "512"),
        (one("longtext"), "一\r\n二\t三\r", "一\n二\t三"),
        (one("person"), "lawyer.wang", "lawyer.wang"),
        (one("colleague"), "王律师", "王律师"),
        (one("text"), ["独"], "独"),
        (one("text", many=True), "甲、乙；丙;丁，戊,己\n庚、、", list("甲乙丙丁戊己庚")),
        (one("text", many=True), ["甲、乙", " ", "丙"], ["甲、乙", "丙"]),
        (one("person", many=True), ("王某", "李某"), ["王某", "李某"]),
        (one("date", many=True), "2026-03-02、2026-03-03", [date(2026, 3, 2), date(2026, 3, 3)]),
        (one("choice", many=True, options=("甲", "乙")), "甲，乙", ["甲", "乙"]),
        (one("text", many=True), 5, ["5"]),
    ],
)  # fmt: skip
def test_a_value_is_read(fact, raw, value, today):
    found = read(fact, raw, today)

    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("fact", "raw", "sentence"),
    [
        (one("date"), "2026-02-30", "2026-02-30 不存在，2026年2月只有28天"),
        (one("date"), "2026-13-01", "2026-13-01 不存在，月份应在 1 到 12 之间"),
        (one("date"), "2026年4月31日", "2026年4月31日 不存在，2026年4月只有30天"),
        (one("date"), "2026-11-25", "2026-11-25 不能晚于今天（2026-11-24）"),
        (one("date"), "1026-01-01", "年份 1026 不合理，应在 1949 年至 2100 年之间"),
        (one("date"), "0000-01-01", "0000-01-01 不存在，年份应为四位数"),
        (one("date", in_future=True), "9999-01-01", "年份 9999 不合理，应在 1949 年至 2100 年之间"),
        (one("date"), "三月二日", "“三月二日”不是日期，请写成 2026-03-02 或 2026年3月2日"),
        (one("date"), "2026-3/2", "“2026-3/2”不是日期，请写成 2026-03-02 或 2026年3月2日"),
        (one("date"), 46000, "“46000”不是日期，请写成 2026-03-02 或 2026年3月2日"),
        (one("date"), datetime(2026, 3, 2, 8, tzinfo=UTC), "应填日期，不带时刻：2026-03-02 08:00:00+00:00"),
        (one("date"), datetime(2026, 3, 2, tzinfo=UTC), "应填日期，不带时刻：2026-03-02 00:00:00+00:00"),
        (one("date"), datetime(2026, 3, 2, 8), "应填日期，不带时刻：2026-03-02 08:00:00"),  # noqa: DTZ001 — as a sheet has it
        (one("int"), "-1", "不能是负数，现在是 -1"),
        (one("int"), "1.5", "应为整数，现在是 1.5"),
        (one("int"), "十二", "“十二”不是整数，请只写阿拉伯数字，例如 12000"),
        (one("int"), "1,2", "“1,2”不是整数，请只写阿拉伯数字，例如 12000"),
        (one("int"), True, "应为整数，现在是“是”"),
        (one("int"), "9" * 13, "9999999999999 过大，请核对"),
        (one("number"), "1e5", "“1e5”不是数值，请只写阿拉伯数字，例如 12000"),
        (one("number"), float("nan"), "“nan”不是数值，请只写阿拉伯数字，例如 12000"),
        (one("money"), "-0.01", "不能是负数，现在是 -0.01"),
        (one("money"), "0.001", "最多两位小数（到分），现在是 0.001"),
        (one("money"), "1.2万元", "请以元为单位，不写“万元”：1.2万元"),
        (one("money"), float("inf"), "“inf”不是金额，请只写阿拉伯数字，例如 12000"),
        (one("flag"), "也许", "应填“是”或“否”，现在是“也许”"),
        (one("flag"), 2, "应填“是”或“否”，现在是“2”"),
        (CHOICE, "快递", "没有“快递”这个选项，可选的是：直接送达、留置送达"),
        (one("text"), "甲\n乙", "只能写一行，请去掉换行"),
        (one("text"), "甲\x00乙", "含有不能保存的控制字符（U+0000），请删去后再填"),
        (one("text"), "\x1f", "含有不能保存的控制字符（U+001F），请删去后再填"),
        (one("longtext"), "甲\ud800", "含有不能保存的控制字符（U+D800），请删去后再填"),
        (one("text"), "甲\u202e乙", "含有不能保存的控制字符（U+202E），请删去后再填"),
        (one("longtext"), "甲\uffff", "含有不能保存的控制字符（U+FFFF），请删去后再填"),
        (one("longtext"), "字" * (TEXT_LIMIT + 1), "有 20,001 个字，最多 20,000 个"),
        (one("person"), "王" * (NAME_LIMIT + 1), "有 101 个字，最多 100 个"),
        (one("person"), "王\t某", "应为一个人的姓名或登录名，请去掉换行和制表符"),
        (one("text"), {"a": 1}, "应为文字，现在是 {'a': 1}"),
        (one("text"), ["甲", "乙"], "只能填一个，现在有 2 个"),
        (one("person", many=True), "王某、李某、王某", "“王某”写了两次"),
        (one("text", many=True), [str(n) for n in range(501)], "有 501 项，最多 500 项"),
        (one("person", many=True), "王某、李\x07某", "含有不能保存的控制字符（U+0007），请删去后再填"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_used_says_what_would_be_right(fact, raw, sentence, today):
    assert refusal([fact], {"x": raw}, today) == [("x", f"项：{sentence}")]


@pytest.mark.parametrize("nothing", [None, "", "  \n", "\u3000", [], ["", None]])
def test_an_empty_field_is_absent(nothing, today):
    assert facts.parse([one("text")], {"x": nothing}, today=today) == {}


@pytest.mark.parametrize(
    ("fact", "sentence"),
    [
        (one("text", required=True), "必须填写"),
        (one("flag", required=True), "必须填“是”或“否”"),
        (one("choice", required=True, options=("甲", "乙")), "必须选择：甲、乙"),
    ],
)
def test_what_is_required_must_be_there_unless_papers_are_old(fact, sentence, today):
    assert refusal([fact], {}, today) == [("x", f"项：{sentence}")]
    assert facts.parse([fact], {}, today=today, partial=True) == {}


def test_a_condition_asks_only_when_it_holds(small, today):
    serve = small.step("serve")
    raw = {"received_on": "2026-03-03", "manner": "留置送达"}

    assert refusal(serve, raw, today) == [("witnesses", "见证人：必须填写（因为已选“留置送达”）")]
    assert facts.parse(serve, raw, today=today, partial=True).keys() == raw.keys()
    assert facts.parse(serve, raw | {"manner": "直接送达"}, today=today)["manner"] == "直接送达"
    assert facts.parse(serve, raw | {"witnesses": "张某"}, today=today)["witnesses"] == ["张某"]


def test_a_condition_on_a_field_that_could_not_be_read_asks_nothing(small, today):
    found = refusal(small.step("serve"), {"received_on": "2026-03-03", "manner": "留置"}, today)

    assert [place for place, _message in found] == ["manner"]


def test_all_problems_come_at_once_and_nothing_is_lost_between(small, today):
    raw = {"recieved_on": "2026-03-03", "sent_on": "2026-02-30", "manner": "快递"}

    assert refusal(small.step("serve"), raw, today) == [
        (
            "recieved_on",
            "没有“recieved_on”这一项；这里要填的是：sent_on（发出日）、received_on（对方收到日）、manner（送达方式）、witnesses（见证人）",
        ),
        ("sent_on", "发出日：2026-02-30 不存在，2026年2月只有28天"),
        ("manner", "送达方式：没有“快递”这个选项，可选的是：直接送达、留置送达"),
        ("received_on", "对方收到日：必须填写"),
    ]


def test_a_day_may_not_precede_the_one_it_follows(small, today):
    raw = {"sent_on": "2026-03-03", "received_on": "2026-03-02"}

    assert refusal(small.step("serve"), raw, today) == [
        ("received_on", "对方收到日：2026-03-02 不能早于发出日（2026-03-03）")
    ]
    assert facts.parse(small.step("serve"), raw | {"received_on": "2026-03-03"}, today=today)


def test_the_result_follows_the_order_of_the_declaration(small, today):
    raw = {"manner": "直接送达", "received_on": date(2026, 3, 2)}

    assert list(facts.parse(small.step("serve"), raw, today=today)) == ["received_on", "manner"]


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("date", date(2026, 3, 2), "2026年3月2日"),
        ("flag", True, "是"),
        ("flag", False, "否"),
        ("money", Decimal("12000.00"), "12,000.00元"),
        ("number", Decimal("0.50"), "0.50"),
        ("int", 1200, "1200"),
        ("text", ["甲", "乙"], "甲、乙"),
        ("date", [date(2026, 3, 2), date(2026, 3, 3)], "2026年3月2日、2026年3月3日"),
        ("text", None, ""),
    ],
)
def test_a_value_is_shown_as_a_person_reads_it(kind, value, shown):
    assert facts.show(one(kind), value) == shown


def test_only_facts_go_to_json():
    with pytest.raises(TypeError, match="not a fact"):
        facts.to_json({1, 2})
